"""Narrowing the audience of a draft, and choosing its channels."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.broadcasts import menu_texts as texts
from bot.broadcasts.orders import By
from serving.core.broadcasts.broadcasts import Audience, Channel, Plan
from serving.core.registration.regions_of_russia import REGIONS

GRADES = (*(str(grade) for grade in range(1, 12)), "graduated")
ACTIVE_DAYS = (7, 30, 90)

Value = str | int


def offered(by: By, subjects: Mapping[str, str]) -> Sequence[tuple[Value, str]]:
    """Values with what they are called."""
    match by:
        case By.CHANNEL:
            return [(channel, str(title)) for channel, title in texts.CHANNELS.items()]
        case By.SUBJECT:
            return list(subjects.items())
        case By.GRADE:
            return [(grade, texts.grade(grade)) for grade in GRADES]
        case By.REGION:
            return [(region, region) for region in REGIONS]
        case By.ROLE:
            return [(role, str(title)) for role, title in texts.ROLES.items()]
        case By.ACTIVITY:
            return [(days, texts.activity(days)) for days in ACTIVE_DAYS]


def chosen(by: By, plan: Plan) -> Sequence[Value]:
    match by:
        case By.CHANNEL:
            return plan.channels
        case By.SUBJECT:
            return plan.audience.subjects
        case By.GRADE:
            return plan.audience.grades
        case By.REGION:
            return plan.audience.regions
        case By.ROLE:
            return plan.audience.roles
        case By.ACTIVITY:
            return () if plan.audience.active_days is None else (plan.audience.active_days,)


def turned(plan: Plan, by: By, value: Value) -> Plan:
    """With the value taken in or out; one channel stays, and there is one activity at most."""
    before = chosen(by, plan)
    kept = tuple(each for each in before if each != value)
    after = kept if value in before else (*before, value)
    match by:
        case By.CHANNEL:
            return replace(
                plan, channels=tuple(sorted(Channel(str(each)) for each in after)) or plan.channels
            )
        case By.SUBJECT:
            return _narrowed(plan, subjects=after)
        case By.GRADE:
            return _narrowed(plan, grades=tuple(grade for grade in GRADES if grade in after))
        case By.REGION:
            return _narrowed(plan, regions=after)
        case By.ROLE:
            return _narrowed(plan, roles=after)
        case By.ACTIVITY:
            return _narrowed(plan, active_days=None if value in before else value)


def _narrowed(plan: Plan, **changes: object) -> Plan:
    return replace(plan, audience=Audience.model_validate(plan.audience.model_dump() | changes))
