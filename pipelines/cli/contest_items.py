"""What a contest says of its questions: the statistics of a set that everybody was given."""

import numpy as np

from pipelines.calibration.fixed_set_totals import total_statistics
from pipelines.calibration.fixed_sets import item_statistics
from pipelines.cli.item_reports import json_of_items, text_of_items
from pipelines.refusal import Refusal
from serving.core.contests.show_marks import Marks


def report_of(marks: Marks, *, as_json: bool) -> str:
    """Slots are the numbers of the questions. Raises Refusal."""
    if not marks.marks:
        raise Refusal("Nobody took part in the contest.")
    table = np.array(marks.marks, dtype=np.float64)
    items = item_statistics(list(marks.questions), table, np.array(marks.worth, dtype=np.float64))
    return (json_of_items if as_json else text_of_items)(items, total_statistics(table))
