import { distance } from 'fastest-levenshtein'

const NAMES_SHOWN = 3

/** The names most similar to `word`, nearest first; empty if none is similar. */
export function nearest(word: string, names: Iterable<string>): string[] {
  const wanted = word.toLowerCase()
  const tolerance = Math.max(2, Math.ceil(wanted.length / 2))
  return [...new Set(names)]
    .map((name) => ({ name, far: nameDistance(wanted, name.toLowerCase()) }))
    .filter(({ far }) => far <= tolerance)
    .sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1))
    .slice(0, NAMES_SHOWN)
    .map(({ name }) => name)
}

/** Edit distance; at most 1 if one contains the other. */
function nameDistance(wanted: string, name: string): number {
  const far = distance(wanted, name)
  return name.includes(wanted) || wanted.includes(name) ? Math.min(far, 1) : far
}
