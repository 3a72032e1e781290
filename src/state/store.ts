import type { RefreshState } from './state.js'

export interface LoadedState {
  readonly state: RefreshState
  /** One sentence for a warning; null when there is nothing to say. */
  readonly problem: string | null
  /** False when nothing was stored yet, it is no longer kept, or it could not be asked for. */
  readonly found: boolean
}

export interface SavedState {
  /** One sentence for a warning; null when nothing was lost. */
  readonly problem: string | null
}

/** Where state survives between runs. Neither method ever rejects: without state a run refreshes what landed. */
export interface StateStore {
  load(): Promise<LoadedState>
  save(state: RefreshState): Promise<SavedState>
}
