"""The page logs its requests as the API does."""

import json
import logging
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from serving.logs import write_logs_to_files
from tests.support.portal import Visitor


def logged(file: Path, count: int) -> list[str]:
    """The line of a request is written when its answer is on the way already."""
    until = time.monotonic() + 10
    while len(lines := file.read_text().splitlines()) < count and time.monotonic() < until:
        time.sleep(0.02)
    return lines


@pytest.fixture
def lines(tmp_path: Path) -> Iterator[Path]:
    logger = logging.getLogger("portal.requests")
    before = logger.handlers
    write_logs_to_files("portal", tmp_path, [logger.name])
    files = logger.handlers[0]
    yield tmp_path
    logger.handlers, logger.propagate = before, True
    files.close()


def test_a_request_is_a_line_of_the_route_and_never_of_its_values(publishers: Visitor, lines: Path) -> None:
    publishers.get("/questions?search=secret")
    publishers.get("/questions/77")
    [file] = lines.glob("portal-*.jsonl")
    found = [json.loads(text) for text in logged(file, 2)]
    shown = [
        (line["service"], line["event"], line["method"], line["route"], line["status"], line["outcome"])
        for line in found
    ]
    assert shown == [
        ("portal", "request", "GET", "/questions", 200, "ok"),
        ("portal", "request", "GET", "/questions/{question_id}", 404, "refused"),
    ]
    assert all(line["milliseconds"] > 0 for line in found)
    assert "secret" not in file.read_text()
