import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import type { MovedClock } from './time.js'

const SCRIPT = join(import.meta.dirname, 'shared-process.mjs')
/** What the process writes to each of its outputs after a step. */
const END = /\uE000ended with (\d+)\uE000/g

export interface Entry {
  /** Path of the Node to run it with. */
  readonly node: string
  /** Path of the file in dist/. */
  readonly file: string
  readonly cwd: string
  readonly environment: Readonly<Record<string, string>>
  readonly clock: MovedClock
}

export interface Ended {
  /** Null when a signal killed it. */
  readonly exitCode: number | null
  /** Standard output and standard error, unchanged. */
  readonly raw: string
}

/** Processes that wait for a step, by the path of their Node. They end with this process. */
const waiting = new Map<string, ChildProcess[]>()

/**
 * Runs an entry in a process that keeps the modules of dist/ for the next one, which takes a third of the CPU time of a new process. Use a
 * new one where a test asks how a process starts or ends, or sends signals, sets variables that Node reads, or breaks its outputs.
 */
export async function runInSharedProcess(entry: Entry): Promise<Ended> {
  const free = waiting.get(entry.node) ?? []
  waiting.set(entry.node, free)
  const child = free.pop() ?? start(entry)
  keepOpen(child, true)
  const ended = await run(child, entry)
  keepOpen(child, false)
  if (child.connected) free.push(child)
  return ended
}

function start({ node, environment }: Entry): ChildProcess {
  const child = spawn(node, [SCRIPT], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: environment })
  for (const output of outputsOf(child)) output.setEncoding('utf8')
  return child
}

function outputsOf({ stdout, stderr }: ChildProcess): Socket[] {
  return [stdout, stderr] as Socket[]
}

/** Whether this process stays open for the other one. */
function keepOpen(child: ChildProcess, open: boolean): void {
  for (const handle of [child, child.channel, ...outputsOf(child)]) handle?.[open ? 'ref' : 'unref']()
}

async function run(child: ChildProcess, { file, cwd, environment, clock }: Entry): Promise<Ended> {
  // To the clock, each step is a process.
  const step = Object.assign(new EventEmitter(), { connected: true, send: child.send.bind(child) })
  clock.attach(step)
  let raw = ''
  let begun = false
  const exitCode = await new Promise<number | null>((resolve) => {
    const onData = (chunk: string): void => {
      raw += chunk
      const ends = [...raw.matchAll(END)]
      if (ends.length === outputsOf(child).length) end(Number(ends[0]?.[1]))
    }
    const onMessage = (message: object): void => {
      // Earlier messages are about the last step.
      if ('begun' in message) begun = true
      else if (begun) step.emit('message', message)
    }
    const end = (code: number | null): void => {
      for (const output of outputsOf(child)) output.off('data', onData)
      child.off('message', onMessage).off('close', end)
      step.emit('exit')
      resolve(code)
    }
    for (const output of outputsOf(child)) output.on('data', onData)
    child.on('message', onMessage).on('close', end)
    child.send({ step: { file, cwd, environment } })
  })
  return { exitCode, raw: raw.replaceAll(END, '') }
}
