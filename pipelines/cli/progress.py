"""What a command says while it works."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

EVERY_SECONDS = 5.0

errors = Console(stderr=True, soft_wrap=True, highlight=False)


def say(text: str) -> None:
    """To the error stream, so that the output of a command can be piped."""
    errors.print(text, markup=False)


@contextmanager
def counted(title: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, plain lines elsewhere; yields what advances it."""
    if errors.is_terminal:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=errors) as progress:
            task = progress.add_task(title, total=total)
            yield lambda steps: progress.advance(task, steps)
    else:
        yield _lines(title, total)


def _lines(title: str, total: int) -> Callable[[int], None]:
    done, said = 0, monotonic()

    def advance(steps: int) -> None:
        nonlocal done, said
        done += steps
        if done == total or monotonic() - said > EVERY_SECONDS:
            said = monotonic()
            say(f"{title}: {done} of {total}")

    return advance
