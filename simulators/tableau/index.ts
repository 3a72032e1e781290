export type { Clock } from '../clock.js'
export { ManualClock, systemClock } from './clock.js'
export { acme } from './acme.js'
export {
  datasource,
  workbook,
  type DatasourceInput,
  type SiteInput,
  type UserInput,
  type WorkbookInput,
} from './content/input.js'
export { site } from './content/build.js'
export { luidOf } from './content/names.js'
export type { Settings, SettingsChange } from './settings.js'
export type { FaultEffect, FaultInput } from './state/faults.js'
export type { CallRecord, JobRecord, SignInRecord } from './state/record.js'
export type { SimulatedRequest, SimulatedResponse } from './exchange.js'
export { TableauSimulator, type SimulatorOptions } from './simulator.js'
export { startTableau, type RunningTableau } from './server.js'
