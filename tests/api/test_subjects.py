"""What can be trained."""

import pytest

from tests.support.banks import Bank
from tests.support.rest import running, settings

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
