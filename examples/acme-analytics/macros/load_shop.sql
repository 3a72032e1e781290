{#
  Stands in for the loader that fills the source tables, so that the project needs no other database:
  dbt run-operation load_shop

  hours_ago      per table, how long ago its newest row arrived (the tests of freshness need old ones)
  bad_payment    one amount is no number, as a loader delivers it on a bad day: fct_orders cannot be built
#}
{% macro load_shop(hours_ago={}, bad_payment=false) %}
  {% do run_query("create schema if not exists shop") %}
  {% do run_query("create schema if not exists finance") %}
  {% do run_query(shop_orders(hours_ago.get("orders", 1))) %}
  {% do run_query(shop_order_items(hours_ago.get("order_items", 1))) %}
  {% do run_query(shop_payments(hours_ago.get("payments", 1), bad_payment)) %}
  {% do run_query(finance_goals()) %}
{% endmacro %}

{% macro loaded_at(hours_ago) -%}
  timestamp '{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S") }}' - interval '{{ hours_ago }} hours'
{%- endmacro %}

{% macro shop_orders(hours_ago) %}
  create or replace table shop.orders as
  select *, {{ loaded_at(hours_ago) }} as loaded_at
  from (values
    (1, 1, date '2026-08-03', 'completed'),
    (2, 2, date '2026-08-03', 'completed'),
    (3, 3, date '2026-08-04', 'returned'),
    (4, 1, date '2026-08-05', 'completed'),
    (5, 4, date '2026-08-07', 'completed'),
    (6, 5, date '2026-08-10', 'completed'),
    (7, 3, date '2026-08-11', 'completed'),
    (8, 6, date '2026-08-12', 'shipped'),
    (9, 7, date '2026-08-13', 'shipped'),
    (10, 2, date '2026-08-17', 'placed'),
    (11, 8, date '2026-08-18', 'placed'),
    (12, 4, date '2026-08-19', 'placed')
  ) as rows_of_orders(id, customer_id, ordered_on, status)
{% endmacro %}

{% macro shop_order_items(hours_ago) %}
  create or replace table shop.order_items as
  select *, {{ loaded_at(hours_ago) }} as loaded_at
  from (values
    (1, 1, 'JAF-001', 2), (2, 1, 'BEV-001', 1), (3, 2, 'JAF-002', 1), (4, 3, 'JAF-003', 4),
    (5, 4, 'BEV-002', 3), (6, 5, 'JAF-001', 1), (7, 5, 'JAF-002', 2), (8, 6, 'JAF-004', 1),
    (9, 7, 'BEV-001', 6), (10, 8, 'JAF-003', 2), (11, 8, 'BEV-002', 2), (12, 9, 'JAF-001', 3),
    (13, 10, 'JAF-002', 1), (14, 11, 'JAF-004', 2), (15, 12, 'BEV-001', 1)
  ) as rows_of_items(id, order_id, sku, quantity)
{% endmacro %}

{% macro shop_payments(hours_ago, bad_payment) %}
  create or replace table shop.payments as
  select *, {{ loaded_at(hours_ago) }} as loaded_at
  from (values
    (1, 1, 'card', '27.50'), (2, 2, 'card', '12.00'), (3, 3, 'voucher', '38.00'), (4, 4, 'card', '10.50'),
    (5, 5, 'transfer', '{{ "n/a" if bad_payment else "35.00" }}'), (6, 6, 'card', '14.00'), (7, 7, 'card', '15.00'),
    (8, 8, 'card', '19.00'), (9, 8, 'voucher', '7.00'), (10, 9, 'card', '33.00'), (11, 10, 'transfer', '12.00'),
    (12, 11, 'card', '28.00')
  ) as rows_of_payments(id, order_id, method, amount)
{% endmacro %}

{% macro finance_goals() %}
  create or replace table finance.goals as
  select *
  from (values (date '2026-07-01', 90000), (date '2026-08-01', 95000), (date '2026-09-01', 110000)) as rows_of_goals(month, revenue_goal)
{% endmacro %}
