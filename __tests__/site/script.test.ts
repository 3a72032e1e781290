import { runInNewContext } from 'node:vm'
import { expect, test } from '@jest/globals'
import { SCRIPT, SEARCH_SCRIPT } from '../../src/site/script.js'

const NOW = Date.parse('2026-11-24T12:00:00Z')

/** Runs the script of all pages as a browser would, at `NOW`. */
function opened({
  writtenAt,
  oldAfter,
  then = [],
}: {
  writtenAt: string
  oldAfter: string
  then?: string[]
}) {
  const classes = new Set<string>()
  const classList = {
    add: (name: string) => classes.add(name),
    contains: (name: string) => classes.has(name),
  }
  const old = { hidden: true, textContent: '' }
  const spans = then.map((instant) => ({ dataset: { then: instant }, textContent: '' }))
  const document = {
    title: 'healthy: Board',
    documentElement: { dataset: { writtenAt, oldAfter }, classList },
    getElementById: () => old,
    querySelectorAll: () => spans,
  }
  const ticks: (() => void)[] = []
  const setInterval = (tick: () => void) => ticks.push(tick)
  runInNewContext(SCRIPT, { document, setInterval, Date: { now: () => NOW, parse: Date.parse }, Math })
  return {
    document,
    old,
    classes,
    ages: () => spans.map(({ textContent }) => textContent),
    tick: () => ticks.forEach((tick) => tick()),
  }
}

test('a page says how long ago things were, in the largest unit that tells enough', () => {
  const then = [
    '2026-11-24T11:59:40Z',
    '2026-11-24T11:01:00Z',
    '2026-11-22T13:00:00Z',
    '2026-11-22T11:00:00Z',
  ]
  const page = opened({ writtenAt: '2026-11-24T11:00:00Z', oldAfter: '2026-11-25T11:00:00Z', then })
  expect(page.ages()).toEqual(['(just now)', '(59 min ago)', '(47 h ago)', '(2 days ago)'])
  expect(page.old.hidden).toBe(true)
  expect([...page.classes]).toEqual([])
  expect(page.document.title).toBe('healthy: Board')
})

test('a page that has not been written anew in time says that it is old, in its text, its look and once in its title', () => {
  const page = opened({ writtenAt: '2026-11-21T12:00:00Z', oldAfter: '2026-11-22T12:00:00Z' })
  page.tick()
  expect(page.old).toEqual({
    hidden: false,
    textContent: 'This page is old: it was written 3 days ago. What it says may no longer be true.',
  })
  expect([...page.classes]).toEqual(['old'])
  expect(page.document.title).toBe('old: healthy: Board')
})

/** The overview with two groups; `type` writes into the search field. */
function overview() {
  const item = (text: string) => ({ hidden: false, textContent: text })
  const group = (name: string, open: boolean, items: ReturnType<typeof item>[]) => ({
    open,
    hidden: false,
    querySelectorAll: () => items,
    querySelector: () => ({ textContent: name }),
  })
  const finance = group('Finance', false, [item('Menu degraded'), item('Orders healthy')])
  const service = group('Service', true, [item('Open Orders healthy')])
  const attention = { hidden: false }
  const found = { textContent: '' }
  const listeners: (() => void)[] = []
  const search = {
    value: '',
    parentElement: { hidden: true },
    addEventListener: (_: string, listener: () => void) => listeners.push(listener),
  }
  const document = {
    getElementById: (id: string) => (id === 'search' ? search : found),
    querySelector: () => attention,
    querySelectorAll: () => [finance, service],
  }
  runInNewContext(SEARCH_SCRIPT, { document })
  const type = (text: string): void => {
    search.value = text
    listeners.forEach((listener) => listener())
  }
  const shown = (): string[] =>
    [finance, service].flatMap(({ hidden, querySelectorAll }) =>
      hidden ? [] : querySelectorAll().flatMap((each) => (each.hidden ? [] : [each.textContent])),
    )
  return { search, found, attention, finance, service, type, shown }
}

test('the search shows what has all words in its text or the name of its group, opens these groups, and can be emptied', () => {
  const page = overview()
  expect(page.search.parentElement.hidden).toBe(false)
  page.type('orders HEALTHY')
  expect(page.shown()).toEqual(['Orders healthy', 'Open Orders healthy'])
  expect(page.found.textContent).toBe('2 found')
  expect([page.finance.open, page.service.open, page.attention.hidden]).toEqual([true, true, true])
  page.type('service')
  expect(page.shown()).toEqual(['Open Orders healthy'])
  page.type('nothing like this')
  expect(page.shown()).toEqual([])
  expect(page.found.textContent).toBe('0 found')
  page.type(' ')
  expect(page.shown()).toHaveLength(3)
  expect([page.finance.open, page.service.open, page.attention.hidden]).toEqual([false, true, false])
  expect(page.found.textContent).toBe('')
})
