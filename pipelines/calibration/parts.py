"""Answers cut into parts of students, so that memory is bounded and threads share the work."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import reduce
from typing import TypeVar

import numpy as np
from scipy.sparse import csr_matrix

from pipelines.calibration.answers import Answers, Indices

ANSWERS_A_PART = 1 << 19
STUDENTS_A_PART = 1 << 14
DOUBLE_PRECISION = 1_000_000
LANES = 4

Sum = TypeVar("Sum")


@dataclass(frozen=True, slots=True)
class Part:
    """Some students as a matrix of ones: column q is "question q right", q + question_count "… wrong"."""

    matrix: csr_matrix
    question_count: int

    def cells(self) -> tuple[Indices, Indices, Indices]:
        """Row, question and 1 if right or 0 if wrong, of each answer of the part."""
        rows = np.repeat(np.arange(self.matrix.shape[0], dtype=np.int32), np.diff(self.matrix.indptr))
        wrong, questions = np.divmod(self.matrix.indices, np.int32(self.question_count))
        return rows, questions, 1 - wrong


def parts_of(answers: Answers) -> list[Part]:
    """Single precision where there are more than a million answers."""
    precision = np.float64 if len(answers) <= DOUBLE_PRECISION else np.float32
    width = 2 * answers.question_count
    columns = answers.questions + np.int32(answers.question_count) * ~answers.right
    ones = np.ones(len(answers), dtype=precision)
    whole = csr_matrix((ones, (answers.students, columns)), shape=(answers.student_count, width))
    parts = []
    first = 0
    while first < answers.student_count:
        last = _end(whole.indptr, first)
        begin, end = whole.indptr[first], whole.indptr[last]
        pieces = (ones[: end - begin], whole.indices[begin:end], whole.indptr[first : last + 1] - begin)
        parts.append(Part(csr_matrix(pieces, shape=(last - first, width)), answers.question_count))
        first = last
    return parts


def _end(offsets: Indices, first: int) -> int:
    """One past the last student of the part that begins with `first`."""
    full = int(np.searchsorted(offsets, offsets[first] + ANSWERS_A_PART, side="right")) - 1
    return min(max(full, first + 1), first + STUDENTS_A_PART, len(offsets) - 1)


def added_up(parts: list[Part], work: Callable[[Part], Sum], add: Callable[[Sum, Sum], Sum]) -> Sum:
    """Threads share the parts; the order of adding never depends on how many cores there are."""
    lanes = [parts[lane::LANES] for lane in range(min(LANES, len(parts)))]
    if len(lanes) == 1:
        return reduce(add, map(work, parts))
    with ThreadPoolExecutor(min(len(lanes), os.cpu_count() or 1)) as threads:
        return reduce(add, threads.map(lambda lane: reduce(add, map(work, lane)), lanes))
