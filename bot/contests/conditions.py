"""What is usual of a contest until it is told otherwise, and how what is typed is read."""

import re
from collections.abc import Mapping
from enum import StrEnum

from bot.broadcasts.menu_texts import GRADUATED
from bot.broadcasts.segments import GRADES
from serving.core.contests.contests import Plan
from serving.core.questions import Kind
from serving.core.registration.regions import find_region

RANGE = re.compile(r"(\d{1,2})\s*[-–—]\s*(\d{1,2})")
IN_ORDER = (Kind.YES_NO, Kind.ONE, Kind.MULTIPLE, Kind.OPEN)
"""Of the points that are typed."""


class Condition(StrEnum):
    MINUTES = "minutes"
    ATTEMPTS = "attempts"
    FREEZE = "freeze"
    PENALTY = "penalty"
    POINTS = "points"
    GRADES = "grades"
    REGIONS = "regions"
    CODE = "code"
    SHUFFLED = "shuffled"
    VIRTUAL = "virtual"


def typed(plan: Plan, what: Condition, words: str) -> Plan:
    """Raises ValueError and RegionUnclear."""
    said = words.strip()
    match what:
        case Condition.MINUTES | Condition.ATTEMPTS:
            return _with(plan, {what: said})
        case Condition.FREEZE:
            return _with(plan, {"freeze_minutes": said})
        case Condition.PENALTY:
            return _scored(plan, {"penalty": said})
        case Condition.POINTS:
            points = dict(zip(IN_ORDER, said.replace(",", " ").split(), strict=True))
            return _scored(plan, {"by_kind": points})
        case Condition.GRADES:
            return _entered(plan, {"grades": read_grades(said)})
        case Condition.REGIONS:
            regions = (find_region(name) for name in said.split(","))
            return _entered(plan, {"regions": tuple(dict.fromkeys(regions))})
        case Condition.CODE:
            return _entered(plan, {"code": said})
        case Condition.SHUFFLED | Condition.VIRTUAL:
            raise ValueError(what)


def turned(plan: Plan, what: Condition) -> Plan:
    """Of the two that are on or off."""
    return _with(plan, {what: not plan.model_dump()[what]})


def usual(plan: Plan, what: Condition) -> Plan:
    match what:
        case Condition.FREEZE:
            return _with(plan, {"freeze_minutes": 0})
        case Condition.PENALTY:
            return _scored(plan, {"penalty": 0})
        case Condition.POINTS:
            return _scored(plan, {"by_kind": {}})
        case Condition.GRADES | Condition.REGIONS:
            return _entered(plan, {what: ()})
        case Condition.CODE:
            return _entered(plan, {"code": None})
        case _:
            return _with(plan, {what: Plan.model_fields[what].default})


def read_grades(words: str) -> tuple[str, ...]:
    """`9, 10`, `9-11`, and those who have finished school by a word; raises ValueError."""
    found: set[str] = set()
    for part in words.lower().split(","):
        between = RANGE.fullmatch(part.strip())
        if between is not None:
            found |= {str(grade) for grade in range(int(between[1]), int(between[2]) + 1)}
        else:
            found.add("graduated" if part.strip() == str(GRADUATED) else part.strip())
    if not found or not found <= {*GRADES}:
        raise ValueError(words)
    return tuple(grade for grade in GRADES if grade in found)


def _with(plan: Plan, changes: Mapping[str, object]) -> Plan:
    return Plan.model_validate({**plan.model_dump(), **changes})


def _scored(plan: Plan, changes: Mapping[str, object]) -> Plan:
    return _with(plan, {"scoring": {**plan.scoring.model_dump(), **changes}})


def _entered(plan: Plan, changes: Mapping[str, object]) -> Plan:
    return _with(plan, {"entrants": {**plan.entrants.model_dump(), **changes}})
