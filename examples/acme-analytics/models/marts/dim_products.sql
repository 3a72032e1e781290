select
    sku,
    product_name,
    category,
    list_price,
    list_price >= 10 as is_premium
from {{ ref('stg_products') }}
