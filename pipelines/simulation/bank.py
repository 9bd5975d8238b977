"""What a simulated student knows and the REST API does not tell: the keys and the truth."""

from collections.abc import Mapping
from dataclasses import dataclass

import psycopg

from pipelines.refusal import Refusal
from pipelines.simulation.truth import ItemTruth, item_truth
from pipelines.stores.postgres import postgres
from serving.core.questions import Multiple, One, Open, YesNo, question_adapter

LIVE = """
select questions.id, questions.identity, questions.subject, versions.content
from questions
join question_versions as versions
    on versions.question_id = questions.id and versions.version = questions.current_version
where questions.status = 'live'
order by questions.id
"""


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    subject: str
    question: YesNo | One | Multiple | Open
    truth: ItemTruth


def read_bank(postgres_url: str, seed: int) -> Mapping[int, KnownQuestion]:
    """By question id. Refuses a database with no questions, and one where real students have answered."""
    with postgres(postgres_url) as connection:
        refuse_real_students(connection)
        rows = connection.execute(LIVE).fetchall()
    if not rows:
        raise Refusal("There are no questions to answer; load a bank first: apo banks load FILE")
    return {
        question_id: KnownQuestion(
            subject, question_adapter.validate_python(content), item_truth(seed, identity)
        )
        for question_id, identity, subject, content in rows
    }


def refuse_real_students(connection: psycopg.Connection) -> None:
    row = connection.execute("select count(*) from answers where origin <> 'simulated'").fetchone()
    if row and row[0]:
        raise Refusal(
            f"This database holds {row[0]} answers of real students, and simulated ones are never mixed "
            "with them. Use another database (APO_POSTGRES_URL) or another APO_HOME."
        )


def respond(question: YesNo | One | Multiple | Open, *, right: bool) -> bool | int | list[int] | str:
    """A response that is right or wrong as asked."""
    match question:
        case YesNo():
            return question.key if right else not question.key
        case One():
            return question.key if right else next(o.id for o in question.options if o.id != question.key)
        case Multiple():
            everything = [option.id for option in question.options]
            wrong = everything if len(question.key) < len(everything) else everything[:1]
            return list(question.key) if right else wrong
        case Open():
            return question.key[0].split("..")[0] if right else "не знаю"
