"""Formulas among money and markup."""

import pytest

from pipelines.portal.formulas import with_formulas


@pytest.mark.parametrize("text", ["$x^2$", "При $Q_d = 10 - P$ спрос", "$$\\frac{1}{2}$$"])
def test_a_formula_is_drawn(text: str) -> None:
    assert "<svg" in with_formulas(text)


@pytest.mark.parametrize(
    "text", ["", "Цена $5", "от $5 до $10", "$5 и $ 6", "доход 5$, расход 3$10", "a $ b $ c", "$\n$"]
)
def test_money_is_not_a_formula(text: str) -> None:
    assert with_formulas(text) == text


def test_text_and_formula_are_escaped() -> None:
    drawn = with_formulas("<b>$<script>$&")

    assert drawn.startswith("&lt;b&gt;<span")
    assert drawn.endswith("&amp;")
    assert "<script" not in drawn


def test_what_cannot_be_drawn_stays_as_it_is_written() -> None:
    assert with_formulas("$\\begin{nonsense} & $") == "$\\begin{nonsense} &amp; $"
