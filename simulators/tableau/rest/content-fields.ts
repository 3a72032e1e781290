import { timestamp } from '../clock.js'
import { hasOwnExtract, type Datasource, type Project, type Workbook, type View } from '../content/model.js'

import { only, ordered, text, type Fields } from './filters.js'

/* The fields that each list can be filtered by, with their operators (docs/facts/tableau.md#filters). */

export const workbookFields: Fields<Workbook> = {
  contentUrl: text((one) => one.contentUrl),
  name: text((one) => one.name),
  projectName: text((one) => (one.personalSpace ? undefined : one.project.name)),
  ownerEmail: text((one) => one.owner.email),
  ownerName: text((one) => one.owner.fullName),
  ownerDomain: text(() => 'local'),
  tags: text((one) => one.tags),
  createdAt: ordered((one) => timestamp(one.createdAt)),
  updatedAt: ordered((one) => timestamp(one.createdAt)),
  sheetCount: ordered((one) => one.views.length),
  size: ordered(() => 2),
  favoritesTotal: ordered(() => 0),
  subscriptionTotal: ordered(() => 0),
  hasExtracts: only(['eq'], hasOwnExtract),
  hasAlerts: only(['eq'], () => false),
  displayTabs: only(['eq'], () => false),
}

export const datasourceFields: Fields<Datasource> = {
  contentUrl: text((one) => one.contentUrl),
  name: text((one) => one.name),
  projectName: text((one) => one.project.name),
  ownerEmail: text((one) => one.owner.email),
  ownerName: text((one) => one.owner.fullName),
  ownerDomain: text(() => 'local'),
  tags: text((one) => one.tags),
  createdAt: ordered((one) => timestamp(one.createdAt)),
  updatedAt: ordered((one) => timestamp(one.createdAt)),
  size: ordered(() => 1),
  connectionType: text((one) => one.type),
  type: text((one) => one.type),
  databaseName: text((one) => one.lineage.tables.map((table) => table.database?.name ?? '')),
  tableName: text((one) => one.lineage.tables.map((table) => table.name)),
  serverName: text((one) => one.lineage.tables.map((table) => table.database?.hostName ?? '')),
  connectionTo: text((one) => one.lineage.tables.map((table) => table.database?.name ?? '')),
  hasExtracts: only(['eq'], (one) => one.hasExtract),
  isCertified: only(['eq'], (one) => one.certified),
  isPublished: only(['eq'], () => true),
  hasEmbeddedPassword: only(['eq'], () => true),
}

export const viewFields: Fields<ViewInWorkbook> = {
  contentUrl: text(({ workbook, view }) => `${workbook.contentUrl}/sheets/${view.urlName}`),
  name: text(({ view }) => view.name),
  // One client uses this spelling; the attribute is viewUrlName. Both are accepted.
  viewUrlname: text(({ view }) => view.urlName),
  viewUrlName: text(({ view }) => view.urlName),
  workbookName: text(({ workbook }) => workbook.name),
  projectName: text(({ workbook }) => (workbook.personalSpace ? undefined : workbook.project.name)),
  sheetType: text(({ view }) => view.type),
  title: text(({ view }) => view.name),
  caption: text(() => undefined),
}

export const projectFields: Fields<Project> = {
  name: text((one) => one.name),
  parentProjectId: text((one) => one.parent?.luid),
  topLevelProject: only(['eq'], (one) => one.parent === undefined),
  ownerName: text((one) => one.owner.fullName),
}

export interface ViewInWorkbook {
  readonly workbook: Workbook
  readonly view: View
}
