// Preloaded into the action's process (node --import): the same moved and faster time that the simulators live in.
// Nothing in src/ knows of it.
const { SIMULATED_TIME } = process.env
if (SIMULATED_TIME !== undefined) {
  const { real, virtual, speed } = JSON.parse(SIMULATED_TIME)
  const RealDate = Date
  const now = () => Math.round(virtual + (RealDate.now() - real) * speed)
  globalThis.Date = class extends RealDate {
    constructor(...parts) {
      if (parts.length === 0) super(now())
      else super(...parts)
    }
    static now() {
      return now()
    }
  }
  const { setTimeout: realSetTimeout } = globalThis
  const faster = (callback, delay = 0, ...rest) => realSetTimeout(callback, delay / speed, ...rest)
  globalThis.setTimeout = Object.assign(faster, realSetTimeout)
}
