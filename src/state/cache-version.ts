import { chmod, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** How the client compresses, zstd where there is one; each is a cache version (docs/facts/github-actions.md#cache-protocol). */
export const COMPRESSIONS = ['gzip', 'zstd'] as const

export type Compression = (typeof COMPRESSIONS)[number]

/**
 * Makes a call of the cache client that only looks entries up, as a runner would that packs in this way. The client
 * has no setting for that: it takes what it finds on the PATH. `folder` is this runner's own and exists.
 */
export async function asPackedWith<T>(
  compression: Compression,
  folder: string,
  lookUp: () => Promise<T>,
): Promise<T> {
  const before = process.env['PATH']
  process.env['PATH'] =
    compression === 'gzip' ? folder : `${await withZstd(folder)}${delimiter}${before ?? ''}`
  try {
    return await lookUp()
  } finally {
    if (before === undefined) Reflect.deleteProperty(process.env, 'PATH')
    else process.env['PATH'] = before
  }
}

/** Nothing is packed or unpacked while looking up, so it is enough that something of this name answers. */
async function withZstd(folder: string): Promise<string> {
  const program = join(folder, 'zstd')
  await writeFile(program, '#!/bin/sh\necho 1.0.0\n')
  await chmod(program, 0o755)
  return folder
}
