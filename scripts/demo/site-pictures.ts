import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { Stage } from '../../__tests__/e2e/stage.js'
import type { TileFile } from '../../src/site/tile-schema.js'
import type { Browser } from './browser.js'

const FOLDER = 'site'
const HOUR = 3_600_000

export const BADGE = 'site-badge'

/** What is taken of each page: name, page, and hours since it was written. */
const SHOTS = [
  { name: 'site', page: 'index', hours: 2 },
  { name: 'site-exposure', page: 'exposures/customer_360', hours: 2 },
  { name: 'site-healthy', page: 'exposures/board_targets', hours: 2 },
  { name: 'site-old', page: 'exposures/board_targets', hours: 80 },
  { name: BADGE, page: 'badge', hours: 2 },
] as const

export interface Look {
  readonly device: string
  readonly width: number
  readonly theme: 'light' | 'dark'
}

/** A site as the action writes it: after a build with a failing test, on the simulated Tableau. */
export async function writeExampleSite(): Promise<string> {
  const stage = await Stage.open('build-test-failure')
  try {
    const { main } = await stage.run({ inputs: { 'site-folder': FOLDER, discover: 'true' } })
    if (main.outputs['site-folder'] !== FOLDER) throw new Error(`No site was written:\n${main.log}`)
    const folder = join(stage.workspace, FOLDER)
    writeFileSync(join(folder, 'badge.html'), BADGES)
    return folder
  } finally {
    await stage.close()
  }
}

/** How badges look in a wiki. */
const BADGES = `<!doctype html><html lang="en"><title>Badges</title><style>:root{color-scheme:light dark}</style><main style="padding:16px">
<p><img src="exposures/weekly_kpis.svg" alt="Weekly KPIs"></p><p><img src="exposures/menu.svg" alt="Menu"></p>
<p><img src="exposures/data_platform_tour.svg" alt="Tour"></p></main></html>`

/**
 * Takes pictures of the site in one look, and checks its pages with axe-core in the same browser.
 * @returns the names of the pictures.
 * @throws for a page in which axe-core finds something, or that is wider than the window.
 */
export async function takeSite(
  browser: Browser,
  folder: string,
  { device, width, theme }: Look,
  take: (name: string) => Promise<void>,
): Promise<string[]> {
  const { writtenAt } = JSON.parse(
    readFileSync(join(folder, 'exposures/board_targets.json'), 'utf8'),
  ) as TileFile
  const taken: string[] = []
  for (const { name, page, hours } of SHOTS) {
    const clock = await setClock(browser, Date.parse(writtenAt) + hours * HOUR)
    await browser.goTo(pathToFileURL(join(folder, `${page}.html`)).href)
    await browser.call('Page.removeScriptToEvaluateOnNewDocument', { identifier: clock })
    const picture = `${name}-${device}-${theme}`
    await take(picture)
    // Badges are pictures; the page around them is not part of the site.
    if (name !== BADGE) await check(browser, picture, width)
    taken.push(picture)
  }
  return taken
}

export function removeExampleSite(folder: string): void {
  rmSync(join(folder, '..'), { recursive: true, force: true })
}

/** Gives the next page another time, so that its age is the same in every picture. */
async function setClock(browser: Browser, now: number): Promise<string> {
  const { identifier } = await browser.call<{ identifier: string }>('Page.addScriptToEvaluateOnNewDocument', {
    source: `Date.now = () => ${now}`,
  })
  return identifier
}

interface Violation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly html: string }[]
}

async function check(browser: Browser, picture: string, width: number): Promise<void> {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  await browser.evaluate(`${axe}; undefined`)
  const violations = await browser.evaluate<Violation[]>(`axe.run().then(({ violations }) => violations)`)
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes[0]?.html ?? ''})`)
  const shown = await browser.evaluate<number>('document.documentElement.scrollWidth')
  if (shown > width) found.push(`it is ${shown} pixels wide in a window of ${width}`)
  if (found.length > 0) throw new Error(`${picture}:\n${found.join('\n')}`)
}
