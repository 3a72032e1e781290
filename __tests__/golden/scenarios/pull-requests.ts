import { PULL_REQUEST } from '../../e2e/stage.js'
import type { Scenario } from '../scenario.js'
import { MONDAY } from './good-days.js'

export const PULL_REQUESTS: readonly Scenario[] = [
  {
    title: 'A pull request that changes a model',
    about: 'It changes fct_orders and the snapshot of the customers, five hours after the scheduled build.',
    play: async (story) => {
      await story.daily(MONDAY)
      story.changes('models/marts/fct_orders.sql', 'snapshots/customers_snapshot.sql')
      return story.run({ at: `${MONDAY}T11:20:00.000Z`, event: PULL_REQUEST })
    },
  },
  {
    title: 'A pull request compared with production',
    about:
      'base-manifest is given: fct_orders has other code, fct_revenue_daily another config, and a model is gone.',
    play: async (story) => {
      await story.daily(MONDAY)
      story.edit('target/manifest.json', asInProduction, 'production/manifest.json')
      const inputs = { 'base-manifest': 'production' }
      return story.run({ at: `${MONDAY}T11:20:00.000Z`, event: PULL_REQUEST, inputs })
    },
  },
  {
    title: 'A pull request that breaks a contract',
    about:
      'fct_orders enforces a contract in production and in the pull request, which drops one column of it, adds one and changes the type of a third.',
    play: async (story) => {
      await story.daily(MONDAY)
      const manifest = 'target/manifest.json'
      const columns = { order_id: 'bigint', amount: 'numeric', coupon: 'text' }
      story.edit(manifest, withContract(columns), 'production/manifest.json')
      story.edit(manifest, withContract({ order_id: 'bigint', amount: 'double', tax: 'numeric' }))
      const inputs = { 'base-manifest': 'production' }
      return story.run({ at: `${MONDAY}T11:20:00.000Z`, event: PULL_REQUEST, inputs })
    },
  },
  {
    title: 'A pull request that deletes an exposure',
    about: 'Without base-manifest, the exposure menu is known from the scheduled run of the morning.',
    play: async (story) => {
      await story.daily(MONDAY)
      story.edit('target/manifest.json', withoutMenu)
      story.changes('models/exposures.yml')
      return story.run({ at: `${MONDAY}T11:20:00.000Z`, event: PULL_REQUEST })
    },
  },
  {
    title: 'A pull request that reaches nothing',
    about: 'It changes the README only; comment is always.',
    play: async (story) => {
      await story.daily(MONDAY)
      story.changes('README.md')
      const inputs = { comment: 'always' }
      return story.run({ at: `${MONDAY}T11:20:00.000Z`, event: PULL_REQUEST, inputs })
    },
  },
]

/** The manifest with an enforced contract of fct_orders. */
function withContract(types: Readonly<Record<string, string>>): (text: string) => string {
  return (text) => {
    const manifest = JSON.parse(text) as { nodes: Record<string, object> }
    const columns = Object.fromEntries(
      Object.entries(types).map(([name, type]) => [name, { name, data_type: type }]),
    )
    const contract = { enforced: true, checksum: JSON.stringify(types) }
    manifest.nodes['model.acme.fct_orders'] = {
      ...manifest.nodes['model.acme.fct_orders'],
      contract,
      columns,
    }
    return JSON.stringify(manifest)
  }
}

function withoutMenu(text: string): string {
  const manifest = JSON.parse(text) as { exposures: Record<string, object> }
  delete manifest.exposures['exposure.acme.menu']
  return JSON.stringify(manifest)
}

interface Node {
  unique_id: string
  raw_code: string
  unrendered_config: object
  depends_on: { nodes: string[] }
}

/** The manifest before the pull request. */
function asInProduction(text: string): string {
  const manifest = JSON.parse(text) as { nodes: Record<string, Node> }
  const [orders, revenue, menu] = ['fct_orders', 'fct_revenue_daily', 'rpt_menu'].map(
    (name) => manifest.nodes[`model.acme.${name}`],
  )
  if (orders === undefined || revenue === undefined || menu === undefined)
    throw new Error('The fixtures have no such models.')
  orders.raw_code += '\n-- as it was'
  revenue.unrendered_config = { materialized: 'view' }
  manifest.nodes['model.acme.old_menu'] = { ...structuredClone(menu), unique_id: 'model.acme.old_menu' }
  menu.depends_on.nodes.push('model.acme.old_menu')
  return JSON.stringify(manifest)
}
