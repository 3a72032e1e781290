import type { Datasource } from '../tableau/content/model.js'
import type { QualityWarning } from '../tableau/state/quality-warnings.js'
import type { SettingsChange } from '../tableau/settings.js'
import type { TableauSimulator } from '../tableau/simulator.js'
import type { JobWatch } from './oracle.js'
import { SITE } from './project.js'
import { Random } from './random.js'
import type { Death, RunEvent, Story } from './story.js'

/* Data-quality warnings (docs/data-quality-warnings.md): who uses them, and promise t. */

/** How a story has them; drawn apart from its other events, which stay as they were. */
export interface QualityScenario {
  readonly isUsed: boolean
  readonly settings: NonNullable<SettingsChange['qualityWarnings']>
  /** How likely people are to have a warning of their own on a data source. */
  readonly peoples: number
  readonly connectedApps: 'with-scope' | 'refused'
  readonly longest: number | null
}

export function qualityOf(seed: number): QualityScenario {
  const random = new Random(seed * 7 + 3)
  return {
    isUsed: random.chance(0.4),
    settings: {
      licensed: random.chance(0.9),
      perContent: random.pick(['one', 'one-per-type']),
    },
    peoples: random.pick([0, 0.3, 0.6]),
    connectedApps: random.chance(0.25) ? 'refused' : 'with-scope',
    longest: random.pick([null, null, 80, 200]),
  }
}

/** The same story, in which many runs die as they set, change or lift a warning, before they can save their state. */
export function withDeathsAtWarnings(story: Story): Story {
  if (!qualityOf(story.seed).isUsed) return story
  const events = story.events.map((event) =>
    event.kind === 'run' && event.death === null
      ? { ...event, death: deathAtWarning(story.seed, event.number) }
      : event,
  )
  return { ...story, events }
}

/** Only runs that call Tableau for a warning meet it. */
function deathAtWarning(seed: number, number: number): Death | null {
  const random = new Random(seed * 17 + number)
  if (!random.chance(0.3)) return null
  return {
    of: 'a warning',
    call: random.pick([1, 1, 1, 2]),
    when: random.pick(['before', 'after', 'after', 'after']),
    by: random.pick(['cancel', 'kill', 'kill', 'machine']),
  }
}

/** The input `data-quality-warning`; now and then a run has it switched off. */
export function qualityInput(seed: number, { number, scope }: RunEvent): boolean {
  const isOff = new Random(seed * 1_000 + number).chance(0.08)
  return qualityOf(seed).isUsed && scope === '' && !isOff
}

interface WarnedRow {
  readonly extract: { readonly luid: string; readonly kind: string } | null
  readonly reason: string | null
  readonly outcome: string | null
  readonly staleSince: string | null
}

interface EndedRun {
  readonly outputs: ReadonlyMap<string, string>
  readonly wasCancelled: boolean
  readonly hasDied: boolean
}

/** What people do to a text of ours: words, or no more than a sign. */
const EDITS: readonly ((message: string) => string)[] = [
  (message) => message.replace(': ', ': ask Ada: '),
  (message) => `❗ ${message}`,
]

/** Nothing tells a sign at the end of a text that Tableau has cut off from the rest of it (docs/data-quality-warnings.md). */
const EDITS_OF_WHOLE_TEXTS = [...EDITS, (message: string) => `${message}!`]

const US = 'ci@example.com'

const BAD_OUTCOMES: readonly (string | null)[] = ['failed', 'cancelled', 'blocked']
const BAD_REASONS: readonly (string | null)[] = ['upstream-failed', 'failing']

/** Promise t: a warning never outlives its cause, what is wrong has one, and those of people stay as they are. */
export class QualityOracle {
  readonly violations: string[] = []
  readonly #tableau: TableauSimulator
  readonly #scenario: QualityScenario
  readonly #seed: number
  readonly #isRefused: boolean
  /** What people have written, as they left it. */
  #peoples: readonly QualityWarning[]
  readonly #happened: (situation: string) => void
  #underWay = 0
  #stood = 0
  /** Two runs at once may have hidden what the other one knows, until no warning of ours stands. */
  #haveRaced = false
  /** State may have lost where warnings stand, until none does. */
  #isForgotten = false

  constructor(
    { seed, scenario: { signIn } }: Story,
    tableau: TableauSimulator,
    happened: (situation: string) => void,
  ) {
    this.#tableau = tableau
    this.#happened = happened
    this.#seed = seed
    this.#scenario = qualityOf(seed)
    this.#isRefused = signIn === 'connected app' && this.#scenario.connectedApps === 'refused'
    const { settings, connectedApps, longest } = this.#scenario
    tableau.configure({ qualityWarnings: { ...settings, connectedApps, longest } })
    const random = new Random(seed * 11 + 5)
    for (const content of random.some(tableau.site(SITE).datasources, this.#scenario.peoples))
      this.#write(content, random)
    this.#peoples = tableau.qualityWarnings.all
  }

  #write(content: Datasource, random: Random): void {
    const type = random.pick(['WARNING', 'MAINTENANCE'])
    const text = { type, message: 'Returns are missing.', isActive: random.chance(0.8), isSevere: false }
    const { qualityWarnings, clock } = this.#tableau
    qualityWarnings.add({ site: this.#tableau.site(SITE), content, owner: content.owner }, text, clock.now())
  }

  /** People edit a warning of ours, which makes it theirs, write one of their own, or remove one. */
  #peopleAct(random: Random): void {
    const { qualityWarnings, clock } = this.#tableau
    const [ours] = this.#ours()
    const free = this.#tableau.site(SITE).datasources.filter((one) => qualityWarnings.on(one).length === 0)
    const what = random.pick(['edit', 'write', 'remove'])
    if (what === 'edit' && ours !== undefined) {
      const isCut = ours.message.length >= (this.#scenario.longest ?? Infinity)
      const message = random.pick(isCut ? EDITS : EDITS_OF_WHOLE_TEXTS)(ours.message)
      qualityWarnings.change(ours, { message }, ours.content.owner, clock.now())
      this.#happened('people edited a data-quality warning')
    } else if (what === 'write' && free.length > 0) this.#write(random.pick(free), random)
    else if (this.#peoples.length > 0) qualityWarnings.remove(random.pick(this.#peoples))
    this.#peoples = qualityWarnings.all.filter(({ owner }) => owner.name !== US)
  }

  begin({ isParallel, release, number }: RunEvent): void {
    const random = new Random(this.#seed * 13 + number)
    if (this.#scenario.isUsed && this.#underWay === 0 && random.chance(this.#stood > 0 ? 0.15 : 0.03))
      this.#peopleAct(random)
    this.#underWay += 1
    if (isParallel || this.#underWay > 1) this.#haveRaced = true
    if (release === 'earlier') this.#isForgotten = true
  }

  evicted(): void {
    this.#isForgotten = true
  }

  end(watch: JobWatch, run: EndedRun): void {
    this.#underWay -= 1
    if (JSON.stringify(this.#foreign()) !== JSON.stringify(this.#peoples.map(textOf)))
      this.#violated(watch, 'a warning that people wrote has changed')
    if (this.#scenario.isUsed && isClean(watch, run)) this.#judge(watch, run)
    this.#count(run)
    if (this.#ours().length > 0) return
    this.#haveRaced = this.#underWay > 0
    this.#isForgotten = false
  }

  #count({ hasDied }: EndedRun): void {
    const stand = this.#ours().length
    if (stand > this.#stood) this.#happened('a data-quality warning was set')
    if (stand > this.#stood && hasDied) this.#happened('a run died after it had set a data-quality warning')
    if (stand < this.#stood) this.#happened('a data-quality warning was lifted')
    if (stand < this.#stood && hasDied)
      this.#happened('a run died after it had lifted a data-quality warning')
    this.#stood = stand
  }

  #judge(watch: JobWatch, { outputs }: EndedRun): void {
    if (this.#haveRaced) return
    if (!qualityInput(this.#seed, watch.event)) {
      const isElsewhere = watch.event.scope !== '' || this.#isForgotten
      const ours = this.#ours().filter(({ site }) => site.contentUrl === watch.event.site)
      if (!isElsewhere && ours.length > 0)
        this.#violated(watch, 'they are switched off, and one of ours still stands')
      return
    }
    const rows = JSON.parse(outputs.get('rows') ?? '[]') as WarnedRow[]
    for (const row of rows)
      if (row.extract?.kind === 'datasource') this.#judgeRow(watch, row, row.extract.luid)
  }

  #judgeRow(watch: JobWatch, { reason, outcome, staleSince }: WarnedRow, luid: string): void {
    const ours = this.#ours().filter(({ content }) => content.luid === luid)
    const isFresh = outcome === 'refreshed' || (outcome === null && reason === 'up-to-date')
    if (isFresh && staleSince === null && ours.length > 0)
      this.#violated(
        watch,
        `${luid} is healthy, and a warning of ours still stands: ${ours[0]?.message ?? ''}`,
      )
    const isBad = outcome === null ? BAD_REASONS.includes(reason) : BAD_OUTCOMES.includes(outcome)
    if (isBad && this.#mustSet(watch, luid) && ours.length !== 1)
      this.#violated(watch, `${luid} is not healthy, and has ${ours.length} warnings of ours`)
  }

  /** The state could be saved, Tableau takes warnings, and people have none there. An earlier release knows of none. */
  #mustSet({ event }: JobWatch, luid: string): boolean {
    const isTaken = this.#peoples.some(({ content }) => content.luid === luid)
    return (
      !event.readOnly &&
      event.release !== 'earlier' &&
      event.cacheFaults.length === 0 &&
      this.#scenario.settings.licensed === true &&
      !this.#isRefused &&
      !isTaken
    )
  }

  #ours(): readonly QualityWarning[] {
    return this.#tableau.qualityWarnings.all.filter(({ owner }) => owner.name === US)
  }

  #foreign(): object[] {
    const known = new Set(this.#peoples.map(({ id }) => id))
    return this.#tableau.qualityWarnings.all.filter(({ id }) => known.has(id)).map(textOf)
  }

  #violated({ event }: JobWatch, what: string): void {
    this.violations.push(`t: run ${event.number}: ${what}`)
  }
}

function textOf({ id, type, message, isActive, isSevere, owner, updatedAt }: QualityWarning): object {
  return { id, type, message, isActive, isSevere, owner: owner.name, updatedAt }
}

/** A real run that nothing has disturbed. */
function isClean({ event, excuse, faults }: JobWatch, { hasDied, wasCancelled }: EndedRun): boolean {
  const isReal = !event.dryRun && event.trigger !== 'pull_request' && event.trigger !== 'branch'
  return isReal && excuse === null && faults === 0 && event.skew === 0 && !hasDied && !wasCancelled
}
