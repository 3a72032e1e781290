import type { RefreshState } from './state.js'

export interface LoadedState {
  readonly state: RefreshState
  /** One sentence for a warning; null if there is no problem. */
  readonly problem: string | null
  /** False if nothing is stored, or it could not be read. */
  readonly found: boolean
}

export interface SavedState {
  /** One sentence for a warning; null if nothing was lost. */
  readonly problem: string | null
}

/** Keeps state between runs. Neither method rejects: without state a run refreshes what has landed in its build. */
export interface StateStore {
  load(): Promise<LoadedState>
  save(state: RefreshState): Promise<SavedState>
}
