import * as z from 'zod'
import { escapeMarkup } from '../../base/untrusted-text.js'
import type { Calls } from '../client/calls.js'
import { TableauError } from '../client/errors.js'
import { parseResponse } from '../client/response.js'
import { listOf, optionalBoolean, optionalText, text } from '../client/shapes.js'
import type { Luid } from '../types.js'

/** What a data-quality warning of this action says. */
export interface WarningText {
  readonly type: 'WARNING' | 'STALE'
  readonly message: string
}

/** A data-quality warning in Tableau, of anybody. */
export interface StandingWarning {
  readonly id: string
  readonly type: string
  readonly message: string
  /** False if somebody has switched it off: nobody sees it then. */
  readonly isActive: boolean
  /** Shown more prominently; this action never asks for that. */
  readonly isSevere: boolean
}

/**
 * Data-quality warnings on published data sources; Tableau takes none on workbooks (docs/facts/tableau.md#data-quality-warnings).
 * Each may throw a TableauError, NotTableauError, HttpError or SessionError.
 */
export interface QualityWarnings {
  /** Those of a data source. A TableauError with status 404 if this user sees no such data source. */
  readonly of: (luid: Luid) => Promise<readonly StandingWarning[]>
  readonly set: (luid: Luid, given: WarningText) => Promise<void>
  readonly change: (id: string, given: WarningText) => Promise<void>
  /** Does nothing if it is gone. */
  readonly lift: (id: string) => Promise<void>
}

const LIST = 'dataQualityWarningList'

const standing = z
  .object({
    id: text,
    type: optionalText,
    message: optionalText,
    isActive: optionalBoolean,
    isSevere: optionalBoolean,
  })
  .transform(({ id, type, message, isActive, isSevere }): StandingWarning => ({
    id,
    type: type ?? '',
    message: message ?? '',
    isActive: isActive ?? true,
    isSevere: isSevere ?? false,
  }))

/** The list is there even if it is empty: what lacks it did not come from Tableau, and does not show that nothing stands. */
const answer = z
  .record(z.string(), z.unknown())
  .refine((members) => Object.hasOwn(members, LIST), `no ${LIST}`)
  .pipe(z.object({ [LIST]: listOf('dataQualityWarning', standing) }))

export function qualityWarningsOn(calls: Calls): QualityWarnings {
  const ofContent = (luid: Luid): string => `dataQualityWarnings/datasource/${encodeURIComponent(luid)}`
  const byId = (id: string): string => `dataQualityWarnings/${encodeURIComponent(id)}`
  return {
    of: async (luid) => {
      const found = await calls.get(ofContent(luid), z.unknown())
      return parseResponse(answer, found, `${calls.origin()}/${ofContent(luid)}`).dataQualityWarningList
    },
    set: async (luid, given) => {
      await calls.send('POST', ofContent(luid), xmlOf(given))
    },
    change: async (id, given) => {
      await calls.send('PUT', byId(id), xmlOf(given))
    },
    lift: async (id) => {
      await calls.send('DELETE', byId(id)).catch(nullIfGone)
    },
  }
}

function xmlOf({ type, message }: WarningText): string {
  const attributes = `type="${type}" isActive="true" isSevere="false" message="${escapeMarkup(message)}"`
  return `<tsRequest><dataQualityWarning ${attributes}/></tsRequest>`
}

function nullIfGone(error: unknown): null {
  if (error instanceof TableauError && error.status === 404 && error.code !== '404003') return null
  throw error
}
