import { createHash } from 'node:crypto'
import { type Document, isMap, isNode, isScalar, isSeq, parseDocument, type YAMLMap, YAMLSeq } from 'yaml'
import { ConfigurationError } from '../../base/errors.js'
import { message } from '../../messages/message.js'
import type { Entry, GeneratedKeys } from './entry.js'

/** dbt reads YAML 1.1, so text that looks like one of its dates or booleans is quoted. Long lines are not wrapped. */
const WRITING = { lineWidth: 0 } as const
const READING = { compat: 'yaml-1.1' } as const

const NEW_FILE = `# Tableau content that no other exposure of this project declares, written by Active Exposures.
# The next run writes it anew: a key that you change or delete stays as you left it, keys that you add stay too.
version: 2

exposures: []
`

/** Whether the first line ends as on Windows. */
const CRLF = /^[^\n]*\r\n/

/** The exposures-file as a YAML document that keeps comments, order and line ends. */
export class ExposuresDocument {
  readonly #document: Document
  readonly #exposures: YAMLSeq
  readonly #text: string
  readonly #before: string

  /**
   * @param displayPath the file's name in messages
   * @throws ConfigurationError if `text` is not YAML in dbt's form
   */
  constructor(text: string | null, displayPath: string) {
    this.#text = text ?? ''
    this.#document = parseDocument(text ?? NEW_FILE, READING)
    const [error] = this.#document.errors
    if (error !== undefined) {
      const line = error.linePos?.[0].line
      throw unusable(displayPath, `is not valid YAML${line === undefined ? '' : ` (line ${line})`}`)
    }
    this.#before = this.toString()
    this.#exposures = exposuresOf(this.#document, displayPath)
  }

  /** The generated entries by LUID; of two with the same LUID the first. */
  get entriesByLuid(): ReadonlyMap<string, YAMLMap> {
    const ours = new Map<string, YAMLMap>()
    for (const item of this.#exposures.items) {
      const luid = isMap(item) ? luidOf(item) : null
      if (isMap(item) && luid !== null && !ours.has(luid)) ours.set(luid, item)
    }
    return ours
  }

  get names(): readonly string[] {
    return this.#exposures.items.flatMap((item) => (isMap(item) ? [exposureName(item)] : []))
  }

  remove(item: YAMLMap): void {
    this.#exposures.items = this.#exposures.items.filter((each) => each !== item)
  }

  /** Adds generated entries, each before the first one with a later name. Does not reorder other entries. */
  addAll(entries: ReadonlyMap<string, Entry>): void {
    if (entries.size === 0) return
    const names = this.#exposures.items.map((each) =>
      isMap(each) && luidOf(each) !== null ? exposureName(each) : null,
    )
    for (const [name, entry] of entries) {
      const later = names.findIndex((each) => each !== null && each > name)
      const at = later === -1 ? names.length : later
      names.splice(at, 0, name)
      this.#exposures.items.splice(at, 0, this.#itemOf(name, entry))
    }
    this.#exposures.flow = false
    for (const [index, name] of names.entries()) {
      const item = this.#exposures.items[index]
      if (isMap(item) && name !== null && (index > 0 || entries.has(name))) item.spaceBefore = index > 0
    }
  }

  #itemOf(name: string, entry: Entry): YAMLMap {
    const item = this.#document.createNode({
      name,
      ...entry.keys,
      config: { meta: metaOf(entry) },
    }) as YAMLMap
    setFlow(item, ['config', 'meta', 'tableau', GENERATED])
    return item
  }

  /** Updates the keys that are as the last run wrote them, and leaves those that were changed, added or deleted by hand. */
  update(item: YAMLMap, entry: Entry): void {
    const written = writtenFingerprints(item)
    const next = new Map<string, string>()
    for (const key of KEYS) {
      const value = entry.keys[key]
      const own = fingerprint(plainOf(item.get(key, true), this.#document))
      const known = written.get(key)
      const wanted = fingerprint(value)
      if (own === wanted) {
        if (wanted !== null) next.set(key, wanted)
      } else if (own === (known ?? null)) {
        this.#set(item, key, value)
        if (wanted !== null) next.set(key, wanted)
      } else if (known !== undefined) {
        next.set(key, known)
      }
    }
    const meta = { ...entry.tableau, [GENERATED]: Object.fromEntries(next) }
    this.#setTableau(item, meta)
  }

  toString(): string {
    return this.#document.toString(WRITING)
  }

  /** The text to write: the original text, with its formatting, if nothing has changed. */
  get text(): string {
    const after = this.toString()
    if (after === this.#before && this.#text !== '') return this.#text
    return CRLF.test(this.#text) ? after.replaceAll('\n', '\r\n') : after
  }

  #set(item: YAMLMap, key: string, value: unknown): void {
    if (value === undefined) {
      item.delete(key)
      return
    }
    const list = item.get(key, true)
    if (isSeq(list) && Array.isArray(value)) {
      const known = [...list.items]
      list.items = value.map(
        (each: unknown) =>
          known.find((node) => isScalar(node) && node.value === each) ?? this.#document.createNode(each),
      )
    } else {
      item.set(key, typeof value === 'string' ? value : this.#document.createNode(value))
    }
  }

  /** Leaves keys that were added by hand. */
  #setTableau(item: YAMLMap, meta: Readonly<Record<string, unknown>>): void {
    const path = tableauPath(item)
    const known = item.getIn(path, true)
    if (!isMap(known)) {
      item.setIn(path, this.#document.createNode(meta))
    } else {
      for (const key of ['name', 'project', 'uncertain', GENERATED]) {
        if (fingerprint(plainOf(known.get(key, true), this.#document)) === fingerprint(meta[key])) continue
        this.#set(known, key, meta[key])
      }
    }
    setFlow(item, [...path, GENERATED])
  }
}

const KEYS = [
  'label',
  'type',
  'url',
  'description',
  'depends_on',
  'owner',
] as const satisfies readonly (keyof GeneratedKeys)[]

/** The key that holds fingerprints of the values written last, to detect changes by hand. */
const GENERATED = 'generated'

function metaOf({ keys, tableau, extracts }: Entry): Readonly<Record<string, unknown>> {
  const written = KEYS.flatMap((key) => {
    const print = fingerprint(keys[key])
    return print === null ? [] : [[key, print] as const]
  })
  return {
    ...(extracts.length === 0 ? {} : { active_exposure: { extracts } }),
    tableau: { ...tableau, [GENERATED]: Object.fromEntries(written) },
  }
}

function exposuresOf(document: Document, displayPath: string): YAMLSeq {
  if (document.contents === null) document.set('exposures', null)
  if (!isMap(document.contents)) throw unusable(displayPath, 'is not a mapping with the key exposures')
  const list: unknown = document.contents.get('exposures', true)
  if (isSeq(list)) return list
  if (list !== undefined && !(isScalar(list) && list.value === null)) {
    throw unusable(displayPath, 'has exposures that are not a list')
  }
  const empty = new YAMLSeq()
  document.contents.set('exposures', empty)
  return empty
}

function unusable(path: string, problem: string): ConfigurationError {
  return new ConfigurationError(message('AE-EXPOSURES-FILE-INVALID', { path, problem }))
}

/** The path of the key `tableau`: in `config.meta`, or in `meta` if it was moved there by hand. */
function tableauPath(item: YAMLMap): string[] {
  const legacy = ['meta', 'tableau']
  return isMap(item.getIn(legacy, true)) ? legacy : ['config', 'meta', 'tableau']
}

function luidOf(item: YAMLMap): string | null {
  const luid: unknown = item.getIn([...tableauPath(item), 'luid'])
  return typeof luid === 'string' ? luid.toLowerCase() : null
}

export function exposureName(item: YAMLMap): string {
  return String(item.get('name'))
}

function writtenFingerprints(item: YAMLMap): ReadonlyMap<string, string> {
  const record = item.getIn([...tableauPath(item), GENERATED], true)
  if (!isMap(record)) return new Map()
  return new Map(record.items.map(({ key, value }) => [textOfScalar(key), textOfScalar(value)]))
}

function textOfScalar(node: unknown): string {
  return isScalar(node) ? String(node.value) : String(node)
}

function setFlow(item: YAMLMap, path: readonly string[]): void {
  const node = item.getIn(path, true)
  if (isMap(node)) node.flow = true
}

function plainOf(node: unknown, document: Document): unknown {
  if (!isNode(node)) return node
  const plain: unknown = node.toJS(document)
  return plain
}

/** A short hash, null for a missing value. It starts with a letter, so that YAML does not read a number. */
function fingerprint(value: unknown): string | null {
  if (value === undefined || value === null) return null
  return `x${createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 8)}`
}
