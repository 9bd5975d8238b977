"""What a calibration says in a terminal and to a program."""

import json
from collections.abc import Callable, Sequence
from math import isfinite
from time import monotonic

from pipelines.calibration.calibration import Calibration
from pipelines.calibration.maximisation import Model
from pipelines.calibration.optimum import Progress
from pipelines.cli.columns import aligned
from pipelines.refusal import Refusal

EVERY_SECONDS = 2.0


def model_of(name: str) -> Model:
    """Raises Refusal."""
    try:
        return Model(name.lower())
    except ValueError:
        raise Refusal(f"There is no model {name}; choose rasch or 2pl.") from None


def cycles_said(say: Callable[[str], None]) -> Progress:
    """Nothing in the first two seconds, then a line every two."""
    said = monotonic()

    def tell(cycle: int, change: float) -> None:
        nonlocal said
        if monotonic() - said > EVERY_SECONDS:
            said = monotonic()
            say(f"cycle {cycle}: parameters still move by {change:.1g}")

    return tell


def json_of_calibration(questions: Sequence[str], found: Calibration) -> str:
    """A number that does not exist is null."""
    columns = (found.slopes, found.difficulties, found.slope_errors, found.difficulty_errors)
    items = [
        {
            "question": question,
            **{
                name: _number(column[row])
                for name, column in zip(("a", "b", "a_se", "b_se"), columns, strict=True)
            },
            "n": int(found.asked[row]),
        }
        for row, question in enumerate(questions)
    ]
    return json.dumps({"loglik": found.loglik, "items": items}, ensure_ascii=False)


def text_of_calibration(questions: Sequence[str], found: Calibration) -> str:
    columns = {
        "a": found.slopes,
        "se": found.slope_errors,
        "b": found.difficulties,
        "se ": found.difficulty_errors,
    }
    if found.model is Model.RASCH:
        columns = {
            "b": found.difficulties,
            "se": found.difficulty_errors,
            "infit": found.infit,
            "outfit": found.outfit,
        }
    rows = [
        [question, str(int(found.asked[row])), *(_shown(column[row]) for column in columns.values())]
        for row, question in enumerate(questions)
    ]
    lines = aligned(["question", "n", *(name.strip() for name in columns)], rows)
    ended = "" if found.converged else "; not converged, some parameters have no finite estimate"
    lines.append(
        f"log-likelihood {found.loglik:.3f}, variance of ability {found.ability_spread**2:.4f}, "
        f"{found.cycles} cycles{ended}"
    )
    return "\n".join(lines)


def _number(value: float) -> float | None:
    return float(value) if isfinite(value) else None


def _shown(value: float) -> str:
    return f"{value:.3f}" if isfinite(value) else "—"
