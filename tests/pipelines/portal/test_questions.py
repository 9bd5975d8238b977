"""The page «Мои вопросы»."""

import re

from pipelines.stores.postgres import postgres
from tests.support.bank_files import GOOD
from tests.support.portal import Visitor
from tests.support.publishing import bank, publish, publish_statistics

FOUND = {
    "": 2,
    "search=УМНОЖИТЬ": 2,
    "search=1 умножить": 1,
    "search=%25": 0,
    "search=%00": 2,
    "subject=economics&kind=one&status=live": 2,
    "kind=open": 0,
    "level=3": 1,
    "level=none": 1,
    "theme=Монополия": 2,
    "page=2": 0,
}


def test_questions_are_found(publishers: Visitor, postgres_url: str) -> None:
    publish(publishers, bank(GOOD, GOOD))
    publish_statistics(postgres_url)

    for narrowed, count in FOUND.items():
        page = publishers.get(f"/questions?{narrowed}").text
        assert (narrowed, len(re.findall(r'href="/questions/\d+"', page))) == (narrowed, count)


def test_statistics_are_told_and_what_is_not_known_is_said_so(publishers: Visitor, postgres_url: str) -> None:
    publish(publishers, bank(GOOD, GOOD))
    publish_statistics(postgres_url)
    known, unknown = publishers.get("/questions/1").text, publishers.get("/questions/2").text

    assert "58\N{NO-BREAK SPACE}%" in known
    assert "3 из 5, средний (−0,40 ± 0,25)" in known
    assert "возможно, неверен ключ" in known
    assert "верен другой ответ: <strong>восемь</strong>" in known
    assert "верно, похоже: восемь" in publishers.get("/questions").text
    assert "09.01.2026 03:00" in known
    assert known.count("<dd>мало данных</dd>") == 1
    assert unknown.count("<dd>мало данных</dd>") == 5


def test_reports_of_students_are_shown_without_their_names(publishers: Visitor, postgres_url: str) -> None:
    publish(publishers, bank(GOOD, GOOD))
    with postgres(postgres_url) as connection:
        connection.execute(
            "insert into reports (question_id, version, reason, text, reported_at, decision, decided_at)"
            " values"
            " (1, 1, 'misprint', 'две <b>запятые</b>', '2026-01-09 00:00+00', null, null),"
            " (1, 1, 'wrong_key', null, '2026-01-08 00:00+00', 'keep', '2026-01-09 00:00+00'),"
            " (1, 1, 'statistics', null, '2026-01-08 00:00+00', 'keep', '2026-01-09 00:00+00')"
        )

    reported, quiet = publishers.get("/questions/1").text, publishers.get("/questions/2").text

    assert "опечатка: «две &lt;b&gt;запятые&lt;/b&gt;»" in reported
    assert "09.01.2026 03:00 · ещё не рассмотрено" in reported
    assert "неверный ответ</span>" in reported
    assert "08.01.2026 03:00 · вопрос оставлен" in reported
    assert "Жалоб на этот вопрос нет." in quiet
    assert publishers.get("/questions").text.count("1 жалоба") == 1
