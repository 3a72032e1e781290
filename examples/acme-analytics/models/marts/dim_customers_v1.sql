select
    customers.customer_id,
    customers.customer_name,
    count(orders.order_id) as orders
from {{ ref('stg_customers') }} as customers
left join {{ ref('fct_orders') }} as orders on customers.customer_id = orders.customer_id
group by customers.customer_id, customers.customer_name
