"""GIFT that is not understood, or that says what we cannot keep."""

from pathlib import Path

import pytest

from tests.pipelines.banks.test_gift import read


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Пары? {=раз -> один =два -> two}", "matching"),
        ("Расскажите. {}", "essay"),
        ("Введение", "description"),
    ],
)
def test_a_kind_that_we_do_not_have_rejects_the_row(tmp_path: Path, text: str, kind: str) -> None:
    report = read(tmp_path, f"Да? {{T}}\n\n{text}")
    assert [(one.row, one.code, one.value) for one in report.findings if one.level == "E"] == [
        (3, "unsupported_kind", kind)
    ]
    assert len(report.questions) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Сколько? {=три ~пять", "нет закрывающей скобки }"),
        ("Сколько} {T}", "скобка } стоит раньше скобки {"),
        ("Сколько {T} и {F}", "скобок { } больше одной пары"),
        ("Сколько? {пять ~три}", "ответ «пять» стоит без знака = или ~"),
        ("Сколько? {#пять}", "«пять» — не число"),
        ("Сколько? {#5:мало}", "допуск «мало» — не число"),
    ],
)
def test_broken_syntax_rejects_the_row_and_spares_the_rest(tmp_path: Path, text: str, reason: str) -> None:
    report = read(tmp_path, f"{text}\n\nДа? {{T}}")
    [finding] = [one for one in report.findings if one.level == "E"]
    assert (finding.row, finding.code) == (1, "broken_syntax")
    assert reason in finding.message
    assert len(report.questions) == 1


def test_a_half_right_answer_is_told_and_a_pattern_is_rejected(tmp_path: Path) -> None:
    report = read(tmp_path, "Река? {=Волга =%50%Дон}\n\nГород? {=*бург}")
    told = [
        (one.row, one.code, one.value)
        for one in report.findings
        if one.code in ("partial_credit", "wildcard")
    ]
    assert told == [(1, "partial_credit", "Дон"), (3, "wildcard", "*бург")]


def test_several_full_answers_beside_wrong_ones_prove_no_key(tmp_path: Path) -> None:
    assert {one.code for one in read(tmp_path, "Кто? {=он =она ~оно}").findings} >= {"key_wrong_kind"}
