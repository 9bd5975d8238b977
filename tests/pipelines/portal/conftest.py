from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.portal.parts import Parts
from pipelines.portal.submissions.publishing import Publisher
from tests.support import portal as support
from tests.support.portal import Visitor
from tests.support.publishing import load_without_job


@pytest.fixture
def parts(postgres_url: str, tmp_path: Path) -> Parts:
    return support.parts(postgres_url, tmp_path / "home")


@pytest.fixture
def portal(parts: Parts) -> Iterator[str]:
    """The address of the page."""
    with support.running(parts) as address:
        yield address


@pytest.fixture
def stranger(portal: str) -> Iterator[Visitor]:
    with support.visitor(portal) as visitor:
        yield visitor


@pytest.fixture
def geographers(portal: str, postgres_url: str) -> Iterator[Visitor]:
    with support.member(portal, postgres_url, ["geography"]) as visitor:
        yield visitor


@pytest.fixture
def economists(portal: str, postgres_url: str) -> Iterator[Visitor]:
    with support.member(portal, postgres_url, ["economics"]) as visitor:
        yield visitor


@pytest.fixture
def quick(parts: Parts, tmp_path: Path, request: pytest.FixtureRequest) -> Parts:
    """Publishes without the job, or by what the test gives."""
    load = getattr(request, "param", load_without_job)
    return replace(parts, publisher=Publisher(parts.postgres_url, tmp_path, load))


@pytest.fixture
def publishers(quick: Parts) -> Iterator[Visitor]:
    """Economists where publishing is quick."""
    with (
        support.running(quick) as address,
        support.member(address, quick.postgres_url, ["economics"]) as visitor,
    ):
        yield visitor
