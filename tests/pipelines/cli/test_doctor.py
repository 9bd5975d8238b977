"""`apo doctor` as the operator meets it."""

import pytest

from tests.pipelines.cli.conftest import Apo


def test_a_bad_finding_ends_the_command_with_one(
    apo: Apo, monkeypatch: pytest.MonkeyPatch, postgres_url: str, warehouse_url: str
) -> None:
    monkeypatch.setenv("APO_POSTGRES_URL", postgres_url)
    monkeypatch.setenv("APO_CLICKHOUSE_URL", warehouse_url)
    monkeypatch.delenv("APO_SECRET_KEY", raising=False)
    code, output, errors = apo("doctor")
    assert code == 1
    assert "BAD  secret       APO_SECRET_KEY is not set. Put 32 random characters" in output
    assert "need you" in errors
