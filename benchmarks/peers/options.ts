import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { ToolId } from './tools.js'

const part = z.enum(['a', 'b', 'c'])
const tool = z.enum(['ours', 'tsc', 'tabcmd', 'paradime', 'airflow', 'dagster'] satisfies ToolId[])
const words = z.string().transform((text) => text.split(','))

const schema = z.object({
  only: words.pipe(z.array(part)).prefault('a,b,c'),
  tools: words.pipe(z.array(tool)).prefault('ours,tsc,tabcmd,paradime,airflow,dagster'),
  quick: z.boolean().default(false),
  'at-once': z.coerce.number().int().min(1).max(4).default(4),
})

export interface Options extends z.output<typeof schema> {
  /** Everything was run: only such a run writes the document. */
  readonly whole: boolean
}

/** `--only a,b,c`, `--tools ours,tsc`, `--quick`, `--at-once 1`. Throws for others. */
export function optionsOf(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      tools: { type: 'string' },
      quick: { type: 'boolean' },
      'at-once': { type: 'string' },
    },
  })
  const options = schema.parse(values)
  const whole = values.only === undefined && values.tools === undefined && !options.quick
  return { ...options, whole }
}
