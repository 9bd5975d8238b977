import getpass
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from pipelines.cli.app import main
from pipelines.portal.accounts.members import add_member
from pipelines.stores.postgres import postgres
from serving.core.registration.profile import Account

Grant = Callable[..., tuple[int, str]]

ANNA = Account(
    email="anna@apo.ru", password=SecretStr("long enough"), surname="Иванова", name="Анна", consent=True
)


@pytest.fixture
def grant(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Grant:
    """Exit code and what is said, for a database with one account."""
    monkeypatch.setenv("APO_POSTGRES_URL", postgres_url)
    monkeypatch.setenv("APO_HOME", str(tmp_path))
    with postgres(postgres_url) as connection:
        add_member(connection, ANNA, "a hash", datetime(2026, 1, 9, tzinfo=UTC))

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["apo", "admin", "grant", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        return int(ended.value.code or 0), " ".join(capsys.readouterr().err.split())

    return run


def granted(postgres_url: str) -> list[tuple[object, ...]]:
    with postgres(postgres_url) as connection:
        return connection.execute("select role, subjects from roles").fetchall()


def test_a_department_gets_its_subjects_by_code_or_title(grant: Grant, postgres_url: str) -> None:
    code, said = grant("Anna@apo.ru", "department", "--subject", "Экономика", "--subject", "english")

    assert (code, said) == (0, "Anna@apo.ru is now department of economics, english.")
    assert granted(postgres_url) == [("department", ["economics", "english"])]


def test_a_second_role_stands_instead_of_the_first(grant: Grant, postgres_url: str) -> None:
    grant("anna@apo.ru", "department", "--subject", "economics")
    grant("anna@apo.ru", "admin")

    assert granted(postgres_url) == [("admin", [])]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nobody@apo.ru", "analyst"], "There is no account nobody@apo.ru"),
        (["anna@apo.ru", "department"], "A department needs --subject"),
        (["anna@apo.ru", "admin", "--subject", "economics"], "A department needs --subject"),
        (["anna@apo.ru", "department", "--subject", "astrology"], "Unknown subject astrology"),
    ],
)
def test_what_cannot_be_granted_is_refused_in_one_sentence(
    grant: Grant, postgres_url: str, arguments: list[str], told: str
) -> None:
    code, said = grant(*arguments)

    assert code == 2
    assert said.startswith(f"apo: {told}")
    assert granted(postgres_url) == []


def test_the_operator_is_in_the_audit(grant: Grant, postgres_url: str) -> None:
    grant("anna@apo.ru", "analyst")
    grant("anna@apo.ru", "student")

    with postgres(postgres_url) as connection:
        rows = connection.execute(
            "select operator, platform, before ->> 'role', after ->> 'role' from audit order by id"
        )
        assert rows.fetchall() == [
            (getpass.getuser(), "cli", "student", "analyst"),
            (getpass.getuser(), "cli", "analyst", "student"),
        ]
    assert granted(postgres_url) == []
