"""`apo calibrate` and `apo item-analysis`: statistics of answers in files; neither needs a database."""

from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.progress import say

File = Annotated[Path, typer.Argument(help="CSV or Parquet.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


def calibrate(
    file: File,
    model: Annotated[str, typer.Option(help="rasch or 2pl.")] = "2pl",
    no_priors: Annotated[bool, typer.Option("--no-priors", help="Plain maximum likelihood.")] = False,
    as_json: Json = False,
) -> None:
    """Estimate difficulty and slope of questions by marginal maximum likelihood.

    FILE is wide, a column a question with 1, 0 or nothing where it was not answered, and perhaps a column
    `student` or `respondent`; or long: `student, question, correct`.
    """
    from pipelines.calibration.admission import admit
    from pipelines.calibration.answer_files import read_answers
    from pipelines.calibration.calibrate import Options
    from pipelines.calibration.calibrate import calibrate as estimate
    from pipelines.calibration.priors import Priors
    from pipelines.cli.calibration_reports import (
        cycles_said,
        json_of_calibration,
        model_of,
        text_of_calibration,
    )

    options = Options(model_of(model), None if no_priors else Priors())
    named = read_answers(file)
    admit(named, options)
    found = estimate(named.answers, options, progress=cycles_said(say))
    report = json_of_calibration if as_json else text_of_calibration
    typer.echo(report(named.questions, found))


def analyse_items(file: File, as_json: Json = False) -> None:
    """Describe a set of questions that everybody was given, as Moodle does.

    FILE has a row for each question of each attempt: `attempt, slot, mark, max_mark`.
    """
    from pipelines.calibration.attempt_files import read_attempts
    from pipelines.cli.item_reports import json_of_items, text_of_items
    from serving.fixed_sets.items import item_statistics
    from serving.fixed_sets.totals import total_statistics

    attempts = read_attempts(file)
    items = item_statistics(attempts.slots, attempts.marks, attempts.largest)
    totals = total_statistics(attempts.marks)
    typer.echo((json_of_items if as_json else text_of_items)(items, totals))
