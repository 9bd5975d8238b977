{# Days that are new or have changed since the model was built; all of them when it is built as a whole. #}
{% macro stale_days(days) -%}
    select
        {{ days }}.day,
        {{ days }}.revision
    from {{ days }}
    {%- if is_incremental() %}
    where ({{ days }}.day, {{ days }}.revision) not in (select distinct built.day, built.revision from {{ this }} as built)
    {%- endif %}
{%- endmacro %}
