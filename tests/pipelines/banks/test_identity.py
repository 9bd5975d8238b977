"""What makes two texts the same text, and two questions the same question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.banks.identity import answer_key, comparison_key, content_key, identity
from pipelines.banks.repairs.repair import apply_repairs
from pipelines.banks.repairs.spacing import invisible_chars, whitespace
from pipelines.banks.row import Row
from serving.core.questions import Kind, Multiple, One, Open, Option, Tolerance, YesNo
from tests.pipelines.banks.tables import SUMS

SPACES_AND_SIGNS = st.text(st.sampled_from(" \t\nаеёЁЙz9.;:-–«»\"'’\u00ad\u200b\u00a0½ﬁ"), max_size=30)


def options(*texts: str) -> tuple[Option, ...]:
    return tuple(Option(id=number, text=text) for number, text in enumerate(texts, start=1))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Что такое спрос?", "ЧТО  такое\nспрос?"),
        ("Зелёный ёж", "зеленый еж."),
        ("«Кока-кола»", '"Кока–кола"'),
        ("ситуа\u00adция", "ситуация"),
        ("𝑃 = 2", "P = 2"),
        ("Верно:", "верно"),
    ],
)
def test_copies_have_one_key(one: str, other: str) -> None:
    assert comparison_key(one) == comparison_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("минимальная", "максимальная"), ("its", "it's"), ("-", ""), (";", "."), ("1.5", "15")]
)
def test_near_copies_have_two(one: str, other: str) -> None:
    assert comparison_key(one) != comparison_key(other)


@given(st.text(max_size=40) | SPACES_AND_SIGNS)
def test_a_key_of_a_key_is_the_key(text: str) -> None:
    assert comparison_key(comparison_key(text)) == comparison_key(text)


@given(st.text(max_size=40) | SPACES_AND_SIGNS)
def test_repairs_of_spaces_do_not_change_the_key(text: str) -> None:
    row = bare_row(text)
    repaired, _ = apply_repairs(row, [invisible_chars, whitespace])
    assert comparison_key(repaired.text) == comparison_key(text)
    assert comparison_key(repaired.options[0]) == comparison_key(text)


@given(st.text(max_size=40) | SPACES_AND_SIGNS)
def test_a_repaired_text_needs_no_second_repair(text: str) -> None:
    repaired, _ = apply_repairs(bare_row(text), [invisible_chars, whitespace])
    assert apply_repairs(repaired, [invisible_chars, whitespace]) == (repaired, [])


def bare_row(text: str) -> Row:
    return Row(
        sheet=None, number=2, subject=SUMS, base=0, named_kind="", kind=Kind.ONE, text=text, options=(text,),
        answer="0", tolerance="", explanation="", theme="", source="", picture="", has_picture=False,
        photo=None, subway=False, points="", fixed_order=False, surplus="",
    )  # fmt: skip


def test_identity_is_subject_kind_text_set_of_options_and_picture() -> None:
    question = One(text="Сколько?", options=options("три", "пять"), key=1)
    turned = One(text="сколько?", options=options("пять", "три"), key=2)
    assert content_key("sums", question) == content_key("sums", turned)
    assert answer_key(question) == answer_key(turned)
    several = Multiple(text="Сколько?", options=options("три", "пять"), key=(1,))
    others = [content_key("music", question), content_key("sums", several)]
    assert content_key("sums", question) not in others
    content = content_key("sums", question)
    assert len({identity(content, None), identity(content, "a" * 64), identity(content, "b" * 64)}) == 3


def test_answers_that_differ_by_case_alone_differ() -> None:
    same = options("Its", "its", "it's")
    assert answer_key(One(text="?", options=same, key=1)) != answer_key(One(text="?", options=same, key=2))


def test_answers_of_the_other_kinds_are_compared_by_meaning() -> None:
    assert answer_key(YesNo(text="?", key=True)) != answer_key(YesNo(text="?", key=False))
    assert answer_key(Open(text="?", key=("Рим", "рим."))) == answer_key(Open(text="?", key=("рим",)))
    loose = Open(text="?", key=("10",), tolerance=Tolerance.model_validate({"value": "0.50"}))
    same = Open(text="?", key=("10",), tolerance=Tolerance.model_validate({"value": "0.5"}))
    assert answer_key(loose) == answer_key(same) != answer_key(Open(text="?", key=("10",)))
