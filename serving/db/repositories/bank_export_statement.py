"""The live bank of a subject, in words that a check of banks reads when the workbook comes back."""

from serving.core.exports.exports import OPTIONS

OPTION_COLUMNS = ", ".join(
    f"content #>> '{{options,{place},text}}' as {name}" for place, name in enumerate(OPTIONS)
)


def listed(items: str) -> str:
    """Those of a query of `item, place` in one cell: a semicolon of a text stands behind a backslash, and so
    does a backslash before a semicolon."""
    escaped = r"regexp_replace(item, '(\\*);', '\1\1\\;', 'g')"
    ended = r"case when place < most then substring(item from '(\\*)$') else '' end"
    counted = f"select *, max(place) over () as most from ({items}) as items"  # noqa: S608 texts of this module
    return f"(select string_agg({escaped} || {ended}, '; ' order by place) from ({counted}) as told)"  # noqa: S608


FORMS = """
select item, place
from jsonb_array_elements_text(case kind when 'open' then content -> 'key' end)
    with ordinality as forms (item, place)
"""
SOURCES = """
select source as item, row_number() over (order by source) as place
from question_sources where question_sources.question_id = questions.id
"""

# A key names options by their place, from 1.
BANK = f"""
select row_number() over (order by questions.id) as number, kind, content ->> 'text' as text,
    {OPTION_COLUMNS},
    case kind when 'yes_no' then content ->> 'key' when 'open' then {listed(FORMS)} else places end
        as answer_key,
    (content #>> '{{tolerance,value}}')
        || case content #>> '{{tolerance,percent}}' when 'true' then '%' else '' end as tolerance,
    content ->> 'explanation' as explanation, nullif(theme, :no_theme) as bank_theme,
    {listed(SOURCES)} as sources,
    content ->> 'photo' as photo, cast(content ->> 'subway' as boolean) as subway,
    cast(content ->> 'points' as integer) as bank_points,
    not cast(content ->> 'shuffle' as boolean) as fixed_order
from questions
join question_versions as versions
    on versions.question_id = questions.id and versions.version = questions.current_version
cross join lateral (
    select string_agg(cast(place as text), ';' order by place) as places
    from jsonb_array_elements(content -> 'options') with ordinality as options (option, place)
    where content -> 'key' @> (option -> 'id')
) as chosen
where questions.subject = :subject and status = 'live'
order by questions.id
"""  # noqa: S608 texts of this module
