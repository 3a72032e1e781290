import { createHash } from 'node:crypto'
import { addTo } from '../base/add-to.js'

/** Names that every file system keeps as they are; Windows also reserves some, with any extension. */
const CLEAN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i
const LONGEST = 60

/** The names that `hashed` makes; a clean name of this form gets a hash too, so that it cannot be another's. */
const HASHED = /-[0-9a-f]{10}$/i

/**
 * A file name, without extension, for each id. A clean name stays as it is, so that its address can be guessed; any other one, and
 * names that a file system may take for the same, get a hash of the id, so that they keep their address whatever else is added.
 */
export function fileNames<Id extends string>(
  things: readonly { readonly id: Id; readonly name: string }[],
): Map<Id, string> {
  const alike = new Map<string, Id[]>()
  for (const { id, name } of things) addTo(alike, name.toLowerCase(), id)
  const isTaken = (name: string): boolean => (alike.get(name.toLowerCase())?.length ?? 0) > 1
  return new Map(
    things.map(({ id, name }) => [id, isClean(name) && !isTaken(name) ? name : hashed(id, name)]),
  )
}

function isClean(name: string): boolean {
  return CLEAN.test(name) && !RESERVED.test(name) && !HASHED.test(name)
}

function hashed(id: string, name: string): string {
  const letters = name
    .slice(0, 1000)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 10)
  return `${letters === '' ? 'exposure' : letters}-${hash}`
}
