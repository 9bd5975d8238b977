"""Students over REST: they register, train at their own pace, and some enter the contest."""

import asyncio
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from random import Random
from typing import Any

import httpx

from tests.bench.load.tally import Tally
from tests.support.rest import ANNA

PAUSE = 5.0
"""Seconds between two questions, in the mean; half a minute of the hour."""
ENTER = 0.3
"""Part of the students who enter a contest."""
FAULTY = 500


@dataclass(slots=True)
class Reader:
    http: httpx.AsyncClient
    number: int
    tally: Tally
    random: Random
    headers: dict[str, str] = field(default_factory=dict)
    entered: bool = False

    async def live(self, begins_in: float, until: float) -> None:
        await asyncio.sleep(begins_in)
        form = ANNA | {"email": f"load{self.number}@school.ru", "subject": "economics"}
        tokens = await self._post("/auth/register", form)
        if not tokens.is_success:  # the answer to the first request was lost
            tokens = await self._post("/auth/login", {name: form[name] for name in ("email", "password")})
        self.headers["Authorization"] = f"Bearer {tokens.raise_for_status().json()['access_token']}"
        while time.monotonic() < until:
            await self._train(until)

    async def _train(self, until: float) -> None:
        session = (await self._post("/sessions", {"subject": "economics", "mode": "training"})).json()
        while time.monotonic() < until:
            await asyncio.sleep(self.random.uniform(0, 2 * PAUSE))
            await self._compete()
            served = await self._post(f"/sessions/{session['session_id']}/next")
            if served.status_code == HTTPStatus.CONFLICT:
                return
            serve, question = served.json()["serve_id"], served.json()["question"]
            answered = await self._post(f"/serves/{serve}/answer", {"answer": self._answer(question)})
            if answered.is_success:
                self.tally.acknowledged.add(serve)

    async def _compete(self) -> None:
        contest = self.tally.contest
        if contest is None or self.entered:
            return
        self.entered = True
        if self.random.random() > ENTER:
            return
        path = f"/contests/{contest}"
        if not (await self._post(f"{path}/join", {})).is_success:
            return
        while (asked := await self._post(f"{path}/next")).is_success:
            await asyncio.sleep(self.random.uniform(0, PAUSE))
            found = asked.json()
            body = {"place": found["place"], "answer": self._answer(found["question"])}
            if (await self._post(f"{path}/answer", body)).is_success:
                self.tally.in_contest += 1

    def _answer(self, question: dict[str, Any]) -> object:
        options = [option["id"] for option in question.get("options") or []]
        match question["kind"]:
            case "yes_no":
                return self.random.random() < 0.5
            case "one":
                return self.random.choice(options)
            case "multiple":
                return self.random.sample(options, self.random.randint(1, len(options)))
        return str(self.random.randint(1, 100))

    async def _post(self, path: str, body: object = None) -> httpx.Response:
        """The first answer that is none of a fault; a request is repeated with the same key until then."""
        key = {"Idempotency-Key": f"{self.number}-{time.monotonic_ns()}"}
        while True:
            begun = time.monotonic()
            try:
                answer = await self.http.post(path, json=body, headers=self.headers | key)
            except httpx.TransportError as error:
                self.tally.failed(f"{path}: {error!r}")
            else:
                if answer.status_code < FAULTY:
                    self.tally.requests.append(time.monotonic() - begun)
                    return answer
                self.tally.failed(f"{path}: {answer.status_code} {answer.text[:200]}")
            await asyncio.sleep(0.5)
