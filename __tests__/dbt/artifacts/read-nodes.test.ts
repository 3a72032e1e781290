import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isPlainNode, nodeSchema } from '../../../src/dbt/artifacts/read-nodes.js'
import { ManifestReader } from '../../../src/dbt/artifacts/read-manifest.js'

/*
 * Nodes are checked by a schema, or by a fast check that accepts what the schema would leave unchanged. These tests compare
 * the two.
 */

const KEYS = Object.keys(nodeSchema().shape)

const text = fc.constantFrom('a', 'b')
const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null | undefined> =>
  fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: fc.constantFrom(null, undefined) })
const texts = optional(fc.array(text, { maxLength: 2 }))
const odd: fc.Arbitrary<unknown> = fc.constantFrom(
  null,
  undefined,
  1,
  true,
  'c',
  {},
  [],
  [1],
  ['d', null],
  { nodes: 1 },
  { tags: 'e' },
)

/** Mostly values that dbt writes, sometimes others. */
const rawNode = fc
  .tuple(
    fc.record({
      resource_type: text,
      name: text,
      package_name: text,
      ...Object.fromEntries(
        ['database', 'schema', 'alias', 'identifier', 'access', 'original_file_path'].map((key) => [
          key,
          optional(text),
        ]),
      ),
      config: optional(fc.record({ materialized: optional(text), tags: texts, severity: optional(text) })),
      freshness: odd,
      depends_on: optional(fc.record({ nodes: texts })),
      tags: texts,
    }),
    fc.array(fc.tuple(fc.constantFrom(...KEYS), odd), { maxLength: 2 }),
  )
  .map(([node, changes]): unknown => ({ ...node, ...Object.fromEntries(changes) }))

describe('the fast check of a node', () => {
  test('accepts only what the schema leaves unchanged', () => {
    let plain = 0
    fc.assert(
      fc.property(fc.oneof({ weight: 20, arbitrary: rawNode }, { weight: 1, arbitrary: odd }), (raw) => {
        if (!isPlainNode(raw)) return
        plain += 1
        expect(raw).toMatchObject(nodeSchema().parse(raw))
      }),
      { numRuns: 3000 },
    )
    expect(plain).toBeGreaterThan(500)
  })

  test('accepts everything that the schema leaves unchanged', () => {
    fc.assert(
      fc.property(rawNode, (raw) => {
        const parsed = nodeSchema().safeParse(raw)
        if (parsed.success && JSON.stringify(parsed.data) === JSON.stringify(raw))
          expect(isPlainNode(raw)).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  test('covers every key that is read of a file', () => {
    const { of } = new ManifestReader().wanted.nodes
    const bytes = ['raw_code', 'compiled_code']
    expect(
      Object.keys(of)
        .filter((key) => !bytes.includes(key))
        .sort(),
    ).toEqual([...KEYS].sort())
  })
})
