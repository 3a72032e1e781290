export const DAY = 24 * 60 * 60 * 1000

/** One cache entry; `archive` is null until its upload is complete. */
export interface Entry {
  readonly id: number
  readonly key: string
  readonly version: string
  readonly scope: string
  readonly createdAt: number
  /** When its upload was confirmed; null for one that is only reserved, which no lookup finds. */
  committedAt: number | null
  lastUsedAt: number
  readonly blocks: Map<string, Buffer>
  archive: Buffer | null
}

export interface Lookup {
  readonly scopes: readonly string[]
  /** The primary key, then the restore keys. */
  readonly keys: readonly string[]
  readonly version: string
  readonly now: number
}

/** How the primary key is matched: on GitHub also as a prefix, in other services (omni-cache) only as a whole. */
export type PrimaryKeyMatch = 'prefix' | 'exact'

export interface Limits {
  /** Entries unused for longer are deleted (7 days at GitHub). */
  readonly unusedFor: number
  /** Bytes per repository (10 GB at GitHub). */
  readonly totalSize: number
  /** Milliseconds until a lookup finds a new entry, as in an eventually consistent service. */
  hideNewEntriesFor: number
}

/** The entries of one repository, by the rules of docs/facts/github-actions.md#cache-scopes. */
export class Entries {
  readonly #entries: Entry[] = []
  readonly #evicted: Entry[] = []
  #lastId = 0

  constructor(
    readonly limits: Limits,
    readonly primaryKeyMatch: PrimaryKeyMatch = 'prefix',
  ) {}

  get all(): readonly Entry[] {
    return this.#entries
  }

  get evicted(): readonly Entry[] {
    return this.#evicted
  }

  /** Null if the key exists or is reserved in this scope and version: entries are immutable. */
  reserve(key: string, version: string, scope: string, now: number): Entry | null {
    if (this.at(key, version, scope) !== undefined) return null
    this.#lastId += 1
    const entry: Entry = {
      id: this.#lastId,
      key,
      version,
      scope,
      createdAt: now,
      committedAt: null,
      lastUsedAt: now,
      blocks: new Map(),
      archive: null,
    }
    this.#entries.push(entry)
    return entry
  }

  at(key: string, version: string, scope: string): Entry | undefined {
    return this.#entries.find((e) => e.key === key && e.version === version && e.scope === scope)
  }

  byId(id: number): Entry | undefined {
    return this.#entries.find((entry) => entry.id === id)
  }

  commit(entry: Entry, now: number): void {
    entry.committedAt = now
    entry.lastUsedAt = now
    this.#evictForSize()
  }

  /** Per scope in order: the exact key, the newest entry with the key as a prefix, then each restore key in the same way. */
  find({ scopes, keys, version, now }: Lookup): Entry | null {
    this.evictUnused(now)
    for (const scope of scopes) {
      const visible = this.#entries
        .filter((entry) => entry.scope === scope && entry.version === version && this.#isVisible(entry, now))
        .sort((a, b) => b.createdAt - a.createdAt || b.id - a.id)
      for (const [index, key] of keys.entries()) {
        const isWhole = index === 0 && this.primaryKeyMatch === 'exact'
        const found =
          visible.find((e) => e.key === key) ??
          (isWhole ? undefined : visible.find((e) => e.key.startsWith(key)))
        if (found === undefined) continue
        found.lastUsedAt = now
        return found
      }
    }
    return null
  }

  evictUnused(now: number): void {
    for (const entry of [...this.#entries]) {
      if (now - entry.lastUsedAt > this.limits.unusedFor) this.#evict(entry)
    }
  }

  clear(): void {
    for (const entry of [...this.#entries]) this.#evict(entry)
  }

  #isVisible(entry: Entry, now: number): boolean {
    return entry.committedAt !== null && now - entry.committedAt >= this.limits.hideNewEntriesFor
  }

  #evictForSize(): void {
    const byUse = this.#entries
      .filter((entry) => entry.committedAt !== null)
      .sort((a, b) => a.lastUsedAt - b.lastUsedAt || a.id - b.id)
    let total = byUse.reduce((sum, entry) => sum + sizeOf(entry), 0)
    for (const entry of byUse) {
      if (total <= this.limits.totalSize) return
      total -= sizeOf(entry)
      this.#evict(entry)
    }
  }

  #evict(entry: Entry): void {
    this.#entries.splice(this.#entries.indexOf(entry), 1)
    this.#evicted.push(entry)
  }
}

function sizeOf(entry: Entry): number {
  return entry.archive?.length ?? 0
}
