import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { releaseNotes } from './changelog.js'

/* Prints the notes of a release. Usage: npx tsx scripts/release-notes.ts v1.2.3 */

const read = (path: string): string => readFileSync(join(import.meta.dirname, '..', path), 'utf8')

const tag = process.argv[2] ?? ''
const { version } = JSON.parse(read('package.json')) as { version: string }
if (tag !== `v${version}`) throw new Error(`The tag is ${tag}, but package.json has version ${version}.`)
console.log(releaseNotes(read('CHANGELOG.md'), version))
