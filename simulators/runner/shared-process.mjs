// Runs main of one step after another (shared-process.ts). The modules of dist/ stay loaded, which is most of the work of a short step;
// index.js is evaluated for each. What a process has for itself is set before a step, and cleared after it.
import { Socket } from 'node:net'
import { setImmediate, setInterval } from 'node:timers'
import { pathToFileURL } from 'node:url'
import { pauseTime, setTime } from './preload.mjs'

const endProcess = process.exit.bind(process)
/** Their listeners end with a step. */
const EMITTERS = [process, process.stdout, process.stderr]

let steps = 0

pauseTime()
// Errors that a step has left behind.
for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, () => undefined)
process.on('disconnect', () => endProcess())
process.on('message', ({ step }) => {
  if (step !== undefined) void run(step)
})
// Keeps the process open, which the channel does not (preload.mjs); a timer is no work.
setInterval(() => undefined, 2 ** 31 - 1)

async function run({ file, cwd, environment }) {
  const removeListeners = listenersToCome()
  for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name)
  Object.assign(process.env, environment)
  process.chdir(cwd)
  process.argv[1] = file
  process.exitCode = undefined
  process.exit = (exitCode = process.exitCode ?? 0) => {
    process.exit = () => undefined
    removeListeners()
    end(exitCode)
  }
  setTime(JSON.parse(environment.SIMULATED_TIME))
  process.send({ begun: true })
  steps += 1
  try {
    await import(`${pathToFileURL(file).href}?step=${steps}`)
  } catch (error) {
    console.error(error)
    process.exit(1)
  }
}

/** Removes the listeners that are added from now on. */
function listenersToCome() {
  const before = EMITTERS.map((emitter) => emitter.eventNames().flatMap((name) => emitter.listeners(name)))
  return () =>
    EMITTERS.forEach((emitter, index) => {
      for (const name of emitter.eventNames()) {
        for (const listener of emitter.listeners(name)) {
          if (!before[index].includes(listener)) emitter.removeListener(name, listener)
        }
      }
    })
}

/** Ends what is still going on, as the end of a process does. */
function end(exitCode) {
  for (const handle of process._getActiveHandles()) {
    if (handle instanceof Socket && !EMITTERS.includes(handle)) handle.destroy()
  }
  pauseTime()
  setImmediate(() => {
    pauseTime()
    for (const output of [process.stdout, process.stderr]) output.write(`\uE000ended with ${exitCode}\uE000`)
  })
}
