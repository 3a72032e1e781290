import type { DbtNode, Manifest } from '../../dbt/manifest.js'
import type {
  DiscoveredContent,
  DiscoveredOwner,
  DiscoveredSheet,
  DiscoveredUpstream,
  Discovery,
} from '../discovery/types.js'
import { cut } from '../../base/untrusted-text.js'
import { dependencyOn } from './depends-on.js'

/** Discovered content that may become an entry of the exposures-file. */
export interface Candidate {
  readonly kind: 'workbook' | 'datasource'
  readonly content: DiscoveredContent
  readonly sheets: readonly DiscoveredSheet[]
  readonly owner: DiscoveredOwner | null
  readonly upstream: readonly DiscoveredUpstream[]
}

/** All discovered content, sorted by project path and name. */
export function candidatesOf({ dashboards, datasources }: Discovery): Candidate[] {
  const place = ({ content }: Candidate): string =>
    [...content.projectPath, content.name, content.luid].join('\u0000')
  return [
    ...dashboards.map(({ workbook, owner, upstream }): Candidate => ({
      kind: 'workbook',
      content: workbook,
      sheets: workbook.sheets,
      owner,
      upstream,
    })),
    ...datasources.map(({ datasource, owner, upstream }): Candidate => ({
      kind: 'datasource',
      content: datasource,
      sheets: [],
      owner,
      upstream,
    })),
  ].sort((a, b) => (place(a) < place(b) ? -1 : 1))
}

/** The keys of an exposure that are generated from Tableau. Others may be added by hand. */
export interface GeneratedKeys {
  readonly label: string
  readonly type: 'dashboard' | 'analysis'
  readonly url?: string
  readonly description?: string
  readonly depends_on?: readonly string[]
  readonly owner: { readonly name?: string; readonly email?: string }
}

/** `config.meta.tableau`: identifies the content, even if the entry is renamed, and describes it. */
export interface TableauMeta {
  readonly luid: string
  readonly kind: Candidate['kind']
  readonly name: string
  readonly project?: string
  /** The entries of depends_on that were found by less than database, schema and table. */
  readonly uncertain?: readonly string[]
}

export interface Entry {
  readonly keys: GeneratedKeys
  readonly tableau: TableauMeta
  /** `config.meta.active_exposure.extracts`, if no URL identifies the content; else empty. */
  readonly extracts: readonly Readonly<Record<string, string>>[]
  /** The private models that it reads, on which dbt lets no exposure depend. */
  readonly privateModels: readonly string[]
}

/** Long enough for a description in dbt's docs; Tableau allows far more. */
const LONGEST_DESCRIPTION = 4000

export function entryOf(
  { kind, content, owner, upstream }: Candidate,
  manifest: Pick<Manifest, 'nodes' | 'projectName'>,
): Entry {
  const read = upstream.flatMap(({ node: id, certain }) => {
    const node = manifest.nodes.get(id)
    return node === undefined ? [] : [{ node, certain, name: dependencyOn(node, manifest) }]
  })
  const named = read.flatMap(({ name, certain }) => (name === null ? [] : [{ name, certain }]))
  const description = safeForYaml(content.description ?? '', LONGEST_DESCRIPTION)
  const url = webAddress(content.url)
  return {
    keys: {
      label: safeForYaml(content.name) || content.luid,
      type: kind === 'workbook' ? 'dashboard' : 'analysis',
      ...(url === null ? {} : { url }),
      ...(description === '' ? {} : { description }),
      ...(named.length === 0 ? {} : { depends_on: sortedUnique(named.map(({ name }) => name)) }),
      owner: ownerOf(owner),
    },
    tableau: {
      luid: content.luid,
      kind,
      name: safeForYaml(content.name),
      ...(content.projectPath.length === 0 ? {} : { project: safeForYaml(content.projectPath.join('/')) }),
      ...uncertainOf(named),
    },
    extracts: url === null ? [{ [kind]: content.luid }] : [],
    privateModels: read.filter(({ node }) => isPrivate(node)).map(({ node }) => node.name),
  }
}

function isPrivate({ access }: DbtNode): boolean {
  return access === 'private'
}

function uncertainOf(
  named: readonly { readonly name: string; readonly certain: boolean }[],
): Pick<TableauMeta, 'uncertain'> {
  const uncertain = named.filter(({ certain }) => !certain).map(({ name }) => name)
  return uncertain.length === 0 ? {} : { uncertain: sortedUnique(uncertain) }
}

function sortedUnique(names: readonly string[]): string[] {
  return [...new Set(names)].sort()
}

/** dbt requires a name or an e-mail address. */
function ownerOf(owner: DiscoveredOwner | null): GeneratedKeys['owner'] {
  const name = safeForYaml(owner?.name ?? '')
  const email = safeForYaml(owner?.email ?? '')
  if (name === '' && email === '') return { name: 'unknown' }
  return { ...(name === '' ? {} : { name }), ...(email === '' ? {} : { email }) }
}

function webAddress(url: string): string | null {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? safeForYaml(url) : null
}

/**
 * Text from Tableau for a YAML file that dbt renders as Jinja, descriptions twice. A space after `{` prevents an expression,
 * however often the text is rendered. Control characters become spaces, except line breaks.
 */
export function safeForYaml(text: string, max = 500): string {
  const plain = text
    .normalize('NFC')
    .replaceAll('\r\n', '\n')
    // eslint-disable-next-line no-control-regex -- YAML allows none of them
    .replace(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\uFEFF\uFFFE\uFFFF]/g, ' ')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .trim()
  return cut(plain, max).replace(/\{(?=[{%#])/g, '{ ')
}
