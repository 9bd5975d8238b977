import psycopg
import pytest

from pipelines.refusal import Refusal
from pipelines.simulation.bank import read_bank, respond
from serving.core.questions import Multiple, One, Open, Option, YesNo
from serving.core.training.grading import grade
from serving.core.training.sessions import AnyQuestion
from tests.support.training_rows import Answer, add_answers, add_questions, add_students

THREE = tuple(Option(id=number, text=text) for number, text in enumerate("абв", start=1))
QUESTIONS: tuple[AnyQuestion, ...] = (
    YesNo(text="?", key=False),
    One(text="?", options=THREE, key=1),
    Multiple(text="?", options=THREE, key=(1, 3)),
    Multiple(text="?", options=THREE, key=(1, 2, 3)),
    Open(text="?", key=("Волга",)),
    Open(text="?", key=("10..12",)),
)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("right", [True, False])
def test_a_response_is_graded_as_it_was_meant(question: AnyQuestion, right: bool) -> None:
    response = respond(question, right=right)

    assert grade(question, tuple(response) if isinstance(response, list) else response) is right


@pytest.mark.parametrize("origin", ["real", "imported"])
def test_a_database_where_somebody_answered_is_refused(postgres_url: str, origin: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        (question,), (student,) = add_questions(connection, 1), add_students(connection, 1, origin=origin)
        add_answers(connection, [Answer(student, question, origin=origin)])

    with pytest.raises(Refusal, match="holds 1 answers of real students"):
        read_bank(postgres_url, seed=1)


def test_answers_of_simulated_students_are_no_obstacle(postgres_url: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        (question,), (student,) = (
            add_questions(connection, 1),
            add_students(connection, 1, origin="simulated"),
        )
        add_answers(connection, [Answer(student, question, origin="simulated")])

    assert list(read_bank(postgres_url, seed=1)) == [question]
