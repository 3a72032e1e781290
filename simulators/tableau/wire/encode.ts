import type { Settings } from '../settings.js'
import type { Element } from './element.js'

export type Format = 'json' | 'xml'

/** The answer is XML unless JSON is asked for, whatever the format of the request (docs/facts/tableau.md#response-format). */
export function wantedFormat(accept: string | undefined): Format {
  return accept !== undefined && /application\/json/i.test(accept) ? 'json' : 'xml'
}

export const CONTENT_TYPES: Readonly<Record<Format, string>> = {
  json: 'application/json;charset=utf-8',
  xml: 'application/xml;charset=utf-8',
}

export function encode(all: readonly Element[], format: Format, settings: Settings): string {
  const roots = settings.omit.length === 0 ? all : all.map((one) => without(one, settings.omit))
  return format === 'xml'
    ? encodeXml(roots, settings.restApiVersion)
    : JSON.stringify(encodeJson(roots, settings))
}

function without(element: Element, names: readonly string[]): Element {
  return {
    ...element,
    attributes: Object.fromEntries(
      Object.entries(element.attributes).filter(([name]) => !names.includes(name)),
    ),
    children: element.children.filter(({ name }) => !names.includes(name)).map((one) => without(one, names)),
  }
}

function encodeXml(roots: readonly Element[], version: string): string {
  const schema = `https://help.tableau.com/samples/en-us/rest_api/ts-api_${version.replace('.', '_')}.xsd`
  const head =
    '<tsResponse xmlns="http://tableau.com/api" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
    `xsi:schemaLocation="http://tableau.com/api ${schema}">`
  return `<?xml version='1.0' encoding='UTF-8'?>${head}${roots.map(xmlOf).join('')}</tsResponse>`
}

function xmlOf(element: Element): string {
  const attributes = Object.entries(element.attributes)
    .map(([name, value]) => ` ${name}="${escape(String(value)).replace(/[\n\t]/g, numeric)}"`)
    .join('')
  const inside =
    element.children.map(xmlOf).join('') + (element.text === undefined ? '' : escape(element.text))
  return inside === ''
    ? `<${element.name}${attributes}/>`
    : `<${element.name}${attributes}>${inside}</${element.name}>`
}

/** Drops the characters that XML 1.0 forbids, as a real server would. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"\r]/g, (char) => NAMED_ENTITIES[char] ?? numeric(char))
}

const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

function numeric(char: string): string {
  return `&#${char.codePointAt(0) ?? 0};`
}

type Json = string | number | boolean | Json[] | { [name: string]: Json }

function encodeJson(elements: readonly Element[], settings: Settings): Record<string, Json> {
  return Object.fromEntries(elements.map((one) => [one.name, jsonOf(one, settings)]))
}

function jsonOf(element: Element, settings: Settings): Json {
  if (element.itemsNamed !== undefined) return listOf(element, element.itemsNamed, settings)
  const attributes = Object.entries(element.attributes).map(
    ([name, value]) => [name, valueOf(value, settings)] as const,
  )
  if (element.text !== undefined) {
    return attributes.length === 0 ? element.text : { value: element.text, ...Object.fromEntries(attributes) }
  }
  // Children stand before attributes (docs/facts/tableau.md#json-quirks).
  return { ...encodeJson(element.children, settings), ...Object.fromEntries(attributes) }
}

function listOf(element: Element, itemsNamed: string, settings: Settings): Json {
  const items = element.children.map((one) => jsonOf(one, settings))
  if (items.length === 0) return settings.json.lists === 'bare-array' ? [] : {}
  if (settings.json.lists === 'bare-array') return items
  const [only] = items
  return {
    [itemsNamed]:
      settings.json.lists === 'single-object' && items.length === 1 && only !== undefined ? only : items,
  }
}

/** Clients have met both types on the same field (docs/facts/tableau.md#json-quirks), hence the modes. */
function valueOf(value: string | boolean, settings: Settings): Json {
  if (typeof value === 'boolean') return settings.json.scalars === 'all-strings' ? String(value) : value
  if (settings.json.scalars !== 'all-typed') return value
  if (value === 'true' || value === 'false') return value === 'true'
  return /^-?\d{1,15}$/.test(value) ? Number(value) : value
}
