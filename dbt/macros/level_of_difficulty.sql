{# 1 (easiest) … 5: logits on the subject's scale, cut at -1.5, -0.5, 0.5, 1.5. #}
{% macro level_of_difficulty(difficulty) -%}
    if(
        isNull({{ difficulty }}),
        null,
        toUInt8(multiIf(
            {{ difficulty }} <= -1.5, 1,
            {{ difficulty }} <= -0.5, 2,
            {{ difficulty }} <= 0.5, 3,
            {{ difficulty }} <= 1.5, 4,
            5
        ))
    )
{%- endmacro %}
