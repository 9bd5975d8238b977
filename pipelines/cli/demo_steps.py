"""What each step of the demo does; each returns what happened, in a few words."""

from pathlib import Path

import httpx

from pipelines.banks.check import check
from pipelines.banks.subjects import read_subjects
from pipelines.cli.progress import counted
from pipelines.defs.question_banks.load import load_banks
from pipelines.local.endpoints import Endpoints
from pipelines.refresh import refresh
from pipelines.refusal import Refusal
from pipelines.simulation.run import run_simulation, simulated_api
from pipelines.simulation.students import REGISTER, Simulation, accepted, authorization, registration
from pipelines.simulation.truth import item_truth, rank_correlation
from pipelines.stores.postgres import postgres

SIMULATION = Simulation(students=80, answers=3000, seed=1)
SAMPLES = Path(__file__).parents[1] / "banks" / "samples"
MISTAKES = SAMPLES / "mistakes.csv"

LEVELS = """
select questions.subject, question_stats.level, count(*)
from question_stats join questions on questions.id = question_stats.question_id
where question_stats.level is not null
group by 1, 2 order by count(*) desc, 1, 2
"""

FACILITIES = """
select questions.identity, question_stats.facility
from question_stats join questions on questions.id = question_stats.question_id
where question_stats.facility is not null
"""


def load_samples(endpoints: Endpoints, home: Path) -> str:
    banks = sorted(
        file for file in SAMPLES.iterdir() if file.suffix in {".csv", ".xlsx"} and file != MISTAKES
    )
    result = load_banks(banks, endpoints.postgres_url, home=home, progress=lambda _: None)
    if result.release is None:
        raise Refusal(
            f"The sample banks were blocked by {', '.join(block.check for block in result.blocks)}."
        )
    rows = sum(report.rows for report in result.reports)
    return f"{len(banks)} files, {rows} rows, {len(result.release.diff.new)} questions released"


def check_mistakes() -> str:
    report = check(MISTAKES, read_subjects())
    found = f"{len(report.findings)} findings"
    return f"{report.rows} rows: {report.rejected} rejected, {report.repaired} repaired, {found}"


def train(endpoints: Endpoints, home: Path) -> str:
    with counted("answers", SIMULATION.answers) as progress:
        run_simulation(SIMULATION, endpoints.postgres_url, home / "logs", progress)
    return f"{SIMULATION.students} students, {SIMULATION.answers} answers recorded"


def draw_by_difficulty(endpoints: Endpoints, home: Path) -> str:
    """The level that most questions of a subject have, asked for by a new student."""
    with postgres(endpoints.postgres_url) as connection:
        row = connection.execute(LEVELS).fetchone()
    if row is None:
        raise Refusal("No question has a published level.")
    subject, level, questions = row
    with (
        simulated_api(endpoints.postgres_url, home / "logs") as address,
        httpx.Client(base_url=address) as api,
    ):
        newcomer = registration("newcomer@simulated.example", subject)
        api.headers.update(authorization(api.post(REGISTER, json=newcomer)))
        accepted(api.put(f"/v1/me/filters/{subject}", json={"difficulty": [level]}))
        session = accepted(api.post("/v1/sessions", json={"subject": subject})).json()
        served = accepted(api.post(f"/v1/sessions/{session['session_id']}/next")).json()
    difficulty = served["question"]["difficulty"]
    if difficulty["level"] != level:
        raise Refusal(f"Level {level} was asked for, {difficulty['level']} was served.")
    return f"level {level} of {subject}: one of {questions} questions, known from {difficulty['n']} answers"


def compare_with_truth(endpoints: Endpoints) -> str:
    with postgres(endpoints.postgres_url) as connection:
        rows = connection.execute(FACILITIES).fetchall()
    easiness = [-item_truth(SIMULATION.seed, identity).difficulty for identity, _ in rows]
    correlation = rank_correlation([facility for _, facility in rows], easiness)
    return f"{len(rows)} questions, rank correlation {correlation:.2f}"


def move_answers(endpoints: Endpoints, home: Path) -> str:
    result = refresh(endpoints.postgres_url, endpoints.clickhouse_url, home)
    if not result.answers_agree:
        raise Refusal(
            "The counts of answers differ between PostgreSQL, raw.answers and marts.question_stats."
        )
    return f"{result.answers} answers in raw and in the marts, {result.published} questions published"
