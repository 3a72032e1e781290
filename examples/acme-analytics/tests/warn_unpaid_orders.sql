{{ config(severity='warn') }}

select order_id, amount
from {{ ref('fct_orders') }}
where amount_paid = 0
