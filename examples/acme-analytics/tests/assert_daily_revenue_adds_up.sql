-- Reads two models: the days must add up to the orders.
with daily as (

    select sum(revenue) * {{ var('reporting_currency_rate') }} as revenue
    from {{ ref('fct_revenue_daily') }}

),

single as (

    select sum(amount) as revenue
    from {{ ref('fct_orders') }}
    where status <> 'returned'

)

select daily.revenue, single.revenue as expected_revenue
from daily
cross join single
where abs(daily.revenue - single.revenue) > 0.01
