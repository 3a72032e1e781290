select
    ordered_on,
    count(*) as orders,
    cast(sum(amount) / {{ var('reporting_currency_rate') }} as decimal(14, 2)) as revenue
from {{ ref('fct_orders') }}
where status <> 'returned'
group by ordered_on
