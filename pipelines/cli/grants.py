"""Roles of accounts, as an operator names them."""

import json
from collections.abc import Sequence

from pipelines.banks.subjects import read_subjects
from pipelines.cli.use_cases import operator, run_use_case
from pipelines.refusal import Refusal
from serving.core import errors
from serving.core.roles.audit import Entry
from serving.core.roles.grant_role import GrantRole
from serving.core.roles.roles import Role
from serving.core.roles.show_audit import ShowAudit
from serving.settings import Settings

MALFORMED = "A department needs --subject, at least once; other roles cover every subject."
REFUSALS: dict[type[errors.ProductError], str] = {
    errors.GrantMalformed: MALFORMED,
}


def grant_to_account(settings: Settings, email: str, role: Role, named: Sequence[str]) -> list[str]:
    """The codes of the subjects that were granted. Raises Refusal."""
    subjects = _codes(named)
    unknown = {errors.AccountNotFound: f"There is no account {email}: it is to be registered first."}
    run_use_case(
        settings,
        "apo admin grant",
        GrantRole,
        lambda grant: grant(operator(), email, role, subjects),
        REFUSALS | unknown,
    )
    return subjects


def audit_lines(settings: Settings, what: str | None, last: int) -> list[str]:
    found = run_use_case(
        settings, "apo admin audit", ShowAudit, lambda show: show(operator(), None, last, what), {}
    )
    return [_line(numbered.entry) for numbered in found]


def _line(entry: Entry) -> str:
    who = f"student:{entry.student_id}" if entry.operator is None else entry.operator
    states = " -> ".join("-" if state is None else json.dumps(state) for state in (entry.before, entry.after))
    return f"{entry.at:%Y-%m-%d %H:%M:%S} {who} ({entry.platform}) {entry.action} {entry.what} {states}"


def _codes(named: Sequence[str]) -> list[str]:
    known = read_subjects()
    found = {name: known.named(name) for name in named}
    if unknown := [name for name, subject in found.items() if subject is None]:
        raise Refusal(f"Unknown subject {', '.join(unknown)}; known are {', '.join(known)}.")
    return sorted({subject.code for subject in found.values() if subject})
