"""Calibrations in ClickHouse: the first answers they need, those of the last time, and new ones.

Those of simulated students and those of others stand apart, as the answers do.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.calibration.anchoring import Link
from pipelines.calibration.calibration import Calibration
from pipelines.calibration.items import CalibratedItems, FirstAnswers, Items
from pipelines.calibration.maximisation import Model
from pipelines.calibration.practice import ModelScale
from pipelines.stores.clickhouse import Warehouse
from pipelines.stores.windows import Blocks

DUE = """
with counts as (
    select subject, sum(first_attempts) as total from intermediate.int_student_scores group by subject
), calibrated as (
    select subject, argMax(first_answers, calibrated_at) as total from raw.calibration_runs
    where simulated = (select simulated from intermediate.int_sample)
    group by subject
)
select counts.subject
from counts
left join calibrated on counts.subject = calibrated.subject
where calibrated.total is null or counts.total != calibrated.total
order by counts.subject
"""
ANSWERS = """
select student_id, question_id, statistical_version as version, toUInt8(correct) as right
from intermediate.int_first_answers
where subject = {subject:String}
"""
LAST_RUNS = """
select
    model, argMax(run_id, calibrated_at), argMax(ability_mean, calibrated_at),
    argMax(ability_spread, calibrated_at)
from raw.calibration_runs
where subject = {subject:String} and simulated = (select simulated from intermediate.int_sample)
group by model
"""
LAST = """
select
    question_id, version, first_answers, difficulty, slope, ifNull(difficulty_se, nan) as difficulty_error,
    ifNull(slope_se, nan) as slope_error, ifNull(infit, nan) as infit_or_nan,
    ifNull(outfit, nan) as outfit_or_nan
from raw.calibrations
where run_id = {run:String} and subject = {subject:String} and model = {model:String}
order by question_id, version
"""
COLUMNS = (
    "run_id", "subject", "model", "question_id", "version", "first_answers", "difficulty", "difficulty_se",
    "slope", "slope_se", "infit", "outfit",
)  # fmt: skip
RUN_COLUMNS = (
    "run_id", "subject", "model", "students", "first_answers", "ability_mean", "ability_spread", "loglik",
    "cycles", "converged", "anchors", "scale", "shift", "simulated",
)  # fmt: skip
LEFTOVERS = "run_id = {run:String} and subject = {subject:String}"


@dataclass(frozen=True, slots=True)
class Calibrations:
    store: Warehouse

    def due(self) -> list[str]:
        """Subjects never calibrated, or of other first answers since."""
        return [str(row[0]) for row in self.store.rows(DUE)]

    def first_answers(self, subject: str) -> FirstAnswers:
        found = self.store.records(ANSWERS, {"subject": subject})
        return FirstAnswers(
            students=found["student_id"],
            questions=found["question_id"],
            versions=found["version"].astype(np.uint64),
            right=found["right"] == 1,
        )

    def last(self, subject: str) -> Mapping[Model, CalibratedItems]:
        runs = self.store.rows(LAST_RUNS, {"subject": subject})
        return {
            Model(str(model)): self._read(
                {"run": str(run), "subject": subject, "model": str(model)},
                float(str(mean)),
                float(str(spread)),
            )
            for model, run, mean, spread in runs
        }

    def _read(self, of_run: Mapping[str, str], mean: float, spread: float) -> CalibratedItems:
        found = self.store.records(LAST, of_run)
        calibration = Calibration(
            model=Model(of_run["model"]),
            slopes=found["slope"],
            difficulties=found["difficulty"],
            slope_errors=found["slope_error"],
            difficulty_errors=found["difficulty_error"],
            asked=found["first_answers"].astype(np.float64),
            infit=found["infit_or_nan"],
            outfit=found["outfit_or_nan"],
            ability_mean=mean,
            ability_spread=spread,
            loglik=np.nan,
            cycles=0,
            converged=True,
        )
        return CalibratedItems(Items(found["question_id"], found["version"].astype(np.uint64)), calibration)

    def write(self, run: str, subject: str, scales: Sequence[ModelScale]) -> None:
        """All models of the subject become readers' at once; a repeated run replaces what it left."""
        of_run = {"run": run, "subject": subject}
        if self.store.number(f"select count() from raw.calibrations where {LEFTOVERS}", of_run):  # noqa: S608
            self.store.execute(f"alter table raw.calibration_runs delete where {LEFTOVERS}", of_run)
            self.store.execute(f"alter table raw.calibrations delete where {LEFTOVERS}", of_run)
        simulated = self.store.number("select toUInt8(simulated) from intermediate.int_sample")
        for scale in scales:
            self.store.insert("raw.calibrations", COLUMNS, _lines(_items(run, subject, scale)))
        self.store.insert("raw.calibration_runs", RUN_COLUMNS, _lines(_runs(run, subject, scales, simulated)))


def _items(run: str, subject: str, scale: ModelScale) -> Iterator[tuple[object, ...]]:
    items, found = scale.calibrated.items, scale.calibrated.calibration
    columns = (
        items.questions, items.versions, found.asked.astype(np.int64), found.difficulties,
        found.difficulty_errors, found.slopes, found.slope_errors, found.infit, found.outfit,
    )  # fmt: skip
    for row in zip(*(column.tolist() for column in columns), strict=True):
        yield run, subject, found.model, *row


def _runs(
    run: str, subject: str, scales: Sequence[ModelScale], simulated: int
) -> Iterator[tuple[object, ...]]:
    for scale in scales:
        found, link = scale.calibrated.calibration, scale.link or Link(scale=1.0, shift=0.0, anchors=0)
        yield (
            run, subject, found.model, scale.students, scale.answers, found.ability_mean,
            found.ability_spread, found.loglik, found.cycles, int(found.converged), link.anchors, link.scale,
            link.shift, simulated,
        )  # fmt: skip


def _lines(rows: Iterable[tuple[object, ...]]) -> Blocks:
    """A number that does not exist is NULL."""
    for row in rows:
        yield ("\t".join(r"\N" if value != value else str(value) for value in row) + "\n").encode()
