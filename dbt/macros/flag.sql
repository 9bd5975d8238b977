{# [name] where the condition holds, else []; an unknown condition does not hold. #}
{% macro flag(name, condition) -%}
    if({{ condition }}, ['{{ name }}'], emptyArrayString())
{%- endmacro %}
