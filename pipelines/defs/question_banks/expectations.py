"""What Great Expectations holds a checked bank to, whatever the row rules let through."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from pipelines.banks.subjects import Subjects
from serving.core.questions import NO_THEME, Kind

Severity = Literal["critical", "warning"]
CHOICES = (Kind.ONE, Kind.MULTIPLE)


@dataclass(frozen=True, slots=True)
class Expectation:
    """`expects` names a class of Great Expectations; a failed critical one blocks the release.

    With `kinds` it is about the questions of those kinds only.
    """

    name: str
    expects: str
    notes: str
    column: str | None = None
    limits: Mapping[str, object] = field(default_factory=dict)
    kinds: tuple[Kind, ...] = ()
    severity: Severity = "critical"


SUBJECT_IS_KNOWN = Expectation(
    "subject_is_known", "ExpectColumnValuesToBeInSet", "Предмет не заведён в системе", "subject"
)
THEME_IS_KNOWN = Expectation(
    "theme_is_known",
    "ExpectColumnValuesToBeInSet",
    "Тема не значится в списке предмета",
    "theme",
    severity="warning",
)

EXPECTATIONS = (
    Expectation(
        "identity_is_unique",
        "ExpectColumnValuesToBeUnique",
        "Один и тот же вопрос встречается в банке дважды",
        "identity",
    ),
    Expectation(
        "identity_is_a_digest",
        "ExpectColumnValuesToMatchRegex",
        "Отпечаток вопроса повреждён",
        "identity",
        {"regex": "^[0-9a-f]{64}$"},
    ),
    SUBJECT_IS_KNOWN,
    THEME_IS_KNOWN,
    Expectation(
        "kind_is_known",
        "ExpectColumnValuesToBeInSet",
        "Неизвестный тип вопроса",
        "kind",
        {"value_set": [kind.value for kind in Kind]},
    ),
    Expectation(
        "choice_has_two_to_twelve_options",
        "ExpectColumnValuesToBeBetween",
        "У вопроса с выбором меньше двух или больше двенадцати вариантов",
        "option_count",
        {"min_value": 2, "max_value": 12},
        CHOICES,
    ),
    Expectation(
        "key_is_among_the_options",
        "ExpectColumnValuesToBeInSet",
        "Верный ответ не указывает на вариант вопроса",
        "key_is_an_option",
        {"value_set": [True]},
        CHOICES,
    ),
    Expectation(
        "text_has_1_to_20000_characters",
        "ExpectColumnValueLengthsToBeBetween",
        "Текст вопроса пуст или длиннее 20 000 знаков",
        "text",
        {"min_value": 1, "max_value": 20_000},
    ),
    Expectation(
        "theme_is_named",
        "ExpectColumnValueLengthsToBeBetween",
        "У вопроса не названа тема",
        "theme",
        {"min_value": 1},
    ),
    Expectation(
        "source_is_named",
        "ExpectColumnValuesToBeBetween",
        "У вопроса не назван ни один источник",
        "source_count",
        {"min_value": 1},
    ),
    Expectation(
        "bank_has_questions",
        "ExpectTableRowCountToBeBetween",
        "В присланном нет ни одного годного вопроса",
        limits={"min_value": 1},
        severity="warning",
    ),
)


def expectations_of(subject: str, subjects: Subjects) -> tuple[Expectation, ...]:
    """The suite of a subject: a subject that lists no themes takes every theme."""
    themes = subjects[subject].themes if subject in subjects else ()
    values = {SUBJECT_IS_KNOWN.name: list(subjects), THEME_IS_KNOWN.name: [*themes, NO_THEME]}
    return tuple(
        replace(each, limits={"value_set": values[each.name]}) if each.name in values else each
        for each in EXPECTATIONS
        if themes or each is not THEME_IS_KNOWN
    )
