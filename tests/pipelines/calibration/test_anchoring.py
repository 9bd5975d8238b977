"""A new calibration on the scale of the previous one."""

from dataclasses import replace

import numpy as np
import pytest

from pipelines.calibration.anchoring import Link, TooFewAnchors, anchored, link
from pipelines.calibration.calibrate import Options, calibrate
from pipelines.calibration.calibration import Calibration
from pipelines.calibration.maximisation import Model
from tests.support.simulated_answers import simulate, truth


def calibration(model: Model = Model.TWO_PARAMETER) -> Calibration:
    random = np.random.default_rng(8)
    return calibrate(simulate(random, truth(random, 20), students=1500, each=10), Options(model))


def test_anchoring_undoes_a_change_of_unit_and_origin() -> None:
    previous = calibration()
    moved = anchored(previous, Link(scale=1.7, shift=-0.6, anchors=0))

    back = anchored(moved, link(moved, previous))

    for before, after in (
        (previous.difficulties, back.difficulties),
        (previous.slopes, back.slopes),
        (previous.difficulty_errors, back.difficulty_errors),
        (previous.slope_errors, back.slope_errors),
    ):
        np.testing.assert_allclose(after, before, rtol=1e-9)
    assert (back.ability_mean, back.ability_spread) == pytest.approx((0, 1))


def test_chances_are_the_same_on_every_scale() -> None:
    found = calibration()

    moved = anchored(found, Link(scale=0.5, shift=2.0, anchors=0))

    np.testing.assert_allclose(moved.parameters(), found.parameters())


def test_the_unit_of_rasch_is_its_slope_so_that_only_the_origin_moves() -> None:
    previous = calibration(Model.RASCH)
    moved = replace(previous, difficulties=previous.difficulties * 1.1 + 0.4)

    found = link(moved, previous)

    assert found.scale == 1
    assert anchored(moved, found).difficulties.mean() == pytest.approx(previous.difficulties.mean())


def test_questions_with_few_answers_or_a_negative_slope_or_unknown_before_anchor_nothing() -> None:
    new = calibration()
    asked, slopes, difficulties = new.asked.copy(), new.slopes.copy(), new.difficulties.copy()
    asked[0], slopes[1], difficulties[:2] = 499, -1, 99
    slopes[2] = difficulties[2] = asked[2] = np.nan

    found = link(new, replace(new, asked=asked, slopes=slopes, difficulties=difficulties))

    assert found.anchors == 17
    assert [found.scale, found.shift] == pytest.approx([1, 0], abs=1e-9)


def test_too_few_anchors_are_refused() -> None:
    new = calibration()
    with pytest.raises(TooFewAnchors) as refused:
        link(new, replace(new, asked=np.where(np.arange(20) < 4, new.asked, 0)))
    assert refused.value.found == 4
