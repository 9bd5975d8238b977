"""`apo calibrate` and `apo item-analysis` from the command line to what they print."""

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tests.pipelines.cli.conftest import Apo
from tests.support.simulated_answers import simulate, truth


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    """The same answers wide, long, and as wide Parquet."""
    random = np.random.default_rng(1)
    answers = simulate(random, truth(random, 8), students=400, each=6)
    marks = np.full((400, 8), None, dtype=object)
    marks[answers.students, answers.questions] = answers.right.astype(int)
    columns = {f"Вопрос {place}": marks[:, place].tolist() for place in range(8)}
    frame = pl.DataFrame({"student": [f"s{row}" for row in range(400)], **columns})
    wide, long, parquet = tmp_path / "wide.csv", tmp_path / "long.csv", tmp_path / "wide.parquet"
    frame.write_csv(wide)
    frame.unpivot(index="student", variable_name="question", value_name="correct").write_csv(long)
    frame.write_parquet(parquet)
    return wide, long, parquet


@pytest.mark.parametrize("options", [[], ["--model", "rasch"], ["--no-priors"]], ids=" ".join)
def test_wide_long_and_parquet_give_the_same_parameters(
    apo: Apo, files: tuple[Path, Path, Path], options: list[str]
) -> None:
    reports = []
    for file in files:
        code, output, _ = apo("calibrate", file, *options, "--json")
        assert code == 0
        reports.append(json.loads(output))

    wide, long, parquet = reports
    assert wide == parquet
    assert wide["loglik"] == pytest.approx(long["loglik"], abs=1e-6)
    assert [item["question"] for item in long["items"]] == [f"Вопрос {place}" for place in range(8)]
    for one, other in zip(wide["items"], long["items"], strict=True):
        assert set(one) == {"question", "a", "b", "a_se", "b_se", "n"}
        assert other == {
            name: value if value is None or isinstance(value, str) else pytest.approx(value, rel=1e-3)
            for name, value in one.items()
        }


def test_the_slope_of_rasch_is_one_and_has_no_error(apo: Apo, files: tuple[Path, Path, Path]) -> None:
    _, output, _ = apo("calibrate", files[0], "--model", "rasch", "--json")

    assert {(item["a"], item["a_se"]) for item in json.loads(output)["items"]} == {(1.0, None)}


def test_without_json_a_table_is_printed(apo: Apo, files: tuple[Path, Path, Path]) -> None:
    code, output, _ = apo("calibrate", files[0], "--model", "rasch")

    assert code == 0
    assert output.split("\n")[0].split() == ["question", "n", "b", "se", "infit", "outfit"]
    assert "log-likelihood -" in output.splitlines()[-1]


@pytest.mark.parametrize("command", ["calibrate", "item-analysis"])
def test_a_missing_file_is_one_sentence(apo: Apo, tmp_path: Path, command: str) -> None:
    code, output, errors = apo(command, tmp_path / "nowhere.csv")

    assert (code, output) == (2, "")
    assert errors.count("\n") == 1
    assert "nowhere.csv is not a file" in errors


def test_an_unknown_model_is_refused(apo: Apo, files: tuple[Path, Path, Path]) -> None:
    code, _, errors = apo("calibrate", files[0], "--model", "3pl")

    assert (code, errors) == (2, "apo: There is no model 3pl; choose rasch or 2pl.\n")


@pytest.mark.parametrize("command", ["calibrate", "item-analysis"])
def test_help_has_an_example(apo: Apo, command: str) -> None:
    code, output, _ = apo(command, "--help")

    assert code == 0
    assert f"Example: apo {command}" in " ".join(output.replace("`", "").split())


def test_a_fixed_set_is_described(apo: Apo, tmp_path: Path) -> None:
    file = tmp_path / "attempts.csv"
    marks = enumerate(["1000", "1100", "1010", "1111"])
    rows = [f"{attempt},{slot},{mark},1" for attempt, row in marks for slot, mark in enumerate(row, start=1)]
    file.write_text("\n".join(["attempt,slot,mark,max_mark", *rows]))

    code, output, _ = apo("item-analysis", file, "--json")

    report = json.loads(output)
    assert code == 0
    assert [item["slot"] for item in report["items"]] == [1, 2, 3, 4]
    assert [item["facility"] for item in report["items"]] == [1, 0.5, 0.5, 0.25]
    assert report["items"][0]["discrimination_index"] is None
    assert report["items"][3]["discrimination_index"] == pytest.approx(81.65, abs=0.005)
    assert report["totals"]["internal_consistency"] == pytest.approx(56.14, abs=0.005)
    assert set(report["totals"]) == {
        "n", "mean", "sd", "skewness", "kurtosis", "internal_consistency", "error_ratio", "standard_error",
    }  # fmt: skip
    _, table, _ = apo("item-analysis", file)
    assert table.splitlines()[1].split() == ["1", "1.000", "0.000", "0.000", "—", "—"]
