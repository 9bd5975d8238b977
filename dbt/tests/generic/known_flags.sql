{% test known_flags(model, column_name) %}
    select {{ column_name }}
    from {{ model }}
    where not hasAll(
        [
            'key_changed', 'miskey_suspected', 'negative_discrimination', 'below_chance', 'dead_option', 'too_easy',
            'too_hard', 'slow'
        ],
        {{ column_name }}
    )
{% endtest %}
