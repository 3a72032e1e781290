import { addTo } from '../base/add-to.js'
import { compareNames } from '../base/order.js'
import { type HealthSignal, SIGNALS } from './health.js'
import { lineagePicture } from './lineage-picture.js'
import { type Markup, markup } from './markup.js'
import { instant, lookOf, pageText } from './page.js'
import type { Period } from './period.js'
import { SCRIPT, SEARCH_SCRIPT } from './script.js'
import { OVERVIEW_STYLE, STYLE } from './style.js'
import type { Tile, Tiles } from './tiles.js'

/** More exposures in one picture cannot be read. */
const MOST_DRAWN = 12

/** With more exposures, groups are closed, and a list of its own above them has those that need attention. */
const MOST_OPEN = 100

/** Longer lists of these are cut: all are in their groups too. */
const MOST_ATTENTION = 100

const LOOK = lookOf(STYLE + OVERVIEW_STYLE, SCRIPT + SEARCH_SCRIPT)

/** `index.html`: the lineage, and the list of all exposures by their project in Tableau. */
export function overviewPage({ all, names }: Tiles, period: Period): string {
  const drawn = all.slice(0, MOST_DRAWN)
  const picture = lineagePicture(drawn, names)
  const page = {
    title: 'Exposures',
    period,
    header: markup`<h1>Exposures</h1>
<p class="soft">How fresh and sound the data behind each dashboard is.</p>`,
    main: markup`${filter(all)}
<p hidden><label for="search">Search</label><br><input id="search" type="search" autocomplete="off"> <span id="found" role="status"></span></p>
${all.length > MOST_OPEN ? attentionMarkup(all) : null}${groupsOf(all).map((group) => groupMarkup(group, all.length <= MOST_OPEN))}
${picture === null ? null : lineageMarkup(picture, drawn.length, all.length)}`,
    footer: markup``,
  }
  return pageText(page, LOOK)
}

function filter(tiles: readonly Tile[]): Markup {
  const counts = SIGNALS.map((health) => ({
    health,
    count: tiles.filter((tile) => tile.health === health).length,
  })).filter(({ count }) => count > 0)
  return markup`<fieldset class="filter"><legend class="soft">Show</legend>
<label><input type="radio" name="only" id="only-all" checked> all ${tiles.length}</label>
${counts.map(
  ({ health, count }) =>
    markup`<label><input type="radio" name="only" id="only-${health}"> <span class="pill ${health}">${health}</span> ${count}</label>
`,
)}</fieldset>`
}

interface Group {
  readonly name: string
  readonly tiles: readonly Tile[]
}

/** By project in Tableau, those without one last. */
function groupsOf(tiles: readonly Tile[]): Group[] {
  const byName = new Map<string | null, Tile[]>()
  for (const tile of tiles) addTo(byName, tile.group, tile)
  const named = [...byName].flatMap(([name, own]) => (name === null ? [] : [{ name, tiles: own }]))
  const others = byName.get(null) ?? []
  named.sort((a, b) => compareNames(a.name, b.name))
  return others.length === 0 ? named : [...named, { name: 'Without a place in Tableau', tiles: others }]
}

/** The first of those that need attention, worst first; null if none does. */
function attentionMarkup(all: readonly Tile[]): Markup | null {
  const tiles = all.filter(({ health }) => health === 'degraded' || health === 'caution')
  if (tiles.length === 0) return null
  const shown = tiles.slice(0, MOST_ATTENTION)
  const more = tiles.length - shown.length
  return markup`<details class="attention ${classesOf(signalsOf(shown))}" open>
<summary><h2>Needs attention</h2> <span class="soft">${countText(tiles, signalsOf(tiles))}</span></summary>
<ul class="list">
${shown.map(itemMarkup)}</ul>
${more === 0 ? null : markup`<p class="soft">… and ${more} more, below.</p>`}</details>
`
}

function groupMarkup({ name, tiles }: Group, isOpen: boolean): Markup {
  const signals = signalsOf(tiles)
  return markup`<details class="group ${classesOf(signals)}"${isOpen ? markup` open` : null}>
<summary><h2>${name}</h2> <span class="soft">${countText(tiles, signals)}</span></summary>
<ul class="list">
${tiles.map(itemMarkup)}</ul>
</details>
`
}

function signalsOf(tiles: readonly Tile[]): HealthSignal[] {
  return SIGNALS.filter((health) => tiles.some((tile) => tile.health === health))
}

/** For the filter. */
function classesOf(signals: readonly HealthSignal[]): string {
  return signals.map((health) => `has-${health}`).join(' ')
}

function countText(tiles: readonly Tile[], signals: readonly HealthSignal[]): string {
  return signals
    .map((health) => `${tiles.filter((tile) => tile.health === health).length} ${health}`)
    .join(', ')
}

function itemMarkup({ health, fileName, label, reason, lastRefreshedAt }: Tile): Markup {
  const refreshed =
    lastRefreshedAt === null ? null : markup` Last refresh: ${instant(lastRefreshedAt, 'without age')}.`
  return markup`<li class="${health}"><a href="exposures/${fileName}.html">${label}</a> <span><span class="pill">${health}</span></span> <span class="why">${reason}${refreshed}</span></li>
`
}

function lineageMarkup(picture: Markup, drawn: number, total: number): Markup {
  const text =
    drawn === total
      ? markup``
      : markup`<p class="soft">The ${drawn} of ${total} exposures that come first by health. The page of each exposure shows its own lineage.</p>`
  return markup`<h2>Lineage</h2>
${text}
<div class="scroll" tabindex="0" role="region" aria-label="Lineage">${picture}</div>`
}
