"""First answers as sparse triplets."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.int32]
Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Answers:
    """One entry an answer, each pair of student and question at most once.

    `students` (int32, 0 … student_count − 1), `questions` (int32, 0 … question_count − 1) and `right` (bool)
    have the same length. Raises ValueError when they do not, or when an index is out of range.
    """

    students: Indices
    questions: Indices
    right: Marks
    student_count: int
    question_count: int

    def __post_init__(self) -> None:
        if not len(self.students) == len(self.questions) == len(self.right):
            raise ValueError("students, questions and right differ in length")
        for indices, count in ((self.students, self.student_count), (self.questions, self.question_count)):
            if not len(indices) or indices.min() < 0 or indices.max() >= count:
                raise ValueError("there are no answers, or an index is out of range")

    def __len__(self) -> int:
        return len(self.right)

    def asked(self) -> Floats:
        """How many answered each question."""
        return np.bincount(self.questions, minlength=self.question_count).astype(np.float64)

    def solved(self) -> Floats:
        """How many answered each question right."""
        marks = self.right.astype(np.float64)
        solved: Floats = np.bincount(self.questions, marks, self.question_count).astype(np.float64)
        return solved
