{# Ids of the options in an answer's JSON: 1 for yes and 0 for no; none in a text. #}
{% macro chosen_options(response) -%}
    multiIf(
        {{ response }} = 'true', [toUInt16(1)],
        {{ response }} = 'false', [toUInt16(0)],
        startsWith({{ response }}, '['), JSONExtract({{ response }}, 'Array(UInt16)'),
        match({{ response }}, '^[0-9]+$'), [toUInt16OrZero({{ response }})],
        cast([], 'Array(UInt16)')
    )
{%- endmacro %}
