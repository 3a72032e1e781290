import type { Datasource, Lineage, Workbook } from '../content/model.js'
import { luidOf } from '../content/names.js'
import { element, list, type Element } from '../wire/element.js'

/** A workbook's connections name their data source (docs/facts/tableau.md#connections), but do not show whether it has an extract. */
export function connectionsOfWorkbook(workbook: Workbook): Element {
  return list(
    'connections',
    'connection',
    workbook.embedded.map((source) => {
      const [published] = source.lineage.reads
      const about =
        published === undefined
          ? { id: luidOf('embedded-rest', source.id), name: source.name }
          : { id: published.luid, name: published.name }
      const attributes = published === undefined ? serverOf(source.lineage) : PUBLISHED
      return element('connection', { id: luidOf('connection', source.id), ...attributes }, [
        element('datasource', about),
      ])
    }),
  )
}

/** A data source's connections have `embedPassword` instead of a data source. */
export function connectionsOfDatasource(source: Datasource): Element {
  const id = luidOf('connection', source.id)
  return list('connections', 'connection', [
    element('connection', { id, ...serverOf(source.lineage), embedPassword: 'true' }),
  ])
}

const PUBLISHED = { type: 'sqlproxy', serverAddress: 'localhost', serverPort: '8885', userName: '' }

function serverOf({ tables, customSql }: Lineage) {
  const table = tables[0] ?? customSql[0]
  const database = table?.database
  return {
    type: table?.connectionType ?? 'dataengine',
    serverAddress: database?.hostName ?? '',
    serverPort: String(database?.port ?? ''),
    userName: database === undefined ? '' : 'svc',
  }
}
