import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A change as in a pull request; null if it does not apply to this engine's form of the example. */
export interface ProjectChange {
  readonly name: string
  readonly apply: (project: Project) => void
}

/** The example in one folder. */
export class Project {
  constructor(readonly folder: string) {}

  edit(file: string, replace: string, by: string): void {
    const text = readFileSync(join(this.folder, file), 'utf8')
    if (!text.includes(replace)) throw new Error(`${file} no longer contains ${JSON.stringify(replace)}.`)
    writeFileSync(join(this.folder, file), text.replace(replace, by))
  }

  append(file: string, text: string): void {
    this.write(file, `${readFileSync(join(this.folder, file), 'utf8')}${text}`)
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true })
    writeFileSync(join(this.folder, file), text)
  }

  move(from: string, to: string): void {
    this.write(to, readFileSync(join(this.folder, from), 'utf8'))
    this.remove(from)
  }

  remove(file: string): void {
    if (!existsSync(join(this.folder, file))) throw new Error(`${file} is not there.`)
    rmSync(join(this.folder, file))
  }
}

const MARTS = 'models/marts/_marts.yml'

/** One for each rule about what counts as modified. */
export const changes: readonly ProjectChange[] = [
  { name: 'nothing', apply: () => undefined },
  { name: 'body of a model', apply: (p) => p.append('models/staging/stg_payments.sql', '\n-- changed\n') },
  {
    name: 'config of a model, in its folder and in its tags',
    apply: (p) => {
      p.edit('dbt_project.yml', '    intermediate:\n', "    intermediate:\n      +meta: {team: 'finance'}\n")
      p.edit('dbt_project.yml', '    marts:\n', '    marts:\n      +tags: [nightly]\n')
    },
  },
  {
    name: 'another schema and another materialization',
    apply: (p) => {
      p.edit('dbt_project.yml', '+schema: staging', '+schema: staged')
      p.append('models/marts/dim_products.sql', "\n{{ config(materialized='view') }}\n")
    },
  },
  {
    name: 'a macro, of which another is made',
    apply: (p) => {
      p.write('macros/cents.sql', '{% macro cents(x) %}{{ whole(x) }} * 100{% endmacro %}\n')
      p.write('macros/whole.sql', '{% macro whole(x) %}round({{ x }}, 1){% endmacro %}\n')
    },
  },
  {
    name: 'a description, persisted for one model and not for the other',
    apply: (p) => {
      p.edit(MARTS, 'What still has to be delivered.', 'What is on its way.')
      p.edit(MARTS, 'What can be ordered.', 'What is on the menu.')
    },
  },
  {
    name: 'a new, a removed, a renamed and a moved model',
    apply: (p) => {
      p.write('models/marts/rpt_new.sql', "select * from {{ ref('fct_revenue_daily') }}\n")
      p.remove('models/marts/rpt_old.sql')
      p.move('models/marts/rpt_older.sql', 'models/marts/rpt_oldest.sql')
      p.move('models/staging/stg_customers.sql', 'models/staging/clients/stg_customers.sql')
    },
  },
  { name: 'a seed', apply: (p) => p.append('seeds/raw_products.csv', 'BEV-009,water,beverage,1\n') },
  {
    name: 'a source, its freshness and a new one',
    apply: (p) => {
      p.edit('models/staging/_sources.yml', 'warn_after: { count: 6', 'warn_after: { count: 7')
      p.append('models/staging/_sources.yml', '      - name: budgets\n')
    },
  },
  {
    name: 'exposures: an address, an owner, and a new one',
    apply: (p) => {
      p.edit('models/exposures.yml', 'views/WeeklyKPIs/Overview', 'views/WeeklyKPIs/Start')
      p.edit('models/exposures.yml', 'name: Kitchen,', 'name: Cooks,')
      p.edit(
        'models/exposures.yml',
        'exposures:\n',
        "exposures:\n  - name: new_one\n    type: dashboard\n    depends_on: [ref('rpt_menu')]\n    owner: { name: Kitchen }\n\n",
      )
    },
  },
  {
    name: 'versions: the latest one is another',
    apply: (p) => p.edit(MARTS, 'latest_version: 2', 'latest_version: 1'),
  },
  {
    name: 'a contract, enforced',
    apply: (p) =>
      p.edit(
        MARTS,
        '  - name: fct_revenue_daily\n',
        '  - name: fct_revenue_daily\n    config: { contract: { enforced: true } }\n',
      ),
  },
]

/** What production has in addition to the example: a macro that a model uses, and descriptions in the warehouse. */
export function prepare(project: Project): void {
  project.write('macros/cents.sql', '{% macro cents(x) %}{{ whole(x) }} * 100{% endmacro %}\n')
  project.write('macros/whole.sql', '{% macro whole(x) %}round({{ x }}){% endmacro %}\n')
  project.append('models/marts/fct_revenue_daily.sql', '\n-- {{ cents(1) }}\n')
  project.write('models/marts/rpt_old.sql', 'select 1 as one\n')
  project.write('models/marts/rpt_older.sql', 'select 2 as two\n')
  project.append('models/marts/rpt_menu.sql', '\n{{ config(persist_docs={"relation": true}) }}\n')
}
