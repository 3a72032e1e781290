select
    id as payment_id,
    order_id,
    method,
    cast(amount as decimal(12, 2)) as amount
from {{ source('shop', 'payments') }}
