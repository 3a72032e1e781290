import type { Message } from '../messages/message.js'
import type { RefreshState } from './state.js'

export interface LoadedState {
  readonly state: RefreshState
  /** A warning; null if there is no problem. */
  readonly problem: Message | null
  /** False if nothing is stored, or it could not be read. */
  readonly found: boolean
}

export interface SavedState {
  /** A warning; null if nothing was lost. */
  readonly problem: Message | null
}

/** Keeps state between runs. Neither method rejects: without state a run refreshes what has landed in its build. */
export interface StateStore {
  load(): Promise<LoadedState>
  save(state: RefreshState): Promise<SavedState>
}
