import * as z from 'zod'
import { DAY, LONGEST_DURATION, MINUTE, type Milliseconds } from '../base/clock.js'
import { either } from '../base/either.js'
import { ConfigurationError } from '../base/errors.js'
import { pathWithin } from '../base/paths.js'
import { FREEZE_FORMS, parseFreeze } from '../exposures/freeze.js'
import { matcher } from '../exposures/select/matcher.js'
import type { RelationMapping } from '../exposures/relations.js'
import type { Freeze } from '../exposures/types.js'
import type { Selection } from '../exposures/select/select.js'
import { parseSelectors } from '../exposures/select/syntax.js'
import { isManual, type RunEvent } from '../github/event.js'
import { message, type Message, partsOf } from '../messages/message.js'
import type { Policy } from '../plan/types.js'
import type { RunOptions } from '../report/report.js'
import type { Credentials } from '../tableau/client/options.js'
import { serverAddress, type SiteAddress, siteContentUrl } from '../tableau/server-address.js'

/** The inputs of action.yml, parsed and checked. */
export interface Inputs {
  readonly tableau: TableauInputs
  /** Paths of files or folders; `none`: plan from the catalogue that an earlier run saved. */
  readonly dbtArtifacts: readonly string[] | 'none'
  readonly selection: Selection
  readonly relationMap: readonly RelationMapping[]
  /** Whether to discover content of the Tableau project with this path; null if discovery is off. */
  readonly discover: ((project: string) => boolean) | null
  /** Path of the file for discovered exposures as dbt YAML; null if none is written. */
  readonly exposuresFile: string | null
  /** The folder of the site, and whether it names owners; null if none is written. */
  readonly site: { readonly folder: string; readonly showOwners: boolean } | null
  readonly policy: Omit<Policy, 'manual'>
  readonly productionBranch: string | null
  readonly dryRun: boolean | 'auto'
  readonly wait: boolean
  readonly timeout: Milliseconds
  readonly maxParallel: number
  readonly onCancel: 'leave' | 'cancel'
  readonly failOn: readonly FailOn[]
  /** Path of the file with what is new for owners; null if none is written. */
  readonly notifyFile: string | null
  /** Whether to set data-quality warnings in Tableau. */
  readonly dataQualityWarning: boolean
  readonly stateScope: string
  /** Production's manifests, as files or their folders. */
  readonly baseManifest: readonly string[]
  readonly comment: 'auto' | 'always' | 'never'
  readonly githubToken: string
}

export type FailOn = 'failure' | 'unresolved' | 'drift' | 'stale'

/** `server` and `credentials` are null if not given: a run without exposures needs neither. */
export interface TableauInputs {
  /** Such as `https://10ax.online.tableau.com`; with the path of a reverse proxy, if any. */
  readonly server: string | null
  /** Content URL; empty for the default site. */
  readonly site: string
  readonly credentials: Credentials | null
}

/** The configured server and site; null when no server was given. */
export function addressOf({ tableau: { server, site } }: Inputs): SiteAddress | null {
  return server === null ? null : { server, site }
}

/** Default length of a window in minutes, as on the dbt platform (docs/facts/dbt.md#orchestrated-exposures). */
const DEFAULT_BUILD_AFTER = '1440'

const text = z.string().default('')

/** A zod issue with a message from the catalogue. The message of every other issue only says what is expected. */
function issueWith(explanation: Message) {
  return { code: 'custom', message: explanation.message, params: { explanation } } as const
}

function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, { error: either(values) })
}

/** The spellings of YAML 1.2, as `core.getBooleanInput` accepts them. */
const flag = z
  .enum(['true', 'True', 'TRUE', 'false', 'False', 'FALSE'], { error: 'true or false' })
  .transform((value) => value.toLowerCase() === 'true')

function wholeNumber(smallest: number, largest: number, meaning = '') {
  const error = `a whole number from ${smallest} to ${largest}${meaning}`
  return z
    .string()
    .regex(/^\d+$/, { error })
    .transform(Number)
    .pipe(z.int({ error }).min(smallest, { error }).max(largest, { error }))
}

const windowMinutes = wholeNumber(0, LONGEST_DURATION / MINUTE, ' minutes (400 days)')

/** GitHub ends a job on a self-hosted runner after 5 days, on its own after 6 hours. */
const LONGEST_JOB = 5 * DAY
const MOST_IN_PARALLEL = 1000

const lines = z.string().transform((value) =>
  value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== ''),
)

/** About one line of several. */
function freezeProblem(line: string, problem: 'form' | 'without end'): Message {
  return problem === 'form'
    ? message('AE-INPUT-INVALID', {
        input: 'freeze',
        expected: `${FREEZE_FORMS}, one per line, or none`,
        given: line,
      })
    : message('AE-FREEZE-WITHOUT-END', { freeze: line })
}

/** `none`, or one freeze per line. */
const freeze = lines.transform((all, context): readonly Freeze[] | 'none' => {
  if (all.length === 1 && all[0] === 'none') return 'none'
  return all.flatMap((line) => {
    const parsed = parseFreeze(line)
    if ('freeze' in parsed) return parsed.freeze
    context.addIssue(issueWith(freezeProblem(line, parsed.problem)))
    return []
  })
})

/** A branch name, or a whole ref as events have it. */
const branch = z.string().transform((value) => value.replace(/^refs\/heads\//, ''))

const artifacts = lines.transform((all, context) => {
  if (!all.includes('none')) return all
  if (all.length > 1) context.addIssue(issueWith(message('AE-ARTIFACTS-NONE')))
  return 'none' as const
})

const selectors = (input: 'select' | 'exclude') =>
  z.string().transform((value, context) => {
    const parsed = parseSelectors(value)
    if ('parts' in parsed) return parsed.parts
    context.addIssue(issueWith(message('AE-SELECTOR-INVALID', { input, problem: parsed.problem })))
    return z.NEVER
  })

/** `database` or `database.schema`; names may be in quotes. */
const relation = String.raw`("(?:[^"]|"")+"|[^=.\s"]+)(?:\.("(?:[^"]|"")+"|[^=.\s"]+))?`
const mappingLine = new RegExp(String.raw`^${relation}\s*=\s*${relation}$`)

const relationMap = lines.transform((all, context) =>
  all.map((line): RelationMapping => {
    const parts = mappingLine.exec(line.toLowerCase())?.map(unquoted) ?? []
    const [, database, schema, otherDatabase, otherSchema] = parts
    if (database === undefined || otherDatabase === undefined) {
      context.addIssue(issueWith(message('AE-RELATION-MAP', { line })))
    }
    return {
      dbt: { database: database ?? null, schema: schema ?? null },
      tableau: { database: otherDatabase ?? null, schema: otherSchema ?? null },
    }
  }),
)

function unquoted(name: string | undefined): string | undefined {
  return name?.startsWith('"') === true ? name.slice(1, -1).replaceAll('""', '"') : name
}

/** `true`, `false`, or globs for project paths; those that begin with `!` exclude. */
const discover = lines.transform((all): ((project: string) => boolean) | null => {
  const [only = ''] = all
  if (all.length === 1 && /^(true|false)$/i.test(only))
    return only.toLowerCase() === 'true' ? () => true : null
  const matchers = (texts: readonly string[]): ((project: string) => boolean)[] =>
    texts.map((text) => matcher(text, { ignoreCase: true }))
  const excluded = matchers(all.filter((line) => line.startsWith('!')).map((line) => line.slice(1)))
  const included = matchers(all.filter((line) => !line.startsWith('!')))
  return (project) =>
    (included.length === 0 || included.some((matches) => matches(project))) &&
    !excluded.some((matches) => matches(project))
})

const failOn = z
  .string()
  .transform((value) => value.split(/[\s,]+/).filter((word) => word !== ''))
  .pipe(z.array(oneOf(['failure', 'unresolved', 'drift', 'stale', 'never'])))
  .refine((words) => words.length === 1 || !words.includes('never'), issueWith(message('AE-FAIL-ON-NEVER')))
  .transform((words) => words.filter((word) => word !== 'never'))

/** Every input of action.yml by its name. Empty inputs are removed before parsing. */
const inputsSchema = z.object({
  'tableau-server-url': z.string().optional(),
  'tableau-site': text,
  'tableau-token-name': text,
  'tableau-token-secret': text,
  'tableau-client-id': text,
  'tableau-secret-id': text,
  'tableau-secret-value': text,
  'tableau-username': text,
  'dbt-artifacts': artifacts.prefault('target'),
  'relation-map': relationMap.prefault(''),
  discover: discover.prefault('false'),
  select: selectors('select').prefault(''),
  exclude: selectors('exclude').prefault(''),
  'exposures-file': z
    .string()
    .regex(/\.ya?ml$/i, { error: 'a path that ends in .yml or .yaml' })
    .optional(),
  'site-folder': z.string().optional(),
  'site-owners': flag.prefault('false'),
  'build-after': windowMinutes.prefault(DEFAULT_BUILD_AFTER),
  'build-after-tolerance': windowMinutes.optional(),
  'updates-on': oneOf(['any', 'all']).prefault('any'),
  force: flag.prefault('false'),
  freeze: freeze.prefault(''),
  'stale-after': windowMinutes.prefault('0'),
  'on-upstream-failure': oneOf(['skip', 'refresh']).prefault('skip'),
  'production-branch': branch.optional(),
  'dry-run': z.union([z.literal('auto'), flag], { error: 'auto, true or false' }).prefault('auto'),
  wait: flag.prefault('true'),
  timeout: wholeNumber(1, LONGEST_JOB / MINUTE, ' minutes (5 days)').prefault('60'),
  'max-parallel': wholeNumber(1, MOST_IN_PARALLEL).prefault('10'),
  'on-cancel': oneOf(['leave', 'cancel']).prefault('leave'),
  'fail-on': failOn.prefault('failure'),
  'notify-file': z
    .string()
    .regex(/\.json$/i, { error: 'a path that ends in .json' })
    .optional(),
  'data-quality-warning': flag.prefault('false'),
  'state-scope': text,
  'base-manifest': lines.prefault(''),
  comment: oneOf(['auto', 'always', 'never']).prefault('auto'),
  'github-token': text,
})

type RawInputs = z.output<typeof inputsSchema>

export const INPUT_NAMES = Object.keys(inputsSchema.shape) as (keyof RawInputs)[]

/** The inputs that noting facts needs. A mistake in any other input must not prevent it. */
export interface FirstInputs extends Pick<
  Inputs,
  'dbtArtifacts' | 'stateScope' | 'productionBranch' | 'dryRun'
> {
  /** Null if the inputs name no valid server and site. */
  readonly site: SiteAddress | null
  readonly discovers: boolean
  readonly writesExposures: boolean
}

type ReadInput = (name: string) => string

/** The options that the report shows: how the run was started, `force`, `select`, `exclude` and `timeout`. */
export function runOptions({ policy, selection, timeout }: Inputs, event: RunEvent): RunOptions {
  const textOf = (parts: Selection['select']): string => parts.map(({ text: part }) => part).join(' ')
  return {
    manual: isManual(event),
    force: policy.force,
    select: textOf(selection.select),
    exclude: textOf(selection.exclude),
    timeout,
  }
}

/**
 * Reads the inputs that noting facts needs, and leaves mistakes in the others to `readInputs`.
 * @throws ConfigurationError for a wrong `dbt-artifacts`, `state-scope` or `production-branch`.
 */
export function readFirstInputs(read: ReadInput): FirstInputs {
  const raw = givenInputs(read)
  const parsed = firstInputsSchema.safeParse(Object.fromEntries(raw))
  if (!parsed.success) throw problemOf(parsed.error, raw)
  const { 'dbt-artifacts': dbtArtifacts, 'state-scope': stateScope } = parsed.data
  const { 'dry-run': dryRun, discover } = inputsSchema.shape
  return {
    dbtArtifacts,
    stateScope,
    productionBranch: parsed.data['production-branch'] ?? null,
    dryRun: dryRun.safeParse(raw.get('dry-run')).data ?? 'auto',
    site: siteIn(raw),
    discovers: discover.safeParse(raw.get('discover')).data !== null,
    writesExposures: raw.has('exposures-file'),
  }
}

const firstInputsSchema = inputsSchema.pick({
  'dbt-artifacts': true,
  'state-scope': true,
  'production-branch': true,
})

/** Null if the inputs name no valid server and site. */
function siteIn(raw: ReadonlyMap<string, string>): SiteAddress | null {
  const given = raw.get('tableau-server-url')
  if (given === undefined) return null
  try {
    return { server: serverAddress(given), site: siteContentUrl(raw.get('tableau-site') ?? '', given) }
  } catch (error) {
    if (error instanceof ConfigurationError) return null
    throw error
  }
}

/** All inputs that are given. */
function givenInputs(read: ReadInput): Map<string, string> {
  const given = INPUT_NAMES.map((name) => [name, read(name).trim()] as const)
  return new Map<string, string>(given.filter(([, value]) => value !== ''))
}

/**
 * Reads and checks all inputs. `read` returns an input of action.yml by its name, empty if not given. With `lacksSecrets`
 * (a run that GitHub gives no secrets), incomplete credentials count as none.
 * @throws ConfigurationError that names the input and the remedy.
 */
export function readInputs(read: ReadInput, environment: NodeJS.ProcessEnv, lacksSecrets = false): Inputs {
  const raw = givenInputs(read)
  const fromEnvironment = environment['DBT_ACTIVE_EXPOSURES_BUILD_AFTER']?.trim() ?? ''
  const buildAfterName = raw.has('build-after') ? 'build-after' : 'DBT_ACTIVE_EXPOSURES_BUILD_AFTER'
  if (!raw.has('build-after') && fromEnvironment !== '') raw.set('build-after', fromEnvironment)
  const parsed = inputsSchema.safeParse(Object.fromEntries(raw))
  if (parsed.success) return consistent(toInputs(parsed.data, lacksSecrets))
  throw problemOf(parsed.error, raw, buildAfterName)
}

function problemOf(
  error: z.ZodError,
  raw: ReadonlyMap<string, string>,
  buildAfterName = 'build-after',
): ConfigurationError {
  const problems = error.issues.map((issue): Message => {
    const name = String(issue.path[0])
    const input = name === 'build-after' ? buildAfterName : name
    const params: { explanation?: Message } | undefined = issue.code === 'custom' ? issue.params : undefined
    const given = raw.get(name) ?? ''
    return params?.explanation ?? message('AE-INPUT-INVALID', { input, expected: issue.message, given })
  })
  return new ConfigurationError(problems.reduce(joined))
}

/** Two problems in one message, with the id of the first: what is wrong, then what to do, each once. */
function joined(first: Message, next: Message): Message {
  const [one, other] = [partsOf(first), partsOf(next)]
  const sentences = both(one.sentence, other.sentence)
  return { ...first, message: [sentences, both(one.remedy ?? '', other.remedy ?? '')].join(' ').trim() }
}

function both(text: string, next: string): string {
  return text.includes(next) ? text : `${text} ${next}`.trim()
}

function consistent(inputs: Inputs): Inputs {
  if (inputs.exposuresFile !== null && inputs.discover === null) {
    throw new ConfigurationError(message('AE-EXPOSURES-FILE-NEEDS-DISCOVER'))
  }
  if (inputs.exposuresFile !== null && inputs.dbtArtifacts === 'none') {
    throw new ConfigurationError(message('AE-EXPOSURES-FILE-NEEDS-ARTIFACTS'))
  }
  const { notifyFile, site } = inputs
  if (notifyFile !== null && site !== null && pathWithin(site.folder, notifyFile) !== null) {
    throw new ConfigurationError(message('AE-NOTIFY-FILE-IN-SITE'))
  }
  return inputs
}

function toInputs(raw: RawInputs, lacksSecrets: boolean): Inputs {
  const server = raw['tableau-server-url'] ?? null
  return {
    tableau: {
      server: server === null ? null : serverAddress(server),
      site: siteContentUrl(raw['tableau-site'], server),
      credentials: lacksSecrets ? null : credentialsOf(raw),
    },
    dbtArtifacts: raw['dbt-artifacts'],
    relationMap: raw['relation-map'],
    discover: raw.discover,
    selection: { select: raw.select, exclude: raw.exclude },
    exposuresFile: raw['exposures-file'] ?? null,
    site: siteInputs(raw),
    policy: {
      buildAfter: { minutes: raw['build-after'], at: null, timezone: null },
      toleranceMinutes: raw['build-after-tolerance'] ?? null,
      updatesOn: raw['updates-on'],
      onUpstreamFailure: raw['on-upstream-failure'],
      force: raw.force,
      freezes: raw.freeze,
      staleAfter: raw['stale-after'],
    },
    productionBranch: raw['production-branch'] ?? null,
    dryRun: raw['dry-run'],
    wait: raw.wait,
    timeout: raw.timeout * MINUTE,
    maxParallel: raw['max-parallel'],
    onCancel: raw['on-cancel'],
    failOn: raw['fail-on'],
    notifyFile: raw['notify-file'] ?? null,
    dataQualityWarning: raw['data-quality-warning'],
    stateScope: raw['state-scope'],
    baseManifest: raw['base-manifest'],
    comment: raw.comment,
    githubToken: raw['github-token'],
  }
}

function siteInputs({ 'site-folder': folder, 'site-owners': showOwners }: RawInputs): Inputs['site'] {
  return folder === undefined ? null : { folder, showOwners }
}

/** The inputs of a personal access token. */
export const TOKEN = ['tableau-token-name', 'tableau-token-secret'] as const
const CONNECTED_APP = [
  'tableau-client-id',
  'tableau-secret-id',
  'tableau-secret-value',
  'tableau-username',
] as const

/** A complete way to sign in, or null. @throws ConfigurationError for an incomplete one, or for two. */
function credentialsOf(raw: RawInputs): Credentials | null {
  const some = (names: readonly (keyof RawInputs)[]): boolean => names.some((name) => raw[name] !== '')
  if (some(TOKEN) && some(CONNECTED_APP)) {
    throw new ConfigurationError(
      message('AE-TWO-SIGN-INS', { token: TOKEN.join(', '), app: CONNECTED_APP.join(', ') }),
    )
  }
  if (some(TOKEN)) {
    requireAll(raw, TOKEN)
    return { kind: 'token', name: raw['tableau-token-name'], secret: raw['tableau-token-secret'] }
  }
  if (!some(CONNECTED_APP)) return null
  requireAll(raw, CONNECTED_APP)
  return {
    kind: 'connected-app',
    clientId: raw['tableau-client-id'],
    secretId: raw['tableau-secret-id'],
    secretValue: raw['tableau-secret-value'],
    username: raw['tableau-username'],
  }
}

function requireAll(raw: RawInputs, names: readonly (keyof RawInputs)[]): void {
  const missing = names.filter((name) => raw[name] === '')
  if (missing.length > 0) {
    const server = raw['tableau-server-url'] === undefined ? ['tableau-server-url'] : []
    throw new ConfigurationError(message('AE-INPUT-EMPTY', { inputs: [...server, ...missing].join(', ') }))
  }
}
