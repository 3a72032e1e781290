import type { Element } from '../wire/element.js'

/**
 * Keeps of an item what `fields=` asks for (docs/facts/tableau.md#fields). The item comes in full; `defaults` names the
 * attributes and children of the plain list. `id` is always kept.
 */
export function withFields(item: Element, query: URLSearchParams, defaults: readonly string[]): Element {
  const asked = (query.get('fields') ?? '_default_').split(',').map((name) => name.trim())
  if (asked.includes('_all_')) return item
  const names = new Set(asked.flatMap((name) => (name === '_default_' ? defaults : [bare(name, item.name)])))
  names.add('id')
  return {
    ...item,
    attributes: Object.fromEntries(Object.entries(item.attributes).filter(([name]) => names.has(name))),
    children: item.children.filter((child) => names.has(child.name)),
  }
}

/** `workbook.hasExtracts` is `hasExtracts` of a workbook; `project.name` asks for the project. */
function bare(name: string, itemName: string): string {
  const [first = '', second] = name.split('.')
  return first === itemName && second !== undefined ? second : first
}
