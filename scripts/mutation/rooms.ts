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
      'freeze',
      'freshness',
      'late-nodes',
      'nodes-to-discover',
      'plan',
      'refresh-order',
      'situation',
      'slot',
      'weekly-windows',
      'window',
    ],
    // Without those that replay weeks: they take most of the time and notice the same.
    tests: ['!(clock-changes|replay|simulation|stories).test.ts'],
  },
  {
    folder: 'exposures',
    // Without build-after and freeze: Stryker does not see that their schemas are made only once in a process.
    files: ['extracts', 'relations', 'settings', 'upstream'],
    tests: ['extracts.test.ts', 'relations.test.ts', 'settings.test.ts', 'upstream.test.ts'],
  },
  {
    folder: 'state',
    files: ['join', 'request-history', 'retention'],
    tests: ['join.test.ts', 'request-history.test.ts', 'retention.test.ts'],
  },
  {
    folder: 'dbt',
    files: ['facts', 'health', 'lineage', 'problems'],
    tests: ['facts.test.ts', 'health.test.ts'],
  },
]
