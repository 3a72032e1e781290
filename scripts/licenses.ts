import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { compare } from '../src/base/order.js'

const packageSchema = z.object({ name: z.string().optional(), license: z.string().optional() })

interface Package {
  readonly name: string
  readonly license: string
  readonly text: string
}

/**
 * Name, license and its text of each package that these files come from, as licenses.txt holds them.
 * @throws if a package has neither, because then it must not be redistributed.
 */
export function licensesOf(files: readonly string[]): string {
  const folders = new Set(files.filter((file) => file.includes('/node_modules/')).map(packageFolder))
  const entries = new Set(
    [...folders]
      .map(packageIn)
      .sort((a, b) => compare(a.name, b.name))
      .map(entryOf),
  )
  return [...entries].join('\n')
}

function entryOf({ name, license, text }: Package): string {
  return `${name}\n${license}\n${text.replaceAll('\r\n', '\n').trim()}\n`
}

/** The folder of the package.json with a name: some subfolders have a package.json that only declares the module format. */
function packageFolder(file: string): string {
  let folder = dirname(file)
  while (nameIn(folder) === undefined) folder = dirname(folder)
  return folder
}

function nameIn(folder: string): string | undefined {
  const file = join(folder, 'package.json')
  return existsSync(file) ? readPackage(file).name : undefined
}

function readPackage(file: string): z.infer<typeof packageSchema> {
  return packageSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
}

function packageIn(folder: string): Package {
  const { name = '', license = '' } = readPackage(join(folder, 'package.json'))
  const text = licenseTextIn(folder)
  if (license === '' && text === '') throw new Error(`${name} is bundled and names no license`)
  return { name, license, text: text === '' ? withoutText(license) : text }
}

function withoutText(license: string): string {
  return `(The package brings no text of it: https://spdx.org/licenses/${license}.html)`
}

const LICENSE_FILE = /^(?:licen[cs]e|copying|notice)/i

/** The license text of the package, else that of the package that contains it. */
function licenseTextIn(folder: string): string {
  if (folder.endsWith('/node_modules')) return ''
  const files = readdirSync(folder).filter((name) => LICENSE_FILE.test(name))
  if (files.length === 0) return licenseTextIn(dirname(folder))
  return files
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
}
