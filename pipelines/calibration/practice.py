"""A subject's questions by both models, on the scales of the last time."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipelines.calibration.admission import admit
from pipelines.calibration.anchoring import Link, TooFewAnchors, anchored, link
from pipelines.calibration.answer_files import NamedAnswers
from pipelines.calibration.answers import Answers
from pipelines.calibration.calibrate import Options, calibrate
from pipelines.calibration.calibration import Calibration
from pipelines.calibration.items import CalibratedItems, FirstAnswers, Items
from pipelines.calibration.maximisation import Model


@dataclass(frozen=True, slots=True)
class ModelScale:
    """One model of a subject; without `link` the scale is a new one, on which ability began with mean 0."""

    calibrated: CalibratedItems
    students: int
    answers: int
    link: Link | None


def calibrate_practice(
    first_answers: FirstAnswers, previous: Mapping[Model, CalibratedItems]
) -> list[ModelScale]:
    """Rasch and 2PL. Raises Refusal where no estimate exists, as with one question or one outcome only."""
    items, answers = first_answers.numbered()
    admit(NamedAnswers(items.names(), answers), Options())
    return [_scale(items, answers, model, previous.get(model)) for model in Model]


def _scale(items: Items, answers: Answers, model: Model, previous: CalibratedItems | None) -> ModelScale:
    before = None if previous is None else previous.arranged_as(items)
    found = calibrate(answers, Options(model), before)
    linked = _link(found, before)
    if linked:
        found = anchored(found, linked)
    return ModelScale(CalibratedItems(items, found), answers.student_count, len(answers), linked)


def _link(found: Calibration, before: Calibration | None) -> Link | None:
    if before is None:
        return None
    try:
        return link(found, before)
    except TooFewAnchors:
        return None
