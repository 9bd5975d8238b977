"""The analysis of a contest, beside the event loop."""

import asyncio

from serving.core.contests.item_analysis import Analysis
from serving.core.contests.show_marks import Marks


class FixedSetAnalyst:
    async def analyse(self, marks: Marks) -> Analysis:
        return await asyncio.to_thread(analysis_of, marks)


def analysis_of(marks: Marks) -> Analysis:
    """numpy is read by who analyses, not by every process that could."""
    if not marks.marks:
        return Analysis((), None)
    import numpy as np

    from serving.fixed_sets.items import item_statistics
    from serving.fixed_sets.totals import total_statistics

    table = np.array(marks.marks, dtype=np.float64)
    items = item_statistics(list(marks.questions), table, np.array(marks.worth, dtype=np.float64))
    return Analysis(tuple(items), total_statistics(table))
