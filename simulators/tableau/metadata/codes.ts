/**
 * Every code that the Metadata API can send, with its severity and text. Partial answers come as warnings: severity does
 * not say whether an answer is complete (https://help.tableau.com/current/api/metadata_api/en-us/docs/meta_api_errors.html).
 */
export const CODES = {
  ACCESS_DENIED: ['ERROR', 'You are not authorized to use the Metadata API.'],
  BACKFILL_RUNNING: [
    'WARNING',
    'Still creating the Metadata API Store. Results might be incomplete during this process.',
  ],
  FEATURE_DISABLED: ['ERROR', 'Metadata services are disabled.'],
  FILTER_REQUIRED: ['ERROR', 'Only an administrator may run this query without a filter.'],
  INHERITANCE_INCOMPLETE: ['WARNING', 'In filter mode inheritance results might be incomplete.'],
  INVALID_ARGUMENT: ['ERROR', 'An argument of the query is not valid.'],
  LINKED_RESULTS_INCOMPLETE: ['WARNING', 'In filter mode linked results might be incomplete.'],
  MAX_PAGE_SIZE_EXCEEDED: ['WARNING', 'The page size was reduced.'],
  NODE_LIMIT_EXCEEDED: ['WARNING', 'Showing partial results. The request exceeded the node limit.'],
  PERMISSIONS_MODE_SWITCHED: [
    'ERROR',
    'The permissions mode was switched to FILTER_RESULTS because of the filters in use.',
  ],
  RATE_EXCEEDED: ['ERROR', 'The rate of API requests exceeded what is allowed.'],
  SITE_DISABLED: ['ERROR', 'The Metadata API is not enabled for this site.'],
  TIME_LIMIT_EXCEEDED: ['WARNING', 'Showing partial results, Request time limit exceeded. Try again later.'],
  USER_VISIBILITY_IS_LIMITED: ['WARNING', 'The results are not sorted: the sort is by sensitive data.'],
} as const satisfies Record<string, readonly ['WARNING' | 'ERROR', string]>

type Code = keyof typeof CODES

interface Extensions {
  readonly severity: 'WARNING' | 'ERROR'
  readonly code: string
  readonly properties?: Readonly<Record<string, readonly string[]>>
}

/** An entry of `errors`. */
export interface MetadataError {
  readonly message: string
  readonly path: readonly (string | number)[] | null
  readonly extensions: Extensions | null
}

function isCode(code: string): code is Code {
  return code in CODES
}

/** Tableau's error for a code, with these changes. An unknown code gets the severity of an error. */
export function metadataError(
  code: string,
  given: Partial<Pick<MetadataError, 'message' | 'path'> & Omit<Extensions, 'code'>> = {},
): MetadataError {
  const [usual, text] = isCode(code) ? CODES[code] : (['ERROR', 'unexpected error occurred'] as const)
  const { message = text, path = null, severity = usual, properties } = given
  const extensions = properties === undefined ? { severity, code } : { severity, code, properties }
  return { message, path, extensions }
}
