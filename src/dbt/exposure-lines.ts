import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
// Not with import(): in the bundle a CommonJS package loaded that way has no named exports.
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import { pathWithin } from '../base/paths.js'

/** Larger files are not parsed: they are not written by hand. */
const LARGEST_FILE = 1024 * 1024

/**
 * The line on which each exposure of a YAML file begins, from 1, by name. `file` is relative to `root`. Empty for a file
 * outside `root`, one that cannot be read, and one that is not YAML in dbt's form.
 */
export async function exposureLines(root: string, file: string): Promise<Map<string, number>> {
  const path = resolve(root, file)
  if (pathWithin(root, path) === null) return new Map()
  try {
    if ((await stat(path)).size > LARGEST_FILE) return new Map()
    return linesIn(await readFile(path, 'utf8'))
  } catch {
    return new Map()
  }
}

function linesIn(text: string): Map<string, number> {
  const counter = new LineCounter()
  const exposures: unknown = parseDocument(text, { lineCounter: counter, logLevel: 'silent' }).get(
    'exposures',
  )
  const lines = new Map<string, number>()
  if (!isSeq(exposures)) return lines
  for (const item of exposures.items) {
    const name: unknown = isMap(item) ? item.get('name', true) : null
    if (!isScalar(name) || name.range === null || name.range === undefined) continue
    lines.set(String(name.value), counter.linePos(name.range[0]).line)
  }
  return lines
}
