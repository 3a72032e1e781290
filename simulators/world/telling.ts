import type { Kinds } from './project.js'
import { freezeText } from './freezes.js'
import {
  cronOf,
  type BuildSpec,
  type Death,
  type RunEvent,
  type Scenario,
  type Story,
  type WorldEvent,
} from './story.js'

/** A story as readable text: the world, then its events. */
export function tell({ seed, scenario, events }: Story): string[] {
  return [
    `Seed ${seed}.`,
    ...worldOf(scenario),
    'What happens:',
    ...events.map((event) => `  ${at(event)} ${sentenceOn(event)}`),
  ]
}

function worldOf(scenario: Scenario): string[] {
  const { project, buildAfter, tolerance, updatesOn, tableau } = scenario
  return [
    `Cron ${cronOf(scenario)}; build-after ${buildAfter}, tolerance ${tolerance ?? 'auto'}, updates-on ${updatesOn}, freeze ${scenario.freezes.map(freezeText).join(' and ') || 'none'}, max-parallel ${scenario.maxParallel}, on-cancel ${scenario.onCancel}, signs in with a ${scenario.signIn}; Tableau calls the database ${project.database};${project.discovers ? ' discovers;' : ''} ${JSON.stringify(project.measured)} are measured (${JSON.stringify(project.untimed)} without a load time); Tableau ${JSON.stringify(tableau)}.`,
    ...project.nodes.map(
      ({ name, kind, parents }) =>
        `  ${kind} ${name}${parents.length === 0 ? '' : ` reads ${parents.join(', ')}`}`,
    ),
    ...project.tests.map(({ name, parents }) => `  test ${name} reads ${parents.join(', ')}`),
    ...project.contents.map(
      ({ path, tables, reads, shows, beside, hidden, hasSql, isBridge }) =>
        `  ${path}${hidden === null ? '' : ` (hidden, ${hidden})`}${isBridge ? ' (Bridge)' : ''} reads${hasSql ? ' by custom SQL' : ''} ${[...tables, ...reads, beside ?? []].flat().join(', ')}${shows.length === 0 ? '' : `, shows ${shows.join(', ')}`}`,
    ),
    ...project.exposures.map(
      ({ name, shows, dependsOn, settings, isDeclared }) =>
        `  ${name}${isDeclared ? '' : ' (not declared)'} shows ${shows}, depends on ${dependsOn.join(', ')}; ${JSON.stringify(settings)}`,
    ),
  ]
}

function at({ at: instant }: WorldEvent): string {
  return new Date(instant).toISOString().slice(0, 19)
}

function sentenceOn(event: WorldEvent): string {
  switch (event.kind) {
    case 'run':
      return `run ${event.number} (${event.trigger}): ${runWords(event).join('; ')}`
    case 'evict':
      return 'the cache is emptied'
    case 'others-refresh':
      return `somebody refreshes ${event.path}`
    case 'behaviour':
      return `refreshes of ${event.path} take ${event.seconds} s from now on and end in ${event.result} ${event.notes}`
  }
}

function runWords(run: RunEvent): string[] {
  return [
    run.build !== null ? buildWords(run.build) : run.fromCatalogue ? 'from the catalogue' : 'no build',
    ...(run.attempt > 1 ? [`attempt ${run.attempt} of run ${run.runId}`] : []),
    ...flags(run),
    ...(run.skew === 0
      ? []
      : [
          `its clock is wrong by ${run.skew / 60_000} min${run.skewUntil === null ? '' : ` until call ${run.skewUntil}`}`,
        ]),
    ...(run.scope === '' ? [] : [`state-scope ${run.scope}`]),
    ...(run.mistake === null ? [] : [`set up wrongly: ${run.mistake}`]),
    ...(run.death === null ? [] : [deathWords('main', run.death)]),
    ...(run.postDeath === null ? [] : [deathWords('post', run.postDeath)]),
    ...run.tableauFaults.map(
      ({ skip, method, path, effect }) =>
        `Tableau's answer no. ${skip + 1} to ${method ?? 'any'} ${path ?? 'call'}: ${JSON.stringify(effect)}`,
    ),
    ...run.cacheFaults.map(({ call, fault }) => `the cache's answer no. ${call}: ${fault}`),
  ]
}

function kindWords(kinds: Kinds): string[] {
  return Object.entries(kinds).map(([id, kind]) => `${id} becomes ${kind}`)
}

function flags(run: RunEvent): string[] {
  const { force, dryRun, wait, readOnly, isParallel, secondToken, thaws, release } = run
  const words = {
    'for the second site': run.site === 'beta',
    force,
    'dry-run': dryRun,
    'does not wait': !wait,
    'read-only token': readOnly,
    'beside another run': isParallel,
    'second token': secondToken,
    'freeze: none': thaws,
    'an earlier release': release === 'earlier',
    'a later release': release === 'later',
  }
  return Object.entries(words).flatMap(([word, holds]) => (holds ? [word] : []))
}

function buildWords(spec: BuildSpec): string {
  const { select, failing, warnOnly, changed, schema, compileOnly, fullRefresh, retry, becomes, finance } =
    spec
  return [
    `dbt ${compileOnly ? 'compile' : 'build'} in ${schema}`,
    ...(select === null ? [] : [`of ${select.join(', ') || 'nothing'}`]),
    ...(failing.length === 0 ? [] : [`${failing.join(', ')} fail${retry ? ', and dbt retry' : ''}`]),
    ...(warnOnly.length === 0 ? [] : [`${warnOnly.join(', ')} only warn`]),
    ...(changed.length === 0 ? [] : [`new code in ${changed.join(', ')}`]),
    ...kindWords(becomes),
    ...(finance === 'not built' ? [] : [`after the other project's build (${finance})`]),
    ...(fullRefresh ? ['--full-refresh'] : []),
    ...freshnessWords(spec),
  ].join(' ')
}

function freshnessWords({ freshness, loaded, stale }: BuildSpec): string[] {
  if (freshness === 'not measured') return []
  return [
    `freshness ${freshness}, loaded ${loaded.join(', ') || 'nothing'}, stale ${stale.join(', ') || 'nothing'}`,
  ]
}

function deathWords(step: string, { of, by, when, call }: Death): string {
  return `${step} meets ${by} ${when} ${of}, no. ${call}`
}
