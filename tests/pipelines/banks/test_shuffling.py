"""Options that mean something only beside the others are not shuffled."""

from pathlib import Path

import pytest

from tests.pipelines.banks.tables import ORIGINAL, checked, codes


def test_options_that_refer_to_others_are_not_shuffled(tmp_path: Path) -> None:
    report = checked(tmp_path, ORIGINAL | {"answer_3": "Всё перечисленное"})
    [question] = report.questions
    assert question.question.model_dump()["shuffle"] is False


@pytest.mark.parametrize(
    "option",
    ["Все ответы верны", "верно а) и б)", "Верны ответы 1) и 2)", "нет верного ответа",
     "правильного ответа нет", "ничего из перечисленного", "None of the above", "все вышеперечисленное"],
)  # fmt: skip
def test_an_option_may_refer_to_others_in_many_words(tmp_path: Path, option: str) -> None:
    assert ("shuffle_unsafe", "F") in codes(checked(tmp_path, ORIGINAL | {"answer_3": option}))


@pytest.mark.parametrize(
    "option", ["налог на добавленную стоимость", "выше 10", "верно только А", "оба плеча"]
)
def test_an_option_that_only_sounds_alike_is_shuffled(tmp_path: Path, option: str) -> None:
    assert checked(tmp_path, ORIGINAL | {"answer_3": option}).findings == ()
