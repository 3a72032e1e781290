import nodePath from 'node:path'

/** The path functions of this machine; tests hand in those of Windows. */
type Paths = Pick<typeof nodePath, 'isAbsolute' | 'relative' | 'sep'>

/** The path of a file or folder below `folder`, with `/`; empty for `folder` itself, null outside of it or on another drive. */
export function pathWithin(folder: string, path: string, paths: Paths = nodePath): string | null {
  const within = paths.relative(folder, path)
  const isOutside = within === '..' || within.startsWith(`..${paths.sep}`) || paths.isAbsolute(within)
  return isOutside ? null : within.split(paths.sep).join('/')
}

/** dbt on Windows writes paths with `\`; everything here, and GitHub, uses `/`. */
export function withSlashes(path: string): string {
  return path.replaceAll('\\', '/')
}

/** The path or glob with `/`. Elsewhere than on Windows a `\` is part of a name, or escapes a character. */
export function portable(path: string, { sep }: Paths = nodePath): string {
  return sep === '\\' ? withSlashes(path) : path
}
