import { closest, distance } from 'fastest-levenshtein'
import * as z from 'zod'
import { LONGEST_DURATION, MINUTE } from '../base/clock.js'
import type { BuildAfter, ExposureSettings } from './types.js'

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

/** An object that allows no other keys; the error for an unknown key suggests the nearest one. */
function strict<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
  /** Keys that belong in another place, and that place. */
  elsewhere: Readonly<Record<string, string>> = {},
): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return 'must be a mapping'
      const key = issue['keys'][0] ?? ''
      return `has no key ${key}; did you mean ${elsewhere[key] ?? closest(key, Object.keys(shape))}?`
    },
  })
}

function oneOf<const Values extends readonly string[]>(values: Values) {
  return z.enum(values, { error: `must be one of ${values.join(', ')}` })
}

const trueOrFalse = z.boolean({ error: 'must be true or false' })

/** YAML reads an unquoted 06:30 as a number. */
const AT_EXAMPLE = "must be a quoted time of day such as '06:30'"
const timeOfDay = z.string({ error: AT_EXAMPLE }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: AT_EXAMPLE })

const timezone = z
  .string({ error: 'must be a text' })
  .refine(isTimezone, { error: 'is not an IANA time zone such as Europe/Berlin' })

const MINUTES = { minute: 1, hour: 60, day: 1440 }

const buildAfterSchema = strict({
  count: z.int({ error: 'must be a whole number' }).min(0, { error: 'must be 0 or more' }).optional(),
  period: oneOf(['minute', 'hour', 'day']).optional(),
  updates_on: oneOf(['any', 'all']).optional(),
  at: timeOfDay.optional(),
  timezone: timezone.optional(),
})
  .refine((window) => (window.count === undefined) === (window.period === undefined), {
    error: 'needs both count and period',
  })
  .refine((window) => window.timezone === undefined || window.at !== undefined, {
    error: 'has a timezone, which has no effect without at',
  })
  .refine(({ count = 0, period = 'minute' }) => count * MINUTES[period] * MINUTE <= LONGEST_DURATION, {
    error: 'is longer than 400 days',
  })

const contentName = z.string().min(1, { error: 'is empty' })

const extractSchema = z.union([strict({ datasource: contentName }), strict({ workbook: contentName })], {
  error: 'must be {datasource: …} or {workbook: …}, with a project path and name or a LUID',
})

const settingsSchema = strict(
  {
    enabled: trueOrFalse.optional(),
    build_after: buildAfterSchema.optional(),
    on_upstream_failure: oneOf(['skip', 'refresh']).optional(),
    incremental: trueOrFalse.optional(),
    extracts: z.array(extractSchema, { error: 'must be a list' }).min(1, { error: 'is empty' }).optional(),
  },
  Object.fromEntries(Object.keys(buildAfterSchema.shape).map((key) => [key, `build_after.${key}`])),
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
  const parsed = settingsSchema.safeParse(meta[KEY] ?? {})
  if (!parsed.success) return { problem: problemOf(parsed.error) }
  const { enabled, build_after: window, on_upstream_failure, incremental, extracts } = parsed.data
  if (enabled === false) return { enabled: false }
  const settings = {
    buildAfter: window === undefined ? null : buildAfterOf(window, defaultMinutes),
    updatesOn: window?.updates_on ?? null,
    onUpstreamFailure: on_upstream_failure ?? null,
    incremental: incremental ?? false,
  }
  return { enabled: true, settings, extracts: (extracts ?? []).map(namedExtract) }
}

/** The named extracts, even if the exposure is disabled or another setting is wrong; empty if they cannot be parsed. */
export function namedExtracts(meta: Readonly<Record<string, unknown>>): readonly NamedExtract[] {
  const parsed = z.object({ extracts: z.array(extractSchema) }).safeParse(meta[KEY])
  return parsed.success ? parsed.data.extracts.map(namedExtract) : []
}

/** Whether extracts are named at all, valid or not. */
export function namesExtracts(meta: Readonly<Record<string, unknown>>): boolean {
  const own = meta[KEY]
  return typeof own === 'object' && own !== null && 'extracts' in own
}

function buildAfterOf(window: z.output<typeof buildAfterSchema>, defaultMinutes: number): BuildAfter | null {
  const { count, period, at = null, timezone: zone = null } = window
  if (count !== undefined && period !== undefined)
    return { minutes: count * MINUTES[period], at, timezone: zone }
  return at === null ? null : { minutes: defaultMinutes, at, timezone: zone }
}

function namedExtract(named: z.output<typeof extractSchema>): NamedExtract {
  return 'datasource' in named
    ? { kind: 'datasource', name: named.datasource }
    : { kind: 'workbook', name: named.workbook }
}

function problemOf(error: z.ZodError): string {
  const issue = error.issues[0]
  const sentence = `${[KEY, ...(issue?.path ?? [])].map(String).join('.')} ${issue?.message ?? 'is wrong'}`
  return /[.?]$/.test(sentence) ? sentence : `${sentence}.`
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
