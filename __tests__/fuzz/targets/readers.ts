import fc from 'fast-check'
import { ConfigurationError } from '../../../src/base/errors.js'
import { nearest } from '../../../src/base/nearest.js'
import { harmlessLines, oneLine } from '../../../src/base/untrusted-text.js'
import { isRetry } from '../../../src/dbt/artifacts/retry.js'
import { nodeNames } from '../../../src/dbt/names.js'
import type { UniqueId } from '../../../src/dbt/types.js'
import { readCatalogue } from '../../../src/exposures/catalogue.js'
import { relationOfTable } from '../../../src/exposures/relations.js'
import { matcher } from '../../../src/exposures/select/matcher.js'
import { parseSelectors } from '../../../src/exposures/select/syntax.js'
import { parseSettings } from '../../../src/exposures/settings.js'
import { parsePayload } from '../../../src/github/payload.js'
import {
  paragraph,
  safeText,
  serialise as markdownOf,
  textWithCommands,
} from '../../../src/report/markdown.js'
import { readInputs } from '../../../src/run/inputs.js'
import { deserialise, serialise } from '../../../src/state/state-file.js'
import { redirectedOrigin } from '../../../src/tableau/client/redirects.js'
import { parseVersion } from '../../../src/tableau/client/version.js'
import { classifyNotes } from '../../../src/tableau/failures/failures.js'
import { tablesInSql } from '../../../src/tableau/lineage/custom-sql.js'
import { unwrapped } from '../../../src/tableau/pasted-text.js'
import { serverAddress, siteContentUrl } from '../../../src/tableau/server-address.js'
import { targetOf } from '../../../src/tableau/urls.js'
import { someText } from '../edits.js'
import { demand, hasHarmlessMarkdown } from '../rules.js'
import type { Target } from './target.js'

/*
 * Each function that takes text from outside apart, with texts that are much longer than usual. It returns or says what is wrong,
 * and takes time in proportion.
 */

const ADDRESS = { server: 'https://10ax.online.tableau.com', site: 'acme' }
const CONNECTORS = [
  'snowflake',
  'bigquery',
  'sqlserver',
  'mysql',
  'redshift',
  'databricks',
  'oracle',
  'teradata',
  '',
]

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'table name': (text) => {
    const table = { name: text, fullName: text, schema: text, database: text, connectionType: text }
    return relationOfTable(table)
  },
  'custom SQL': (text) => {
    const connectionType = CONNECTORS[text.length % CONNECTORS.length] ?? ''
    return tablesInSql({ query: text, connectionType, database: null })
  },
  url: (text) => [targetOf(text, ADDRESS), targetOf(`https://10ax.online.tableau.com/${text}`, null)],
  'pasted text': unwrapped,
  server: serverAddress,
  site: (text) => siteContentUrl(text, ADDRESS.server),
  redirect: (text) => redirectedOrigin(new URL(ADDRESS.server), text, ADDRESS.server),
  version: parseVersion,
  notes: classifyNotes,
  'dbt command': isRetry,
  'node id': (text) => nodeNames([text, `${text}.a`, `a.${text}`] as UniqueId[]),
  selector: parseSelectors,
  glob: (text) => matcher(text)('Default/Finance/Weekly KPIs'),
  'name of content': (text) => matcher('Default/*')(text),
  misspelt: (text) => nearest(text, ['weekly_kpis', `${text.slice(1)}x`]),
  state: (text) => deserialise(text),
  catalogue: (text) => readCatalogue(text, ADDRESS.server),
  'build-after': (text) => inputsWith('build-after', text),
  'relation-map': (text) => inputsWith('relation-map', text),
  select: (text) => inputsWith('select', text),
  'log line': (text) => demand(!/^::|\n/.test(oneLine(text)), `a command: ${oneLine(text)}`),
  'log lines': (text) => harmlessLines(text, 20),
  Markdown: (text) =>
    hasHarmlessMarkdown(markdownOf([paragraph(safeText(text), ...textWithCommands(text, 2000))])),
}

function inputsWith(name: string, text: string): unknown {
  return readInputs((asked) => (asked === name ? text : ''), {})
}

/** What the parsers of this program treat in a special way. */
const PIECES = [
  ...[
    '[',
    ']',
    '"',
    '""',
    "'",
    '`',
    '.',
    '(',
    ')',
    '<',
    '<<',
    '>',
    '{',
    '}',
    ',',
    ':',
    '/',
    '\\',
    '*',
    '?',
    '+',
    '-',
    '_',
    '|',
    '=',
  ],
  ...[
    '\n',
    '\r\n',
    ' ',
    '\t',
    '\u200b',
    '\u202e',
    '\u0085',
    '\ud83d',
    '\ude00',
    '&lt;',
    '&amp;',
    '%',
    '%41',
    '#',
    '@',
    '!',
    '$',
    '~',
    ';',
  ],
  ...[
    'a',
    'A',
    '0',
    '1',
    'ß',
    'İ',
    'null',
    '::',
    '##[',
    '{0}',
    '[0]',
    '"a":',
    '[Parameters].[',
    '<[Parameters].[',
    '<Parameters.a',
    '<[Parameters].[a]>',
  ],
  ...[
    'select ',
    'from ',
    'with a as (',
    'union all ',
    'case when ',
    'join ',
    'not ',
    '-- ',
    '/*',
    '*/',
    '1+',
    'a.',
    'a,',
    'from (',
    'and ',
  ],
  ...[
    'http://',
    'https://a@',
    '/views/',
    '/t/',
    '/#/site/',
    'workbooks/',
    '](',
    '<a ',
    '<!--',
    '```',
    '| ',
    '- ',
    '1. ',
    '> ',
    '    ',
  ],
  ...[
    'model.',
    'fct_orders',
    'tag:',
    'retry ',
    '--select ',
    '--target ',
    '400',
    'Error 403',
    'a=b\n',
    '**/',
    '[!a-',
    '+1',
  ],
]

const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...PIECES) },
  someText.map((text) => text.slice(0, 40)),
)

/** Some pieces, some of them very often. */
const texts = fc
  .array(fc.tuple(piece, fc.constantFrom(1, 1, 1, 2, 3, 100, 5000, 50_000)), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.map(([text, times]) => ({ text, times })))

interface Case {
  readonly reader: string
  readonly parts: readonly { readonly text: string; readonly times: number }[]
}

const LONGEST = 100_000
/** CPU seconds for 100 kB. */
const MOST_CPU = 2

export const readers: Target<Case> = {
  name: 'readers',
  usual: 1000,
  cases: fc.record({ reader: fc.constantFrom(...Object.keys(READERS)), parts: texts }),
  async holds({ reader, parts }) {
    const text = parts
      .map(({ text: part, times }) => part.repeat(times))
      .join('')
      .slice(0, LONGEST)
    const began = process.cpuUsage()
    try {
      await READERS[reader]?.(text)
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error
      demand(error.message !== '', 'an error without a sentence')
    }
    const { user, system } = process.cpuUsage(began)
    demand(
      (user + system) / 1e6 < MOST_CPU,
      `${reader} took ${(user + system) / 1e6} s for ${text.length} characters`,
    )
  },
}

interface Documents {
  readonly document: keyof typeof DOCUMENTS
  readonly value: unknown
}

const DOCUMENTS = {
  state: (value: unknown) => {
    const { state, problem } = deserialise(JSON.stringify(value))
    const text = serialise(state)
    demand(
      problem !== null || serialise(deserialise(text).state) === text,
      'a state that is read as another one',
    )
  },
  meta: (value: unknown) => parseSettings({ active_exposure: value }, 1440),
  payload: parsePayload,
  catalogue: (value: unknown) => readCatalogue(JSON.stringify(value), ADDRESS.server),
} as const

/** Objects of the keys that the readers know, and any values. */
const KEYS = [
  'version',
  'nodes',
  'requests',
  'reads',
  'warned',
  'catalogue',
  'builtAt',
  'content',
  'project',
] as const
const MORE_KEYS = [
  'enabled',
  'build_after',
  'count',
  'period',
  'extracts',
  'workbook',
  'number',
  'head',
  'repo',
] as const
const value = fc.anything({
  key: fc.oneof(fc.constantFrom(...KEYS, ...MORE_KEYS, '__proto__', 'toString'), someText),
  values: [
    fc.constantFrom(2, 1, null, true, 'day', '2026-08-20T06:00:00Z', {}, [], Infinity, -0),
    someText,
    fc.double(),
  ],
  maxDepth: 4,
})

export const documents: Target<Documents> = {
  name: 'documents',
  usual: 1000,
  cases: fc.record({
    document: fc.constantFrom(...(Object.keys(DOCUMENTS) as (keyof typeof DOCUMENTS)[])),
    // As JSON leaves it, so that the corpus can hold it.
    value: value.map((any): unknown => (any === undefined ? null : JSON.parse(JSON.stringify(any)))),
  }),
  holds({ document, value: given }) {
    DOCUMENTS[document](given)
    return Promise.resolve()
  },
}
