// Reads one manifest with one reader, in its own process, and prints time and memory.
import { createReadStream, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'

const [way, file, ours] = process.argv.slice(2)

/** Each returns the number of nodes. Modules are loaded before the clock starts. */
const WAYS = {
  'JSON.parse': async () => () => Object.keys(JSON.parse(readFileSync(file, 'utf8')).nodes).length,

  'active exposures': async () => {
    const { readDbtProject } = await import(pathToFileURL(`${ours}/dbt/artifacts/artifacts.js`).href)
    return async () => {
      const { manifest } = await readDbtProject([file], dirname(file))
      return [...manifest.nodes.values()].filter(({ resourceType }) => resourceType !== 'source').length
    }
  },

  // Both as in their READMEs: one node at a time, of which some members would be kept.
  'stream-json': async () => {
    const [{ default: chain }, { pick }, { streamObject }] = await Promise.all([
      import('stream-chain'),
      import('stream-json/filters/pick.js'),
      import('stream-json/streamers/stream-object.js'),
    ])
    const { default: parser } = await import('stream-json')
    return async () => {
      const source = createReadStream(file, { highWaterMark: 1024 * 1024 })
      const nodes = source.pipe(chain([parser(), pick({ filter: 'nodes' }), streamObject()]))
      let count = 0
      for await (const { value } of nodes) count += value.resource_type === undefined ? 0 : 1
      return count
    }
  },

  '@streamparser/json': async () => {
    const { JSONParser } = await import('@streamparser/json')
    return async () => {
      const parser = new JSONParser({ paths: ['$.nodes.*'], keepStack: false })
      let count = 0
      parser.onValue = ({ value }) => {
        count += value.resource_type === undefined ? 0 : 1
      }
      for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) parser.write(chunk)
      return count
    }
  },
}

const read = await WAYS[way]()
const started = performance.now()
const nodes = await read()
const milliseconds = performance.now() - started
// Node gives kilobytes on Linux and on macOS.
console.log(JSON.stringify({ nodes, milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 }))
