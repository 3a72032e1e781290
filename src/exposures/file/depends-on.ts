import type { DbtNode, Manifest } from '../../dbt/manifest.js'

/**
 * How an exposure's `depends_on` names a node: `ref('fct_orders')`, `ref('shop', 'dim_customers', v=2)`,
 * `source('shop', 'orders')`. Null if no exposure may name it: a private model, which dbt rejects, or another kind of node.
 */
export function dependencyOn(node: DbtNode, { projectName }: Pick<Manifest, 'projectName'>): string | null {
  const { id, packageName, name } = node
  switch (node.resourceType) {
    case 'source':
      return call('source', [sourceName(node), name])
    case 'model':
    case 'seed':
    case 'snapshot': {
      if (node.access === 'private') return null
      const own = packageName === projectName || projectName === null
      return call('ref', own ? [name] : [packageName, name], versionOf(id, `.${packageName}.${name}`))
    }
    default:
      return null
  }
}

/** `source.shop.finance.goals` → `finance`, which only the unique id contains. */
function sourceName({ id, packageName, name }: DbtNode): string {
  return id.slice(`source.${packageName}.`.length, -(name.length + 1))
}

/** `model.shop.dim_customers.v2` → `2`; null without a version. */
function versionOf(id: string, path: string): string | null {
  const rest = id.slice(id.indexOf(path) + path.length)
  return rest.startsWith('.v') ? rest.slice(2) : null
}

function call(name: 'ref' | 'source', given: readonly string[], version: string | null = null): string {
  const texts = given.map(quoted)
  if (version === null) return `${name}(${texts.join(', ')})`
  return `${name}(${[...texts, `v=${/^\d+(\.\d+)?$/.test(version) ? version : quoted(version)}`].join(', ')})`
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`
}
