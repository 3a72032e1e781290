import { artifacts } from './artifacts.js'
import { event } from './event.js'
import { inputs } from './inputs.js'
import { meta } from './meta.js'
import { documents, readers } from './readers.js'
import { state } from './state.js'
import { tableau } from './tableau.js'
import type { Target } from './target.js'

export const TARGETS: readonly Target<unknown>[] = [
  artifacts,
  tableau,
  state,
  event,
  inputs,
  meta,
  readers,
  documents,
]
