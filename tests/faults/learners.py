"""Students who go on through any fault, and remember what was acknowledged."""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from threading import Event

import httpx

PATIENCE, THOUGHT = 60.0, 0.2  # seconds
AWAY = {500, 502, 503, 504}


@dataclass(slots=True)
class Learner:
    api: httpx.Client
    acknowledged: dict[str, bool] = field(default_factory=dict)
    """Serve id: whether it was said to be right."""
    unexpected: list[str] = field(default_factory=list)
    longest: float = 0.0
    """Seconds that a request waited for its answer, asked again as often as it had to be."""

    def register(self, name: str) -> None:
        form = {
            "email": f"{name}@school.ru",
            "password": "long enough",
            "surname": "Стойкая",
            "name": "Анна",
            "grade": 9,
            "school": "Лицей 1",
            "region": "Томская область",
            "subject": "economics",
            "consent": True,
        }
        token = self._post("/v1/auth/register", form).json()["access_token"]
        self.api.headers["Authorization"] = f"Bearer {token}"

    def train(self, enough: Event) -> None:
        body = {"subject": "economics", "mode": "training"}
        while not enough.is_set():
            session = self._post("/v1/sessions", body).json()["session_id"]
            while not enough.is_set():
                served = self._post(f"/v1/sessions/{session}/next")
                if served.status_code == 409:
                    break
                self._answer(served.json())
                time.sleep(THOUGHT)

    def _answer(self, served: dict[str, object]) -> None:
        """Asked again after a fault: the first result comes back, so `acknowledged` never changes."""
        serve, question = str(served["serve_id"]), served["question"]
        assert isinstance(question, dict)
        options = [option["id"] for option in question.get("options") or []]
        answers = {"yes_no": True, "one": options[:1] and options[0], "multiple": options[:1], "open": "1"}
        result = self._post(f"/v1/serves/{serve}/answer", {"answer": answers[question["kind"]]})
        if result.status_code == 200:
            correct = result.json()["correct"]
            assert self.acknowledged.setdefault(serve, correct) == correct

    def _post(self, path: str, body: object = None) -> httpx.Response:
        """The first answer that is not about an outage."""
        begun = time.monotonic()
        while True:
            try:
                response = self.api.post(path, json=body)
            except httpx.TransportError:
                response = None
            if response is not None and response.status_code not in AWAY:
                if response.status_code >= 400 and response.status_code not in {409, 429}:
                    self.unexpected.append(f"{path}: {response.status_code} {response.text}")
                self.longest = max(self.longest, time.monotonic() - begun)
                return response
            if response is not None and response.status_code == 500:
                self.unexpected.append(f"{path}: {response.text}")
            assert time.monotonic() < begun + PATIENCE, f"{path} did not come back"
            time.sleep(0.2)


@contextmanager
def learning(api: str, names: tuple[str, ...]) -> Iterator[list[Learner]]:
    """They train until the block is left; what went wrong in them is raised there."""
    enough = Event()
    with ExitStack() as clients, ThreadPoolExecutor(len(names)) as pool:
        learners = [Learner(clients.enter_context(httpx.Client(base_url=api, timeout=20))) for _ in names]
        for learner, name in zip(learners, names, strict=True):
            learner.register(name)
        training: list[Future[None]] = [pool.submit(each.train, enough) for each in learners]
        try:
            yield learners
        finally:
            enough.set()
        for each in training:
            each.result()
