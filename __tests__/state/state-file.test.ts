import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { deserialise, isSame, serialise } from '../../src/state/state-file.js'
import { EMPTY_STATE, type RefreshState } from '../../src/state/state.js'
import { anyStates } from './arbitraries.js'
import { request, stateOf } from './builders.js'
import type { RequestKey } from '../../src/state/request-id.js'

const state = stateOf({
  nodes: { 'model.shop.orders@db.prod': { okAt: 0, landedAt: 1_767_225_600_000, fingerprint: 'f' } },
  requests: { '12': request('2026-03-01T06:00:00Z', { window: null, outcome: 'failed', failure: 'bridge' }) },
})

/** The file with a change. */
function changed(change: (file: Record<string, unknown>) => void): string {
  const file = JSON.parse(serialise(state)) as Record<string, unknown>
  change(file)
  return JSON.stringify(file)
}

describe('state on disk', () => {
  it('is JSON that a person can read', () => {
    expect(JSON.parse(serialise(state))).toEqual({
      version: 2,
      nodes: {
        'model.shop.orders@db.prod': {
          landedAt: '2026-01-01T00:00:00.000Z',
          okAt: '1970-01-01T00:00:00.000Z',
          fingerprint: 'f',
        },
      },
      requests: {
        'workbook:6f1f': {
          '12': {
            requestedAt: '2026-03-01T06:00:00.000Z',
            window: null,
            outcome: 'failed',
            failure: 'bridge',
            seconds: 60,
          },
        },
      },
    })
  })
  it('is read back unchanged, including keys such as __proto__', () => {
    fc.assert(
      fc.property(anyStates, (any) => {
        expect(deserialise(serialise(any))).toEqual({ state: any, problem: null })
      }),
    )
  })
  it('has the same bytes in whatever order facts were added', () => {
    fc.assert(
      fc.property(anyStates, (any) => {
        const reversed: RefreshState = {
          nodes: new Map([...any.nodes].reverse()),
          requests: new Map(
            [...any.requests].reverse().map(([k, jobs]) => [k, new Map([...jobs].reverse())]),
          ),
          reads: new Map([...any.reads].reverse()),
          warned: new Map([...any.warned].reverse()),
          told: new Map([...any.told].reverse()),
          qualityWarnings: new Map([...any.qualityWarnings].reverse()),
          catalogue: any.catalogue,
        }
        expect(serialise(reversed)).toBe(serialise(any))
        expect(isSame(reversed, any)).toBe(true)
      }),
    )
  })
})

describe('reading', () => {
  it('a file of an earlier release without warnings gives none', () => {
    expect(deserialise('{"version":2,"reads":{}}')).toEqual({ state: EMPTY_STATE, problem: null })
  })
  it('ignores fields of a later release', () => {
    const text = changed((file) => {
      file['catalogue'] = { builtAt: 'x' }
      Object.assign(file['nodes'] as object, { other: { okAt: '1970-01-01T00:00:00Z', mood: 'good' } })
    })
    const { state: read, problem } = deserialise(text)
    expect(problem).toBeNull()
    expect([...read.nodes.values()]).toContainEqual({ okAt: 0 })
  })
  it('drops a catalogue of another form, and keeps the facts', () => {
    const text = changed((file) => (file['catalogue'] = { builtAt: 'x', content: 1 }))
    expect(deserialise(text)).toEqual({ state, problem: null })
  })
  it('reads an unknown failure class as unknown', () => {
    const text = serialise(state).replace('"bridge"', '"moonlight"')
    const [requests] = deserialise(text).state.requests.values()
    expect(requests?.get('12' as RequestKey)?.failure).toBe('unknown')
  })

  const FORM = 'The stored state does not have the expected form, so this run starts without it.'
  const NOT_WHOLE = 'The stored state is incomplete JSON, so this run starts without it.'
  it.each([
    ['a truncated file', serialise(state).slice(0, -20), NOT_WHOLE],
    ['an empty file', '', NOT_WHOLE],
    ['HTML', '<html>secret</html>', NOT_WHOLE],
    ['another kind of JSON', '[1]', FORM],
    ['null', 'null', FORM],
    ['no version', changed((file) => delete file['version']), FORM],
    ['nodes that are a list', changed((file) => (file['nodes'] = [])), FORM],
    ['an invalid instant', serialise(state).replace('2026-03-01T06:00:00.000Z', 'soon'), FORM],
    [
      'a later version',
      changed((file) => (file['version'] = 3)),
      'The stored state has version 3, and this release reads version 2 only, so this run starts without it.',
    ],
  ])('%s gives an empty state and one sentence', (_, text, problem) => {
    expect(deserialise(text)).toMatchObject({
      state: EMPTY_STATE,
      problem: { id: 'AE-STATE-DAMAGED', message: problem },
    })
  })
  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => expect(deserialise(text)).toBeDefined()),
    )
  })
})
