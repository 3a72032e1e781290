import { timestamp } from '../clock.js'
import {
  type Datasource,
  type Project,
  type Site,
  type User,
  type View,
  type Workbook,
  hasOwnExtract,
} from '../content/model.js'
import { element, list, type Element } from '../wire/element.js'
import type { World } from './route.js'

/* Content as elements, in full; `withFields` removes what was not asked for (docs/facts/tableau.md#fields). */

export function webpageUrl(world: World, site: Site, kind: string, number: number): string {
  const inSite = site.contentUrl === '' ? '' : `/site/${site.contentUrl}`
  return `${world.settings.webOrigin}/#${inSite}/${kind}/${number}`
}

function ownerElement({ luid, name, fullName, email, admin }: User, full: boolean): Element {
  if (!full) return element('owner', { id: luid })
  return element('owner', { id: luid, name, fullName, email, siteRole: siteRoleOf(admin) })
}

export function siteRoleOf(admin: boolean): string {
  return admin ? 'SiteAdministratorCreator' : 'Explorer'
}

function tagsElement(tags: readonly string[]): Element {
  return list(
    'tags',
    'tag',
    tags.map((label) => element('tag', { label })),
  )
}

export const WORKBOOK_DEFAULTS = [
  ...['name', 'description', 'contentUrl', 'webpageUrl', 'showTabs', 'size', 'createdAt', 'updatedAt'],
  ...['project', 'owner', 'tags', 'views'],
]

/** Personal Space workbooks have no project element (docs/facts/tableau.md#personal-space). */
export function workbookElement(world: World, site: Site, workbook: Workbook, full: boolean): Element {
  const { luid, name, description, contentUrl, createdAt, project, owner, personalSpace } = workbook
  const shown = workbook.views.filter((view) => !view.hidden)
  return element(
    'workbook',
    {
      id: luid,
      name,
      description,
      contentUrl,
      webpageUrl: webpageUrl(world, site, 'workbooks', workbook.number),
      showTabs: 'false',
      size: '2',
      createdAt: timestamp(createdAt),
      updatedAt: timestamp(createdAt),
      sheetCount: workbook.views.length,
      hasExtracts: hasOwnExtract(workbook),
      encryptExtracts: 'false',
      defaultViewId: shown[0]?.luid,
      lastPublishedAt: timestamp(createdAt),
    },
    [
      personalSpace ? undefined : element('project', { id: project.luid, name: project.name }),
      personalSpace
        ? element('location', {
            id: owner.luid,
            type: 'PersonalSpace',
            name: `Personal Space ${owner.fullName}`,
          })
        : element('location', { id: project.luid, type: 'Project', name: project.name }),
      ownerElement(owner, full),
      tagsElement(workbook.tags),
    ],
  )
}

export const DATASOURCE_DEFAULTS = [
  ...['name', 'description', 'contentUrl', 'webpageUrl', 'type', 'createdAt', 'updatedAt', 'encryptExtracts'],
  ...['hasExtracts', 'isCertified', 'useRemoteQueryAgent', 'project', 'owner', 'tags'],
]

export function datasourceElement(world: World, site: Site, source: Datasource, full: boolean): Element {
  const { luid, name, description, contentUrl, createdAt, project, owner } = source
  const readers = site.workbooks.filter((one) =>
    one.embedded.some(({ lineage }) => lineage.reads.includes(source)),
  )
  return element(
    'datasource',
    {
      id: luid,
      name,
      description,
      contentUrl,
      webpageUrl: webpageUrl(world, site, 'datasources', source.number),
      type: source.type,
      createdAt: timestamp(createdAt),
      updatedAt: timestamp(createdAt),
      encryptExtracts: 'false',
      hasExtracts: source.hasExtract,
      isCertified: source.certified,
      useRemoteQueryAgent: source.bridge,
      isPublished: true,
      hasAlert: false,
      connectedWorkbooksCount: readers.length,
      favoritesTotal: 0,
      serverName: source.lineage.tables[0]?.database?.hostName,
    },
    [
      element('project', { id: project.luid, name: project.name }),
      ownerElement(owner, full),
      tagsElement(source.tags),
    ],
  )
}

export const VIEW_DEFAULTS = [
  'name',
  'contentUrl',
  'sheetType',
  'createdAt',
  'updatedAt',
  'viewUrlName',
  'workbook',
  'owner',
  'project',
  'tags',
]

export function viewElement(workbook: Workbook, view: View): Element {
  const { owner, project, createdAt } = workbook
  return element(
    'view',
    {
      id: view.luid,
      name: view.name,
      contentUrl: `${workbook.contentUrl}/sheets/${view.urlName}`,
      viewUrlName: view.urlName,
      sheetType: view.type,
      createdAt: timestamp(createdAt),
      updatedAt: timestamp(createdAt),
      favoritesTotal: 0,
    },
    [
      element('workbook', {
        id: workbook.luid,
        name: workbook.name,
        contentUrl: workbook.contentUrl,
        sheetCount: workbook.views.length,
        hasExtracts: hasOwnExtract(workbook),
      }),
      element('owner', { id: owner.luid }),
      workbook.personalSpace ? undefined : element('project', { id: project.luid, name: project.name }),
      tagsElement([]),
      element('usage', { totalViewCount: 0 }),
    ],
  )
}

export function projectElement(project: Project): Element {
  return element(
    'project',
    {
      id: project.luid,
      name: project.name,
      description: '',
      topLevelProject: project.parent === undefined,
      parentProjectId: project.parent?.luid,
      contentPermissions: 'ManagedByOwner',
      writeable: true,
    },
    [element('owner', { id: project.owner.luid })],
  )
}
