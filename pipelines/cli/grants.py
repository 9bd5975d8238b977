"""Roles of accounts, as an operator names them."""

from collections.abc import Sequence

from pipelines.banks.subjects import read_subjects
from pipelines.cli.progress import say
from pipelines.local.services import Store, services
from pipelines.portal.accounts.role import Role
from pipelines.portal.accounts.roles import grant
from pipelines.refusal import Refusal
from pipelines.stores.postgres import postgres
from serving.settings import Settings


def grant_to_account(settings: Settings, email: str, role: Role, named: Sequence[str]) -> list[str]:
    """The codes of the subjects that were granted. Raises Refusal."""
    subjects = _codes(role, named)
    with (
        services(settings, progress=say, stores=[Store.POSTGRES], command="apo admin grant") as endpoints,
        postgres(endpoints.postgres_url) as connection,
    ):
        if not grant(connection, email, role, subjects):
            raise Refusal(f"There is no account {email}: register it on the departments' page first.")
    return subjects


def _codes(role: Role, named: Sequence[str]) -> list[str]:
    known = read_subjects()
    found = {name: known.named(name) for name in named}
    if unknown := [name for name, subject in found.items() if subject is None]:
        raise Refusal(f"Unknown subject {', '.join(unknown)}; known are {', '.join(known)}.")
    if (role is Role.DEPARTMENT) != bool(named):
        raise Refusal("A department needs --subject, at least once; other roles cover every subject.")
    return sorted({subject.code for subject in found.values() if subject})
