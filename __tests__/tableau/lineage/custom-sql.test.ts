import { describe, expect, test } from '@jest/globals'
import { splitName } from '../../../src/exposures/relations.js'
import { tablesInSql } from '../../../src/tableau/lineage/custom-sql.js'

/** The tables that a text names, then `…` if it may read more; `unreadable` if it cannot be parsed. */
async function reading(connectionType: string, query: string): Promise<string> {
  const read = await tablesInSql({ connectionType, query, database: null })
  if (read === null) return 'unreadable'
  const names = read.tables.map(({ fullName }) => splitName(fullName ?? '').join('.'))
  return [...names, ...(read.isComplete ? [] : ['…'])].join(' ')
}

type Row = readonly [connector: string, query: string, expected: string]

function check(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    test.each(rows)('%s: %s', async (connector, query, expected) => {
      expect(await reading(connector, query)).toBe(expected)
    })
  })
}

check('hints of SQL Server without "with" belong to a table', [
  ['sqlserver', 'select * from dbo.orders (nolock)', 'dbo.orders'],
  ['sqlserver', 'select * from orders(NOLOCK)', 'orders'],
  ['sqlserver', 'select * from dbo.calendar join dbo.orders (nolock) on 1 = 1', 'dbo.calendar dbo.orders'],
  ['sqlserver', 'select * from dbo.orders o (nolock)', 'dbo.orders'],
  ['sqlserver', 'select * from dbo.orders (nolock, index(ix), rowlock)', 'dbo.orders'],
  ['sqlserver', 'select * from dbo.orders (index = ix)', 'dbo.orders'],
  ['sqlserver', 'with c as (select 1 a) select * from c (nolock)', ''],
  ['sqlserver', 'select * from dbo.orders (nolock, 1)', '…'],
  ['sqlserver', 'select * from dbo.orders (other)', '…'],
  ['sqlserver', 'select * from dbo.orders ()', '…'],
  ['postgres', 'select * from orders (nolock)', '…'],
])

check('an alias is the name of an array only for what follows it', [
  ['bigquery', 'select * from orders.orders', 'orders.orders'],
  ['bigquery', 'select * from `orders.orders`', 'orders.orders'],
  ['bigquery', 'select sales.* from sales.orders as sales', 'sales.orders'],
  ['bigquery', 'select * from sales.orders o join marts.dim sales on true', 'sales.orders marts.dim'],
  ['bigquery', 'select * from marts.orders as sales, sales.items i', 'marts.orders'],
  ['bigquery', 'select * from sales.orders as sales, sales.items i', 'sales.orders sales.items …'],
  ['bigquery', 'select * from orders.orders join orders.lines l on true', 'orders.orders orders.lines …'],
  ['bigquery', 'select * from d.t o, o.items i, i.parts p', 'd.t'],
  ['bigquery', 'select * from d.t, t.items', 'd.t'],
  ['bigquery', 'select * from d.t left join t.items on true', 'd.t'],
  ['bigquery', 'select * from (select * from d.t) o, o.items', 'd.t'],
  ['bigquery', 'select * from unnest([struct([1] as xs)]) s, s.xs', ''],
  ['bigquery', 'select (select sum(x) from o.items) from d.t o', 'd.t'],
  ['bigquery', 'select array(select x from o.items) from d.t o where exists (select 1 from o.tags)', 'd.t'],
  // A subquery in `from` does not see its neighbours.
  ['bigquery', 'select * from marts.dim sales, (select * from sales.orders) x', 'marts.dim sales.orders'],
  ['bigquery', 'select * from marts.dim sales, `sales.orders` x', 'marts.dim sales.orders …'],
  ['redshift', 'select * from marts.orders o, o.items i', 'marts.orders'],
  ['redshift', 'select * from orders.orders', 'orders.orders'],
  ['impala', 'select * from db.customers c, c.orders o', 'db.customers c.orders …'],
  ['something new', 'select * from db.customers c, c.orders o', 'db.customers c.orders …'],
  ['snowflake', 'select * from marts.dim sales join sales.orders on true', 'marts.dim sales.orders'],
  ['sqlserver', 'select * from dbo.a sales join sales.orders on 1 = 1', 'dbo.a sales.orders'],
])

check('functions in "from" that make rows of their arguments', [
  ['bigquery', 'select * from unnest(generate_date_array("2020-01-01", "2021-01-01")) d', ''],
  ['bigquery', 'select * from d.t, unnest(items) i', 'd.t'],
  ['bigquery', 'select * from unnest(array(select x from d.t)) i', 'd.t'],
  ['snowflake', 'select * from table(generator(rowcount => 10))', ''],
  ['snowflake', 'select * from s.t, table(flatten(input => t.items)) f', 's.t'],
  ['snowflake', 'select * from s.t, lateral flatten(input => t.items) f', 's.t'],
  ['snowflake', "select * from s.t, lateral split_to_table(t.a, ',')", 's.t'],
  ['snowflake', "select * from table(split_to_table('a,b', ','))", ''],
  ['snowflake', "select * from table(strtok_split_to_table('a,b', ','))", ''],
  ['snowflake', 'select * from table(result_scan(last_query_id()))', ''],
  ['snowflake', 'select * from table(information_schema.task_history())', ''],
  ['snowflake', 'select * from (values (1)) v', ''],
  ['postgres', 'select * from generate_series(1, 9) with ordinality g', ''],
  ['postgres', 'select * from s.t cross join lateral jsonb_array_elements(t.a) e', 's.t'],
  ['postgres', "select * from json_to_recordset('[]') as x(a int)", ''],
  ['postgres', "select * from regexp_split_to_table('a b', ' ') x", ''],
  ['postgres', 'values (1)', ''],
  ['redshift', 'select * from generate_series(1, 9)', ''],
  ['sqlserver', "select * from openjson(@x) with (a int '$.a') j", ''],
  ['sqlserver', "select * from string_split('a,b', ',')", ''],
  ['sqlserver', "select * from dbo.t cross apply x.nodes('/a') as n(c)", 'dbo.t'],
  ['mysql', "select * from json_table('[]', '$[*]' columns(a int path '$')) j", ''],
  ['databricks', 'select * from explode(array(1)) t', ''],
  ['databricks', 'select * from g.t lateral view outer posexplode(x) p as i, v', 'g.t'],
  ['databricks', 'select * from range(10)', ''],
  ['databricks', 'select * from stack(2, 1, 2)', ''],
  ['databricks', 'select * from table(explode(array(1)))', ''],
  ['databricks', 'select * from g.t, lateral explode(x) e', 'g.t'],
  ['awsathena', 'select * from s.t cross join unnest(items) as t(i)', 's.t'],
  ['trino', 'select * from table(sequence(1, 2))', ''],
  ['clickhouse', 'select * from numbers(10)', ''],
  ['clickhouse', "select * from values('a int', 1)", ''],
  ['clickhouse', 'select * from m.hits array join x as y', 'm.hits'],
  ['clickhouse', 'select * from m.hits left array join x as y', 'm.hits'],
  ['oracle', "select * from table(sys.odcivarchar2list('a', 'b'))", ''],
  ['oracle', 'select * from s.t o, table(o.items) i', 's.t'],
  ['oracle', 'select level from dual connect by level < 5', ''],
  ['duckdb_jdbc', 'select * from range(5) t(i)', ''],
])

check('any other function in "from" may read tables', [
  ['sqlserver', "select * from openquery(DWH, 'select * from dbo.orders')", '…'],
  ['sqlserver', 'select * from dbo.calendar cross apply dbo.lines(id)', 'dbo.calendar …'],
  ['sqlserver', 'select * from dbo.orders_of(2024)', '…'],
  ['sqlserver', "select * from containstable(orders, note, 'x')", '…'],
  ['bigquery', "select * from external_query('eu.c', 'select * from marts.orders')", '…'],
  ['bigquery', "select * from marts.orders_of('x')", '…'],
  ['bigquery', 'select * from appends(table marts.orders, null, null)', 'unreadable'],
  ['bigquery', 'select * from table_date_range([acme:marts.orders_], a, b)', '…'],
  ['bigquery', 'select * from marts.o |> join marts.b on true', 'marts.o marts.b'],
  ['bigquery', "select * from marts.o |> call marts.f('x')", 'marts.o …'],
  ['postgres', "select * from dblink('x', 'select * from marts.orders') as t(a int)", '…'],
  ['postgres', "select * from crosstab('select * from marts.orders') as c(a text)", '…'],
  ['postgres', 'select * from s.t, lateral marts.f(t.id) x', 's.t …'],
  ['trino', "select * from table(pg.system.query(query => 'select * from marts.orders'))", '…'],
  ['clickhouse', "select * from cluster('c', metrics.orders)", '…'],
  ['clickhouse', "select * from remote('h', metrics.orders)", '…'],
  ['clickhouse', "select * from merge('metrics', '^orders')", '…'],
  ['databricks', "select * from table_changes('main.gold.orders', 1)", '…'],
  ['databricks', 'select * from table(main.gold.f(1))', '…'],
  ['databricks', "select * from read_files('s3://x/')", '…'],
  ['snowflake', "select * from table('analytics.marts.orders')", '…'],
  ['snowflake', 'select * from table($t)', '…'],
  ['snowflake', 'select * from table(marts.f())', '…'],
  ['snowflake', "select * from identifier('a.marts.orders')", '…'],
  ['snowflake', 'select * from semantic_view(a.marts.v dimensions a.b metrics c.d)', '…'],
  ['snowflake', 'select * from a.marts.orders join table(marts.f(orders.id)) f', 'a.marts.orders …'],
  ['oracle', 'select * from table(marts.pkg.orders_of(1))', '…'],
  ['duckdb_jdbc', "select * from query_table('orders')", '…'],
])

check('functions in expressions', [
  ['sqlserver', 'select dbo.total(id) from dbo.t', 'dbo.t …'],
  ['sqlserver', "select t.x.value('(/a)[1]', 'int'), t.p.STDistance(p) from dbo.t", 'dbo.t'],
  ['bigquery', 'select net.host(url), safe.upper(a) from d.t', 'd.t'],
  ['bigquery', 'select `p.udf.total`(id) from d.t', 'd.t …'],
  ['snowflake', "select snowflake.cortex.complete('m', a), upper(b) from s.t", 's.t'],
  ['clickhouse', "select dictGet('metrics.d', 'a', id) from metrics.hits", 'metrics.hits …'],
  ['postgres', "select query_to_xml('select * from marts.orders', true, true, '')", '…'],
  ['postgres', 'select count(*), pg_catalog.lower(a) from s.t', 's.t'],
  ['oracle', 'select dbms_lob.getlength(a) from s.t', 's.t'],
  ['oracle', "select dbms_xmlgen.getxml('select * from s.o') from s.t", 's.t …'],
])

check('common table expressions', [
  ['postgres', 'with orders as (select * from orders) select * from orders', 'orders'],
  ['postgres', 'with orders as (select * from orders union all select 1) select * from orders', 'orders'],
  ['bigquery', 'with orders as (select 1 union all select * from orders) select * from orders', 'orders'],
  ['postgres', 'with a as (select * from b), b as (select 1) select * from a', 'b'],
  ['postgres', 'with recursive a as (select * from b), b as (select 1) select * from a', ''],
  ['mysql', 'with recursive a as (select * from b), b as (select 1) select * from a', 'b …'],
  ['postgres', 'with recursive c as (select 1 n union all select n from c) select * from c', ''],
  ['sqlserver', 'with c as (select 1 n union all select n from c) select * from c', ''],
  ['snowflake', 'with c as (select 1 n union all select n from c) select * from c', ''],
  ['snowflake', 'with o as (select * from o union all select * from o2) select * from o', 'o o2'],
  ['oracle', 'with o as (select * from o union all select 1 from dual) select * from o', 'o'],
  ['snowflake', 'select * from (with x as (select * from s.a) select * from x) y join x on true', 's.a x'],
  ['snowflake', 'with x as (select 1) select * from s.x join x on true', 's.x'],
  ['snowflake', 'with x as (with y as (select * from s.a) select * from y) select * from x, y', 's.a y'],
  ['postgres', 'with x as (select 1) select (select max(a) from x), (select 1 from s.y) from x', 's.y'],
  // Quotes keep upper and lower case apart, unless a setting says otherwise.
  ['postgres', 'with orders as (select 1) select * from "Orders"', 'orders …'],
  ['snowflake', 'with "orders" as (select 1) select * from orders', 'orders …'],
  ['snowflake', 'with orders as (select 1) select * from "ORDERS"', ''],
  ['sqlserver', 'with Orders as (select 1 a) select * from [orders]', ''],
  ['bigquery', 'with Orders as (select 1) select * from `orders`', ''],
  ['postgres', 'with x as (delete from s.a returning *) select * from x', 's.a …'],
])

check('nested queries, joins and pivots', [
  ['sqlserver', 'select * from (dbo.a x join dbo.b y on 1 = 1)', 'dbo.a dbo.b'],
  ['sqlserver', 'select * from dbo.a unpivot (v for k in (x, y)) u', 'dbo.a'],
  ['sqlserver', 'select * from dbo.a outer apply (select * from dbo.b where b.id = a.id) x', 'dbo.a dbo.b'],
  ['bigquery', "select * from (select * from d.t) pivot(sum(x) for y in ('a'))", 'd.t'],
  ['snowflake', 'select * from s.t pivot(sum(a) for b in (select x from s.u))', 's.t s.u'],
  ['snowflake', 'select * from s.a asof join s.b match_condition (a.t >= b.t)', 's.a s.b'],
  [
    'snowflake',
    'select * from s.t match_recognize (order by b measures c as d pattern (x) define x as a > 1)',
    's.t',
  ],
  [
    'postgres',
    'select * from a.t where x = any (select y from a.u) order by (select 1 from a.v)',
    'a.t a.u a.v',
  ],
  ['postgres', 'select case when exists (select 1 from a.u) then 1 end from a.t', 'a.t a.u'],
  ['postgres', 'select * from a.t join a.u on t.id in (select id from a.v)', 'a.t a.u a.v'],
  ['oracle', 'select * from a.t minus (select * from a.u intersect select * from a.v)', 'a.t a.u a.v'],
])

check('statements before the query', [
  ['bigquery', 'declare d date default (select max(d) from d.cal); select * from d.t', 'd.cal d.t'],
  ['bigquery', 'set x = (select max(d) from d.cal); select * from d.t', 'd.cal d.t'],
  ['bigquery', "declare x string default 'a'; select x", ''],
  ['bigquery', "execute immediate 'select * from d.t'", '…'],
  ['sqlserver', 'exec dbo.load; select * from dbo.t', 'dbo.t …'],
  ['sqlserver', 'select * into #x from dbo.t; select * from #x', 'dbo.t #x'],
  ['snowflake', 'create temp table x as select * from s.t; select * from x', 'x …'],
  ['snowflake', 'use schema marts; select * from orders', 'orders …'],
  ['snowflake', 'call marts.load()', '…'],
])

check('names in quotes, of files and with parameters of Tableau', [
  ['bigquery', 'select * from `acme-1.d.t` join `acme-1`.`d`.`u` on true', 'acme-1.d.t acme-1.d.u'],
  ['duckdb_jdbc', "select * from 'x.parquet' join a.t on true", 'a.t …'],
  ['snowflake', 'select * from @stage/x.csv', '…'],
  ['snowflake', 'select * from s.t where a = <[Parameters].[A]> limit <Parameters.[N]>', 's.t'],
  ['snowflake', "select * from s.t where a = '<[Parameters].[A]>'", 's.t'],
  ['snowflake', 'select * from s.orders_<[Parameters].[Year]>', '…'],
  ['snowflake', 'select * from s."orders_<[Parameters].[Year]>" join s.t on true', 's.t …'],
  ['snowflake', 'select * from <[Parameters].[Table]>', '…'],
])

describe('a name keeps its parts', () => {
  const named = async (connectionType: string, query: string) => {
    const read = await tablesInSql({ connectionType, query, database: 'Main' })
    return read?.tables.map(({ name, schema, database }) => [database, schema, name])
  }

  test.each<readonly [string, string, readonly (string | null)[]]>([
    ['sqlserver', 'select * from [dbo].[Sales.Orders]', ['Main', 'dbo', '"Sales.Orders"']],
    ['postgres', 'select * from "a.b"."c.d"', ['Main', 'a.b', '"c.d"']],
    ['bigquery', 'select * from `p-1.d.t`', ['p-1', 'd', '"t"']],
    ['bigquery', 'select * from `p-1.d`.t', ['p-1', 'd', '"t"']],
    ['databricks', 'select * from `a.b`.t', ['Main', 'a.b', '"t"']],
    ['sqlserver', 'select * from Ledger..Orders', ['Ledger', null, '"Orders"']],
    ['sqlserver', 'use Dev; select * from dbo.Orders', ['Dev', 'dbo', '"Orders"']],
    ['sqlserver', 'use Dev; select * from Prod.dbo.Orders', ['Prod', 'dbo', '"Orders"']],
    ['mysql', 'use dev; select * from orders', ['dev', null, '"orders"']],
    ['snowflake', 'use schema dev; select * from orders', [null, null, '"orders"']],
  ])('%s: %s', async (connector, query, place) => {
    expect(await named(connector, query)).toEqual([place])
  })

  test('in two databases it is two tables', async () => {
    const places = await named('sqlserver', 'select * from t; use Dev; select * from t')
    expect(places).toEqual([
      ['Main', null, '"t"'],
      ['Dev', null, '"t"'],
    ])
  })
})
