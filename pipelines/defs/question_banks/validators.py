"""Where Great Expectations runs: in this process, or in one beside it."""

import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pipelines.banks.report import CheckedQuestion
    from pipelines.banks.subjects import Subjects
    from pipelines.defs.question_banks.validation import Validation


class Validator(Protocol):
    def validate(
        self, questions: "Sequence[CheckedQuestion]", subjects: "Subjects"
    ) -> "tuple[Validation, ...]": ...


class ValidatorHere:
    def validate(
        self, questions: "Sequence[CheckedQuestion]", subjects: "Subjects"
    ) -> "tuple[Validation, ...]":
        from pipelines.defs.question_banks.validation import validate

        return validate(questions, subjects)


@dataclass(frozen=True, slots=True)
class ValidatorBeside:
    """For one bank: importing the library takes longer than to read and check a bank, and is done meanwhile.

    The process ends when its input does, so nothing is left of it when this one is killed.
    """

    process: subprocess.Popen[bytes]

    def validate(
        self, questions: "Sequence[CheckedQuestion]", subjects: "Subjects"
    ) -> "tuple[Validation, ...]":
        answer, _ = self.process.communicate(pickle.dumps((questions, subjects)))
        if self.process.returncode:
            raise RuntimeError(f"Great Expectations ended with {self.process.returncode}")
        validated: tuple[Validation, ...] = pickle.loads(answer)  # noqa: S301 written by our own process
        return validated


@contextmanager
def validator_beside() -> "Iterator[ValidatorBeside]":
    command = [sys.executable, "-m", __name__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603
        try:
            yield ValidatorBeside(process)
        finally:
            if process.returncode is None:
                process.kill()


def main() -> None:
    answers, sys.stdout = sys.stdout.buffer, sys.stderr  # a library that prints does not spoil the answer
    import great_expectations  # noqa: F401 while the bank is read
    import pandas  # noqa: F401, ICN001

    asked = sys.stdin.buffer.read()
    if asked:
        questions, subjects = pickle.loads(asked)  # noqa: S301 written by the process that started this one
        answers.write(pickle.dumps(ValidatorHere().validate(questions, subjects)))


if __name__ == "__main__":
    main()
