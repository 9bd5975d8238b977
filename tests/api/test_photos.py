from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path

import pytest
from httpx import AsyncClient, Response

from pipelines.stores.files import put_picture
from serving.files import open_files
from tests.support.banks import ONE, Bank
from tests.support.rest import Student, problem, registered, running, settings

PICTURES = {
    "image/png": b"\x89PNG\r\n\x1a\n picture",
    "image/jpeg": b"\xff\xd8\xff picture",
    "image/webp": b"RIFF\x00\x00\x00\x00WEBP picture",
}
PNG = PICTURES["image/png"]
DIGEST = sha256(PNG).hexdigest()
BROADCASTS = "/admin/broadcasts"


@pytest.fixture
async def http(
    postgres_url: str, bank: Bank, anyio_backend: str, tmp_path: Path
) -> AsyncIterator[AsyncClient]:
    for content in PICTURES.values():
        put_picture(open_files(str(tmp_path)), content)
    given = settings(postgres_url).model_copy(update={"files_url": str(tmp_path)})
    async with running(given) as client:
        yield client


@pytest.mark.anyio
@pytest.mark.parametrize("kind", PICTURES)
async def test_a_picture_may_be_kept_for_ever(http: AsyncClient, kind: str) -> None:
    digest = sha256(PICTURES[kind]).hexdigest()

    response = await http.get(f"/v1/photos/{digest}")

    assert (response.status_code, response.content) == (200, PICTURES[kind])
    assert response.headers["Content-Type"] == kind
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["ETag"] == f'"{digest}"'


@pytest.mark.anyio
@pytest.mark.parametrize("known", [f'"{DIGEST}"', f'W/"{DIGEST}"', f'"other", "{DIGEST}"', "*"])
async def test_a_picture_that_the_client_has_is_not_sent(http: AsyncClient, known: str) -> None:
    response = await http.get(f"/v1/photos/{DIGEST}", headers={"If-None-Match": known})

    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["ETag"] == f'"{DIGEST}"'


@pytest.mark.anyio
@pytest.mark.parametrize("digest", ["0" * 64, "x", "..%2F..%2Fetc%2Fpasswd", DIGEST.upper()])
async def test_an_unknown_picture_is_a_problem(http: AsyncClient, digest: str) -> None:
    status, code = problem(await http.get(f"/v1/photos/{digest}"))

    assert (status, code) in {(404, "photo_not_found"), (404, "not_found")}


@pytest.mark.anyio
async def test_a_question_leads_to_its_picture(http: AsyncClient, bank: Bank) -> None:
    bank.add(ONE.model_copy(update={"photo": DIGEST}))
    bank.notify()
    anna = await registered(http)
    served = (await anna.next(await anna.start())).json()

    assert (await http.get(served["question"]["photo_url"])).content == PNG


@pytest.mark.anyio
async def test_a_picture_of_a_broadcast_is_uploaded_by_an_admin(http: AsyncClient, bank: Bank) -> None:
    anna, boss = await registered(http), await registered(http, email="boss@school.ru")
    bank.connection.execute("insert into roles values (%s, 'admin', '{}')", (boss.id,))
    png = PNG + bytes(100_000)  # more than any other body

    async def upload(student: Student, content: bytes) -> Response:
        headers = {"Authorization": f"Bearer {student.access}"}
        return await http.post(f"/v1{BROADCASTS}/pictures", content=content, headers=headers)

    assert problem(await upload(anna, png)) == (403, "role_missing")
    assert problem(await upload(boss, b"<svg/>")) == (422, "picture_refused")
    assert problem(await upload(boss, png + bytes(10 << 20))) == (413, "body_too_large")
    kept = await upload(boss, png)
    assert (kept.status_code, kept.json()["sha256"]) == (201, sha256(png).hexdigest())
    assert (await http.get(kept.json()["photo_url"])).content == png
    content = {"title": "a", "text": "b", "photo": kept.json()["sha256"]}
    drafted = await boss.send("POST", BROADCASTS, {"content": content, "channels": ["inbox"]})
    shown = (await boss.send("GET", f"{BROADCASTS}/{drafted.json()['id']}")).json()
    assert shown["broadcast"]["content"]["photo"] == sha256(png).hexdigest()
