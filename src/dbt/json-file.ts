import { readFile } from 'node:fs/promises'
import { ConfigurationError, sentenceOf } from '../errors.js'

/**
 * The content of a JSON file that dbt wrote; `shown` is its name in messages.
 * @throws ConfigurationError naming the file, when it cannot be read or is not whole JSON.
 */
export async function readJsonFile(path: string, shown: string): Promise<unknown> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    throw new ConfigurationError(`${shown} cannot be read (${sentenceOf(error)}).`)
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new ConfigurationError(
      `${shown} is not whole JSON (${text.length} characters): dbt probably ended while writing it; run the dbt command again.`,
    )
  }
}
