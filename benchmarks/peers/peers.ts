import { join } from 'node:path'
import type { Environment, PeerId } from './packages.js'
import { runToEnd, type Command } from './process.js'
import { APP, pathOf, PROJECT, SITE } from './site.js'
import type { Stand } from './stand.js'
import type { Order, Tool } from './tools.js'

const DRIVERS = join(import.meta.dirname, 'drivers')

export interface Peer extends Omit<Tool, 'refresh'> {
  readonly id: PeerId
  /** Its program in the folder `bin` of its environment, called as documented. */
  command(bin: string, stand: Stand, order: Order): Pick<Command, 'program' | 'args' | 'env'>
}

export const PEERS: readonly Peer[] = [
  {
    id: 'tsc',
    name: 'TSC refresh script',
    signIn: 'token',
    many: 'one',
    command: (bin, stand, order) => ({
      program: join(bin, 'python'),
      args: [join(DRIVERS, 'tsc_refresh.py'), ...luidsOf(stand, order)],
      env: { SERVER: stand.url, SITE, TOKEN_NAME: stand.user.token, TOKEN_SECRET: stand.user.secret },
    }),
  },
  {
    id: 'tabcmd',
    name: 'tabcmd',
    signIn: 'token',
    many: 'one',
    command: (bin, stand, order) => ({
      program: join(bin, 'tabcmd'),
      args: [
        ...['refreshextracts', '--server', stand.url, '--site', SITE],
        ...[
          '--token-name',
          stand.user.token,
          '--token-value',
          stand.user.secret,
          '--no-prompt',
          '--no-cookie',
        ],
        ...['--project', PROJECT, '--workbook', nameOf(order.workbooks[0] ?? 0), '--synchronous'],
      ],
      env: {},
    }),
  },
  {
    id: 'paradime',
    name: 'Paradime',
    signIn: 'token',
    many: 'together',
    command: (bin, stand, order) => ({
      program: join(bin, 'paradime'),
      args: ['run', 'tableau-refresh', '--workbook-names', luidsOf(stand, order).join(','), '--wait'],
      env: {
        TABLEAU_HOST: stand.url,
        TABLEAU_SITE_NAME: SITE,
        TABLEAU_PERSONAL_ACCESS_TOKEN_NAME: stand.user.token,
        TABLEAU_PERSONAL_ACCESS_TOKEN_SECRET: stand.user.secret,
      },
    }),
  },
  {
    id: 'airflow',
    name: 'Airflow operator',
    signIn: 'password',
    many: 'one',
    command: (bin, stand, order) => ({
      program: join(bin, 'python'),
      args: [join(DRIVERS, 'airflow_refresh.py'), ...luidsOf(stand, order)],
      env: { AIRFLOW_HOME: join(stand.folder, 'airflow'), AIRFLOW_CONN_TABLEAU_DEFAULT: connection(stand) },
    }),
  },
  {
    id: 'dagster',
    name: 'dagster-tableau',
    signIn: 'JWT',
    many: 'sequence',
    command: (bin, stand, order) => ({
      program: join(bin, 'python'),
      args: [join(DRIVERS, 'dagster_refresh.py'), ...luidsOf(stand, order)],
      env: {
        ...{ SERVER: stand.url, SITE, USER_NAME: stand.user.name },
        ...{ CLIENT_ID: APP.clientId, SECRET_ID: APP.secretId, SECRET_VALUE: APP.secret },
      },
    }),
  },
]

/** An installed peer. Its home is the stand's folder, because some keep tokens and logs there. */
export function asTool(peer: Peer, { bin }: Environment): Tool {
  return {
    ...peer,
    refresh: (stand, order) => {
      const { env, ...started } = peer.command(bin, stand, order)
      return runToEnd({ ...started, env: { HOME: stand.folder, ...env }, cwd: stand.folder }, order.limit)
    },
  }
}

function luidsOf(stand: Stand, { workbooks }: Order): string[] {
  return workbooks.map((index) => stand.simulator.workbook(pathOf(index)).luid)
}

function nameOf(index: number): string {
  return pathOf(index).slice(PROJECT.length + 1)
}

function connection({ url, user }: Stand): string {
  return JSON.stringify({
    conn_type: 'tableau',
    host: url,
    login: user.name,
    password: user.password,
    extra: { site_id: SITE },
  })
}
