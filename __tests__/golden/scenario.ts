import type { SiteInput } from '../../simulators/tableau/index.js'
import type { Story, Told } from './story.js'

/** One run that somebody reads, and what came before it. */
export interface Scenario {
  /** Also the name of its text. */
  readonly title: string
  /** What happened, in one sentence. */
  readonly about: string
  /** What differs from the example's Tableau site. */
  readonly site?: (site: SiteInput) => SiteInput
  /** Ends with the run that is shown. */
  readonly play: (story: Story) => Promise<Told>
  /** A file in the workspace that the run writes. */
  readonly writes?: string
}

/** `A good day` is `a-good-day`. */
export function slugOf({ title }: Scenario): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}
