import fc from 'fast-check'
import { HOSTILE } from '../report/hostile.js'

/*
 * Breaks JSON documents in the ways in which real ones break. A document is a tree of raw tokens, so that an edit can write what
 * JSON.stringify cannot: a key twice, a number that overflows, a token that is no JSON.
 */

/** One change of a document; `at` is the number of a value in it, modulo their count. Plain data, for the corpus. */
export interface Edit {
  readonly at: number
  readonly how: (typeof HOW)[number]
  /** JSON text, for the edits that put something in. */
  readonly json: string
}

/** What happens to the text of a document after its edits. */
export interface Damage {
  readonly kind: 'cut' | 'insert' | 'replace' | 'mark' | 'utf-16'
  /** From 0 to 1: the place in the text. */
  readonly at: number
  readonly text: string
}

export interface Broken {
  readonly edits: readonly Edit[]
  readonly damage: Damage | null
}

const HOW = [
  'delete',
  'replace',
  'rename',
  'repeat',
  'flood',
  'in-list',
  'in-object',
  'unwrap',
  'reverse',
  'nest',
] as const

const WORDS: readonly string[] = [
  ...HOSTILE.filter((text) => text.length < 2000),
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'true',
  'success',
  'Success',
  'skipped',
  'error',
  'ephemeral',
  'view',
  'test',
  '0001-01-01T00:00:00Z',
  '1969-12-31T23:59:59Z',
  '+275760-09-14T00:00:00.000Z',
  '9999-12-31T23:59:59.999999999Z',
  '2026-02-30T25:61:61Z',
  '2026-08-20',
  '-1',
  '9'.repeat(400),
  'NaN',
  '\u0000',
  '\ud83d',
  '\udc00x',
  '{error}{path}{why}',
  '$& $1 $`',
  '%0A::error::x',
  'x'.repeat(70_000),
  '.'.repeat(300),
  '"'.repeat(301),
  '('.repeat(400),
  '*'.repeat(400),
  '../../../../etc/passwd',
  'https://10ax.online.tableau.com/#/site/acme/views/a/b',
  'javascript:alert(1)',
  'model.shop.fresh',
  'model.shop',
  'model..',
]

const TOKENS: readonly string[] = [
  ...['null', 'true', 'false', '0', '-0', '1', '-1', '0.5', '1e308', '1e400', '-1e400', '9007199254740993'],
  ...['1e-400', '253402300800000', '[]', '{}', '[[]]', '[null]', '{"":null}', '""', '" "'],
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":null,"valueOf":1}',
  '{"length":5}',
  // No JSON.
  ...[
    'NaN',
    'Infinity',
    'undefined',
    '01',
    "'x'",
    '[1,]',
    '{"a"}',
    '"\\x"',
    '"\\ud83',
    '"a\nb"',
    '',
    '//',
    '\ufeff',
  ],
]

const json = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...TOKENS) },
  { weight: 4, arbitrary: fc.constantFrom(...WORDS).map((word) => JSON.stringify(word)) },
  fc.string({ unit: 'binary', maxLength: 20 }).map((word) => JSON.stringify(word)),
  fc.double().map(String),
  fc.json({ maxDepth: 3 }),
)

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat({ max: 100_000 }),
  how: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('delete' as const, 'replace' as const) },
    fc.constantFrom(...HOW),
  ),
  json,
})

const damage: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom('cut', 'insert', 'replace', 'mark', 'utf-16'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  text: fc.oneof(
    fc.constantFrom(
      ...['', '\u0000', '{', '}', ']', '"', ',', '\\', '\ud83d', 'null', '[]', '""', '0', '{}', '-'],
      '<!doctype html><html><head><title>::error::Sign in</title></head></html>',
      '<?xml version="1.0"?><tsResponse/>',
      '::error::pwned',
      '['.repeat(50_000),
      '{"a":'.repeat(50_000),
    ),
    fc.string({ unit: 'binary', maxLength: 30 }),
  ),
})

/** A few edits, seldom followed by damage of the text: broken text hides what the edits would show. */
export const broken: fc.Arbitrary<Broken> = fc.record({
  edits: fc.array(edit, { maxLength: 6 }),
  damage: fc.option(damage, { freq: 6 }),
})

/** For `unit` of `fc.string`: one of these characters. */
export function charactersOf(text: string): fc.Arbitrary<string> {
  return fc.constantFrom(...Array.from(text))
}

export const someText = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 40 }),
)

/** The bytes of a document after these changes. */
export function breakJson(document: unknown, { edits, damage: last }: Broken): Buffer {
  const text = edits.reduce((tree, change) => edited(tree, change), treeOf(document)).render()
  return last === null ? Buffer.from(text) : damaged(text, last)
}

function damaged(text: string, { kind, at, text: given }: Damage): Buffer {
  const place = Math.floor(at * text.length)
  switch (kind) {
    case 'cut':
      return Buffer.from(text.slice(0, place))
    case 'insert':
      return Buffer.from(text.slice(0, place) + given + text.slice(place))
    case 'replace':
      return Buffer.from(given)
    case 'mark':
      return Buffer.from(`\ufeff${text}`)
    case 'utf-16':
      return Buffer.from(`\ufeff${text}`, 'utf16le')
  }
}

/** A value of a document: raw text, a list, or an object whose keys may repeat. */
class Tree {
  constructor(
    readonly raw: string | null,
    /** Keys of an object; null for a list. */
    readonly keys: readonly string[] | null,
    readonly below: readonly Tree[],
  ) {}

  render(): string {
    if (this.raw !== null) return this.raw
    const { keys } = this
    if (keys === null) return `[${this.below.map((one) => one.render()).join(',')}]`
    return `{${this.below.map((one, index) => `${JSON.stringify(keys[index])}:${one.render()}`).join(',')}}`
  }
}

function treeOf(value: unknown): Tree {
  if (Array.isArray(value)) return new Tree(null, null, value.map(treeOf))
  if (typeof value !== 'object' || value === null)
    return new Tree(value === undefined ? 'null' : JSON.stringify(value), null, [])
  const members = Object.entries(value)
  return new Tree(
    null,
    members.map(([key]) => key),
    members.map(([, member]) => treeOf(member)),
  )
}

function countOf({ below }: Tree): number {
  return below.reduce((sum, one) => sum + countOf(one), 1)
}

interface Member {
  readonly key: string
  readonly value: Tree
}

function edited(tree: Tree, edit: Edit): Tree {
  const at = edit.at % countOf(tree)
  const [first] = at === 0 ? REPLACEMENTS[edit.how]({ key: '', value: tree }, edit.json) : []
  if (at === 0) return first?.value ?? leaf('null')
  return editedBelow(tree, at - 1, edit)
}

/** `at` is counted from the first value below `tree`. */
function editedBelow(tree: Tree, at: number, edit: Edit): Tree {
  let left = at
  const members = tree.below.flatMap((value, index): Member[] => {
    const member = { key: tree.keys?.[index] ?? '', value }
    const count = countOf(value)
    const here = left
    left -= count
    if (here === 0) return REPLACEMENTS[edit.how](member, edit.json)
    if (here < 0 || here >= count) return [member]
    return [{ ...member, value: editedBelow(value, here - 1, edit) }]
  })
  const keys = tree.keys === null ? null : members.map(({ key }) => key)
  return new Tree(
    tree.raw,
    keys,
    members.map(({ value }) => value),
  )
}

const FLOOD = 300
const DEPTH = 3000

/** What stands in a member's place; `given` is the text of the edit. */
const REPLACEMENTS: Readonly<Record<Edit['how'], (member: Member, given: string) => Member[]>> = {
  delete: () => [],
  replace: ({ key }, given) => [{ key, value: leaf(given) }],
  rename: ({ value }, given) => [{ key: nameIn(given), value }],
  repeat: (member) => [member, member],
  flood: ({ key, value }) =>
    Array.from({ length: FLOOD }, (_, index) => ({ key: index === 0 ? key : `${key}${index}`, value })),
  'in-list': ({ key, value }, given) => [{ key, value: new Tree(null, null, [value, leaf(given)]) }],
  'in-object': ({ key, value }, given) => [
    { key, value: new Tree(null, [key, nameIn(given)], [value, leaf(given)]) },
  ],
  unwrap: ({ key, value }) => [{ key, value: value.below[0] ?? value }],
  reverse: ({ key, value: { raw, keys, below } }) => [
    { key, value: new Tree(raw, keys?.toReversed() ?? null, below.toReversed()) },
  ],
  nest: ({ key, value }) => [
    { key, value: leaf(`${'['.repeat(DEPTH)}${value.render()}${']'.repeat(DEPTH)}`) },
  ],
}

function leaf(raw: string): Tree {
  return new Tree(raw, null, [])
}

function nameIn(given: string): string {
  try {
    return String(JSON.parse(given))
  } catch {
    return given
  }
}
