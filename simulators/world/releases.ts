import type { RunEvent } from './story.js'

/*
 * State that another release has written under the same version (docs/state.md): an earlier one knows fewer members, a later one
 * more, and more classes of failures.
 */

type Facts = Readonly<Record<string, unknown>>
type ByKey = Readonly<Record<string, Facts>>

interface StateFile {
  readonly nodes?: ByKey
  readonly requests?: Readonly<Record<string, ByKey>>
  readonly warned?: Facts
  readonly told?: Facts
}

/** The text that this release has written, as the release of the run would have written it. */
export function writtenBy(release: RunEvent['release'], text: string): string {
  if (release === 'this') return text
  const { warned, told, ...file } = JSON.parse(text) as StateFile
  if (release === 'earlier') return JSON.stringify(asBefore(file))
  return JSON.stringify({
    ...file,
    ...(warned !== undefined && { warned }),
    ...(told !== undefined && { told }),
    savedBy: 'a later release',
    ...(file.nodes !== undefined && { nodes: mapped(file.nodes, (facts) => ({ ...facts, rows: 4711 })) }),
    ...(file.requests !== undefined && {
      requests: mapped(file.requests, (requests) => mapped(requests, laterRequest)),
    }),
  })
}

/** What is kept of a request has grown. */
function asBefore(file: StateFile): StateFile {
  if (file.requests === undefined) return file
  const older = (request: Facts): Facts => ({ ...request, dataAt: undefined })
  return { ...file, requests: mapped(file.requests, (requests) => mapped(requests, older)) }
}

function laterRequest(request: Facts): Facts {
  return {
    ...request,
    startedBy: { kind: 'schedule' },
    ...(request['failure'] === 'unknown' && { failure: 'a-class-of-its-own' }),
  }
}

function mapped<A, B>(all: Readonly<Record<string, A>>, change: (one: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(all).map(([key, one]) => [key, change(one)]))
}
