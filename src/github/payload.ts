import * as z from 'zod'

const payloadSchema = z.object({
  schedule: z.string().optional().catch(undefined),
  repository: z
    .object({ default_branch: z.string(), full_name: z.string().optional() })
    .optional()
    .catch(undefined),
  pull_request: z
    .object({
      number: z.int(),
      head: z.object({ repo: z.object({ full_name: z.string() }).nullish() }).optional(),
    })
    .optional()
    .catch(undefined),
  workflow_run: z
    .object({
      created_at: z.string(),
      event: z.string(),
      head_branch: z.string().nullable(),
      head_repository: z.object({ full_name: z.string() }).nullish(),
    })
    .optional()
    .catch(undefined),
})

/** The members that a run reads from the payload of its event. */
export type Payload = z.output<typeof payloadSchema>

/** Leaves out members that do not have the type that GitHub documents. */
export function parsePayload(payload: unknown): Payload {
  const parsed = payloadSchema.safeParse(payload)
  return parsed.success ? parsed.data : {}
}
