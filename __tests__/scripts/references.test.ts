import { describe, expect, test } from '@jest/globals'
import { readPage, wrongReferences } from '../../scripts/references.js'

describe('anchors, as GitHub gives them to headings', () => {
  test.each([
    ['### One session per token', 'one-session-per-token'],
    ['## The `url` of an exposure', 'the-url-of-an-exposure'],
    ['### `state:modified` in Core', 'statemodified-in-core'],
    ['## Summaries, annotations & comments', 'summaries-annotations--comments'],
    ['## Who may *read* it, and [where](state.md)?', 'who-may-read-it-and-where'],
    ['## snake_case – and a dash', 'snake_case--and-a-dash'],
    ['## Größe 2', 'größe-2'],
  ])('%s', (heading, anchor) => {
    expect([...readPage(heading).anchors]).toEqual([anchor])
  })

  test('the second of two equal headings is numbered', () => {
    expect([...readPage('# Tableau\n\n## Jobs\n\n## Jobs\n').anchors]).toEqual(['tableau', 'jobs', 'jobs-1'])
  })

  test('a comment in a block of code is not a heading', () => {
    expect([...readPage('```sh\n# not a heading\n```\n').anchors]).toEqual([])
  })
})

describe('references', () => {
  const PAGES = new Map([
    ['docs/state.md', '# State\n\n## Where\n'],
    ['docs/facts/tableau.md', '# Tableau\n\n### Paging\n'],
  ])

  function wrong(path: string, text: string): string[] {
    const texts = new Map([...PAGES, [path, text]])
    const others = ['action.yml', 'src/plan/', 'src/plan/plan.ts']
    return wrongReferences(texts, (file) => texts.has(file) || others.includes(file))
  }

  test.each([
    ['src/a.ts', '// Page by page (docs/facts/tableau.md#paging).'],
    ['src/a.ts', '/** Kept as docs/state.md says, and docs/state.md#where. */'],
    ['README.md', '[state](docs/state.md#where), [here](#more), [action](action.yml)\n\n# More'],
    [
      'docs/discovery.md',
      '[state](state.md#where), [facts](facts/tableau.md#paging), [action](../action.yml)',
    ],
    ['docs/architecture.md', '`src/plan/plan.ts` in `src/plan/`, `src/<folder>/`, a `dist/index.js`'],
    ['docs/discovery.md', '`[not a link](nowhere.md)` and https://example.com/docs/gone.md#at-all'],
  ])('%s may say %s', (path, text) => {
    expect(wrong(path, text)).toEqual([])
  })

  test.each([
    ['src/a.ts', '// Gone (docs/facts/gone.md).', 'src/a.ts names docs/facts/gone.md, which does not exist.'],
    [
      'src/a.ts',
      '// Gone (docs/facts/tableau.md#pages).',
      'src/a.ts names docs/facts/tableau.md#pages, which does not exist.',
    ],
    ['docs/a.md', '[gone](facts/gone.md)', 'docs/a.md names docs/facts/gone.md, which does not exist.'],
    ['docs/a.md', '[gone](#gone)', 'docs/a.md names docs/a.md#gone, which does not exist.'],
    [
      'docs/a.md',
      '| page |\n| - |\n| [gone](gone.md) |',
      'docs/a.md names docs/gone.md, which does not exist.',
    ],
    ['docs/a.md', '[state](../state.md)', 'docs/a.md names state.md, which does not exist.'],
    ['docs/a.md', 'In `src/gone.ts`.', 'docs/a.md names src/gone.ts, which does not exist.'],
    ['docs/a.md', 'In `src/gone/`.', 'docs/a.md names src/gone/, which does not exist.'],
    ['a.md', '[out](../action.yml)', 'a.md names ../action.yml, which does not exist.'],
  ])('%s may not say %s', (path, text, problem) => {
    expect(wrong(path, text)).toEqual([problem])
  })

  test.each(['DESIGN', 'STYLE.md', '../shared', 'facts/peers.md', '§'])('nothing may cite %s', (outside) => {
    expect(wrong('src/a.ts', `\n// As ${outside} says.`)).toEqual([
      `src/a.ts:2 cites ${outside}: cite a page of docs/ with its anchor, or a public address.`,
    ])
  })
})
