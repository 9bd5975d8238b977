from datetime import UTC, datetime

import pytest

from serving.core.broadcasts.quiet_hours import awake, awake_zones


@pytest.mark.parametrize(
    ("zone", "hour", "minute", "disturbed"),
    [
        ("Europe/Moscow", 4, 59, False),
        ("Europe/Moscow", 5, 0, True),
        ("Europe/Moscow", 18, 59, True),
        ("Europe/Moscow", 19, 0, False),
        ("Asia/Vladivostok", 22, 0, True),
        ("Asia/Vladivostok", 12, 0, False),
        ("Europe/Kaliningrad", 5, 30, False),
    ],
)
def test_students_are_disturbed_from_8_to_22_of_their_own_time(
    zone: str, hour: int, minute: int, disturbed: bool
) -> None:
    now = datetime(2026, 1, 10, hour, minute, tzinfo=UTC)
    assert awake(zone, now) == disturbed
    assert (zone in awake_zones(now)) == disturbed
