import { readFileSync } from 'node:fs'
import { CATALOGUE } from '../../src/messages/catalogue.js'
import { STATUS_PAGE } from '../../src/messages/docs.js'
import { rowsSchema } from '../../src/report/outputs/rows-schema.js'
import { deserialise, serialise } from '../../src/state/state-file.js'
import type { Runner } from '../../src/run/ports.js'
import { type storeInMemory, use, type Use, type Used } from '../support/action.js'
import type { Stage } from '../support/tableau.js'
import { all, CONSTANT_HTML, parsed } from '../report/parsed.js'

/*
 * What holds for every run, whatever it was given: it ends, it says in sentences with an id what is wrong, nothing that it writes
 * carries commands or markup of others, and it leaves a whole state.
 */

export interface FuzzedRun extends Used {
  readonly annotations: readonly string[]
}

/** CPU seconds of one run; a usual one takes 0.05. */
const MOST_CPU = 10
/** Real seconds, after which a run that still waits never ends. */
const MOST_TIME = 120
/** Virtual minutes: `timeout`, the limit before the refreshes, and what the report waits for. */
const MOST_MINUTES = 90

/** One run of the program, held against the rules. */
export async function fuzzedRun(given: Use): Promise<FuzzedRun> {
  const annotations: string[] = []
  const began = { at: given.clock.now(), cpu: process.cpuUsage() }
  const used = await inTime(use({ ...given, runner: (usual) => listening(usual, annotations) }))
  const { user, system } = process.cpuUsage(began.cpu)
  const run = { ...used, annotations }
  demand((user + system) / 1e6 < MOST_CPU, `the run took ${(user + system) / 1e6} s of CPU`)
  const minutes = (given.clock.now() - began.at) / 60_000
  demand(minutes < MOST_MINUTES, `the run waited ${minutes} minutes`)
  demand([0, 1].includes(run.exitCode), `exit code ${run.exitCode}`)
  saysSentences(run)
  hasHarmlessLog(run.log)
  hasHarmlessMarkdown(run.summary)
  hasSoundOutputs(run)
  return run
}

async function inTime(used: Promise<Used>): Promise<Used> {
  let timer: NodeJS.Timeout | undefined
  const never = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${MOST_TIME} s`)), MOST_TIME * 1000)
  })
  try {
    return await Promise.race([used, never])
  } finally {
    clearTimeout(timer)
  }
}

function listening(usual: Runner, annotations: string[]): Partial<Runner> {
  const hear = (level: 'error' | 'warning' | 'notice') => (message: string, properties?: object) => {
    annotations.push(`${level}: ${message}`)
    usual[level](`${message} ${JSON.stringify(properties ?? {})}`)
  }
  return { error: hear('error'), warning: hear('warning'), notice: hear('notice') }
}

export function demand(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what.slice(0, 2000))
}

/** What engines and libraries throw at a program that is wrong. */
const OF_THE_ENGINE =
  /TypeError|RangeError|Cannot (?:read|set|convert|destructure|mix|assign)|is not (?:a function|iterable|defined|an? \w*constructor)|Invalid time value|call stack|Invalid (?:array|string) length|Reduce of empty|undefined \(reading|ZodError|\bat \S+ \(.*:\d+:\d+\)|\[object Object\]/

/** Only for what the program does not foresee, and none of it is left. */
const UNFORESEEN = /\[(AE-UNEXPECTED|AE-STRAY-ERROR|AE-NOT-WRITTEN|AE-OUTPUTS-NOT-WRITTEN)\]/

function saysSentences({ annotations, summary, log }: FuzzedRun): void {
  for (const text of annotations) {
    const id = /\[(AE-[A-Z0-9-]+)\]$/.exec(text)?.[1] ?? ''
    demand(id in CATALOGUE, `an annotation without a message id: ${text}`)
    demand(!UNFORESEEN.test(text), `something unforeseen: ${text}`)
  }
  for (const text of [...annotations, summary, log]) {
    const found = OF_THE_ENGINE.exec(text)
    demand(
      found === null,
      `the engine's own words: ${text.slice(Math.max(0, (found?.index ?? 0) - 300)).slice(0, 800)}`,
    )
  }
}

/** Code points that hide or turn text, or end a line for somebody. */
const HIDDEN = /[\p{Cc}\p{Cs}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/u
// eslint-disable-next-line no-control-regex -- The colours of our own log.
const COLOUR = /\u001B\[\d+m/g

function hasHarmlessLog(log: string): void {
  for (const line of log.split('\n')) {
    const text = line.replaceAll(COLOUR, '')
    demand(!/^\s*::/.test(text) && !text.includes('##['), `a workflow command in the log: ${text}`)
    const hidden = HIDDEN.exec(text)
    demand(
      hidden === null,
      `U+${hidden?.[0].codePointAt(0)?.toString(16)} in the log: ${JSON.stringify(text)}`,
    )
  }
}

const LARGEST = 1024 * 1024
const LABEL = String.raw`"(?:[\p{L}\p{N}\p{M} ]|#\d+;)+"`
const MERMAID_LINE = new RegExp(
  `^(?:${[
    String.raw`%%\{init: [^%"]*\}%%`,
    'flowchart (?:LR|TD)',
    String.raw` *\w+(?:\[${LABEL}\]|\[\(${LABEL}\)\]|\(${LABEL}\)|\(\[${LABEL}\]\))`,
    String.raw` *subgraph \w+\[${LABEL}\]`,
    ' *end',
    String.raw` *style \w+ [\w:,# -]+`,
    String.raw` *\w+ (?:-->|-\.->) \w+`,
    String.raw` *classDef \w+ [\w:#, -]+`,
    String.raw` *class [\w,]+ \w+`,
  ].join('|')})$`,
  'u',
)

/** Markdown that GitHub renders: with no HTML, image, mention or link of others. */
export function hasHarmlessMarkdown(markdown: string): void {
  demand(Buffer.byteLength(markdown) <= LARGEST, 'more Markdown than GitHub takes')
  demand(!/\p{Cs}/u.test(markdown), 'half a surrogate pair in the Markdown')
  const tree = parsed(markdown)
  for (const { value } of all(tree, 'html'))
    demand(CONSTANT_HTML.test(value) || /^<!-- active-exposures[^>]*-->$/.test(value), `HTML: ${value}`)
  demand(all(tree, 'image').length === 0, 'an image')
  for (const { url } of all(tree, 'link'))
    demand(
      url === STATUS_PAGE ||
        /^https:\/\/(?:10ax\.online\.tableau\.com|github\.com\/active-exposures)\//.test(url),
      `a link to ${url}`,
    )
  const texts = all(tree, 'text').map(({ value }) => value)
  const mention = texts.find(
    (text) => /(?:^|[^\w`/])@\w/.test(text) || /https?:\/\/evil|www\.evil/.test(text),
  )
  demand(mention === undefined, `a mention: ${mention}`)
  for (const { value } of all(tree, 'code').filter(({ lang }) => lang === 'mermaid')) {
    const wrong = value.split('\n').find((line) => !MERMAID_LINE.test(line))
    demand(wrong === undefined, `Mermaid: ${wrong}`)
  }
}

const LARGEST_ROWS = 100_000

function hasSoundOutputs({ outputs }: FuzzedRun): void {
  rowsSchema.parse(JSON.parse(readFileSync(outputs['plan-file'] ?? '', 'utf8')))
  const rows = outputs['rows'] ?? ''
  rowsSchema.parse(JSON.parse(rows))
  demand(Buffer.byteLength(rows) <= LARGEST_ROWS, 'too long an output')
  for (const name of ['refreshed', 'skipped', 'failed'])
    demand(/^\d+$/.test(outputs[name] ?? ''), `the output ${name} is ${outputs[name]}`)
}

/** What the store holds can be read again, and says the same. */
export function hasWholeState(store: ReturnType<typeof storeInMemory>): void {
  const text = store.text()
  if (text === '') return
  const { state, problem } = deserialise(text)
  demand(problem === null, `the saved state is damaged: ${problem?.message}`)
  demand(serialise(state) === text, 'the saved state is read as another one')
  demand(!text.includes('s3cret') && !text.includes('@example.com'), 'a secret or an address in the state')
}

/** No run leaks the secret, and none refreshes what it must not; `most` times per extract. */
export function refreshesOnlyWhatItMay(
  { simulator }: Stage,
  forbidden: readonly string[],
  most: number,
): void {
  const times = new Map<string, number>()
  for (const { path, requestedBy } of simulator.record.jobs) {
    if (requestedBy !== 'ci@example.com') continue
    demand(!forbidden.includes(path), `${path} was refreshed`)
    times.set(path, (times.get(path) ?? 0) + 1)
  }
  for (const [path, count] of times) demand(count <= most, `${path} was refreshed ${count} times`)
}
