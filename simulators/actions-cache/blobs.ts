import { empty, type SimulatorRequest, type SimulatorResponse } from './http.js'
import type { Entry } from './entries.js'

/** account/container/blob, as the Azure client needs it (docs/facts/github-actions.md#cache-server-for-tests). */
export const BLOB_PATH = /^\/devstoreaccount1\/actions-cache\/(\d+)$/

/** Answers one `PUT` of the Azure client: a whole blob, a block, or the list that joins the blocks. */
export function upload(entry: Entry, request: SimulatorRequest, query: URLSearchParams): SimulatorResponse {
  const component = query.get('comp')
  if (component === 'block') entry.blocks.set(query.get('blockid') ?? '', request.body)
  else if (component === 'blocklist') {
    const archive = joinBlocks(entry, request.body.toString())
    if (archive === null) return empty(400, { 'x-ms-error-code': 'InvalidBlockList' })
    entry.archive = archive
  } else entry.archive = request.body
  return empty(201, {
    etag: `"${entry.id}"`,
    'last-modified': new Date(entry.createdAt).toUTCString(),
    'x-ms-request-id': `request-${entry.id}`,
  })
}

export function download(entry: Entry, request: SimulatorRequest): SimulatorResponse {
  if (entry.archive === null) return empty(404, { 'x-ms-error-code': 'BlobNotFound' })
  return {
    status: 200,
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(entry.archive.length),
      etag: `"${entry.id}"`,
    },
    body: request.method === 'HEAD' ? Buffer.alloc(0) : entry.archive,
  }
}

/** The blocks in the order of the list, not of their arrival; null when one was never uploaded. */
function joinBlocks(entry: Entry, list: string): Buffer | null {
  const ids = [...list.matchAll(/<Latest>([^<]*)<\/Latest>/g)].map(([, id = '']) => id)
  const blocks = ids.flatMap((id) => entry.blocks.get(id) ?? [])
  return blocks.length === ids.length ? Buffer.concat(blocks) : null
}
