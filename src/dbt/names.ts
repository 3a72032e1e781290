import { nodeName, type UniqueId } from './types.js'

/**
 * Each thing by the first of its names that no other thing goes by: the short one, unless two share it. The last name
 * of each must be its own.
 */
export function distinctNames<Id>(things: ReadonlyMap<Id, readonly [string, ...string[]]>): Map<Id, string> {
  const chosen = new Map([...things].map(([id, [name]]) => [id, { name, next: 1 }]))
  for (let clashes = clashing(chosen); clashes.length > 0; clashes = clashing(chosen)) {
    let longer = false
    for (const id of clashes) {
      const next = chosen.get(id)?.next ?? 0
      const name = things.get(id)?.[next]
      if (name === undefined) continue
      chosen.set(id, { name, next: next + 1 })
      longer = true
    }
    if (!longer) break
  }
  return new Map([...chosen].map(([id, { name }]) => [id, name]))
}

function clashing<Id>(chosen: ReadonlyMap<Id, { readonly name: string }>): Id[] {
  const owners = new Map<string, Id[]>()
  for (const [id, { name }] of chosen) {
    const known = owners.get(name)
    if (known === undefined) owners.set(name, [id])
    else known.push(id)
  }
  return [...owners.values()].filter((ids) => ids.length > 1).flat()
}

/** The names of a node, the shortest first: `orders`, `finance.orders`, its unique id. */
export function namesOfNode(id: UniqueId, name: string = nodeName(id) || id): [string, ...string[]] {
  const [, packageName] = id.split('.')
  return [name, `${packageName ?? ''}.${name}`, id]
}

/** Nodes by name; two of one name in two projects by `package.name`. */
export function nodeNames(ids: Iterable<UniqueId>): Map<UniqueId, string> {
  return distinctNames(new Map([...ids].map((id) => [id, namesOfNode(id)])))
}
