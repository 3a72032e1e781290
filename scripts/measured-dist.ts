import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { globSync } from 'tinyglobby'
import { isOlder } from './changelog.js'

/** A build of the action. */
export interface Build {
  /** Of all files in dist/. */
  readonly hash: string
  /** In package.json, when it was measured. */
  readonly version: string
}

export function presentBuild(root: string): Build {
  const dist = join(root, 'dist')
  const files = readdirSync(dist).sort()
  const hash = files.reduce((sum, file) => sum.update(readFileSync(join(dist, file))), createHash('sha256'))
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return { hash: hash.digest('hex').slice(0, 12), version }
}

/** How a page with figures names the build that they are of. */
export function nameOfBuild({ hash, version }: Build): string {
  return `\`dist/\` ${hash} (version ${version})`
}

/** Null where the page names none. */
export function buildNamedIn(page: string): Build | null {
  const [, hash, version] = /`dist\/` ([0-9a-f]{12}) \(version (\d+\.\d+\.\d+)\)/.exec(page) ?? []
  return hash === undefined || version === undefined ? null : { hash, version }
}

/** Every page with figures of a benchmark, by its path. */
export function measuredPages(root: string): ReadonlyMap<string, string> {
  const paths = ['docs/state.md', ...globSync('docs/benchmarks*.md', { cwd: root }).sort()]
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

/** What is wrong with pages whose figures are older than the newest release, which is null before the first one. */
export function outdatedFigures(
  pages: ReadonlyMap<string, string>,
  newestRelease: string | null,
): readonly string[] {
  return [...pages].flatMap(([path, text]) => {
    const build = buildNamedIn(text)
    if (build === null) return [`${path} does not name the build that its figures are of.`]
    if (newestRelease === null || !isOlder(build.version, newestRelease)) return []
    return [
      `${path} has figures of version ${build.version}, which is older than ${newestRelease}: run npm run benchmarks.`,
    ]
  })
}
