import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { nameOfBuild, presentBuild } from '../../scripts/measured-dist.js'
import { EXPOSURES, Stand } from './dry-run.js'
import { type Generated, generateManifest } from './generate.js'
import { compile, inTurns, type Measured, read, type Way, WAYS } from './measure.js'

/*
 * Reads manifests of 2 MB, 220 MB and 1.2 GB in several ways. Fails if a promise about our reader is not kept. With `--quick` it
 * reads only the one of 2 MB, to show that it runs, and writes nothing.
 */

const ROOT = join(import.meta.dirname, '../..')
const DOCUMENT = join(ROOT, 'docs/benchmarks-manifest.md')
const MANIFESTS = [
  { title: '220 MB', bytes: 220e6, rounds: 5, peers: 1 },
  { title: '1.2 GB', bytes: 1.2e9, rounds: 1, peers: 1 },
  { title: '2 MB', bytes: 2e6, rounds: 15, peers: 3 },
] as const

const IS_QUICK = process.argv.includes('--quick')

type Title = (typeof MANIFESTS)[number]['title']
type Results = ReadonlyMap<Way, Measured | string>

interface Figure {
  readonly promise: string
  readonly measured: string
  readonly kept: boolean
}

/** Number of rounds: many for ours and JSON.parse, few for the slow readers. */
function readAll(file: string, rounds: number, peers: number): Results {
  const rivals: readonly Way[] = ['JSON.parse', 'active exposures']
  const others = WAYS.filter((way) => !rivals.includes(way))
  const measure = (way: Way): Measured | string => read(way, file)
  return new Map([...inTurns(rounds, rivals, measure), ...inTurns(peers, others, measure)])
}

/** Milliseconds of a dry run, and of a process that only reads its manifest. */
interface Dry {
  readonly run: number
  readonly scan: number
}

function promises(results: ReadonlyMap<Title, Results>, large: Dry, small: Dry): Figure[] {
  const of = (title: Title, way: Way, what: 'milliseconds' | 'megabytes'): number => {
    const measured = results.get(title)?.get(way)
    return typeof measured === 'object' ? measured[what] : NaN
  }
  const ours = 'active exposures'
  const ratio = (title: Title, what: 'milliseconds' | 'megabytes'): number =>
    of(title, 'JSON.parse', what) / of(title, ours, what)
  const huge = of('1.2 GB', ours, 'megabytes')
  return [
    kept('220 MB at least 4 times as fast as JSON.parse', ratio('220 MB', 'milliseconds'), (is) => is >= 4),
    kept('220 MB in at most a quarter of its memory', ratio('220 MB', 'megabytes'), (is) => is >= 4),
    { promise: '1.2 GB in less than 200 MB', measured: `${huge.toFixed(0)} MB`, kept: huge < 200 },
    kept(
      'the whole dry run on 220 MB at most 1.3 times as long as reading',
      large.run / large.scan,
      (is) => is <= 1.3,
    ),
    kept(
      'the same, less what a dry run and reading take for 2 MB',
      (large.run - small.run) / (large.scan - small.scan),
      (is) => is <= 1.3,
    ),
    kept('2 MB no slower than JSON.parse', ratio('2 MB', 'milliseconds'), (is) => is >= 1),
  ]
}

function kept(promise: string, ratio: number, holds: (ratio: number) => boolean): Figure {
  return { promise, measured: `${ratio.toFixed(2)} times`, kept: holds(ratio) }
}

/** Alternates a run of the action and a process that only reads its manifest. */
async function compareDryRun(stand: Stand, rounds: number): Promise<Dry> {
  const least = { run: Infinity, scan: Infinity }
  await stand.remember()
  for (let round = 0; round < rounds; round += 1) {
    const scan = read('active exposures', stand.manifest)
    if (typeof scan === 'string') throw new Error(scan)
    least.scan = Math.min(least.scan, scan.wall)
    least.run = Math.min(least.run, await stand.dryRun())
  }
  return least
}

function document(
  all: ReadonlyMap<Title, Results>,
  sizes: ReadonlyMap<Title, Generated>,
  { told, dry }: { readonly told: readonly Figure[]; readonly dry: ReadonlyMap<Title, Dry> },
): string {
  const rows = [...all].flatMap(([title, results]) =>
    WAYS.map((way) => {
      const measured = results.get(way) ?? 'not run'
      if (typeof measured === 'string') return `| ${title} | ${way} | ${measured} | |`
      const { milliseconds, megabytes } = measured
      return `| ${title} | ${way} | ${seconds(milliseconds)} | ${megabytes.toFixed(0)} MB |`
    }),
  )
  const dryRuns = [...dry].map(
    ([title, { run, scan }]) =>
      `| ${title} | ${seconds(scan)} | ${seconds(run)} | ${(run / scan).toFixed(2)} |`,
  )
  const nodes = [...sizes].map(([title, size]) => `${title}: ${size.nodes.toLocaleString('en')} nodes`)
  return `# Reading manifests

Made by \`npx tsx benchmarks/manifest/main.ts\` with ${nameOfBuild(presentBuild(ROOT))} on Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? ''},
${(totalmem() / 2 ** 30).toFixed(0)} GB. Every line is a separate process that reads one generated manifest (${nodes.join('; ')}). Time is
that of reading alone, the minimum of several turns; memory is the peak of the process. Other load on the machine
affects all lines equally, so compare lines rather than seconds.

| manifest | read by | time | peak memory |
| --- | --- | --- | --- |
${rows.join('\n')}

The whole process, from start to end: one that only reads, and a dry run of the built action on a branch, against a
simulated Tableau and Actions cache. What a dry run takes in addition to reading does not depend on the manifest: it loads more code (the
client of the Actions cache is a third of it), restores state, and calls Tableau. (A dry run on the production branch also saves state,
and then waits two to four times as long as that took, to check whether a parallel run has saved over it:
\`docs/state.md\`.)

| manifest | reading alone | dry run | times |
| --- | --- | --- | --- |
${dryRuns.join('\n')}

| promise | measured | kept |
| --- | --- | --- |
${told.map(({ promise, measured, kept }) => `| ${promise} | ${measured} | ${kept ? 'yes' : '**no**'} |`).join('\n')}
`
}

function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(2)} s`
}

const folder = mkdtempSync(join(tmpdir(), 'manifests-'))
const stand = await Stand.open(folder)
try {
  compile()
  const all = new Map<Title, Results>()
  const sizes = new Map<Title, Generated>()
  const dry = new Map<Title, Dry>()
  for (const { title, bytes, rounds, peers } of MANIFESTS.filter(
    (each) => !IS_QUICK || each.title === '2 MB',
  )) {
    sizes.set(title, generateManifest(stand.manifest, { bytes, exposures: EXPOSURES, server: stand.url }))
    console.log(`${title} …`)
    all.set(title, readAll(stand.manifest, rounds, peers))
    if (title !== '1.2 GB') dry.set(title, await compareDryRun(stand, 5))
  }
  const unknown = { run: NaN, scan: NaN }
  const told = promises(all, dry.get('220 MB') ?? unknown, dry.get('2 MB') ?? unknown)
  const text = document(all, sizes, { told, dry })
  console.log(text)
  if (!IS_QUICK) {
    writeFileSync(DOCUMENT, text)
    process.exitCode = told.every((promise) => promise.kept) ? 0 : 1
  }
} finally {
  await stand.close()
  rmSync(folder, { recursive: true, force: true })
}
