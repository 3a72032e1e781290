with revenue as (

    select
        date_trunc('week', ordered_on) as week,
        sum(revenue) as revenue,
        sum(orders) as orders
    from {{ ref('fct_revenue_daily') }}
    group by 1

),

new_customers as (

    select
        date_trunc('week', first_ordered_on) as week,
        count(*) as new_customers
    from {{ ref('dim_customers', v=2) }}
    group by 1

)

select
    revenue.week,
    revenue.revenue,
    revenue.orders,
    coalesce(new_customers.new_customers, 0) as new_customers
from revenue
left join new_customers on revenue.week = new_customers.week
