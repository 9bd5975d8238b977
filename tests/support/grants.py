"""A role of an account, as if an operator had granted it."""

from collections.abc import Collection

from psycopg import Connection

from serving.core.roles.roles import Role

GRANT = """
insert into roles (student_id, role, subjects)
select students.id, %(role)s, %(subjects)s from students where students.email = %(email)s
on conflict (student_id) do update
set role = excluded.role, subjects = excluded.subjects, granted_at = now()
returning student_id
"""


def grant(connection: Connection, email: str, role: Role, subjects: Collection[str]) -> bool:
    """Instead of what was granted before; False when there is no such account."""
    given = {"email": email.strip().lower(), "role": role.value, "subjects": sorted(subjects)}
    return connection.execute(GRANT, given).fetchone() is not None
