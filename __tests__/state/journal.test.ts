import { message } from '../../src/messages/message.js'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { Journal, readJournal } from '../../src/state/journal.js'
import { join } from '../../src/state/join.js'
import { EMPTY_STATE, type ExtractKey } from '../../src/state/state.js'
import { request, stateOf } from './builders.js'
import { REPOSITORY, runTypeScript } from './job.js'

const orders = stateOf({ nodes: { orders: { landedAt: 1 } } })
const open = stateOf({ requests: { '1': request('2026-03-01T06:00:00Z', { outcome: null, seconds: null }) } })
const final = stateOf({ requests: { '1': request('2026-03-01T06:00:00Z') } })

let temp: string
let folder: string

beforeEach(() => {
  temp = mkdtempSync(joinPath(tmpdir(), 'journal-'))
  folder = joinPath(temp, 'a/b')
})

afterEach(() => rmSync(temp, { recursive: true, force: true }))

describe('the journal', () => {
  it('writes the first state at once, and every fact as soon as it is known', () => {
    const journal = new Journal(folder, orders)
    expect(readJournal(journal.path)).toEqual({ state: orders, problem: null, found: true })
    journal.update(open)
    journal.update(final)
    expect(journal.state).toEqual(join(orders, final))
    expect(readJournal(journal.path)).toEqual({ state: join(orders, final), problem: null, found: true })
    expect(journal.problem).toBeNull()
  })
  it('leaves no half-written file behind', () => {
    const journal = new Journal(folder)
    journal.update(orders)
    expect(readdirSync(folder).map((name) => joinPath(folder, name))).toEqual([journal.path])
  })
  it('keeps facts in memory and reports the problem if a write fails, and writes them as soon as it can', () => {
    writeFileSync(joinPath(temp, 'a'), 'a file where the folder should be')
    const journal = new Journal(folder)
    journal.update(orders)
    expect(journal.state).toEqual(orders)
    expect(journal.problem?.message).toMatch(/^The state of this run cannot be written to .*journal\.jsonl: /)
    rmSync(joinPath(temp, 'a'))
    journal.update(open)
    expect(journal.problem).toBeNull()
    expect(readJournal(journal.path).state).toEqual(join(orders, open))
  })
  it('keeps a request on disk until its answer is recorded, or flushed if there is nothing to record', () => {
    const key = 'workbook:1' as ExtractKey
    const facts = request('2026-03-01T06:00:00Z', { outcome: null, seconds: null })
    const journal = new Journal(folder, orders)
    const onDisk = () => readJournal(journal.path).state.requests.size
    journal.sending(key, { kind: 'unseen', requestedAt: facts.requestedAt }, facts)
    expect(onDisk()).toBe(1)
    journal.answered(key)
    expect(onDisk()).toBe(1)
    journal.flush()
    expect(onDisk()).toBe(0)
    expect(readJournal(journal.path).state).toEqual(journal.state)
  })
  it('writes the catalogue once, beside the facts, and reads it back with them', () => {
    const catalogue = { builtAt: 5, project: 'shop', content: '{}' }
    const journal = new Journal(folder, orders)
    journal.update({ ...EMPTY_STATE, catalogue })
    const beside = joinPath(folder, 'catalogue.json')
    const written = statSync(beside).ino
    journal.update(open)
    journal.update(final)
    expect(statSync(beside).ino).toBe(written)
    expect(readFileSync(journal.path, 'utf8')).not.toContain('catalogue')
    expect(readJournal(journal.path).state).toEqual({ ...join(orders, final), catalogue })
    journal.update({ ...EMPTY_STATE, catalogue: { ...catalogue, builtAt: 6 } })
    expect(readJournal(journal.path).state.catalogue?.builtAt).toBe(6)
  })
  it('leaves a complete file after kill -9 during its writes', async () => {
    const script = joinPath(temp, 'writer.ts')
    writeFileSync(
      script,
      `import { Journal } from ${JSON.stringify(joinPath(REPOSITORY, 'src/state/journal.ts'))}
       const journal = new Journal(${JSON.stringify(folder)})
       const filler = 'x'.repeat(200_000)
       for (let i = 1; ; i++) {
         journal.update({ nodes: new Map([['n', { okAt: i, fingerprint: filler }]]), requests: new Map(), warned: new Map(), told: new Map(), qualityWarnings: new Map(), reads: new Map(), catalogue: null })
         if (i === 20) console.log('ready')
       }`,
    )
    const child = spawn(process.execPath, runTypeScript(script))
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'exit')
    const { state, problem } = readJournal(joinPath(folder, 'journal.jsonl'))
    expect(problem).toBeNull()
    expect([...state.nodes.values()][0]?.okAt).toBeGreaterThanOrEqual(20)
  })
})

describe('reading a journal', () => {
  it('that does not exist gives an empty state', () => {
    expect(readJournal(joinPath(folder, 'journal.jsonl'))).toEqual({
      state: EMPTY_STATE,
      problem: null,
      found: false,
    })
  })
  it('that was damaged gives an empty state and one sentence', () => {
    const { path } = new Journal(folder, orders)
    writeFileSync(path, readFileSync(path).subarray(0, 30))
    expect(readJournal(path)).toEqual({
      state: EMPTY_STATE,
      problem: message('AE-STATE-DAMAGED', { problem: 'is incomplete JSON' }),
      found: true,
    })
  })
})
