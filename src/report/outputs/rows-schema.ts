import * as z from 'zod'

const instant = z.iso.datetime().nullable()

/** A row of the output `rows` and of the plan file; docs/rows.schema.json is generated from it. */
const rowSchema = z
  .strictObject({
    extract: z
      .strictObject({
        kind: z.enum(['datasource', 'workbook']),
        luid: z.string(),
        name: z.string(),
        project: z
          .string()
          .nullable()
          .describe('Project names from the top, joined by /, where known, else one name'),
        url: z.string().nullable().describe('Link to it on the configured server'),
      })
      .nullable()
      .describe('What Tableau refreshes; null for an exposure that was not resolved'),
    exposures: z.array(z.string()).describe('Names of the dbt exposures it serves'),
    discovered: z.boolean().describe('Whether only discovery found these exposures, and none is declared'),
    owners: z
      .array(
        z.strictObject({
          name: z.string().nullable(),
          emails: z
            .array(z.string())
            .describe(
              'Of declared exposures, as dbt has them. Only in the plan file: the output, which a log may show, has none',
            ),
        }),
      )
      .describe('Owners of these exposures, each once'),
    decision: z.enum(['refresh', 'wait', 'skip', 'unresolved']).describe('What the plan says'),
    reason: z
      .enum([
        'new-data',
        'first-refresh',
        'forced',
        'in-flight',
        'no-extract',
        'other-environment',
        'not-visible',
        'frozen',
        'upstream-failed',
        'never-landed',
        'up-to-date',
        'waiting-for-upstream',
        'build-after',
        'failing',
        'misconfigured',
        'not-found',
        'ambiguous',
      ])
      .describe('Why: the id of the reason for the decision'),
    messageId: z
      .templateLiteral(['AE-', z.string()])
      .describe('Stable id of the message, listed with its remedy in docs/messages.md'),
    outcome: z
      .enum(['refreshed', 'failed', 'cancelled', 'timed-out', 'blocked', 'deferred', 'requested'])
      .nullable()
      .describe('What became of the refresh; null when none was asked for, as in every dry run'),
    message: z.string().describe('Reason and remedy in words, one line'),
    lastRefreshedAt: instant.describe('When the newest successful refresh was requested'),
    failingSince: instant.describe(
      'When the oldest known failure since the last success was requested, also while a new attempt has not ended; null if it does not fail, or fails for the first time',
    ),
    recoveredFrom: instant.describe(
      'The same of an extract that this run has refreshed again; null if it had not failed before',
    ),
    dueAt: instant.describe(
      'When its window, no freeze and no daily quota of the site lets it be refreshed again; null when nothing holds it, and while a refresh is only planned or has not ended',
    ),
    newestDataAt: instant.describe(
      'When the newest data that the extract shows landed in the warehouse, at the latest; null if that is not known',
    ),
    staleSince: instant.describe(
      'Since when that data is older than stale_after promises; null if it is not, or nothing is promised',
    ),
    staleCause: z.string().nullable().describe('Why nothing newer has reached a stale extract; else null'),
    seconds: z.number().nonnegative().nullable().describe('From request to end'),
    jobId: z.string().nullable().describe("Tableau's job"),
  })
  .describe('One extract, or one exposure that was not resolved')

/** For schemas that describe the same things. */
export const rowFields = rowSchema.shape

export const rowsSchema = z.array(rowSchema).describe('Rows of an Active Exposures run, worst first')

export type Row = z.infer<typeof rowSchema>
