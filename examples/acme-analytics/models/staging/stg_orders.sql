select
    id as order_id,
    customer_id,
    ordered_on,
    status,
    loaded_at
from {{ source('shop', 'orders') }}
