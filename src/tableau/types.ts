import type { Message } from '../messages/message.js'
import type { Instant } from '../base/clock.js'

/** Tableau's identifier in REST: a lower-case UUID. The `id` of the Metadata API is something else. */
export type Luid = string & { readonly brand: 'Luid' }

/** What Tableau can refresh: a published data source, or a workbook with embedded extracts. */
export type ContentKind = 'datasource' | 'workbook'

/** Identifies an extract: `datasource:<luid>` or `workbook:<luid>`. */
export type ExtractKey = string & { readonly brand: 'ExtractKey' }

/** Tableau's id of a refresh job. */
export type JobId = string & { readonly brand: 'JobId' }

/** A published data source or a workbook as REST and the Metadata API describe it. */
export interface Content {
  readonly kind: ContentKind
  readonly luid: Luid
  readonly name: string
  /**
   * The project's path from the top, joined by `/`, if projects were loaded, else its name. Null in a Personal Space, or if
   * Tableau does not say.
   */
  readonly project: string | null
  /** Link on the configured server; null if Tableau gives no number for it. */
  readonly url: string | null
}

/** A table as Tableau names it; every part may be missing (docs/facts/tableau.md#table-names). */
export interface TableauTable {
  readonly name: string | null
  readonly schema: string | null
  readonly fullName: string | null
  readonly database: string | null
  readonly connectionType: string | null
}

/** Why content may read more than Tableau shows. */
export const GAPS = [
  /** The Metadata API is off: only REST answers. */
  'lineage-off',
  /** Tableau's lineage does not show the content yet. */
  'not-indexed',
  /** Tableau cut off its answer about the content. */
  'incomplete',
  /** Tableau cut off its list of the site's custom SQL. */
  'incomplete-custom-sql',
  /** Tables without a name, which only administrators see. */
  'redacted',
  'custom-sql',
  'virtual-connection',
  /** A data source that shows neither tables nor a published data source. */
  'nothing-shown',
  /** A published data source that the signed-in user may not see. */
  'hidden-source',
  /** REST refuses to list the workbook's connections. */
  'connections-refused',
] as const

export type Gap = (typeof GAPS)[number]

/** What content reads, as far as Tableau shows it. */
export interface Reading {
  /** Tables read directly, not through a published data source; only those that have a name. */
  readonly tables: readonly TableauTable[]
  /** Published data sources. */
  readonly reads: readonly Luid[]
  /** Why more may be read; empty if Tableau shows everything. */
  readonly gaps: readonly Gap[]
}

export const NO_READING: Reading = { tables: [], reads: [], gaps: [] }

/**
 * What a data source or workbook reads. Its own tables and `reads` are what its extract holds (of a workbook: what its
 * embedded data sources with an extract read); without an extract, everything it reads.
 */
export interface ContentLineage extends Reading {
  readonly content: Content
  /** For a workbook: at least one embedded data source has an extract. Null: unknown. */
  readonly hasExtract: boolean | null
  /** What a workbook with an extract also reads live; a refresh of the workbook does not change that. */
  readonly live: Reading
  /** When the extract was last updated, whoever requested it. */
  readonly extractUpdatedAt: Instant | null
  /** Refreshed through Tableau Bridge. */
  readonly viaBridge: boolean
}

export interface JobStatus {
  readonly id: JobId
  /**
   * For a refresh through Bridge, `running` with a `completedAt` means that a Bridge client has accepted it. Tableau may
   * never report the end (docs/facts/tableau.md#jobs): wait for a bounded time, then report it as unconfirmed.
   */
  readonly state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'
  readonly createdAt: Instant | null
  readonly startedAt: Instant | null
  readonly completedAt: Instant | null
  /** Tableau's own text, uncut and unescaped; may be empty. */
  readonly notes: string
}

/** How an exposure or an input names a data source or a workbook. */
export type ContentReference =
  | { readonly by: 'luid'; readonly of: ContentKind; readonly luid: string }
  /** Projects from the top, then the name, joined by `/`; a name alone if it is unique on the site. */
  | { readonly by: 'path'; readonly of: ContentKind; readonly path: string }
  | { readonly by: 'content-url'; readonly of: ContentKind; readonly contentUrl: string }
  /** The number in a browser's address bar: Tableau's `vizportalUrlId`. */
  | { readonly by: 'number'; readonly of: ContentKind; readonly number: string }

export type Finding =
  | { readonly kind: 'found'; readonly content: Content }
  /** Candidates: content of the same name elsewhere, else the nearest by name. */
  | { readonly kind: 'not-found'; readonly candidates: readonly Content[] }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly Content[] }

export interface Lineage {
  /** The contents, and every published data source that they read, directly or through another one. */
  readonly contents: readonly ContentLineage[]
  /** Sentences about what Tableau does not show, and what to do about it. */
  readonly notices: readonly Message[]
}

/** A job as Query Job returns it. */
export interface Job extends JobStatus {
  /** The data source or workbook that it refreshes; null if Tableau did not say. */
  readonly target: Luid | null
}

/** A job as the list of jobs returns it: without notes and target. */
export interface ListedJob {
  readonly id: JobId
  /** Null for an unknown status. */
  readonly state: JobStatus['state'] | null
  /** The name of its workbook or data source; not unique. */
  readonly title: string
  readonly createdAt: Instant | null
  readonly startedAt: Instant | null
  readonly endedAt: Instant | null
}

/** A refresh on a Tableau schedule. */
export interface ExtractTask {
  readonly luid: Luid
  /** The name of its schedule, which those of Tableau Cloud do not have. */
  readonly schedule: string | null
  /** `Daily`, `Weekly`, … */
  readonly frequency: string | null
  /** Tableau suspends the schedule after five (docs/facts/tableau.md#suspended-schedules). */
  readonly consecutiveFailures: number
}
