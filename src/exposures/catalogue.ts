import { z } from 'zod'
import type { ProjectGraph } from '../dbt/manifest.js'
import { GAPS } from '../tableau/types.js'
import type { Answers } from './tableau-answers.js'
import type { Discovery } from './discovery/types.js'

/** What a run without dbt's files plans from: of dbt's project and of Tableau's answers no more than planning needs. */
export interface Catalogued {
  readonly project: ProjectGraph
  readonly answers: Answers
  /** What discovery adds to the project's own exposures. */
  readonly discovery: Discovery
}

/** Goes up with every change that an older release would misread. */
export const FORMAT = 2

/** Before 2 the tables of live data sources stood among those of extracts, and no table that was known in part. */
export const OLDEST_FORMAT = 1

/** Place of a row in one of the file's own tables. */
const index = z.int().min(0)
const nullableText = z.string().nullable()

const node = z.object({
  id: z.string(),
  /** Parents among the nodes; by id where the project does not know them. */
  reads: z.array(z.union([index, z.string()])).optional(),
  /** Database and schema, in `places`; a test has those of what it reads (dbt/manifest.ts). */
  at: index.optional(),
  /** Materialisation, in `words`. */
  as: index.optional(),
  path: z.string().optional(),
  tags: z.array(index).optional(),
  /** Where it is not what the id says. */
  name: z.string().optional(),
  /** Of what can report no failure (dbt/manifest.ts). */
  quiet: z.literal(true).optional(),
  /** Where the warehouse has another name than dbt. */
  identifier: z.string().optional(),
  /** Name of the view on a latest version. */
  pointer: z.string().optional(),
})

const exposure = z.object({
  id: z.string(),
  name: z.string(),
  label: z.string().optional(),
  url: z.string().optional(),
  maturity: z.string().optional(),
  owner: z.string().optional(),
  tags: z.array(index).optional(),
  path: z.string(),
  /** Nodes, metrics expanded; by id where the project does not know them. */
  reads: z.array(z.union([index, z.string()])),
  /** `meta.active_exposure` as it stands in the YAML. */
  settings: z.unknown().optional(),
})

const reading = {
  /** In `tables`. */
  tables: z.array(index).optional(),
  /** Published data sources among the contents; by LUID where they are not told of. */
  reads: z.array(z.union([index, z.string()])).optional(),
  /** One that this release does not know is one all the same. */
  gaps: z.array(z.enum(GAPS).catch('incomplete')).optional(),
}

const content = z.object({
  kind: z.enum(['workbook', 'datasource']),
  luid: z.string(),
  name: z.string(),
  project: z.string().optional(),
  /** From the path on: which server it is on, state is kept by. */
  link: z.string().optional(),
  /** Null: unknown. */
  extract: z.boolean().nullable(),
  bridge: z.literal(true).optional(),
  ...reading,
  live: z.object(reading).optional(),
})

/** An exposure that discovery has found: its content, its nodes and its extracts. */
const discovered = z.object({
  /** Among the contents. */
  content: index,
  /** Nodes; by id where the project does not know them. */
  reads: z.array(z.union([index, z.string()])),
  /** Among the contents. */
  extracts: z.array(index),
  /** Content URL of a workbook, by which an exposure may point at it. */
  address: z.string().optional(),
  /** In `words`. */
  owner: index.optional(),
})

/** Name, schema, full name, database, connection type. */
const table = z.tuple([nullableText, nullableText, nullableText, nullableText, nullableText])

export const catalogueFile = z.object({
  format: z.int().min(OLDEST_FORMAT).max(FORMAT),
  adapter: nullableText.optional(),
  nodes: z.array(node),
  exposures: z.array(exposure),
  /** Names of exposures that dbt has switched off. */
  disabled: z.array(z.string()),
  contents: z.array(content),
  /** What each reference was found to be: a place among the contents, or why nothing was found. */
  found: z.array(z.tuple([z.string(), z.union([index, z.enum(['not-found', 'ambiguous'])])])),
  /** Earlier releases wrote none. */
  discovered: z.array(discovered).default([]),
  places: z.array(z.tuple([nullableText, nullableText])),
  words: z.array(z.string()),
  tables: z.array(table),
})

export type CatalogueFile = z.output<typeof catalogueFile>
export type CatalogueNode = z.output<typeof node>
export type CatalogueExposure = z.output<typeof exposure>
export type CatalogueContent = z.output<typeof content>
export type CatalogueReading = Pick<CatalogueContent, keyof typeof reading>
export type CatalogueDiscovered = z.output<typeof discovered>
export type CatalogueTable = z.output<typeof table>

/** The name of a node as its id tells it: of a source the table's, of a test without the hash behind it. */
export function nameInId(id: string): string {
  const [type, , ...names] = id.split('.')
  return (type === 'source' ? names.slice(1).join('.') : names[0]) ?? ''
}
