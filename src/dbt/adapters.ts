const BETWEEN = ' and '

/** The adapters of a manifest that was joined from two, each once; null if one is unknown. */
export function joinedAdapters(older: string | null, newer: string | null): string | null {
  if (older === null || newer === null) return null
  return [...new Set([...adaptersIn(older), ...adaptersIn(newer)])].join(BETWEEN)
}

export function adaptersIn(adapterType: string): readonly string[] {
  return adapterType.split(BETWEEN)
}
