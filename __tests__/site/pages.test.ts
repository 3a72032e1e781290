import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { XMLValidator } from 'fast-xml-parser'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { rowsOf } from './example.js'
import { tileJsonSchema } from '../../scripts/json-schemas.js'
import { SCRIPT, SEARCH_SCRIPT } from '../../src/site/script.js'
import { siteOf } from '../../src/site/site.js'
import { OVERVIEW_STYLE, STYLE } from '../../src/site/style.js'
import { HOSTILE } from '../report/hostile.js'
import { exposure, failed, newData, planRow } from '../report/stories.js'
import { problem, source } from './source.js'

type Element = DefaultTreeAdapterTypes.Element
type Node = DefaultTreeAdapterTypes.Node

/** All elements of a page, as a browser reads it; without errors of the parser. */
function elementsOf(html: string): Element[] {
  const errors: string[] = []
  const document = parse(html, { onParseError: ({ code }) => void errors.push(code) })
  expect(errors).toEqual([])
  const elements: Element[] = []
  const walk = (node: Node): void => {
    if ('tagName' in node) elements.push(node)
    if ('childNodes' in node) for (const child of node.childNodes) walk(child)
  }
  walk(document)
  return elements
}

const attribute = ({ attrs }: Element, name: string): string | undefined =>
  attrs.find((each) => each.name === name)?.value

const filesOf = (...given: Parameters<typeof source>): Map<string, string> =>
  new Map([...siteOf(source(...given)).files].map(({ path, content }) => [path, content()]))

describe('the pages of an example', () => {
  const files = filesOf(...rowsOf())

  // After a wanted change: GOLDEN=write npm test -- site/pages
  test.each(['index.html', 'exposures/board.html', 'exposures/board.svg', 'exposures/board.json'])(
    '%s is as it was reviewed',
    (path) => {
      const golden = join(import.meta.dirname, 'golden', path.replace('/', '-'))
      const text = [STYLE + OVERVIEW_STYLE, STYLE, SCRIPT + SEARCH_SCRIPT, SCRIPT].reduce(
        (page, part) => page.replace(part, '…'),
        files.get(path) ?? '',
      )
      const shown = text.replace(/sha256-[\w+/=]+/g, 'sha256-…')
      if (process.env['GOLDEN'] === 'write') writeFileSync(golden, shown)
      expect(shown).toBe(readFileSync(golden, 'utf8'))
    },
  )

  test('load nothing, and have only their own style and script', () => {
    for (const [path, html] of files) {
      if (!path.endsWith('.html')) continue
      const elements = elementsOf(html)
      const names = new Set(elements.map(({ tagName }) => tagName))
      for (const tag of ['img', 'iframe', 'link', 'object', 'base', 'form']) expect(names).not.toContain(tag)
      expect(elements.filter(({ tagName }) => tagName === 'script')).toHaveLength(1)
      expect(elements.flatMap((each) => attribute(each, 'src') ?? [])).toEqual([])
      const policy = elements.find((each) => attribute(each, 'http-equiv') === 'Content-Security-Policy')
      expect(policy === undefined ? '' : attribute(policy, 'content')).toMatch(
        /^default-src 'none'; style-src 'sha256-[\w+/]+='; script-src 'sha256-[\w+/]+='; base-uri 'none'; form-action 'none'$/,
      )
    }
  })

  test('link only to each other, and to this project', () => {
    for (const [path, html] of files) {
      if (!path.endsWith('.html')) continue
      for (const href of elementsOf(html).flatMap((each) => attribute(each, 'href') ?? [])) {
        if (href === 'https://github.com/active-exposures/active-exposures') continue
        expect([...files.keys()]).toContain(new URL(href, `file:///${path}`).pathname.slice(1))
      }
    }
  })

  test('tell neither addresses, ids of Tableau, nor who started the run', () => {
    const all = [...files.values()].join('\n')
    for (const secret of ['10ax.online', 'luid-', 'job-', 'ana@example.com', 'tableau_reader', '"ana"'])
      expect(all).not.toContain(secret)
  })
})

const IN_A_BADGE = 'html head title body svg clipPath rect g path text'.split(' ')

describe('names that an attacker chooses', () => {
  const exposures = HOSTILE.map((name, index) => ({
    ...exposure(`e${index}`, name),
    name,
  }))
  const rows = HOSTILE.map((name, index) => ({
    row: planRow(
      { name, project: name, exposures: exposures.slice(index, index + 1), upstream: [name], reads: [name] },
      newData(name),
    ),
    result: failed({ text: name }),
  }))
  const problems = Object.fromEntries(HOSTILE.map((name) => [name, [problem(`test.shop.${name}`)]]))
  const owned = exposures.map(({ uniqueId: id, name }) => ({ id, name, owners: [name] }))
  const files = filesOf(rows, { problems, showOwners: true, report: { owned } })

  test('stay text in every page', () => {
    for (const [path, html] of files) {
      if (!path.endsWith('.html')) continue
      const elements = elementsOf(html)
      const names = new Set(elements.map(({ tagName }) => tagName))
      for (const tag of ['img', 'b', 'iframe', 'table', 'style:']) expect(names).not.toContain(tag)
      expect(elements.filter(({ tagName }) => tagName === 'script')).toHaveLength(1)
      const attributes = elements.flatMap(({ attrs }) => attrs)
      expect(attributes.filter(({ name }) => name.startsWith('on') || name === 'style')).toEqual([])
      for (const { name, value } of attributes)
        if (name === 'href')
          expect(value).toMatch(
            /^(?:(?:exposures\/)?[\w-]+\.(?:html|svg|json)|\.\.\/index\.html|https:\/\/github\.com\/active-exposures\/active-exposures)$/,
          )
    }
  })

  test('stay text in every badge, which is well-formed XML', () => {
    for (const [path, svg] of files) {
      if (!path.endsWith('.svg')) continue
      // Deprecated for a package of its own, which needs six more.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      expect(XMLValidator.validate(svg)).toBe(true)
      const names = elementsOf(`<!doctype html><title></title>${svg}`).map(({ tagName }) => tagName)
      expect(new Set(names)).toEqual(new Set(IN_A_BADGE))
    }
  })

  test('stay text in every JSON file, which follows its schema', () => {
    const valid = new Ajv2020({ formats: { 'date-time': true } }).compile(
      JSON.parse(tileJsonSchema()) as object,
    )
    const jsons = [...files].filter(([path]) => path.endsWith('.json'))
    expect(jsons).toHaveLength(HOSTILE.length)
    for (const [, json] of jsons) {
      valid(JSON.parse(json))
      expect(valid.errors).toBeNull()
    }
  })
})

describe('a large site', () => {
  const rows = Array.from({ length: 150 }, (_, index) => ({
    row: planRow({ name: `W${index}`, project: `P${index % 3}` }, newData('fct_orders')),
    result: index === 1 ? failed() : null,
  }))
  const html = filesOf(rows).get('index.html') ?? ''
  const elements = elementsOf(html)

  test('lists every exposure in closed groups, and above them those that need attention', () => {
    const details = elements.filter(({ tagName }) => tagName === 'details')
    expect(details.map((each) => [attribute(each, 'class'), attribute(each, 'open')])).toEqual([
      ['attention has-degraded', ''],
      ['group has-healthy', undefined],
      ['group has-degraded has-healthy', undefined],
      ['group has-healthy', undefined],
    ])
    const items = elements.filter(({ tagName }) => tagName === 'li')
    expect(items).toHaveLength(151)
    expect(items.slice(0, 2).map((each) => attribute(each, 'class'))).toEqual(['degraded', 'healthy'])
  })

  test('draws only the first by health', () => {
    expect(elements.filter((each) => each.tagName === 'rect')).toHaveLength(13)
    expect(html).toContain('The 12 of 150 exposures that come first by health.')
  })
})
