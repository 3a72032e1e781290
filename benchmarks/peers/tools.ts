import type { Ended } from './process.js'
import type { Stand } from './stand.js'

export type ToolId = 'ours' | 'tsc' | 'tabcmd' | 'paradime' | 'airflow' | 'dagster'

/** The workbooks to refresh, by their position on the site, and the limits of the run. */
export interface Order {
  readonly workbooks: readonly number[]
  /** Minutes that the tool may take, if it has such an option. */
  readonly timeoutMinutes?: number
  /** Milliseconds after which its process is killed. */
  readonly limit: number
}

/** One way to refresh workbooks and wait for them. */
export interface Tool {
  readonly id: ToolId
  readonly name: string
  /** How it signs in; a second sign-in ends only a token's session. */
  readonly signIn: 'token' | 'password' | 'JWT'
  /** `one`: a process and a session per workbook. `sequence`: one session, one workbook after another. `together`: all at once. */
  readonly many: 'one' | 'sequence' | 'together'
  refresh(stand: Stand, order: Order): Promise<Ended>
}
