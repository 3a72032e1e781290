import { luidOf } from '../content/names.js'
import type { Datasource, Flow, Site, User } from '../content/model.js'

/** What a data-quality warning says (docs/facts/tableau.md#data-quality-warnings). */
export interface WarningText {
  readonly type: string
  readonly message: string
  readonly isActive: boolean
  readonly isSevere: boolean
}

export interface QualityWarning extends WarningText {
  readonly id: string
  readonly site: Site
  readonly content: Datasource | Flow
  /** Who last changed it. */
  readonly owner: User
  readonly createdAt: number
  readonly updatedAt: number
}

/** The data-quality warnings of all sites. */
export class QualityWarnings {
  readonly #all = new Map<string, QualityWarning>()
  #made = 0

  get all(): readonly QualityWarning[] {
    return [...this.#all.values()]
  }

  on(content: QualityWarning['content']): readonly QualityWarning[] {
    return this.all.filter((one) => one.content === content)
  }

  get(id: string): QualityWarning | undefined {
    return this.#all.get(id)
  }

  add(
    of: Pick<QualityWarning, 'site' | 'content' | 'owner'>,
    text: WarningText,
    now: number,
  ): QualityWarning {
    this.#made += 1
    const id = luidOf(of.site.contentUrl, 'quality-warning', String(this.#made))
    const made = { ...of, ...text, id, createdAt: now, updatedAt: now }
    this.#all.set(id, made)
    return made
  }

  change({ id }: QualityWarning, text: Partial<WarningText>, owner: User, now: number): QualityWarning {
    const known = this.#all.get(id)
    if (known === undefined) throw new Error(`no data-quality warning ${id}`)
    const changed = { ...known, ...text, owner, updatedAt: now }
    this.#all.set(id, changed)
    return changed
  }

  remove({ id }: QualityWarning): void {
    this.#all.delete(id)
  }
}
