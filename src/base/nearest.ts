import { distance as editDistance } from 'fastest-levenshtein'

const NAMES_SHOWN = 3

/** Longer texts are not mistyped names, and the time to compare two of them grows with the product of their lengths. */
const LONGEST_NAME = 1000

/** Up to three names similar to `word`, ignoring case, most similar first. */
export function nearest(word: string, names: Iterable<string>): string[] {
  if (word.length > LONGEST_NAME) return []
  const wanted = word.toLowerCase()
  const tolerance = Math.max(2, Math.ceil(wanted.length / 2))
  const near = [...new Set(names)]
    .filter((name) => name.length <= LONGEST_NAME)
    .map((name) => ({ name, distance: nameDistance(wanted, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= tolerance)
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
  // Next to a close name, distant ones are noise.
  const longest = 2 * Math.max(1, near[0]?.distance ?? 0)
  return near
    .filter(({ distance }) => distance <= longest)
    .slice(0, NAMES_SHOWN)
    .map(({ name }) => name)
}

/** Shorter names occur in many words by chance. */
const SHORTEST_PART = 3

/** The edit distance; at most 1 if the name contains the word, and at most 2 if the word contains the name. */
function nameDistance(wanted: string, name: string): number {
  const distance = editDistance(wanted, name)
  if (name.includes(wanted)) return Math.min(distance, 1)
  return name.length >= SHORTEST_PART && wanted.includes(name) ? Math.min(distance, 2) : distance
}
