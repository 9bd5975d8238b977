"""What Grafana and its ClickHouse data source (4.x) make of a statement before ClickHouse sees it.

Only what our dashboards use; anything else is a KeyError. In their order: conditions of variables that are
"All" fall away, values of variables are put in, macros become SQL.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

ALL = "$__all"
CONDITION = "$__conditionalAll("
VARIABLE = re.compile(r"\$\{(\w+)(?::(\w+))?\}")
MACRO = re.compile(r"\$__(\w+)\(([\w.]+)\)")

Choices = Mapping[str, str | Sequence[str]]
"""A value, several of them, or ALL; of a text box maybe nothing."""


@dataclass(frozen=True, slots=True)
class TimeRange:
    start: datetime
    end: datetime

    def holds(self, column: str) -> str:
        first, last = (f"toDateTime({int(moment.timestamp())})" for moment in (self.start, self.end))
        return f"{column} >= {first} AND {column} <= {last}"

    def holds_day(self, column: str) -> str:
        first, last = (f"toDate('{moment:%Y-%m-%d}')" for moment in (self.start, self.end))
        return f"{column} >= {first} AND {column} <= {last}"


def expanded(sql: str, choices: Choices, time: TimeRange) -> str:
    macros: dict[str, Callable[[str], str]] = {"timeFilter": time.holds, "dateFilter": time.holds_day}
    sql = VARIABLE.sub(lambda found: _value(found, choices), _without_conditions_of_all(sql, choices))
    return MACRO.sub(lambda found: macros[found[1]](found[2]), sql)


def _without_conditions_of_all(sql: str, choices: Choices) -> str:
    while (start := sql.rfind(CONDITION)) >= 0:
        condition, variable, end = _arguments(sql, start + len(CONDITION))
        kept = condition if choices[variable.strip().removeprefix("$")] not in (ALL, "") else "1=1"
        sql = sql[:start] + kept + sql[end:]
    return sql


def _arguments(sql: str, start: int) -> tuple[str, str, int]:
    """Cut at the comma outside of parentheses, to the parenthesis that closes; quotes are not looked at."""
    depth, comma = 1, 0
    for place, character in enumerate(sql[start:], start):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 1:
            comma = place
        if depth == 0:
            return sql[start:comma], sql[comma + 1 : place], place + 1
    raise ValueError(f"not closed: {sql[start:]}")


def _value(found: re.Match[str], choices: Choices) -> str:
    chosen = choices[found[1]]
    values = [chosen] if isinstance(chosen, str) else list(chosen)
    formats: dict[str | None, Callable[[str], str]] = {None: str, "singlequote": _quoted}
    return ",".join(formats[found[2]](value) for value in values)


def _quoted(value: str) -> str:
    return "'" + value.replace("'", r"\'") + "'"
