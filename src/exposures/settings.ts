import { distance } from 'fastest-levenshtein'
import * as z from 'zod'
import { once } from '../base/once.js'
import {
  buildAfterOf,
  buildAfterSchema,
  duplicateSetting,
  joinAliases,
  staleAfterSchema,
  stateSchema,
} from './build-after.js'
import { FREEZE_FORMS, FREEZE_WITHOUT_END, parseFreeze } from './freeze.js'
import { keysWithin, oneOf, oneOrMore, strict } from './meta-schema.js'
import type { ExposureSettings, Freeze } from './types.js'

/** What `meta.active_exposure` names as an extract: by LUID, or by project path and name. */
export interface NamedExtract {
  readonly kind: 'datasource' | 'workbook'
  readonly name: string
}

export type ParsedSettings =
  | { readonly enabled: false }
  | {
      readonly enabled: true
      readonly settings: ExposureSettings
      readonly extracts: readonly NamedExtract[]
    }
  | { readonly problem: string }

const trueOrFalse = once(() => z.boolean({ error: 'must be true or false' }))

const contentName = once(() => z.string().min(1, { error: 'is empty' }))

const extractSchema = once(() =>
  z.union([strict({ datasource: contentName() }), strict({ workbook: contentName() })], {
    error: 'must be {datasource: …} or {workbook: …}, with a project path and name or a LUID',
  }),
)

const FREEZE_ERROR = `must be ${FREEZE_FORMS}`
/** Not transformed, since a list in a union would then lose what is wrong with its item. */
const freezeSchema = once(() =>
  z.string().superRefine((text, context) => {
    const parsed = parseFreeze(text)
    if ('freeze' in parsed) return
    const problem = parsed.problem === 'form' ? FREEZE_ERROR : FREEZE_WITHOUT_END
    context.addIssue({ code: 'custom', message: problem })
  }),
)

const settingsSchema = once(() =>
  strict(
    {
      enabled: trueOrFalse().optional(),
      build_after: buildAfterSchema().optional(),
      state: stateSchema().optional(),
      on_upstream_failure: oneOf(['skip', 'refresh']).optional(),
      incremental: trueOrFalse().optional(),
      freeze: oneOrMore(freezeSchema(), FREEZE_ERROR).optional(),
      stale_after: staleAfterSchema().nullable().default(null),
      extracts: z
        .array(extractSchema(), { error: 'must be a list' })
        .min(1, { error: 'is empty' })
        .optional(),
    },
    { ...keysWithin('build_after', buildAfterSchema()), ...keysWithin('state', stateSchema()) },
  ).superRefine((given, context) => {
    const duplicate = duplicateSetting(given)
    if (duplicate === null) return
    const [key, original] = duplicate
    context.addIssue({
      code: 'custom',
      path: ['state', key],
      message: `cannot be combined with ${original}, because both decide the same`,
    })
  }),
)

const KEY = 'active_exposure'

/** A key such as `active_exposures` or `activeExposure`. Ignoring it could refresh what its author has disabled. */
function misspeltKey(meta: Readonly<Record<string, unknown>>): string | undefined {
  const letters = (key: string): string => key.toLowerCase().replace(/[^a-z]/g, '')
  return Object.keys(meta).find((key) => key !== KEY && distance(letters(key), letters(KEY)) <= 2)
}

/**
 * Reads `meta.active_exposure`. `defaultMinutes` is the window of an exposure that sets `at` but no length.
 * A wrong key or value makes only this exposure misconfigured; the problem names the key.
 */
export function parseSettings(
  meta: Readonly<Record<string, unknown>>,
  defaultMinutes: number,
): ParsedSettings {
  const misspelt = misspeltKey(meta)
  if (misspelt !== undefined)
    return { problem: `${misspelt} is not a key of this action; did you mean ${KEY}?` }
  const parsed = settingsSchema().safeParse(meta[KEY] ?? {})
  if (!parsed.success) return { problem: problemOf(parsed.error) }
  const { enabled, on_upstream_failure, incremental, extracts, freeze = [], stale_after } = parsed.data
  if (enabled === false) return { enabled: false }
  const window = joinAliases(parsed.data)
  const settings = {
    buildAfter: window === undefined ? null : buildAfterOf(window, defaultMinutes),
    updatesOn: window?.updates_on ?? null,
    onUpstreamFailure: on_upstream_failure ?? null,
    incremental: incremental ?? false,
    freezes: [freeze].flat().flatMap(freezesIn),
    staleAfter: stale_after,
  }
  return { enabled: true, settings, extracts: (extracts ?? []).map(namedExtract) }
}

function freezesIn(text: string): Freeze[] {
  const parsed = parseFreeze(text)
  return 'freeze' in parsed ? [parsed.freeze] : []
}

/**
 * Whether an exposure asks for a freeze, in whatever spelling. If its settings cannot be read, refreshing what it shows may do what
 * its author has ruled out.
 */
export function asksForFreeze(meta: Readonly<Record<string, unknown>>): boolean {
  const own = meta[misspeltKey(meta) ?? KEY]
  const keys = typeof own === 'object' && own !== null ? Object.keys(own) : []
  return keys.some((key) => distance(key.toLowerCase(), 'freeze') <= 2)
}

/** The named extracts, even if the exposure is disabled or another setting is wrong; empty if they cannot be parsed. */
export function namedExtracts(meta: Readonly<Record<string, unknown>>): readonly NamedExtract[] {
  const parsed = z.object({ extracts: z.array(extractSchema()) }).safeParse(meta[KEY])
  return parsed.success ? parsed.data.extracts.map(namedExtract) : []
}

/** Whether extracts are named at all, valid or not. */
export function namesExtracts(meta: Readonly<Record<string, unknown>>): boolean {
  const own = meta[KEY]
  return typeof own === 'object' && own !== null && 'extracts' in own
}

function namedExtract(named: z.output<ReturnType<typeof extractSchema>>): NamedExtract {
  return 'datasource' in named
    ? { kind: 'datasource', name: named.datasource }
    : { kind: 'workbook', name: named.workbook }
}

/** People count from 1. */
function stepOf(key: PropertyKey): string {
  return typeof key === 'number' ? ` (item ${key + 1})` : `.${String(key)}`
}

function problemOf(error: z.ZodError): string {
  const issue = error.issues[0]
  const sentence = `${[KEY, ...(issue?.path ?? []).map(stepOf)].join('')} ${issue?.message ?? 'is wrong'}`
  return /[.?]$/.test(sentence) ? sentence : `${sentence}.`
}
