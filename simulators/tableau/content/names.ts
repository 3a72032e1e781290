import { createHash } from 'node:crypto'

/** A LUID computed from these names, so that tests and YAML can contain it. */
export function luidOf(...names: string[]): string {
  const hex = createHash('sha1').update(names.join('\u0000')).digest('hex')
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-')
}

/** A number such as the one in `#/site/acme/workbooks/265605` (docs/facts/tableau.md#content-urls), with seven digits. */
export function numberOf(...names: string[]): number {
  const digest = createHash('sha1').update(names.join('\u0000')).digest()
  return 1_000_000 + (digest.readUInt32BE(0) % 9_000_000)
}

/**
 * Gives each name its contentUrl: special characters are removed, and a name that is taken gets a numeric suffix. So a
 * contentUrl cannot be derived from a name (docs/facts/tableau.md#content-urls).
 */
export class ContentUrls {
  readonly #taken = new Set<string>()

  claim(name: string, path: string): string {
    const plain = name.replace(/[^\p{L}\p{N}_-]/gu, '')
    const url = this.#taken.has(plain) ? `${plain}_${numberOf('contentUrl', path)}` : plain
    this.#taken.add(url)
    return url
  }
}

export interface ContentPath {
  readonly project: string
  readonly name: string
}

/** `Finance/Reports/Weekly KPIs` is the content `Weekly KPIs` in the project `Finance/Reports`. */
export function splitPath(path: string): ContentPath {
  const cut = path.lastIndexOf('/')
  return cut < 0
    ? { project: 'Default', name: path }
    : { project: path.slice(0, cut), name: path.slice(cut + 1) }
}
