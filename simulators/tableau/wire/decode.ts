import { XMLParser } from 'fast-xml-parser'
import { z } from 'zod'

import { element, textElement, type Element } from './element.js'

export class MalformedBody extends Error {
  override readonly name = 'MalformedBody'
}

/**
 * Reads a request body into the element tree, as JSON only with that Content-Type (docs/facts/tableau.md#response-format).
 * Throws MalformedBody.
 */
export function decodeBody(body: string, contentType: string | undefined): Element | undefined {
  if (body.trim() === '') return undefined
  return contentType !== undefined && /json/i.test(contentType) ? decodeJson(body) : decodeXml(body)
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  preserveOrder: true,
  parseAttributeValue: false,
  parseTagValue: false,
  removeNSPrefix: true,
  // Includes numeric entities such as &#10;.
  htmlEntities: true,
  trimValues: false,
})

const xmlNode = z.record(z.string(), z.unknown())

function decodeXml(body: string): Element {
  const nodes = z.array(xmlNode).parse(parsed(body))
  const root = nodes.map(elementOf).find((one) => one !== undefined && one.name !== '?xml')
  if (root === undefined) throw new MalformedBody('no element')
  return root
}

function parsed(body: string): unknown {
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor is a package of its own, for this one check
    return parser.parse(body, true)
  } catch {
    throw new MalformedBody('not XML')
  }
}

function elementOf(node: Record<string, unknown>): Element | undefined {
  const name = Object.keys(node).find((key) => key !== ':@')
  if (name === undefined || name === '#text') return undefined
  const attributes = z.record(z.string(), z.string()).parse(node[':@'] ?? {})
  const children = z.array(xmlNode).catch([]).parse(node[name])
  const text = children.map((one) => one['#text']).filter((one) => typeof one === 'string')
  const made = element(name, attributes, children.map(elementOf))
  return text.length === 0 || made.children.length > 0 ? made : { ...made, text: text.join('') }
}

function decodeJson(body: string): Element {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    throw new MalformedBody('not JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new MalformedBody('not an object')
  return fromObject('tsRequest', value)
}

function fromObject(name: string, value: object): Element {
  const attributes: Record<string, string | boolean> = {}
  const children: Element[] = []
  for (const [key, member] of Object.entries(value) as [string, unknown][]) {
    if (typeof member === 'boolean') attributes[key] = member
    else if (typeof member === 'string' || typeof member === 'number') attributes[key] = String(member)
    else children.push(...fromMember(key, member))
  }
  return element(name, attributes, children)
}

function fromMember(key: string, member: unknown): Element[] {
  if (Array.isArray(member)) {
    return member.map((one: unknown) =>
      typeof one === 'object' && one !== null ? fromObject(key, one) : textElement(key, String(one)),
    )
  }
  return typeof member === 'object' && member !== null ? [fromObject(key, member)] : []
}
