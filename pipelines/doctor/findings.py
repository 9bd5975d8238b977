"""What is found, and how it is told."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pipelines.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Finding:
    """`remedy` is empty where all is well."""

    says: str
    remedy: str = ""

    @property
    def good(self) -> bool:
        return not self.remedy


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    look: Callable[[], Finding]


def examined(checks: Iterable[Check]) -> Iterator[tuple[str, Finding]]:
    """A refusal is a finding: it says what to do by itself."""
    for check in checks:
        try:
            yield check.name, check.look()
        except Refusal as refusal:
            yield check.name, Finding("cannot be looked at", str(refusal))


def told(name: str, finding: Finding) -> str:
    mark = "ok " if finding.good else "BAD"
    return f"{mark}  {name:<12} {finding.says}" + (f". {finding.remedy}" if finding.remedy else "")
