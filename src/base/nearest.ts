import { distance } from 'fastest-levenshtein'

const NAMES_SHOWN = 3

/** The names most similar to `word`, nearest first; empty if none is similar. */
export function nearest(word: string, names: Iterable<string>): string[] {
  const wanted = word.toLowerCase()
  const tolerance = Math.max(2, Math.ceil(wanted.length / 2))
  const near = [...new Set(names)]
    .map((name) => ({ name, far: nameDistance(wanted, name.toLowerCase()) }))
    .filter(({ far }) => far <= tolerance)
    .sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1))
  // Beside a near hit, far ones are noise.
  const farthest = 2 * Math.max(1, near[0]?.far ?? 0)
  return near
    .filter(({ far }) => far <= farthest)
    .slice(0, NAMES_SHOWN)
    .map(({ name }) => name)
}

/** Shorter names are a part of many words by chance. */
const SHORTEST_PART = 3

/** The edit distance; at most 1 if the name contains the word, and at most 2 if the word contains the name. */
function nameDistance(wanted: string, name: string): number {
  const far = distance(wanted, name)
  if (name.includes(wanted)) return Math.min(far, 1)
  return name.length >= SHORTEST_PART && wanted.includes(name) ? Math.min(far, 2) : far
}
