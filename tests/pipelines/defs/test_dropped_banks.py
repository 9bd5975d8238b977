from pathlib import Path

import dagster as dg
import pytest

from pipelines.defs.question_banks.assets import checked, released, submission
from pipelines.defs.question_banks.job import load_banks
from pipelines.defs.question_banks.sensor import dropped_banks
from pipelines.defs.question_banks.store import BankInPostgres
from pipelines.stores.releases import Release
from tests.support.bank_files import GOOD, write_bank


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("APO_HOME", str(tmp_path))
    (tmp_path / "submissions").mkdir()
    return tmp_path / "submissions"


def tick(cursor: str | None = None) -> tuple[list[str | None], str | None]:
    with dg.DagsterInstance.ephemeral() as instance:
        found = dropped_banks(dg.build_sensor_context(instance, cursor=cursor))
    assert isinstance(found, dg.SensorResult)
    return [request.run_key for request in found.run_requests or ()], found.cursor


def test_no_folder_is_nothing_to_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APO_HOME", str(tmp_path))

    assert tick() == ([], "{}")


def test_a_finished_file_is_loaded_once(folder: Path) -> None:
    (folder / "bank.csv.part").write_text("половина")
    keys, cursor = tick()
    assert keys == []

    (folder / "bank.csv.part").rename(folder / "bank.csv")
    keys, cursor = tick(cursor)
    assert len(keys) == 1
    assert tick(cursor) == ([], cursor)


def test_the_same_content_under_another_name_has_the_same_run_key(folder: Path) -> None:
    (folder / "one.csv").write_text("банк")
    (folder / "copy.csv").write_text("банк")

    [first, second], _ = tick()

    assert first == second


def test_a_run_of_the_sensor_releases_the_file(folder: Path, postgres_url: str) -> None:
    write_bank(folder / "bank.csv", [GOOD])
    found = dropped_banks(dg.build_sensor_context())
    assert isinstance(found, dg.SensorResult)
    [request] = found.run_requests or ()

    run = (
        dg.Definitions(
            assets=[submission, checked, released],
            jobs=[load_banks],
            resources={"bank": BankInPostgres(postgres_url=postgres_url), "io_manager": dg.mem_io_manager},
        )
        .resolve_job_def(load_banks.name)
        .execute_in_process(run_config=request.run_config)
    )

    made = run.asset_value(released.key)
    assert isinstance(made, Release)
    assert len(made.diff.new) == 1
