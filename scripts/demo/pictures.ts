/**
 * Takes the pictures of README and docs from the texts in __tests__/golden/texts/, and of a site that dist/ writes: each at the
 * width of a phone and of a desktop, light and dark, to .demo/pictures/, and those that the pages show to docs/images/. Checks the
 * site with axe-core. Needs Chromium and pngquant.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { readText } from '../../__tests__/golden/read-text.js'
import { Browser } from './browser.js'
import { summaryPage } from './page.js'
import { BADGE, removeExampleSite, takeSite, writeExampleSite } from './site-pictures.js'

const ROOT = join(import.meta.dirname, '../..')
const FOLDER = join(ROOT, '.demo/pictures')
const PAGE = join(FOLDER, 'index.html')

const GOOD = 'a-good-day'
const HELD_BACK = 'a-failing-test-holds-seven-extracts-back'
const FAILED = 'a-password-has-changed-in-the-database'
const PULL_REQUEST = 'a-pull-request-compared-with-production'

const WIDTHS = { phone: 400, desktop: 1000 }
const THEMES = ['light', 'dark'] as const

/** What is kept in docs/images/. */
const KEPT: Readonly<Record<string, string>> = {
  summary: `summary-${HELD_BACK}-desktop-light-top`,
  'summary-phone': `summary-${HELD_BACK}-phone-dark`,
  'contact-sheet': 'contact-sheet',
  lineage: `summary-${HELD_BACK}-lineage-desktop-light`,
  comment: `comment-${PULL_REQUEST}-desktop-light`,
  log: `log-${FAILED}-desktop-light`,
  site: 'site-desktop-light',
  'site-exposure': 'site-exposure-phone-dark',
  'site-old': 'site-old-phone-light',
}

async function pictures(): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  const texts = [GOOD, HELD_BACK, FAILED, PULL_REQUEST].map((run) =>
    readText(run, readFileSync(join(ROOT, `__tests__/golden/texts/${run}.md`), 'utf8')),
  )
  writeFileSync(PAGE, summaryPage('Active Exposures', texts))
  const site = await writeExampleSite()
  const browser = await Browser.open()
  try {
    for (const theme of THEMES) await takeAll(browser, theme)
    const summaries = [
      `summary-${HELD_BACK}`,
      `comment-${PULL_REQUEST}`,
      `summary-${GOOD}`,
      `summary-${FAILED}`,
    ]
    await takeSheet(browser, 'contact-sheet', summaries.flatMap(inEachLook))
    await takeSheet(browser, 'site-sheet', await takeSiteInEachLook(browser, site))
  } finally {
    await browser.close()
    removeExampleSite(site)
  }
  for (const [name, picture] of Object.entries(KEPT)) keep(picture, name)
}

/** With 256 colours, which are enough for text and a third of the size. */
function keep(picture: string, name: string): void {
  const target = join(ROOT, `docs/images/${name}.png`)
  execFileSync('pngquant', ['--force', '--output', target, join(FOLDER, `${picture}.png`)])
}

function inEachLook(name: string): string[] {
  return Object.keys(WIDTHS).flatMap((device) => THEMES.map((theme) => `${name}-${device}-${theme}`))
}

async function takeSiteInEachLook(browser: Browser, site: string): Promise<string[]> {
  const taken: string[] = []
  for (const theme of THEMES) {
    await setTheme(browser, theme)
    for (const [device, width] of Object.entries(WIDTHS)) {
      await resize(browser, width, 1.25)
      const look = { device, width, theme }
      taken.push(...(await takeSite(browser, site, look, (name) => take(browser, name, { of: 'html' }))))
    }
  }
  const checked = taken.filter((name) => !name.startsWith(BADGE))
  console.log(`axe-core finds nothing in ${checked.length} views of the site.`)
  return taken
}

async function setTheme(browser: Browser, theme: (typeof THEMES)[number]): Promise<void> {
  const features = [{ name: 'prefers-color-scheme', value: theme }]
  await browser.call('Emulation.setEmulatedMedia', { features })
}

async function takeAll(browser: Browser, theme: (typeof THEMES)[number]): Promise<void> {
  await setTheme(browser, theme)
  await resize(browser, WIDTHS.desktop, 1.25)
  await browser.goTo(pathToFileURL(PAGE).href)
  const parts = await browser.evaluate<string[]>(DRAWN)
  for (const [device, width] of Object.entries(WIDTHS)) {
    await resize(browser, width, 1.25)
    for (const part of parts) {
      await browser.evaluate(`location.hash = ${JSON.stringify(part)}`)
      const name = `${part}-${device}-${theme}`
      await take(browser, name)
      const top = await browser.evaluate<number | null>(topOfLineage(part))
      if (top !== null) await take(browser, `${name}-top`, { most: top })
    }
  }
}

/** One picture with small versions of what people read first, to review them together. */
async function takeSheet(browser: Browser, name: string, taken: readonly string[]): Promise<void> {
  const figures = taken.map(
    (one) => `<figure><img src="${one}.png" alt="${one}"><figcaption>${one}</figcaption></figure>`,
  )
  const sheet = join(FOLDER, 'sheet.html')
  writeFileSync(sheet, `<!doctype html><style>${SHEET_STYLE}</style><main>${figures.join('')}</main>`)
  await resize(browser, 1200, 1)
  await browser.goTo(pathToFileURL(sheet).href)
  await take(browser, name)
}

const SHEET_STYLE = `body { margin: 0; background: #888; } main { columns: 4; column-gap: 8px; padding: 8px; }
figure { margin: 0 0 8px; break-inside: avoid; font: 9px sans-serif; } img { width: 100%; display: block; }
figcaption { overflow-wrap: anywhere; }`

/** The ids of the parts that the page can show alone, once Mermaid has drawn, which the page marks with a class. */
const DRAWN = `new Promise((resolve) => {
  const look = () => document.body.classList.contains('drawn')
    ? resolve([...document.querySelectorAll('.alone')].map(({ id }) => id))
    : setTimeout(look, 50)
  look()
})`

async function resize(browser: Browser, width: number, deviceScaleFactor: number): Promise<void> {
  const metrics = { width, height: 100, deviceScaleFactor, mobile: false }
  await browser.call('Emulation.setDeviceMetricsOverride', metrics)
}

/** Where the lineage begins: what is above fits into a README. */
function topOfLineage(part: string): string {
  return `[...document.querySelectorAll('#${part} h3')]
    .find(({ textContent }) => textContent === 'Lineage')?.getBoundingClientRect().top ?? null`
}

/** What the page shows, from top to bottom or to a height. */
async function take(
  browser: Browser,
  name: string,
  { of = 'main', most = Infinity }: { readonly of?: string; readonly most?: number } = {},
): Promise<void> {
  const { width, height } = await browser.evaluate<{ width: number; height: number }>(
    `(({ width, height }) => ({ width, height }))(document.querySelector('${of}').getBoundingClientRect())`,
  )
  const { data } = await browser.call<{ data: string }>('Page.captureScreenshot', {
    clip: { x: 0, y: 0, width, height: Math.ceil(Math.min(height, most)), scale: 1 },
    captureBeyondViewport: true,
  })
  writeFileSync(join(FOLDER, `${name}.png`), Buffer.from(data, 'base64'))
}

await pictures()
