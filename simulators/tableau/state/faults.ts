import { z } from 'zod'

/* Faults: which calls they affect, how often, and what happens to the calls. */

const when = z.enum(['before', 'after']).optional()

export const faultInput = z.strictObject({
  match: z.strictObject({
    method: z.string().optional(),
    /** Matched against path and query; a string is the source of a regular expression. */
    path: z.union([z.string(), z.instanceof(RegExp)]).optional(),
  }),
  /** How many matching calls it affects; default 1. */
  times: z.union([z.number(), z.literal('always')]).optional(),
  /** How many matching calls pass before it begins. */
  skip: z.number().optional(),
  effect: z.discriminatedUnion('kind', [
    /** An error of Tableau. `when: 'after'`: the call still has its effect. */
    z.strictObject({
      kind: z.literal('error'),
      code: z.string(),
      summary: z.string().optional(),
      detail: z.string().optional(),
      headers: z.record(z.string(), z.string()).optional(),
      when,
    }),
    /** A response of a proxy, a load balancer or a maintenance page. */
    z.strictObject({
      kind: z.literal('answer'),
      status: z.number(),
      body: z.string().optional(),
      headers: z.record(z.string(), z.string()).optional(),
      when,
    }),
    z.strictObject({ kind: z.literal('reset'), when }),
    /** The call is never answered. */
    z.strictObject({ kind: z.literal('silence'), when }),
    z.strictObject({ kind: z.literal('delay'), seconds: z.number() }),
    /** Someone signs in with the same PAT, or an administrator ends the session: the call meets 401002. */
    z.strictObject({ kind: z.literal('end-session') }),
    /** An entry in `errors` of the Metadata API's answer, always with HTTP 200 (docs/facts/tableau.md#errors-and-limits). */
    z.strictObject({
      kind: z.literal('metadata'),
      /** Default: Tableau's own text for the code. */
      message: z.string().optional(),
      /** Without a code, `extensions` is null. */
      code: z.string().optional(),
      /** Default: that of the code. */
      severity: z.enum(['WARNING', 'ERROR']).optional(),
      /** The part of the answer that the error concerns, which loses its data. Default: null. */
      path: z.array(z.string()).optional(),
      data: z.enum(['kept', 'first-half', 'empty', 'absent']).optional(),
    }),
  ]),
})

export type FaultInput = z.input<typeof faultInput>
export type FaultEffect = FaultInput['effect']

interface Fault {
  readonly method: string | undefined
  readonly path: RegExp | undefined
  readonly effect: FaultEffect
  skip: number
  left: number
}

export class Faults {
  #faults: Fault[] = []

  /** Adds a fault; returns a function that removes it. */
  add(input: FaultInput): () => void {
    const { match, times = 1, skip = 0, effect } = input
    const fault: Fault = {
      method: match.method?.toUpperCase(),
      path: match.path === undefined ? undefined : new RegExp(match.path),
      effect,
      skip,
      left: times === 'always' ? Number.POSITIVE_INFINITY : times,
    }
    this.#faults.push(fault)
    return () => {
      this.#faults = this.#faults.filter((one) => one !== fault)
    }
  }

  clear(): void {
    this.#faults = []
  }

  /** The faults for this call, oldest first. Counts down each of them. */
  draw(method: string, url: string): FaultEffect[] {
    const drawn: FaultEffect[] = []
    for (const fault of this.#faults) {
      if (fault.left <= 0 || (fault.method !== undefined && fault.method !== method)) continue
      if (fault.path !== undefined && !fault.path.test(url)) continue
      if (fault.skip > 0) {
        fault.skip -= 1
        continue
      }
      fault.left -= 1
      drawn.push(fault.effect)
    }
    return drawn
  }
}
