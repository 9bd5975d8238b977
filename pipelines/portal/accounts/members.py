"""Accounts as PostgreSQL keeps them: the ordinary ones, with a role beside."""

from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection
from psycopg.rows import class_row

from serving.core.identity import Origin, StudentId
from serving.core.registration.profile import Account
from serving.core.roles.roles import Role

MEMBER = """
select students.id as student_id, students.name, students.surname, students.email, roles.role, roles.subjects
from students
left join roles on roles.student_id = students.id
where students.id = %s and students.erased_at is null
"""

REGISTER = """
with added as (
    insert into students (email, surname, name, patronymic, origin, consented_at, registered_at)
    values (%(email)s, %(surname)s, %(name)s, %(patronymic)s, %(origin)s, %(now)s, %(now)s)
    on conflict (email) do nothing
    returning id
)
insert into credentials (student_id, password_hash)
select id, %(password_hash)s from added
returning student_id
"""


@dataclass(frozen=True, slots=True)
class Member:
    """`subjects` as granted; see `Rights` for what the role makes of them."""

    student_id: StudentId
    name: str
    surname: str
    email: str
    role: str | None
    subjects: list[str] | None

    @property
    def full_name(self) -> str:
        return f"{self.name} {self.surname}"


@dataclass(frozen=True, slots=True)
class Rights:
    """Of a member with a role: the codes of the subjects he sees, and whether he changes anything there."""

    member: Member
    subjects: tuple[str, ...]

    @property
    def publishes(self) -> bool:
        return self.member.role in (Role.DEPARTMENT, Role.ADMIN)

    def cover(self, subjects: tuple[str, ...] | list[str]) -> bool:
        return set(subjects) <= set(self.subjects)


def find_member(connection: Connection, student_id: StudentId) -> Member | None:
    with connection.cursor(row_factory=class_row(Member)) as cursor:
        return cursor.execute(MEMBER, [student_id]).fetchone()


def add_member(
    connection: Connection, account: Account, password_hash: str, now: datetime
) -> StudentId | None:
    """None when the e-mail is registered already."""
    profile = account.model_dump(exclude={"password", "consent"})
    given = profile | {"password_hash": password_hash, "origin": Origin.REAL.value, "now": now}
    row = connection.execute(REGISTER, given).fetchone()
    return None if row is None else StudentId(row[0])
