"""Which answers can be calibrated at all."""

import numpy as np

from pipelines.calibration.answer_files import NamedAnswers
from pipelines.calibration.calibrate import Options
from pipelines.calibration.maximisation import Model
from pipelines.refusal import Refusal

FEWEST_FOR_SLOPES = 3


def admit(named: NamedAnswers, options: Options) -> None:
    """Raises Refusal where no estimate exists."""
    answers = named.answers
    solved, asked = answers.solved(), answers.asked()
    if answers.question_count < 2:
        raise Refusal(
            "there is one question only; ability and difficulty can be told apart from two questions on."
        )
    if np.bincount(answers.students).max() < 2:
        raise Refusal("no student answered two questions; difficulty needs students that questions share.")
    if answers.right.all() or not answers.right.any():
        raise Refusal(f"every answer is {_word(answers.right[0])}; there is nothing to estimate.")
    if options.priors:
        return
    for place in np.flatnonzero((solved == 0) | (solved == asked))[:1]:
        raise Refusal(
            f"column {named.questions[place]}: every answer is {_word(bool(solved[place]))}, so that its "
            "difficulty is infinite without priors; leave out --no-priors."
        )
    if options.model is Model.TWO_PARAMETER and answers.question_count < FEWEST_FOR_SLOPES:
        raise Refusal("two questions do not fix two slopes without priors; leave out --no-priors.")


def _word(right: bool) -> str:
    return "right" if right else "wrong"
