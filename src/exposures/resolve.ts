import type { Manifest } from '../dbt/manifest.js'
import type { TableauSession } from '../tableau/session.js'
import type { Content, ContentReference, Finding } from '../tableau/types.js'
import type { DeclaredExposure } from './declared.js'
import { extractsOf, type FoundExposure } from './extracts.js'
import type { RelationMapping } from './relations.js'
import type { ExtractToPlan, Unresolved } from './types.js'

export interface Resolved {
  readonly extracts: readonly ExtractToPlan[]
  readonly unresolved: readonly Unresolved[]
  /** Sentences for people about what Tableau could not show. */
  readonly notices: readonly string[]
}

/** Looks the exposures up in Tableau and finds the extracts behind them. */
export async function resolveExposures(
  declared: readonly DeclaredExposure[],
  tableau: Pick<TableauSession, 'find' | 'describe'>,
  {
    manifest,
    relationMap,
  }: { readonly manifest: Manifest; readonly relationMap: readonly RelationMapping[] },
): Promise<Resolved> {
  const references = distinct(declared.flatMap((each) => each.references))
  const findings = await tableau.find(references)
  const byReference = new Map(references.map((reference, index) => [keyOf(reference), findings[index]]))
  const found: FoundExposure[] = []
  const unresolved: Unresolved[] = []
  const contents = new Map<string, Content>()
  for (const { exposure, references: wanted } of declared) {
    const answers = wanted.map((reference) => ({ reference, finding: byReference.get(keyOf(reference)) }))
    const problem = answers.flatMap((answer) => problemOf(exposure.name, answer))[0]
    if (problem !== undefined) {
      unresolved.push(problem)
      continue
    }
    const own = answers.flatMap(({ finding }) => (finding?.kind === 'found' ? [finding.content] : []))
    for (const content of own) contents.set(content.luid, content)
    found.push({ exposure, contents: own.map(({ luid }) => luid) })
  }
  const { contents: lineages, notices } = await tableau.describe([...contents.values()])
  return { extracts: extractsOf(found, { manifest, lineages, relationMap }), unresolved, notices }
}

function distinct(references: readonly ContentReference[]): ContentReference[] {
  return [...new Map(references.map((reference) => [keyOf(reference), reference])).values()]
}

function keyOf(reference: ContentReference): string {
  return JSON.stringify(reference)
}

interface Answer {
  readonly reference: ContentReference
  readonly finding: Finding | undefined
}

function problemOf(exposure: string, { reference, finding }: Answer): Unresolved[] {
  if (finding?.kind === 'found') return []
  const thing = `${reference.of === 'workbook' ? 'workbook' : 'data source'} ${shown(reference)}`
  const candidates = (finding?.candidates ?? []).map(shownContent)
  if (finding?.kind === 'ambiguous') {
    const message = `Tableau has more than one ${thing}; name one by its LUID in meta.active_exposure.extracts.`
    return [{ exposure, reason: 'ambiguous', message, candidates }]
  }
  const message = `Tableau has no ${thing} that this user may see; correct the exposure's url or its meta.active_exposure.extracts.`
  return [{ exposure, reason: 'not-found', message, candidates }]
}

function shown(reference: ContentReference): string {
  switch (reference.by) {
    case 'luid':
      return reference.luid
    case 'path':
      return `"${reference.path}"`
    case 'content-url':
      return `with the content URL "${reference.contentUrl}"`
    case 'number':
      return `with the number ${reference.number}`
  }
}

function shownContent({ project, name, luid }: Content): string {
  return `${project === null ? name : `${project}/${name}`} (${luid})`
}
