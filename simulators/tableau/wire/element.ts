/**
 * One element tree for both formats, so that JSON and XML have the same content. An attribute that is a boolean here is
 * a real boolean in JSON; everything else is a string there (docs/facts/tableau.md#json-quirks).
 */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string | boolean>>
  readonly children: readonly Element[]
  readonly text?: string
  /** Set on a container: the name of its items, which JSON gathers in an array. */
  readonly itemsNamed?: string
}

type Attributes = Record<string, string | number | boolean | undefined>

/** An element. Attributes that are undefined are left out; numbers become strings. */
export function element(
  name: string,
  attributes: Attributes = {},
  children: readonly (Element | undefined)[] = [],
): Element {
  const kept: Record<string, string | boolean> = {}
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) kept[key] = typeof value === 'number' ? String(value) : value
  }
  return { name, attributes: kept, children: children.filter((child) => child !== undefined) }
}

/** A container of items: `<tags/>` is `{}` in JSON, `<tags><tag/></tags>` is `{"tag":[…]}`. */
export function list(name: string, itemsNamed: string, items: readonly Element[]): Element {
  return { name, attributes: {}, children: items, itemsNamed }
}

export function textElement(name: string, text: string, attributes: Attributes = {}): Element {
  return { ...element(name, attributes), text }
}

export function child(of: Element | undefined, name: string): Element | undefined {
  return of?.children.find((one) => one.name === name)
}

export function attribute(of: Element | undefined, name: string): string | undefined {
  const value = of?.attributes[name]
  return value === undefined ? undefined : String(value)
}
