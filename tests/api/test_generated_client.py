"""A client that openapi-python-client makes of the description walks a session; so does curl."""

import importlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from httpx import ASGITransport

from pipelines.local.ports import LOOPBACK, free_port
from serving.api.app import create_app
from tests.support.banks import EVERY_KIND, RIGHT, Bank
from tests.support.rest import ANNA, settings
from tests.support.trainees import client, process

pytestmark = pytest.mark.anyio

TOOL = Path(sys.executable).with_name("openapi-python-client")


@pytest.fixture
def bank(bank: Bank) -> Bank:
    for question in EVERY_KIND:
        bank.add(question, level=2)
    return bank


@pytest.fixture
def generated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of the package."""
    document = tmp_path / "openapi.json"
    document.write_text(json.dumps(create_app(settings("postgresql://nowhere/")).openapi()))
    target = str(tmp_path / "apo_client")
    argv = [str(TOOL), "generate", "--path", str(document), "--meta", "none", "--output-path", target]
    made = subprocess.run(argv, capture_output=True, text=True, check=True)
    assert "will not be generated" not in made.stdout + made.stderr
    monkeypatch.syspath_prepend(tmp_path)
    return "apo_client"


def part(package: str, name: str) -> ModuleType:
    return importlib.import_module(f"{package}.{name}")


async def test_a_generated_client_walks_a_session(generated: str, postgres_url: str, bank: Bank) -> None:
    models, clients = part(generated, "models"), part(generated, "client")
    app = create_app(settings(postgres_url))
    async with app.router.lifespan_context(app):
        transport = {"base_url": "http://api", "httpx_args": {"transport": ASGITransport(app)}}

        async def call(name: str, *path: Any, client: Any, **arguments: Any) -> Any:
            return await part(generated, f"api.{name}").asyncio(*path, client=client, **arguments)

        while not await call("health.readyz", client=clients.Client(**transport)):
            pass
        form = models.RegisterForm.from_dict(ANNA)
        tokens = await call("auth.register", client=clients.Client(**transport), body=form)
        anna = clients.AuthenticatedClient(token=tokens.access_token, **transport)
        chosen = models.Filters(difficulty=[2])
        assert (await call("filters.put_filters", "geography", client=anna, body=chosen)).total == 4
        await call("filters.delete_filters", "geography", client=anna)
        body = models.SessionBody(subject="geography")
        session = await call("training.start_session", client=anna, body=body)
        for _ in EVERY_KIND:
            served = await call("training.next_question", session.session_id, client=anna)
            right = RIGHT[served.question.kind]
            answer = models.AnswerBody(answer=list(right) if isinstance(right, tuple) else right)
            verdict = await call("training.answer", served.serve_id, client=anna, body=answer)
            assert (verdict.correct, verdict.points) == (True, served.points)
        refused = await call("training.next_question", session.session_id, client=anna)
        assert (refused.status, refused.code) == (409, "pool_exhausted")
        summary = await call("training.finish_session", session.session_id, client=anna)
        assert (summary.right, summary.points) == (4, 16)
        place = (await call("leaderboards.get_leaderboard", "geography", client=anna)).mine
        assert (place.place, place.points) == (1, 16)
        assert (await call("statistics.get_statistics", client=anna)).right == 4


async def test_a_newcomer_with_curl_finds_his_way(postgres_url: str, bank: Bank) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    port = free_port()

    def curl(path: str, *options: str, body: object = None, access: str = "") -> Any:
        argv = ["curl", "--silent", "--show-error", "--fail", *options, f"http://{LOOPBACK}:{port}{path}"]
        argv += ["--json", json.dumps(body)] if body is not None else []
        argv += ["--header", f"Authorization: Bearer {access}"] if access else []
        done = subprocess.run(argv, capture_output=True, text=True, check=True)
        return json.loads(done.stdout) if done.stdout.startswith(("{", "[")) else done.stdout

    with process(postgres_url, port):
        async with client(port):
            assert "/openapi.json" in curl("/docs")
            walked = {operation for path in curl("/openapi.json")["paths"].values() for operation in path}
            assert walked
            access = curl("/v1/auth/register", body=ANNA)["access_token"]
            assert [subject["code"] for subject in curl("/v1/subjects")] == ["geography"]
            filters = curl("/v1/me/filters/geography", "-X", "PUT", body={"kinds": ["one"]}, access=access)
            assert filters["total"] == 1
            session = curl("/v1/sessions", body={"subject": "geography"}, access=access)["session_id"]
            served = curl(f"/v1/sessions/{session}/next", "-X", "POST", access=access)
            verdict = curl(f"/v1/serves/{served['serve_id']}/answer", body={"answer": 1}, access=access)
            assert verdict["correct"]
            assert curl("/v1/leaderboards/geography", access=access)["mine"]["place"] == 1
            assert curl("/v1/me/statistics", access=access)["answers"] == 1
