import { artifacts } from './artifacts.js'
import { event } from './event.js'
import { github } from './github.js'
import { inputs } from './inputs.js'
import { journal } from './journal.js'
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
  github,
  journal,
  readers,
  documents,
]
