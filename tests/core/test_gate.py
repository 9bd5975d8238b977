"""The pace of messages to many, by a clock that only naps move."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.core.broadcasts.gate import Gate

pytestmark = pytest.mark.anyio


class Naps:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds + 0.001


async def test_a_hundred_messages_at_25_a_second_take_four_seconds_and_are_even() -> None:
    naps = Naps()
    gate, moments = Gate(25, naps, naps.sleep), []
    for _ in range(101):
        await gate.bulk()
        moments.append(naps.now)
    assert 3.96 <= moments[-1] - moments[0] <= 4.02  # the second one may catch up
    assert max(len([at for at in moments if begin <= at < begin + 1]) for begin in moments) <= 26


async def test_a_reply_goes_at_once_and_the_others_pay_for_it() -> None:
    naps = Naps()
    gate = Gate(25, naps, naps.sleep)
    await gate.bulk()
    before = naps.now
    for _ in range(5):
        await gate.reply()
    assert naps.now == before
    await gate.bulk()
    assert naps.now - before == pytest.approx(5 / 25, abs=0.01)


async def test_after_a_refusal_everybody_waits_and_the_pace_falls_once_and_comes_back() -> None:
    naps = Naps()
    gate = Gate(25, naps, naps.sleep)
    await gate.bulk()
    before = naps.now
    for _ in range(3):
        gate.refused(5)
    assert gate.rate == pytest.approx(22.5)
    await gate.reply()
    assert naps.now - before >= 5
    for _ in range(249):
        await gate.bulk()
    assert gate.rate < 25
    for _ in range(2):
        await gate.bulk()
    assert gate.rate == 25


@given(st.lists(st.sampled_from(["bulk", "reply", "refused"]), max_size=80))
async def test_no_second_holds_more_than_the_pace_and_one_late_message(
    orders: list[str],
) -> None:
    naps, moments = Naps(), []
    gate = Gate(10, naps, naps.sleep)
    for order in orders:
        if order == "bulk":
            await gate.bulk()
            moments.append(naps.now)
        elif order == "reply":
            await gate.reply()
        else:
            gate.refused(1)
    assert max((len([at for at in moments if begin <= at < begin + 1]) for begin in moments), default=0) <= 11
