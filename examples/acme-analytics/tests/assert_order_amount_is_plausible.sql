select order_id, amount
from {{ ref('fct_orders') }}
where amount > {{ var('max_order_amount') }}
