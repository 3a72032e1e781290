import { addTo } from '../base/add-to.js'
import { nodeName, type UniqueId } from './types.js'

/**
 * A unique name for each thing: the first of its candidates that no other thing uses. Things whose last candidates are equal
 * share that name.
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
  for (const [id, { name }] of chosen) addTo(owners, name, id)
  return [...owners.values()].filter((ids) => ids.length > 1).flat()
}

/** The candidate names of a node, shortest first: `orders`, `finance.orders`, its unique id. */
export function namesOfNode(id: UniqueId, name: string = nodeName(id) || id): [string, ...string[]] {
  const [, packageName] = id.split('.')
  return [name, `${packageName ?? ''}.${name}`, id]
}

/** A unique name for each node: its name, or `package.name` if two projects have it. */
export function nodeNames(ids: Iterable<UniqueId>): Map<UniqueId, string> {
  return distinctNames(new Map([...ids].map((id) => [id, namesOfNode(id)])))
}
