"""What a reader chooses at the top of a dashboard, and the conditions that stand for it in a statement.

With "All" chosen the data source puts 1=1 for a condition: an empty list of values makes no empty `in ()`.
"""

from collections.abc import Callable, Mapping

from grafana_foundation_sdk.builders.dashboard import CustomVariable, QueryVariable, TextBoxVariable
from grafana_foundation_sdk.cog.builder import Builder
from grafana_foundation_sdk.models.dashboard import (
    VariableHide,
    VariableModel,
    VariableOption,
    VariableRefresh,
)

from grafana.building.queries import SOURCE

Variable = Callable[[], Builder[VariableModel]]

ALL = VariableOption(selected=True, text="All", value="$__all")

SUBJECT = "$__conditionalAll(subject in (${subject:singlequote}), $subject)"
SUBJECTS = "$__conditionalAll(hasAny(subjects, [${subject:singlequote}]), $subject)"
THEME = "$__conditionalAll(theme in (${theme:singlequote}), $theme)"
KIND = "$__conditionalAll(kind in (${kind:singlequote}), $kind)"
SOURCES = "$__conditionalAll(hasAny(sources, [${source:singlequote}]), $source)"
CONTEST = "$__conditionalAll(toString(contest_id) in (${contest:singlequote}), $contest)"
SERVICE = "$__conditionalAll(service in (${service:singlequote}), $service)"
QUESTION = "$__conditionalAll(toString(question_id) in (${question:singlequote}), $question)"


def within_window(moment: str) -> str:
    """Days back from the moment that the mart stands on, not from now: an old one shows something, too."""
    return f"$__conditionalAll({moment} >= as_of - toIntervalDay(${{window}}), $window)"


def asked(name: str, label: str, sql: str) -> Variable:
    """Values that a mart holds; several may be chosen."""

    def variable() -> QueryVariable:
        refresh = VariableRefresh.ON_TIME_RANGE_CHANGED
        listed = QueryVariable(name).label(label).query(sql).datasource(SOURCE).refresh(refresh)
        return listed.multi(True).include_all(True).current(ALL)

    return variable


def listed(name: str, label: str, values: str, *, several: bool) -> Variable:
    def variable() -> CustomVariable:
        fixed = CustomVariable(name).label(label).values(values).allow_custom_value(False)
        return fixed.multi(several).include_all(True).current(ALL)

    return variable


def typed(name: str, label: str) -> Variable:
    def variable() -> TextBoxVariable:
        empty = VariableOption(selected=True, text="", value="")
        return TextBoxVariable(name).label(label).default_value("").current(empty)

    return variable


def as_of(mart: str) -> QueryVariable:
    """Hidden; the descriptions of panels name it."""
    sql = (
        "select formatDateTime(as_of, '%Y-%m-%d %R', 'Europe/Moscow') as said "
        f"from marts.{mart} order by as_of desc limit 1"
    )
    passport = QueryVariable(f"as_of_{mart}").query(sql).datasource(SOURCE)
    return passport.hide(VariableHide.HIDE_VARIABLE).refresh(VariableRefresh.ON_TIME_RANGE_CHANGED)


VARIABLES: Mapping[str, Variable] = {
    "subject": asked("subject", "Subject", "select subject from marts.subject_stats order by subject"),
    "theme": asked(
        "theme", "Theme", f"select distinct theme from marts.theme_stats where {SUBJECT} order by theme"
    ),
    "kind": listed("kind", "Kind", "yes_no,one,multiple,open", several=True),
    "source": asked(
        "source",
        "Source",
        "select distinct arrayJoin(sources) as source from marts.question_stats "
        f"where {SUBJECT} order by source",
    ),
    "window": listed("window", "Last days", "7,30,90,365", several=False),
    "question": typed("question", "Question"),
    "contest": asked(
        "contest",
        "Contest",
        "select toString(contest_id) as contest from marts.contests "
        f"where {SUBJECT} order by contest_id desc",
    ),
    "service": asked(
        "service",
        "Service",
        "select distinct service from marts.service_health where $__timeFilter(minute) order by service",
    ),
}
