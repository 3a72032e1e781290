/* Scripts run in browsers as they are. Reading needs none. */

/** Of all pages: adds how long ago things were, and says that a page is old. */
export const SCRIPT = `(() => {
const root = document.documentElement
const old = document.getElementById('old')
const ago = (then) => {
  const minutes = Math.floor((Date.now() - Date.parse(then)) / 60000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return minutes + ' min ago'
  return minutes < 2880 ? Math.floor(minutes / 60) + ' h ago' : Math.floor(minutes / 1440) + ' days ago'
}
const tick = () => {
  for (const span of document.querySelectorAll('[data-then]')) span.textContent = '(' + ago(span.dataset.then) + ')'
  if (Date.now() < Date.parse(root.dataset.oldAfter)) return
  if (!root.classList.contains('old')) document.title = 'old: ' + document.title
  root.classList.add('old')
  old.textContent = 'This page is old: it was written ' + ago(root.dataset.writtenAt) + '. What it says may no longer be true.'
  old.hidden = false
}
tick()
setInterval(tick, 60000)
})()`

/** Searches the list of the overview. */
export const SEARCH_SCRIPT = `
;(() => {
const search = document.getElementById('search')
const found = document.getElementById('found')
const attention = document.querySelector('details.attention')
const groups = [...document.querySelectorAll('details.group')].map((details) => ({
  details,
  wasOpen: details.open,
  items: [...details.querySelectorAll('li')].map((item) => ({ item, text: item.textContent.toLowerCase() })),
}))
search.parentElement.hidden = false
search.addEventListener('input', () => {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean)
  let count = 0
  for (const { details, wasOpen, items } of groups) {
    const name = details.querySelector('h2').textContent.toLowerCase()
    let some = 0
    for (const { item, text } of items) {
      const matches = words.every((word) => text.includes(word) || name.includes(word))
      item.hidden = !matches
      if (matches) some += 1
    }
    details.hidden = some === 0
    details.open = words.length > 0 ? some > 0 : wasOpen
    count += some
  }
  if (attention !== null) attention.hidden = words.length > 0
  found.textContent = words.length === 0 ? '' : count + ' found'
})
})()`
