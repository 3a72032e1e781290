import { message, type Message } from '../messages/message.js'
import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import { type Instant, LONGEST_DURATION, parseInstant, toIso } from '../base/clock.js'
import type { UniqueId } from '../dbt/types.js'
import { FAILURE_CLASSES } from '../tableau/failures/classes.js'
import { parseJson } from '../base/json.js'
import type { RequestKey } from './request-id.js'
import {
  type Catalogue,
  EMPTY_STATE,
  type ExtractKey,
  type NodeFacts,
  type NodeKey,
  type Overtaking,
  type ReadFacts,
  type RefreshState,
  type RequestFacts,
  type Told,
  type QualityWarningFacts,
  type WarningKey,
} from './state.js'

export const STATE_VERSION = 2

export interface ReadState {
  /** Empty if there is a problem. */
  readonly state: RefreshState
  /** A warning, which quotes nothing from the file; null if the file was read. */
  readonly problem: Message | null
}

const instant = z.string().transform((text, context): Instant => {
  const parsed = parseInstant(text)
  if (parsed !== null) return parsed
  context.addIssue('not an instant')
  return z.NEVER
})

const failureClass = z.enum(FAILURE_CLASSES)

const nodeFacts = z
  .object({
    landedAt: instant.optional(),
    okAt: instant.optional(),
    failedAt: instant.optional(),
    warnedAt: instant.optional(),
    fullRefreshAt: instant.optional(),
    fingerprint: z.string().optional(),
  })
  .transform((facts) => withoutUndefined(facts))

const overtaking = z.object({
  node: z.string().transform((id) => id as UniqueId),
  at: instant,
}) satisfies z.ZodType<Overtaking>

const requestFacts: z.ZodType<RequestFacts> = z
  .object({
    requestedAt: instant,
    window: instant.nullable(),
    outcome: z.enum(['refreshed', 'failed', 'cancelled', 'deferred']).nullable(),
    // A later release may have more classes under the same version.
    failure: failureClass.nullable().catch('unknown'),
    // Other values come from a broken clock.
    seconds: z
      .number()
      .min(0)
      .max(LONGEST_DURATION / 1000)
      .nullable()
      .catch(null),
    isRetry: z.literal(true).optional(),
    overtakenBy: overtaking.optional(),
    dataAt: instant.optional(),
  })
  .transform(({ isRetry, overtakenBy, dataAt, ...facts }) => ({
    ...facts,
    ...(isRetry !== undefined && { isRetry }),
    ...(overtakenBy !== undefined && { overtakenBy }),
    ...(dataAt !== undefined && { dataAt }),
  }))

const readFacts = z.object({
  seenAt: instant,
  nodes: z.array(z.string()).transform((keys) => keys as NodeKey[]),
}) satisfies z.ZodType<ReadFacts>

const told = z
  .object({ at: instant, causes: z.array(z.string()), unaddressed: z.literal(true).optional() })
  .transform(({ unaddressed, ...facts }) => ({
    ...facts,
    ...(unaddressed && { unaddressed }),
  })) satisfies z.ZodType<Told>

const qualityWarning = z.object({
  at: instant,
  mayStand: z.boolean(),
  project: z.string(),
  unseenSince: instant.nullable().default(null),
}) satisfies z.ZodType<QualityWarningFacts>

const catalogue = z.object({
  builtAt: instant,
  project: z.string(),
  content: z.string(),
}) satisfies z.ZodType<Catalogue>

const versionOnly = z.object({ version: z.number() })

/** One entry has facts of dbt or of a site; the members of the other kind are missing. */
const stateFile = z.object({
  version: z.literal(STATE_VERSION),
  nodes: mapOf<NodeKey, NodeFacts>(nodeFacts).prefault({}),
  requests: mapOf<ExtractKey, ReadonlyMap<RequestKey, RequestFacts>>(
    mapOf<RequestKey, RequestFacts>(requestFacts),
  ).prefault({}),
  reads: mapOf<ExtractKey, ReadFacts>(readFacts).prefault({}),
  // Missing in the files of earlier releases.
  warned: mapOf<WarningKey, Instant>(instant).prefault({}),
  told: mapOf<ExtractKey, Told>(told).prefault({}),
  qualityWarnings: mapOf<ExtractKey, QualityWarningFacts>(qualityWarning).prefault({}),
  // Only `dbt-artifacts: none` reads it; drop a catalogue in another format and keep the facts.
  catalogue: catalogue.nullable().default(null).catch(null),
})

/** The state as JSON text: ISO 8601 instants and sorted keys, so that equal states are equal bytes. */
export function serialise(state: RefreshState): string {
  return `${JSON.stringify(toJson(state), null, 1)}\n`
}

/** The value that `serialise` writes as JSON; empty members are undefined. */
export function toJson({
  nodes,
  requests,
  reads,
  warned,
  told: known,
  qualityWarnings,
  catalogue: value,
}: RefreshState): object {
  return {
    version: STATE_VERSION,
    nodes: toObject(nodes, writeNode),
    requests: toObject(requests, (each) => toObject(each, writeRequest) ?? {}),
    reads: toObject(reads, ({ seenAt, nodes }) => ({ seenAt: toIso(seenAt), nodes })),
    warned: toObject(warned, toIso),
    told: toObject(known, ({ at, ...facts }) => ({ at: toIso(at), ...facts })),
    qualityWarnings: toObject(qualityWarnings, ({ at, unseenSince, ...facts }) => ({
      ...facts,
      at: toIso(at),
      ...(unseenSince !== null && { unseenSince: toIso(unseenSince) }),
    })),
    catalogue: catalogueToJson(value),
  }
}

/** Reads what `serialise` wrote; never throws. Ignores unknown fields. */
export function deserialise(text: string): ReadState {
  return fromJson(parseJson(text))
}

/** Reads what `toJson` returned; `undefined` stands for text that is not JSON. */
export function fromJson(json: unknown): ReadState {
  if (json === undefined) return unreadable('is incomplete JSON')
  const { data: file } = stateFile.safeParse(json)
  if (file !== undefined) {
    const { nodes, requests, reads, warned, told: known, qualityWarnings, catalogue: value } = file
    return {
      state: { nodes, requests, reads, warned, told: known, qualityWarnings, catalogue: value },
      problem: null,
    }
  }
  const version = versionOnly.safeParse(json).data?.version ?? STATE_VERSION
  if (version !== STATE_VERSION) {
    return unreadable(`has version ${version}, and this release reads version ${STATE_VERSION} only`)
  }
  return unreadable('does not have the expected form')
}

/** True if both states have the same facts. */
export function isSame(a: RefreshState, b: RefreshState): boolean {
  return isDeepStrictEqual(a, b)
}

function unreadable(why: string): ReadState {
  return { state: EMPTY_STATE, problem: message('AE-STATE-DAMAGED', { problem: why }) }
}

/** A JSON object as a Map; z.record mishandles a key such as `__proto__`. */
function mapOf<K extends string, V>(value: z.ZodType<V>): z.ZodType<ReadonlyMap<K, V>> {
  return z
    .custom<object>((input) => typeof input === 'object' && input !== null && !Array.isArray(input))
    .transform((input) => Object.entries(input))
    .pipe(z.array(z.tuple([z.string(), value])))
    .transform((entries) => new Map(entries as [K, V][]))
}

function toObject<V>(map: ReadonlyMap<string, V>, write: (value: V) => unknown): object | undefined {
  if (map.size === 0) return undefined
  const sorted = [...map].sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(sorted.map(([key, value]) => [key, write(value)]))
}

function writeNode(facts: NodeFacts): object {
  const { landedAt, okAt, failedAt, warnedAt, fullRefreshAt, fingerprint } = facts
  return {
    landedAt: isoOrNothing(landedAt),
    okAt: isoOrNothing(okAt),
    failedAt: isoOrNothing(failedAt),
    warnedAt: isoOrNothing(warnedAt),
    fullRefreshAt: isoOrNothing(fullRefreshAt),
    fingerprint,
  }
}

function writeRequest(request: RequestFacts): object {
  const { requestedAt, window, outcome, failure, seconds, isRetry, overtakenBy, dataAt } = request
  return {
    requestedAt: toIso(requestedAt),
    window: window === null ? null : toIso(window),
    outcome,
    failure,
    seconds,
    isRetry,
    overtakenBy: overtakenBy === undefined ? undefined : { ...overtakenBy, at: toIso(overtakenBy.at) },
    dataAt: isoOrNothing(dataAt),
  }
}

function catalogueToJson(value: Catalogue | null): object | undefined {
  return value === null ? undefined : { ...value, builtAt: toIso(value.builtAt) }
}

function isoOrNothing(value: Instant | undefined): string | undefined {
  return value === undefined ? undefined : toIso(value)
}

function withoutUndefined(facts: { [Name in keyof NodeFacts]: NodeFacts[Name] | undefined }): NodeFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
}
