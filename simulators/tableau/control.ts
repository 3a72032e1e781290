import { z } from 'zod'

import { ManualClock } from './clock.js'
import { outcomeOf } from './content/behaviour.js'
import type { SimulatedRequest, SimulatedResponse } from './exchange.js'
import type { TableauSimulator } from './simulator.js'
import { faultInput } from './state/faults.js'

/*
 * `POST /__control`, for other processes: the Python proof, the demo, a benchmark. Not part of Tableau, and never recorded.
 */

const command = z.discriminatedUnion('do', [
  /** Only if the simulator's clock can be set. */
  z.strictObject({ do: z.literal('advance'), seconds: z.number().positive() }),
  z.strictObject({ do: z.literal('add-fault'), fault: faultInput }),
  z.strictObject({ do: z.literal('clear-faults') }),
  z.strictObject({ do: z.literal('configure'), settings: z.record(z.string(), z.unknown()) }),
  /** Changes the duration and outcome of the next refreshes of one workbook or data source. */
  z.strictObject({
    do: z.literal('behave'),
    target: z.string(),
    seconds: z.number().optional(),
    result: z.enum(['success', 'failed', 'cancelled']).optional(),
    notes: z.string().optional(),
  }),
  /** Somebody else starts a refresh. */
  z.strictObject({ do: z.literal('refresh'), target: z.string() }),
  z.strictObject({ do: z.literal('record') }),
])

type Command = z.infer<typeof command>

export function control(simulator: TableauSimulator, { method, body }: SimulatedRequest): SimulatedResponse {
  if (method !== 'POST') return json(405, { error: 'use POST' })
  const parsed = command.safeParse(parse(body))
  if (!parsed.success) return json(400, { error: z.prettifyError(parsed.error) })
  try {
    return json(200, execute(simulator, parsed.data))
  } catch (error) {
    return json(400, { error: error instanceof Error ? error.message : String(error) })
  }
}

function execute(simulator: TableauSimulator, order: Command): object {
  switch (order.do) {
    case 'advance': {
      if (!(simulator.clock instanceof ManualClock)) throw new Error('this simulator runs on the real clock')
      simulator.clock.advance({ seconds: order.seconds })
      return { now: simulator.clock.now() }
    }
    case 'add-fault':
      simulator.faults.add(order.fault)
      return {}
    case 'clear-faults':
      simulator.faults.clear()
      return {}
    case 'configure':
      simulator.configure(order.settings)
      return {}
    case 'behave': {
      const { behaviour } = contentOf(simulator, order.target)
      if (order.seconds !== undefined) behaviour.seconds = order.seconds
      if (order.result !== undefined)
        behaviour.outcomes = [outcomeOf({ result: order.result, notes: order.notes })]
      return {}
    }
    case 'refresh':
      return { job: simulator.refresh(contentOf(simulator, order.target)).id }
    case 'record':
      return simulator.record.dump()
  }
}

function contentOf(simulator: TableauSimulator, name: string) {
  const all = simulator.sites.flatMap(({ workbooks, datasources, flows }) => [
    ...workbooks,
    ...datasources,
    ...flows,
  ])
  const found = all.find((one) => one.luid === name || one.path === name)
  if (found === undefined) throw new Error(`no content ${name}`)
  return found
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function json(status: number, value: object): SimulatedResponse {
  const headers = { 'content-type': 'application/json' }
  return { status, headers, body: JSON.stringify(value), fate: 'answered', delaySeconds: 0 }
}
