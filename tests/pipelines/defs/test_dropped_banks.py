import json
from collections.abc import Sequence
from pathlib import Path

import dagster as dg
import psycopg
import pytest

from pipelines.defs.question_banks.assets import checked, released, submission
from pipelines.defs.question_banks.checks import every_row_is_accepted, expectations
from pipelines.defs.question_banks.job import load_banks
from pipelines.defs.question_banks.sensor import FILE_TAG, dropped_banks
from pipelines.defs.question_banks.store import BankInPostgres
from pipelines.defs.question_banks.validators import ValidatorHere
from pipelines.stores.submitted_files import content_sha256
from tests.support.bank_files import GOOD, HEADER, KEY_OUT_OF_RANGE, write_bank


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("APO_HOME", str(tmp_path))
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


def tick(cursor: str | None = None) -> tuple[list[dg.RunRequest], str | None]:
    with dg.DagsterInstance.ephemeral() as instance:
        found = dropped_banks(dg.build_sensor_context(instance, cursor=cursor))
    assert isinstance(found, dg.SensorResult)
    return list(found.run_requests or ()), found.cursor


CHECKS = (expectations, every_row_is_accepted)


def run(
    request: dg.RunRequest,
    instance: dg.DagsterInstance,
    postgres_url: str,
    checks: Sequence[dg.AssetChecksDefinition] = CHECKS,
) -> dg.ExecuteInProcessResult:
    definitions = dg.Definitions(
        assets=[submission, checked, released],
        asset_checks=checks,
        jobs=[load_banks],
        resources={
            "bank": BankInPostgres(postgres_url=postgres_url),
            "validator": ValidatorHere(),
            "io_manager": dg.mem_io_manager,
        },
    )
    return definitions.resolve_job_def(load_banks.name).execute_in_process(
        run_config=request.run_config, tags=dict(request.tags), instance=instance, raise_on_error=False
    )


def metadata(result: dg.ExecuteInProcessResult, asset: dg.AssetsDefinition) -> dict[str, object]:
    [event] = result.asset_materializations_for_node(asset.op.name)
    return {name: value.value for name, value in event.metadata.items()}


def test_no_folder_is_nothing_to_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APO_HOME", str(tmp_path))

    assert tick() == ([], "{}")


def test_a_finished_file_is_loaded_once(folder: Path) -> None:
    (folder / "bank.csv.part").write_text("половина")
    (folder / "~$bank.xlsx").write_text("Excel")
    (folder / ".DS_Store").write_text("Finder")
    requests, cursor = tick()
    assert requests == []

    (folder / "bank.csv.part").rename(folder / "bank.csv")
    [request], cursor = tick(cursor)
    assert request.tags[FILE_TAG] == "bank.csv"
    assert tick(cursor) == ([], cursor)


def test_the_same_file_put_there_again_is_another_run(folder: Path) -> None:
    (folder / "bank.csv").write_text("банк")
    [first], cursor = tick()
    (folder / "bank.csv").rename(folder / "bank.csv.part")
    (folder / "bank.csv.part").rename(folder / "bank.csv")

    [again], _ = tick(cursor)

    assert again.run_key != first.run_key
    assert str(again.run_key).split()[0] == str(first.run_key).split()[0]


def test_files_are_loaded_in_the_order_in_which_they_came(folder: Path) -> None:
    for name in ("b.csv", "c.csv", "a.csv"):
        (folder / name).write_text(name)

    assert [request.tags[FILE_TAG] for request in tick()[0]] == ["b.csv", "c.csv", "a.csv"]


def test_a_file_that_cannot_be_read_waits_and_no_other_waits_for_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("good.csv", "locked.csv"):
        (folder / name).write_text(name)

    def refuse(files: Sequence[Path]) -> str:
        if files[0].name == "locked.csv":
            raise PermissionError(13, "Permission denied")
        return content_sha256(files)

    with monkeypatch.context() as locked:
        locked.setattr("pipelines.defs.question_banks.sensor.content_sha256", refuse)
        requests, cursor = tick()
    assert [request.tags[FILE_TAG] for request in requests] == ["good.csv"]

    assert [request.tags[FILE_TAG] for request in tick(cursor)[0]] == ["locked.csv"]


def test_20_files_at_once_are_20_runs_and_a_bad_one_stops_nothing(folder: Path, postgres_url: str) -> None:
    for number in range(18):
        bank = write_bank(folder / f"{number:02}.csv", [GOOD, KEY_OUT_OF_RANGE])
        bank.write_text(bank.read_text("utf-8").replace("будет", f"будет {number}"), "utf-8")
    (folder / "18.csv").write_text("не банк")
    (folder / "19.xlsx").write_bytes(b"\x00\x01")
    requests, cursor = tick()
    assert len({request.run_key for request in requests}) == 20

    with dg.DagsterInstance.ephemeral() as instance:
        results = [run(request, instance, postgres_url, checks=()) for request in requests]
        assert len(instance.get_runs()) == 20
        assert {run.tags[FILE_TAG] for run in instance.get_runs()} == {file.name for file in folder.iterdir()}

    assert [result.success for result in results] == [True] * 18 + [False] * 2
    assert tick(cursor) == ([], cursor)
    with psycopg.connect(postgres_url) as connection:
        counts = connection.execute("select rows, new, rejected from submissions").fetchall()
    assert counts == [(2, 1, 1)] * 18


def test_a_run_shows_counts_the_report_and_the_checks(folder: Path, postgres_url: str) -> None:
    write_bank(folder / "bank.csv", [GOOD, GOOD, KEY_OUT_OF_RANGE])
    [request], _ = tick()

    with dg.DagsterInstance.ephemeral() as instance:
        result = run(request, instance, postgres_url)

    shown = metadata(result, released)
    counts = {name: shown[name] for name in ("rows", "new", "changed", "unchanged", "merged", "rejected")}
    assert counts == {"rows": 3, "new": 2, "changed": 0, "unchanged": 0, "merged": 0, "rejected": 1}
    papers = Path(str(shown["report"]))
    assert sorted(paper.name for paper in papers.iterdir()) == ["bank.xlsx", "report.json"]
    [report] = json.loads((papers / "report.json").read_text("utf-8"))
    assert report["rejected"] == 1
    assert [page.name for page in Path(str(shown["data_docs"])).iterdir()] == ["economics.html"]
    evaluations = result.get_asset_check_evaluations()
    assert [each.check_name for each in evaluations if not each.passed] == ["every_row_is_accepted"]
    assert len(evaluations) > 10


def test_a_bank_of_an_empty_file_says_so_in_its_report(folder: Path, postgres_url: str) -> None:
    (folder / "bank.csv").write_text(HEADER + "\n", "utf-8")
    [request], _ = tick()

    with dg.DagsterInstance.ephemeral() as instance:
        result = run(request, instance, postgres_url)

    assert not result.success
