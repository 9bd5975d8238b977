"""Every refusal of the product has words of its own in Telegram, and nobody reads an exception."""

import inspect

import pytest

from bot.errors import REFUSALS, STALE, broken, refusal
from serving.core import errors as product
from serving.core.account import errors as account

TYPES = [
    error
    for module in (product, account)
    for _, error in inspect.getmembers(module, inspect.isclass)
    if issubclass(error, product.ProductError) and error is not product.ProductError
]


@pytest.mark.parametrize("error", TYPES, ids=lambda error: error.__name__)
def test_a_refusal_is_told_in_russian(error: type[product.ProductError]) -> None:
    said = refusal(error.__new__(error)).render()[0]
    assert any("а" <= letter <= "я" for letter in said.casefold())
    assert error.__name__ not in said
    assert (said == STALE.render()[0]) == (error not in REFUSALS)


def test_what_breaks_is_told_by_a_code_that_the_log_knows() -> None:
    assert "X7F2" in broken("X7F2").render()[0]
