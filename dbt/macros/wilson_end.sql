{#
    An end of the 95 % Wilson interval of right / total, total > 0: the lower (-1) or the upper (1). Where all or none
    are right the end is the share itself, which rounding would miss.
#}
{% macro wilson_end(right, total, side) -%}
    {{ 'least' if side < 0 else 'greatest' }}({{ right }} / nullIf({{ total }}, 0), least(1., greatest(0.,
        ({{ right }} + 3.841458820694124 / 2) / ({{ total }} + 3.841458820694124)
        + ({{ side }}) * sqrt(
            3.841458820694124
            * ({{ right }} * ({{ total }} - {{ right }}) / nullIf({{ total }}, 0) + 3.841458820694124 / 4)
        ) / ({{ total }} + 3.841458820694124)
    )))
{%- endmacro %}
