select
    customers.customer_id,
    customers.customer_name,
    customers.country,
    customers.signed_up_on,
    min(orders.ordered_on) as first_ordered_on,
    count(orders.order_id) as orders,
    coalesce(sum(orders.amount), 0) as lifetime_amount
from {{ ref('stg_customers') }} as customers
left join {{ ref('fct_orders') }} as orders on customers.customer_id = orders.customer_id
{% for customer_id in var('forgotten_customer_ids') %}
{{ 'where' if loop.first else 'and' }} customers.customer_id <> {{ customer_id }}
{% endfor %}
group by customers.customer_id, customers.customer_name, customers.country, customers.signed_up_on
