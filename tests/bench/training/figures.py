"""Throughput of next and answer as shares of `select 1`, and of pgbench, in rounds that take turns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median

from pydantic import SecretStr

from serving.access_tokens import SignedAccessTokens
from serving.core.identity import StudentId
from tests.bench.figures import Figure
from tests.bench.training.draws import chance_of_uniformity, loaded, milliseconds_of_a_draw
from tests.bench.training.filling import DRAWING, DRAWN, SESSIONS, STUDENTS, add_questions, fill, settle
from tests.bench.training.pgbench import answers_a_second
from tests.bench.training.servers import SECRET, Api, api, load, own_postgres, request

ROUNDS, SECONDS = 5, 2
CLIENTS = 16
WARMING = 90_000
EACH = 9_000
"""Answers at hand for one round."""
BARE = ("tests.bench.training.bare_api", "{port}")
OURS = ("serving.api", "--port={port}")


@dataclass(frozen=True, slots=True)
class Round:
    """Requests a second."""

    select: float
    next: float
    answer: float
    pgbench: float


def figures() -> Iterator[Figure]:
    with own_postgres() as url:
        fill(url, 100_000)
        rounds, megabytes = measured(url, earlier=0)
        few = median(each.next / each.select for each in rounds)
        yield Figure("next, 100,000 questions, 3 filters ÷ select 1", few, 1.0, "×", at_least=True)
        yield share("answer, 16 clients ÷ select 1", [each.answer / each.select for each in rounds], 0.75)
        yield share("answer, 16 clients ÷ pgbench", [each.answer / each.pgbench for each in rounds], 0.55)
        yield Figure("one API process, 100,000 questions", megabytes, 250, "MB")
        pool = loaded(url)
        yield Figure("a draw of 100,000 questions, 3 filters: p50", milliseconds_of_a_draw(pool), 0.1, "ms")
        yield Figure("uniformity of 200,000 draws: p", chance_of_uniformity(pool), 0.001, "", at_least=True)
        add_questions(url, 100_001, 1_000_000)
        rounds, megabytes = measured(url, earlier=ROUNDS)
        many = median(each.next / each.select for each in rounds)
        yield Figure("next, 1,000,000 questions ÷ next, 100,000", many / few, 0.9, "×", at_least=True)
        yield Figure("one API process, 1,000,000 questions", megabytes, 250, "MB")
        taken = milliseconds_of_a_draw(loaded(url))
        yield Figure("a draw of 1,000,000 questions, 3 filters: p50", taken, 0.1, "ms")


def share(what: str, ratios: Sequence[float], target: float) -> Figure:
    return Figure(what, median(ratios), target, "×", at_least=True)


def measured(url: str, earlier: int) -> tuple[list[Round], float]:
    """`earlier` rounds have used up their serves and sessions."""
    with api(url, BARE) as bare, api(url, OURS) as ours:
        load(bare.port, selects(), clients=CLIENTS, seconds=1)
        for requests in (nexts(), answers(WARMING)):  # every connection prepares its statements
            load(ours.port, requests, clients=CLIENTS, seconds=3)
        rounds = [one_round(url, bare, ours, earlier + turn) for turn in range(ROUNDS)]
        return rounds, ours.megabytes


def one_round(url: str, bare: Api, ours: Api, turn: int) -> Round:
    """Sessions go on, as most draws find them."""
    first = turn * EACH
    settle(url)
    return Round(
        select=load(bare.port, selects(), clients=CLIENTS, seconds=SECONDS).per_second,
        next=load(ours.port, nexts(), clients=CLIENTS, seconds=SECONDS).per_second,
        answer=load(ours.port, answers(first), clients=CLIENTS, seconds=SECONDS).per_second,
        pgbench=answers_a_second(url, clients=CLIENTS, seconds=SECONDS, first=200_000 + 2 * first),
    )


def selects() -> list[str]:
    return [request("/select", {})] * 20_000


def nexts() -> list[str]:
    return [
        request(f"/v1/sessions/{uuid(f'{n + DRAWN:x}')}/next", bearer(STUDENTS - DRAWING + 1 + n % DRAWING))
        for n in range(1, SESSIONS + 1)
    ]


def answers(first: int) -> list[str]:
    """Every fourth question is of another kind."""
    return [
        request(f"/v1/serves/{uuid(f'{n:x}')}/answer", bearer(1 + n % STUDENTS), '{"answer": 1}')
        for n in range(first + 1, first + EACH)
    ]


def uuid(digits: str) -> str:
    padded = digits.rjust(32, "0")
    return "-".join((padded[:8], padded[8:12], padded[12:16], padded[16:20], padded[20:]))


def bearer(student: int) -> dict[str, str]:
    tokens = SignedAccessTokens(SecretStr(SECRET), seconds=86_400)
    return {"Authorization": f"Bearer {tokens.issue(StudentId(student), datetime.now(UTC))}"}
