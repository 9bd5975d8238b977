{#
    As stale_days, of rows that are only added, and expire: a day with fewer than it was built of keeps what it says.
#}
{% macro grown_days(days) -%}
    select
        {{ days }}.day,
        {{ days }}.revision
    from {{ days }}
    {%- if is_incremental() %}
    left join (
        select built.day, max(built.revision) as revision from {{ this }} as built group by built.day
    ) as known on {{ days }}.day = known.day
    where {{ days }}.revision > coalesce(known.revision, 0)
    {%- endif %}
{%- endmacro %}
