import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, expect, test } from '@jest/globals'

import {
  acme,
  ManualClock,
  startTableau,
  TableauSimulator,
  type RunningTableau,
  type SimulatorOptions,
} from '../../../simulators/tableau/index.js'
import { until } from '../../support/until.js'
import { PAT, signInBody } from './kit.js'

let running: RunningTableau | undefined

afterEach(async () => {
  await running?.close()
  running = undefined
})

async function started(options: Partial<SimulatorOptions> = {}) {
  const simulator = new TableauSimulator({ sites: [acme()], ...options })
  running = await startTableau(simulator)
  const { url } = running
  const signIn = { method: 'POST', body: signInBody(PAT), headers: { 'content-type': 'application/json' } }
  const control = async (command: object): Promise<{ status: number; body: Record<string, unknown> }> => {
    const response = await fetch(`${url}/__control`, { method: 'POST', body: JSON.stringify(command) })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  return { simulator, url, signIn, control }
}

test('answers over HTTP on loopback, with the headers and cookies of a real one', async () => {
  const { simulator, url, signIn } = await started()
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  const response = await fetch(`${url}/api/3.27/auth/signin`, signIn)
  expect(response.status).toBe(200)
  expect(response.headers.get('x-tableau')).toBe('Tableau Server')
  expect(response.headers.getSetCookie()).toHaveLength(2)
  expect(await response.text()).toContain('<credentials token="')
  expect(simulator.record.callsTo('sign-in')).toHaveLength(1)
})

test('a 301 at sign-in leads from one origin to the other', async () => {
  const { simulator, url, signIn } = await started()
  const second = await startTableau(simulator)
  try {
    simulator.configure({ signIn: { redirectTo: second.url } })
    const first = await fetch(`${url}/api/3.27/auth/signin`, { ...signIn, redirect: 'manual' })
    expect(first.status).toBe(301)
    const location = first.headers.get('location') ?? ''
    expect(location).toBe(`${second.url}/api/3.27/auth/signin`)
    expect((await fetch(location, signIn)).status).toBe(200)
    // By default, fetch repeats the POST as a GET.
    expect((await fetch(`${url}/api/3.27/auth/signin`, signIn)).status).toBe(405)
  } finally {
    await second.close()
  }
})

test('a reset breaks the connection, silence keeps it open, a delay takes its time', async () => {
  const { simulator, url } = await started()
  const info = `${url}/api/2.4/serverinfo`
  simulator.faults.add({ match: {}, effect: { kind: 'reset' } })
  await expect(fetch(info)).rejects.toThrow('fetch failed')
  simulator.faults.add({ match: {}, effect: { kind: 'silence' } })
  const asked = simulator.record.calls.length + 1
  const stop = new AbortController()
  const silence = fetch(info, { signal: stop.signal })
  await until(() => simulator.record.calls.length === asked)
  stop.abort()
  await expect(silence).rejects.toThrow('aborted')
  simulator.faults.add({ match: {}, effect: { kind: 'delay', seconds: 0.2 } })
  const began = performance.now()
  expect((await fetch(info)).status).toBe(200)
  expect(performance.now() - began).toBeGreaterThan(190)
})

test('other processes control it by /__control, which is not in the record', async () => {
  const { simulator, url, signIn, control } = await started({
    clock: new ManualClock('2026-04-13T06:00:00Z'),
  })
  await fetch(`${url}/api/3.27/auth/signin`, signIn)
  expect(
    await control({ do: 'behave', target: 'Operations/Menu', seconds: 5, result: 'failed', notes: 'no' }),
  ).toEqual({
    status: 200,
    body: {},
  })
  const { body } = await control({ do: 'refresh', target: 'Operations/Menu' })
  expect(body).toEqual({ job: simulator.record.jobs[0]?.id })
  expect((await control({ do: 'advance', seconds: 5 })).body).toEqual({
    now: Date.parse('2026-04-13T06:00:05Z'),
  })
  expect((await control({ do: 'record' })).body).toMatchObject({
    calls: [{ route: 'sign-in' }],
    jobs: [{ path: 'Operations/Menu', result: 'failed' }],
    sessionsAlive: [{ user: 'ci@example.com' }],
  })
  await control({
    do: 'add-fault',
    fault: { match: { path: 'serverinfo' }, times: 'always', effect: { kind: 'answer', status: 503 } },
  })
  expect((await fetch(`${url}/api/2.4/serverinfo`)).status).toBe(503)
  await control({ do: 'clear-faults' })
  await control({ do: 'configure', settings: { productVersion: 'main' } })
  expect(await (await fetch(`${url}/api/2.4/serverinfo`)).text()).toContain('>main<')
})

test('/__control says what is wrong with a command', async () => {
  const { url, control } = await started()
  expect((await control({ do: 'advance', seconds: 5 })).body['error']).toBe(
    'this simulator runs on the real clock',
  )
  expect((await control({ do: 'refresh', target: 'Nowhere' })).body['error']).toBe('no content Nowhere')
  expect((await control({ do: 'dance' })).status).toBe(400)
  expect((await fetch(`${url}/__control`)).status).toBe(405)
  expect((await fetch(`${url}/__control`, { method: 'POST', body: '{' })).status).toBe(400)
})

test('starts alone by one command, with the content of a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tableau-content-'))
  const file = join(folder, 'content.json')
  writeFileSync(
    file,
    JSON.stringify({ sites: [{ contentUrl: 'other', users: [{ name: 'u', password: 'p' }] }] }),
  )
  const main = spawn(process.execPath, ['--import', 'tsx', 'simulators/tableau/main.ts', '--content', file])
  try {
    const url = await new Promise<string>((resolve, reject) => {
      main.stdout.once('data', (data: Buffer) => resolve(data.toString().trim()))
      main.once('exit', (code) => reject(new Error(`ended with ${String(code)}`)))
    })
    const response = await fetch(`${url}/api/3.27/auth/signin`, {
      method: 'POST',
      body: '<tsRequest><credentials name="u" password="p"><site contentUrl="other"/></credentials></tsRequest>',
    })
    expect(response.status).toBe(200)
  } finally {
    main.kill()
    rmSync(folder, { recursive: true })
  }
})
