"""The cookie by itself."""

from datetime import timedelta

from pydantic import SecretStr

from pipelines.portal.sessions import LIFETIME, Sessions
from serving.access_tokens import SignedAccessTokens
from serving.core.identity import StudentId
from tests.support.fakes import FakeClock

KEY = SecretStr("a secret of thirty two characters")


def test_a_session_lasts_twelve_hours() -> None:
    clock = FakeClock()
    sessions = Sessions(KEY, clock)
    cookie = sessions.cookie(sessions.start(StudentId(7)))

    clock.passes(seconds=LIFETIME.total_seconds() - 1)
    read = sessions.read(cookie)
    assert read is not None
    assert read.student_id == 7
    clock.now += timedelta(seconds=1)
    assert sessions.read(cookie) is None


def test_a_session_is_no_access_token_and_an_access_token_no_session() -> None:
    clock = FakeClock()
    sessions, tokens = Sessions(KEY, clock), SignedAccessTokens(KEY)

    assert sessions.read(tokens.issue(StudentId(7), clock())) is None
    assert sessions.read("nonsense") is None
