import type { Content, ContentKind } from './types.js'

export const CONTENT_NOUNS: Readonly<Record<ContentKind, string>> = {
  datasource: 'data source',
  workbook: 'workbook',
}

/** `Finance/Weekly KPIs`: the project path, if it is known, and the name. */
export function contentPath({ project, name }: Pick<Content, 'project' | 'name'>): string {
  return project === null ? name : `${project}/${name}`
}

/** `1 workbook or data source`, `2 workbooks and data sources`. */
export function contentCount(count: number): string {
  return count === 1 ? '1 workbook or data source' : `${count} workbooks and data sources`
}
