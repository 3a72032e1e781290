select
    id as order_item_id,
    order_id,
    sku,
    quantity
from {{ source('shop', 'order_items') }}
