"""What can be trained."""

import pytest

from tests.support.banks import OPEN, Bank
from tests.support.rest import problem, running, settings

pytestmark = pytest.mark.anyio


async def test_subjects_are_listed_with_their_live_questions(postgres_url: str, bank: Bank) -> None:
    bank.add_many(3)
    bank.add(status="retired")
    bank.connection.execute("insert into subjects values ('english', 'Английский язык')")
    async with running(settings(postgres_url)) as http:
        assert (await http.get("/v1/subjects")).json() == [
            {"code": "english", "title": "Английский язык", "questions": 0},
            {"code": "geography", "title": "География", "questions": 3},
        ]


async def test_a_subject_tells_its_themes_sources_and_kinds(postgres_url: str, bank: Bank) -> None:
    bank.add_many(2)
    bank.add(OPEN, theme="озёра", sources=("МЭ", "РЭ"))
    bank.add(theme="моря", status="held")
    async with running(settings(postgres_url)) as http:
        assert (await http.get("/v1/subjects/geography")).json() == {
            "code": "geography",
            "title": "География",
            "questions": 3,
            "themes": [{"value": "озёра", "questions": 1}, {"value": "реки", "questions": 2}],
            "sources": [{"value": "МЭ", "questions": 3}, {"value": "РЭ", "questions": 1}],
            "kinds": [
                {"value": "yes_no", "questions": 0},
                {"value": "one", "questions": 2},
                {"value": "multiple", "questions": 0},
                {"value": "open", "questions": 1},
            ],
        }
        assert problem(await http.get("/v1/subjects/astrology")) == (404, "subject_unknown")


async def test_a_client_keeps_subjects_until_they_change(postgres_url: str, bank: Bank) -> None:
    bank.add()
    async with running(settings(postgres_url)) as http:
        for path in ("/v1/subjects", "/v1/subjects/geography"):
            first = await http.get(path)
            assert first.headers["Cache-Control"] == "public, max-age=60"
            known = {"If-None-Match": first.headers["ETag"]}
            again = await http.get(path, headers=known)
            assert (again.status_code, again.content) == (304, b"")
            bank.connection.execute("update subjects set title = title || '!'")
            changed = await http.get(path, headers=known)
            assert changed.status_code == 200
            assert changed.headers["ETag"] != first.headers["ETag"]
