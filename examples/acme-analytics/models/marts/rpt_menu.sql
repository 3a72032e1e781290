{{ config(materialized='view') }}

select
    category,
    product_name,
    list_price
from {{ ref('stg_products') }}
