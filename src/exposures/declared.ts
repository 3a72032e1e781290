import { expandSemantics } from '../dbt/lineage.js'
import type { DbtExposure, ExposureLink, Manifest, ProjectGraph } from '../dbt/manifest.js'
import { message } from '../messages/message.js'
import type { ContentReference } from '../tableau/types.js'
import type { SiteAddress } from '../tableau/server-address.js'
import { targetOf, type UrlTarget } from '../tableau/urls.js'
import { asksForFreeze, type NamedExtract, namedExtracts, namesExtracts, parseSettings } from './settings.js'
import {
  type Exposure,
  type ExposureSettings,
  type LeftOut,
  NO_SETTINGS,
  type Unresolved,
  UNRESOLVED_MESSAGES,
} from './types.js'

/** An exposure of this run with the Tableau content that it points at, not yet looked up. */
export interface DeclaredExposure {
  readonly exposure: Exposure
  readonly references: readonly ContentReference[]
  /** Whether it may show more content: if it names extracts, its URL is not looked up. */
  readonly showsMore: boolean
}

export interface DeclaredExposures {
  readonly ours: readonly DeclaredExposure[]
  readonly leftOut: readonly LeftOut[]
  readonly unresolved: readonly Unresolved[]
  /** Unresolved ones that ask for a freeze, but whose settings are not valid: nothing may refresh what they show. */
  readonly guarded: readonly DeclaredExposure[]
  /** The content of exposures that are switched off, by their names. It is not looked up. */
  readonly switchedOffContent: ReadonlyMap<string, readonly ContentReference[]>
}

type SortedExposure =
  | { readonly as: 'ours'; readonly declared: DeclaredExposure }
  | { readonly as: 'leftOut'; readonly leftOut: LeftOut }
  | {
      readonly as: 'unresolved'
      readonly unresolved: Unresolved
      /** Null if it asks for no freeze. */
      readonly guarded: DeclaredExposure | null
    }

/** Sorts the root project's exposures into those of this run, left out and unresolved. Does not query Tableau. */
export function declaredExposures(
  manifest: ProjectGraph & Partial<Pick<Manifest, 'exposureLinks'>>,
  address: SiteAddress | null,
  defaultMinutes: number,
): DeclaredExposures {
  const sorted = manifest.exposures.map((exposure) =>
    sortExposure(exposure, { manifest, address, defaultMinutes }),
  )
  const disabled = manifest.disabledExposures.map((exposure): LeftOut => ({
    exposure,
    reason: 'switched-off',
    why: 'enabled: false in dbt',
  }))
  const leftOut = [...disabled, ...sorted.flatMap((item) => (item.as === 'leftOut' ? [item.leftOut] : []))]
  const links = manifest.exposureLinks ?? manifest.exposures
  const contentOf = (exposure: string): readonly ContentReference[] =>
    linkedContent(
      links.filter(({ name }) => name === exposure),
      address,
    )
  return {
    ours: sorted.flatMap((item) => (item.as === 'ours' ? [item.declared] : [])),
    leftOut,
    switchedOffContent: new Map(
      leftOut
        .filter(({ reason }) => reason === 'switched-off')
        .map(({ exposure }) => [exposure, contentOf(exposure)]),
    ),
    unresolved: sorted.flatMap((item) => (item.as === 'unresolved' ? [item.unresolved] : [])),
    guarded: sorted.flatMap((item) => (item.as === 'unresolved' ? (item.guarded ?? []) : [])),
  }
}

/** The content that exposures link to, also disabled or misconfigured ones, so that discovery does not add it. */
export function linkedContent(
  exposureLinks: readonly ExposureLink[],
  address: SiteAddress | null,
): readonly ContentReference[] {
  return exposureLinks.flatMap(({ url, meta }) => {
    const target = url === null ? null : targetOf(url, address)
    const named = namedExtracts(meta).map(referenceTo)
    return target?.kind === 'content' ? [target.reference, ...named] : named
  })
}

/** With localhost as the server, any URL that may be one of Tableau's counts as such. */
const ANY_SERVER: SiteAddress = { server: 'https://localhost', site: '' }

/** Whether a run may act on an exposure, as it is or after a mistake in it is corrected. */
export function linksToTableau({ url, meta }: ExposureLink, address: SiteAddress | null): boolean {
  if (namesExtracts(meta)) return true
  return url !== null && [address, ANY_SERVER].some((one) => !isOtherTool(targetOf(url, one)))
}

function isOtherTool(target: UrlTarget): boolean {
  return target.kind === 'other' && target.reason === 'tool'
}

interface DeclaredContext {
  readonly manifest: ProjectGraph
  readonly address: SiteAddress | null
  readonly defaultMinutes: number
}

function sortExposure(declared: DbtExposure, context: DeclaredContext): SortedExposure {
  const parsed = parseSettings(declared.meta, context.defaultMinutes)
  if ('problem' in parsed) return misconfigured(declared, `meta.${parsed.problem}`, context)
  if (!parsed.enabled) {
    return leaveOut(declared, 'switched-off', 'enabled: false in meta.active_exposure')
  }
  const references = referencesOf(declared, parsed.extracts, context.address)
  if ('problem' in references) return misconfigured(declared, references.problem, context)
  if ('why' in references) {
    const reason = declared.url === null ? 'without-address' : 'not-ours'
    return leaveOut(declared, reason, references.why)
  }
  const showsMore = parsed.extracts.length > 0 && declared.url !== null
  const exposure = exposureOf(declared, parsed.settings, context)
  return { as: 'ours', declared: { exposure, references: references.all, showsMore } }
}

function exposureOf(
  { id, name, label, owner, maturity, path, dependsOn }: DbtExposure,
  settings: ExposureSettings,
  { manifest }: DeclaredContext,
): Exposure {
  return {
    uniqueId: id,
    name,
    label,
    origin: 'declared',
    owner,
    maturity,
    path,
    upstream: expandSemantics(dependsOn, manifest),
    settings,
  }
}

function leaveOut(declared: DbtExposure, reason: LeftOut['reason'], why: string): SortedExposure {
  return { as: 'leftOut', leftOut: { exposure: declared.name, reason, why } }
}

function misconfigured(declared: DbtExposure, problem: string, context: DeclaredContext): SortedExposure {
  const { id: uniqueId, name: exposure, path } = declared
  const { message: text } = message(UNRESOLVED_MESSAGES.misconfigured, { path, problem })
  return {
    as: 'unresolved',
    unresolved: { exposure, uniqueId, reason: 'misconfigured', message: text, candidates: [] },
    guarded: guardedBy(declared, context),
  }
}

/** What it shows, as far as its mistakes leave that readable; null if it asks for no freeze. */
function guardedBy(declared: DbtExposure, context: DeclaredContext): DeclaredExposure | null {
  if (!asksForFreeze(declared.meta)) return null
  const references = referencesOf(declared, namedExtracts(declared.meta), context.address)
  if (!('all' in references)) return null
  return {
    exposure: exposureOf(declared, NO_SETTINGS, context),
    references: references.all,
    showsMore: false,
  }
}

/** Named extracts take precedence: the URL is then only a link for people. */
function referencesOf(
  declared: DbtExposure,
  named: readonly NamedExtract[],
  address: SiteAddress | null,
): { readonly all: readonly ContentReference[] } | { readonly why: string } | { readonly problem: string } {
  if (named.length > 0) return { all: named.map(referenceTo) }
  if (declared.url === null) return { why: 'it has neither a url nor meta.active_exposure.extracts' }
  const target = targetOf(declared.url, address)
  if (target.kind === 'content') return { all: [target.reference] }
  if (target.reason !== 'page') return { why: target.why }
  return { problem: `${target.why}, or name the content in meta.active_exposure.extracts.` }
}

const LUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function referenceTo({ kind, name }: NamedExtract): ContentReference {
  return LUID.test(name)
    ? { by: 'luid', of: kind, luid: name.toLowerCase() }
    : { by: 'path', of: kind, path: name }
}
