"""Commands that do what the API and the bot do, where PostgreSQL does not let them."""

import pytest

from pipelines.local.endpoints import Endpoints
from tests.pipelines.cli.conftest import Apo
from tests.support.databases import database

COMMANDS = [("contest", "finish", 3), ("broadcast", "report", 3), ("admin", "grant", "a@school.ru", "admin")]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_an_outage_and_a_missing_schema_are_a_sentence_that_says_where(
    apo: Apo, endpoints: Endpoints, monkeypatch: pytest.MonkeyPatch, command: tuple[object, ...]
) -> None:
    monkeypatch.setenv("APO_POSTGRES_URL", "postgresql://apo:secret@127.0.0.1:1/apo")
    code, _, errors = apo(*command)
    assert (code, errors.splitlines()[-1].startswith("apo: PostgreSQL at 127.0.0.1:1 failed: ")) == (2, True)

    with database(endpoints.postgres_url) as empty:
        monkeypatch.setenv("APO_POSTGRES_URL", empty)
        code, _, errors = apo(*command)
    assert (code, errors.splitlines()[-1].endswith("no schema or an old one. Run `apo db upgrade`.")) == (
        2,
        True,
    )
