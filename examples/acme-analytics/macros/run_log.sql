{# One row per dbt invocation: who looks at a dashboard can ask when its data was built, and by which run. #}
{% macro create_run_log() %}
  create table if not exists main.dbt_runs (invocation_id varchar, target varchar, started_at timestamp)
{% endmacro %}

{% macro write_run_log() %}
  insert into main.dbt_runs values
    ('{{ invocation_id }}', '{{ target.name }}', timestamp '{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S") }}')
{% endmacro %}
