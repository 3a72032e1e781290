{{
  config(
    materialized='incremental',
    unique_key='order_id',
    on_schema_change='append_new_columns'
  )
}}

with items as (

    select
        order_items.order_id,
        sum(order_items.quantity) as items,
        sum(order_items.quantity * products.list_price) as amount
    from {{ ref('stg_order_items') }} as order_items
    inner join {{ ref('stg_products') }} as products on order_items.sku = products.sku
    group by order_items.order_id

)

select
    orders.order_id,
    orders.customer_id,
    orders.ordered_on,
    orders.status,
    items.items,
    cast(items.amount as decimal(12, 2)) as amount,
    coalesce(order_payments.amount_paid, 0) as amount_paid,
    orders.loaded_at
from {{ ref('stg_orders') }} as orders
left join items on orders.order_id = items.order_id
left join {{ ref('int_order_payments') }} as order_payments on orders.order_id = order_payments.order_id
{% if is_incremental() %}
where orders.loaded_at >= (select max(loaded_at) from {{ this }})
{% endif %}
