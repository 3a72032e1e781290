import { closeSync, openSync, readSync } from 'node:fs'
import { clauseOf, ConfigurationError } from '../../base/errors.js'
import { ALL, JsonError, type NextBytes, pickJson, type Wanted } from '../../json/pick.js'
import { message } from '../../messages/message.js'

/**
 * Reads the `wanted` parts of a JSON file that dbt wrote; `displayPath` is its name in messages.
 * @throws ConfigurationError if it cannot be read; NotJsonError if it is not complete JSON.
 */
export function readJsonFile(path: string, displayPath: string, wanted: Wanted = ALL): unknown {
  const unreadable = (error: unknown): ConfigurationError =>
    new ConfigurationError(message('AE-FILE-UNREADABLE', { path: displayPath, why: clauseOf(error) }))
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
    return pickJson(withoutByteOrderMark(next, displayPath), wanted)
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
    throw notJson(displayPath, error)
  } finally {
    closeSync(file)
  }
}

/** A file is cut off, or is not JSON. */
export class NotJsonError extends ConfigurationError {}

function notJson(path: string, { message: problem, isCutOff }: JsonError): NotJsonError {
  return new NotJsonError(message(isCutOff ? 'AE-FILE-CUT-OFF' : 'AE-FILE-NOT-JSON', { path, problem }))
}

const UTF_8_MARK = [0xef, 0xbb, 0xbf]
const UTF_16_MARKS = [
  [0xff, 0xfe],
  [0xfe, 0xff],
]

/** Skips the byte order mark that PowerShell writes in UTF-8; rejects UTF-16. */
function withoutByteOrderMark(next: NextBytes, displayPath: string): NextBytes {
  let isFirst = true
  return (into) => {
    const length = next(into)
    if (!isFirst) return length
    isFirst = false
    const startsWith = (mark: readonly number[]): boolean => mark.every((byte, index) => into[index] === byte)
    if (UTF_16_MARKS.some(startsWith)) {
      throw new ConfigurationError(message('AE-FILE-UTF-16', { path: displayPath }))
    }
    if (!startsWith(UTF_8_MARK)) return length
    into.copyWithin(0, UTF_8_MARK.length, length)
    return length - UTF_8_MARK.length
  }
}
