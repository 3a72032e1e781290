import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { ConfigurationError, sentenceOf } from '../errors.js'
import { ALL, JsonError, type NextBytes, pickJson, type Wanted } from '../json/pick.js'

/** Fast enough for files of a gigabyte, and little beside the rest of the program. */
const BYTES_AT_ONCE = 1024 * 1024

/**
 * What is wanted of a JSON file that dbt wrote; `shown` is its name in messages.
 * @throws ConfigurationError naming the file, when it cannot be read or is not whole JSON.
 */
export function readJsonFile(path: string, shown: string, wanted: Wanted = ALL): unknown {
  const unreadable = (error: unknown): ConfigurationError =>
    new ConfigurationError(`${shown} cannot be read (${sentenceOf(error)}).`)
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    throw unreadable(error)
  }
  const buffer = Buffer.allocUnsafe(Math.min(BYTES_AT_ONCE, fstatSync(file).size + 1))
  const next: NextBytes = () => {
    let length: number
    try {
      length = readSync(file, buffer, 0, buffer.length, null)
    } catch (error) {
      throw unreadable(error)
    }
    return length === 0 ? null : buffer.subarray(0, length)
  }
  try {
    return pickJson(next, wanted)
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
    throw new ConfigurationError(
      `${shown} is not whole JSON (${error.message}): dbt probably ended while writing it; run the dbt command again.`,
    )
  } finally {
    closeSync(file)
  }
}
