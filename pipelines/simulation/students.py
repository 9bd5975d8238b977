"""Simulated students at the real REST API."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from itertools import cycle
from random import Random
from secrets import token_hex, token_urlsafe

import httpx

from pipelines.refusal import Refusal
from pipelines.simulation.bank import KnownQuestion, respond
from pipelines.simulation.truth import abilities

AT_ONCE = 8
REGISTER = "/v1/auth/register"


@dataclass(frozen=True, slots=True)
class Simulation:
    students: int
    answers: int
    seed: int


@dataclass(frozen=True, slots=True)
class Student:
    """Goes through the subjects in turn; competes first and trains on when a pool is exhausted."""

    api: httpx.AsyncClient
    bank: Mapping[int, KnownQuestion]
    random: Random
    ability: float
    headers: dict[str, str]

    async def train(self, subjects: list[str], answers: int, progress: Callable[[int], None]) -> None:
        for subject in cycle(subjects):
            share = min(answers, 20)
            answered = await self._session({"subject": subject}, share)
            if answered < share:
                answered += await self._session({"subject": subject, "mode": "training"}, share - answered)
            answers -= answered
            progress(answered)
            if answers == 0:
                return

    async def _session(self, body: dict[str, str], most: int) -> int:
        """The number of answers given; fewer than `most` when nothing is left to draw."""
        session_id = accepted(await self._post("/v1/sessions", body)).json()["session_id"]
        for answered in range(most):
            response = await self._post(f"/v1/sessions/{session_id}/next")
            if response.status_code == HTTPStatus.CONFLICT:
                return answered
            served = accepted(response).json()
            known = self.bank[served["question"]["id"]]
            right = self.random.random() < known.truth.chance(self.ability)
            answer = {"answer": respond(known.question, right=right)}
            accepted(await self._post(f"/v1/serves/{served['serve_id']}/answer", answer))
        return most

    async def _post(self, path: str, body: object = None) -> httpx.Response:
        return await self.api.post(path, json=body, headers=self.headers)


def accepted(response: httpx.Response) -> httpx.Response:
    if response.is_error:
        raise Refusal(f"The API refused {response.request.url.path}: {response.text}")
    return response


async def simulate(
    address: str,
    bank: Mapping[int, KnownQuestion],
    simulation: Simulation,
    progress: Callable[[int], None],
) -> None:
    """Calls `progress` with the number of answers given since the last call."""
    subjects = sorted({known.subject for known in bank.values()})
    everybody = abilities(simulation.seed, simulation.students)
    run, places = token_hex(4), asyncio.Semaphore(AT_ONCE)
    async with httpx.AsyncClient(base_url=address, timeout=30) as api:

        async def live(number: int, ability: float) -> None:
            async with places:
                random = Random(f"{simulation.seed}-{number}")  # noqa: S311 reproducible on purpose
                first = random.randrange(len(subjects))
                turns = subjects[first:] + subjects[:first]
                who = registration(f"student-{run}-{number}@simulated.example", turns[0])
                headers = authorization(await api.post(REGISTER, json=who))
                share, rest = divmod(simulation.answers, simulation.students)
                student = Student(api, bank, random, ability, headers)
                await student.train(turns, share + (number < rest), progress)

        async with asyncio.TaskGroup() as group:
            for number, ability in enumerate(everybody):
                group.create_task(live(number, ability))


def registration(email: str, subject: str) -> dict[str, object]:
    return {
        "email": email,
        "password": token_urlsafe(12),
        "surname": "Симулянтов",
        "name": "Студент",
        "grade": 9,
        "school": "Симуляция",
        "region": "Москва",
        "subject": subject,
        "consent": True,
    }


def authorization(registered: httpx.Response) -> dict[str, str]:
    return {"Authorization": f"Bearer {accepted(registered).json()['access_token']}"}
