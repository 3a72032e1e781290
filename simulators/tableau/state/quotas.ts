import type { Site } from '../content/model.js'
import type { Settings } from '../settings.js'
import { TableauError } from '../wire/errors.js'

const HOUR = 60 * 60_000
const DAY = 24 * HOUR

type Bucket = 'api.rest.refresh_extracts' | 'api.rest.query_job'

/** Tableau Cloud's quotas per site (docs/facts/tableau.md#rate-limits), as sliding windows. Off unless a site sets them. */
export class Quotas {
  readonly #used = new Map<Site, Record<Bucket, number[]>>()

  constructor(private readonly settings: Settings) {}

  takeRefresh(site: Site, now: number): void {
    this.#take(site, 'api.rest.refresh_extracts', { limit: site.quotas.refreshesPerHour, span: HOUR, now })
  }

  takeJobQuery(site: Site, now: number): void {
    this.#take(site, 'api.rest.query_job', { limit: site.quotas.jobQueriesPerDay, span: DAY, now })
  }

  #take(
    site: Site,
    bucket: Bucket,
    { limit, span, now }: { limit: number; span: number; now: number },
  ): void {
    if (limit === Number.POSITIVE_INFINITY) return
    const all = this.#used.get(site) ?? { 'api.rest.refresh_extracts': [], 'api.rest.query_job': [] }
    this.#used.set(site, all)
    const recent = all[bucket].filter((at) => at > now - span)
    all[bucket] = recent
    if (recent.length >= limit)
      throw tooMany(bucket, (recent[0] ?? now) + span, now, this.settings.retryAfter)
    recent.push(now)
  }
}

/** 429000: the text always says how long to wait, `Retry-After` as set (docs/facts/tableau.md#rate-limits). */
function tooMany(
  bucket: string,
  free: number,
  now: number,
  retryAfter: Settings['retryAfter'],
): TableauError {
  const minutes = Math.max(1, Math.ceil((free - now) / 60_000))
  const about = `'${bucket}'. Please retry after ${minutes} minutes.`
  switch (retryAfter) {
    case 'seconds':
      return new TableauError('429000', about, { 'retry-after': String(Math.ceil((free - now) / 1000)) })
    case 'date':
      return new TableauError('429000', about, { 'retry-after': new Date(free).toUTCString() })
    case 'absent':
      return new TableauError('429000', about)
  }
}
