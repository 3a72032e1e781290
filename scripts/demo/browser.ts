import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'

interface Reply {
  readonly id?: number
  readonly method?: string
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/** Headless Chromium, controlled by the DevTools protocol (https://chromedevtools.github.io/devtools-protocol/) over a pipe. */
export class Browser {
  readonly #profile: string
  readonly #process: ChildProcess
  readonly #waiting = new Map<number, (reply: Reply) => void>()
  readonly #events = new Map<string, () => void>()
  #session: string | undefined
  #calls = 0

  private constructor() {
    this.#profile = mkdtempSync(join(tmpdir(), 'chromium-'))
    const options = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--no-first-run']
    this.#process = spawn(
      process.env['CHROMIUM'] ?? 'chromium',
      [...options, '--remote-debugging-pipe', `--user-data-dir=${this.#profile}`, 'about:blank'],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
    )
  }

  /** Opens one empty page. Needs `chromium` in the path, or CHROMIUM=/path/to/chrome. */
  static async open(): Promise<Browser> {
    const browser = new Browser()
    await new Promise((resolve, reject) => {
      browser.#process.once('spawn', resolve).once('error', reject)
    })
    browser.#read(browser.#process.stdio[4] as Readable)
    const { targetId } = await browser.call<{ targetId: string }>('Target.createTarget', {
      url: 'about:blank',
    })
    const attached = await browser.call<{ sessionId: string }>('Target.attachToTarget', {
      targetId,
      flatten: true,
    })
    browser.#session = attached.sessionId
    await browser.call('Page.enable')
    return browser
  }

  async call<Result>(method: string, params: object = {}): Promise<Result> {
    this.#calls += 1
    const id = this.#calls
    const message = { id, method, params, ...(this.#session !== undefined && { sessionId: this.#session }) }
    const reply = new Promise<Reply>((resolve) => this.#waiting.set(id, resolve))
    const pipe = this.#process.stdio[3] as Writable
    pipe.write(`${JSON.stringify(message)}\0`)
    const { result, error } = await reply
    if (error !== undefined) throw new Error(`${method}: ${error.message}`)
    return result as Result
  }

  /** Opens the page and waits until it is completely loaded. */
  async goTo(url: string): Promise<void> {
    const loaded = new Promise<void>((resolve) => this.#events.set('Page.loadEventFired', resolve))
    await this.call('Page.navigate', { url })
    await loaded
  }

  /** The value of an expression in the page; waits for it if it is a promise. */
  async evaluate<Value>(expression: string): Promise<Value> {
    const { result } = await this.call<{ result: { value: Value } }>('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })
    return result.value
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve))
    this.#process.kill()
    await ended
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 })
  }

  #read(pipe: Readable): void {
    let text = ''
    pipe.on('data', (chunk: Buffer) => {
      const messages = (text + chunk.toString()).split('\0')
      text = messages.pop() ?? ''
      for (const message of messages) this.#receive(JSON.parse(message) as Reply)
    })
  }

  #receive(reply: Reply): void {
    if (reply.id === undefined) this.#events.get(reply.method ?? '')?.()
    else this.#waiting.get(reply.id)?.(reply)
  }
}
