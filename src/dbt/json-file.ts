import { closeSync, openSync, readSync } from 'node:fs'
import { ConfigurationError, sentenceOf } from '../errors.js'
import { ALL, JsonError, type NextBytes, pickJson, type Wanted } from '../json/pick.js'

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
  const next: NextBytes = (into) => {
    try {
      return readSync(file, into, 0, into.length, null)
    } catch (error) {
      throw unreadable(error)
    }
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
