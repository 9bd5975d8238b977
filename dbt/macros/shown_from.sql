{# NULL until `sample` has reached `threshold`: a number from fewer answers is not shown. #}
{% macro shown_from(threshold, sample, value) -%}
    if({{ sample }} >= {{ threshold }}, {{ value }}, null)
{%- endmacro %}
