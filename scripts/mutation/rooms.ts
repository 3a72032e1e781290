/** Sources that `npm run mutation` changes, and the unit tests that must notice: those of the same folder of `__tests__/`. */
export interface Room {
  readonly folder: string
  /** Their names without `.ts`. */
  readonly files: readonly string[]
  /** Globs below `__tests__/<folder>`. */
  readonly tests: readonly string[]
}

export const ROOMS: readonly Room[] = [
  {
    folder: 'plan',
    files: [
      'arrivals',
      'daily-grid',
      'extract-settings',
      'failing',
      'late-nodes',
      'nodes-to-discover',
      'plan',
      'refresh-order',
      'situation',
      'slot',
      'window',
    ],
    // Without the simulation of weeks.
    tests: ['!(simulation).test.ts'],
  },
  {
    folder: 'exposures',
    files: [
      'content-graph',
      'declared',
      'evidence',
      'extracts',
      'other-environment',
      'other-sites',
      'relations',
      'resolve',
      'settings',
      'upstream',
    ],
    tests: ['*.test.ts'],
  },
  {
    folder: 'state',
    files: ['join', 'request-history', 'retention'],
    // The others start processes or the cache.
    tests: ['{join,journal,request-history,request-id,retention,state-file}.test.ts'],
  },
  {
    folder: 'dbt',
    files: ['facts', 'health', 'lineage', 'problems'],
    tests: ['*.test.ts', 'artifacts/*.test.ts'],
  },
]
