{#
    1 (easiest) … 5: the expected facility logistic(-b / 1.16) of a question of difficulty b among students of
    N(0, 1), cut at b = -1.5, -0.5, 0.5, 1.5.
#}
{% macro level_of_facility(facility) -%}
    if(
        isNull({{ facility }}),
        null,
        toUInt8(multiIf(
            {{ facility }} >= 0.785, 1,
            {{ facility }} >= 0.606, 2,
            {{ facility }} >= 0.394, 3,
            {{ facility }} >= 0.215, 4,
            5
        ))
    )
{%- endmacro %}
