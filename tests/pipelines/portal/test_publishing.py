"""From an upload to a release and back, by the job of the pipelines."""

import pytest

from pipelines.banks.check import check
from pipelines.banks.subjects import read_subjects
from pipelines.defs.question_banks.outcome import Block, LoadResult
from pipelines.portal.parts import Parts
from pipelines.portal.submissions.publishing import Order
from pipelines.refusal import Refusal
from pipelines.stores.postgres import postgres
from pipelines.stores.submission import RowCounts
from tests.support import portal as support
from tests.support.bank_files import GOOD
from tests.support.portal import SAMPLES, Visitor
from tests.support.publishing import bank, decided, publish


def load_that_is_blocked(order: Order, *_: object) -> LoadResult:
    report = check(order.files.banks[0], read_subjects())
    return LoadResult((report,), (), (Block("any", "У вопроса не названа тема", ()),), RowCounts(1), None)


def load_that_is_refused(*_: object) -> LoadResult:
    raise Refusal("PostgreSQL не отвечает.")


def load_that_breaks(*_: object) -> LoadResult:
    raise RuntimeError("secret details")


def test_the_job_releases_what_is_accepted_and_the_questions_are_there(
    geographers: Visitor, postgres_url: str
) -> None:
    path = geographers.upload(SAMPLES / "mistakes.csv").url.path
    geographers.submit(path, f"{path}/publish")
    page = decided(geographers, path)

    assert "<strong>Опубликовано</strong> · Анна Иванова" in page
    assert "4 вопроса" in geographers.get("/questions").text
    assert "department-geography@apo.ru" in geographers.get("/releases").text
    with postgres(postgres_url) as connection:
        assert connection.execute("select status, release_id from uploads").fetchone() == ("published", 1)
        assert connection.execute("select actor from releases").fetchone() == ("department-geography@apo.ru",)


def test_the_same_file_again_leaves_nothing_to_publish(publishers: Visitor) -> None:
    publish(publishers, bank(GOOD, GOOD))
    page = publishers.upload(bank(GOOD, GOOD)).text

    assert "Всего 2 строки: 0 + 0 + 2 + 0 + 0 + 0." in page
    assert "Публиковать нечего" in page
    assert ">Опубликовать<" not in page


def test_what_would_change_is_shown_before_and_after_it_is_published(publishers: Visitor) -> None:
    publish(publishers, bank(GOOD))
    better = bank(GOOD.replace("десять,1", "десять,2"))
    path = publishers.upload(better).url.path
    before = publishers.get(f"{path}/questions?outcome=changed").text

    assert "<del>восемь</del> <ins>десять</ins>" in before
    publish(publishers, better)
    after = publishers.get("/releases/2").text
    assert "<del>восемь</del> <ins>десять</ins>" in after
    assert "изменён" in after


def test_a_release_is_rolled_back_by_who_may_publish_it(publishers: Visitor) -> None:
    publish(publishers, bank(GOOD))

    page = publishers.submit("/releases/1", "/releases/1/rollback")

    assert "Выпуск отменён · department-economics@apo.ru" in page.text
    assert "снят" in publishers.get("/questions").text
    again = publishers.submit("/help", "/releases/1/rollback")
    assert (again.status_code, "только один раз" in again.text) == (409, True)


def test_another_department_sees_neither_the_release_nor_its_questions(
    publishers: Visitor, quick: Parts
) -> None:
    publish(publishers, bank(GOOD))
    with (
        support.running(quick) as address,
        support.member(address, quick.postgres_url, ["geography"]) as others,
    ):
        assert "Выпуск 1" not in others.get("/releases").text
        assert "0 вопросов" in others.get("/questions?subject=economics").text
        for path in ("/releases/1", "/questions/1", "/questions/1/picture"):
            assert others.get(path).status_code == 404
        assert others.submit("/help", "/releases/1/rollback").status_code == 404


def test_what_is_declined_is_not_in_the_bank_and_cannot_be_published(publishers: Visitor) -> None:
    path = publishers.upload(bank(GOOD)).url.path

    assert "В банк ничего не попало" in publishers.submit(path, f"{path}/decline").text
    late = publishers.submit("/help", f"{path}/publish")
    assert (late.status_code, "Решение уже принято" in late.text) == (409, True)
    assert "0 вопросов" in publishers.get("/questions").text


@pytest.mark.parametrize(
    ("quick", "sentence"),
    [
        (load_that_is_blocked, "У вопроса не названа тема"),
        (load_that_is_refused, "PostgreSQL не отвечает."),
        (load_that_breaks, "Публикация не удалась, банк остался прежним"),
    ],
    indirect=["quick"],
    ids=["blocked", "refused", "broken"],
)
def test_a_failed_publishing_says_why_and_may_be_tried_again(publishers: Visitor, sentence: str) -> None:
    page = publish(publishers, bank(GOOD))

    assert sentence in page
    assert "secret details" not in page
    assert ">Опубликовать<" in page


def test_a_publishing_that_died_may_be_tried_again_after_a_while(
    publishers: Visitor, postgres_url: str
) -> None:
    path = publishers.upload(bank(GOOD)).url.path
    with postgres(postgres_url) as connection:
        connection.execute("update uploads set status = 'publishing', decided_at = now()")
        assert publishers.submit("/help", f"{path}/publish").status_code == 409
        connection.execute("update uploads set decided_at = now() - interval '16 minutes'")

    assert "Публикация прервалась" in publishers.get(path).text
    publishers.submit(path, f"{path}/publish")
    assert "<strong>Опубликовано</strong>" in decided(publishers, path)
