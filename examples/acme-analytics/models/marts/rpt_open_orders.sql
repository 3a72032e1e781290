{{ config(materialized='view') }}

select
    orders.order_id,
    orders.ordered_on,
    orders.status,
    customers.customer_name,
    orders.amount,
    orders.amount_paid
from {{ ref('fct_orders') }} as orders
inner join {{ ref('stg_customers') }} as customers on orders.customer_id = customers.customer_id
where orders.status in ('placed', 'shipped')
