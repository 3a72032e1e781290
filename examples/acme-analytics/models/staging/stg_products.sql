select
    sku,
    name as product_name,
    category,
    list_price
from {{ ref('raw_products') }}
