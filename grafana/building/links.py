"""Where a click on a value leads."""

QUESTION = "/d/apo-question-quality?var-question=${__value.raw}&${__url_time_range}"
