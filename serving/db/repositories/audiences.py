"""Who fits an audience, and whom of them a channel reaches."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true

from serving.core.broadcasts.broadcasts import Audience, Channel
from serving.core.identity import Origin
from serving.core.roles.roles import Role
from serving.db.tables.broadcasts import broadcast_opt_outs
from serving.db.tables.contests import contest_followers, contests
from serving.db.tables.students import roles, students

REACHED: Mapping[Channel, ColumnElement[bool]] = {
    Channel.TELEGRAM: students.c.telegram_id.is_not(None),
    Channel.EMAIL: students.c.email.is_not(None),
    Channel.INBOX: true(),
}


def members(audience: Audience, origin: Origin, now: datetime) -> ColumnElement[bool]:
    """Of the students of our origin; who opted out or is gone is nobody's audience."""
    conditions = [
        students.c.erased_at.is_(None),
        students.c.origin == origin,
        students.c.id.not_in(select(broadcast_opt_outs.c.student_id)),
    ]
    for column, values in (
        (students.c.subject, audience.subjects),
        (students.c.region, audience.regions),
        (students.c.grade, audience.grades),
    ):
        if values:
            conditions.append(column.in_(values))
    if audience.active_days is not None:
        conditions.append(students.c.last_seen_at >= now - timedelta(days=audience.active_days))
    if audience.roles:
        conditions.append(with_roles(audience))
    if audience.contest is not None:
        conditions.append(of_contest(audience.contest))
    return and_(*conditions)


def with_roles(audience: Audience) -> ColumnElement[bool]:
    granted = students.c.id.in_(select(roles.c.student_id).where(roles.c.role.in_(audience.roles)))
    if Role.STUDENT not in audience.roles:
        return granted
    return or_(granted, students.c.id.not_in(select(roles.c.student_id)))


def of_contest(contest_id: int) -> ColumnElement[bool]:
    followers = select(contest_followers.c.student_id).where(contest_followers.c.contest_id == contest_id)
    entrants = contests.c.plan["entrants"]
    grades, regions = entrants["grades"], entrants["regions"]
    open_to_all = select(contests.c.id).where(
        contests.c.id == contest_id,
        contests.c.subject == students.c.subject,
        entrants["code"].astext.is_(None),
        or_(grades == [], grades.has_key(students.c.grade)),
        or_(regions == [], regions.has_key(students.c.region)),
    )
    return or_(students.c.id.in_(followers), open_to_all.exists())


def counts(
    audience: Audience, channels: tuple[Channel, ...], origin: Origin, now: datetime
) -> Select[*tuple[int, ...]]:
    """Of students whom any of the channels reaches, then by channel."""
    reached = [REACHED[channel] for channel in channels]
    columns: list[ColumnElement[int]] = [func.count().filter(each) for each in (or_(*reached), *reached)]
    return select(*columns).select_from(students).where(members(audience, origin, now))
