"""What the pages work with, made once a process."""

from contextlib import AbstractContextManager
from dataclasses import dataclass

from fastapi import Request
from psycopg import Connection

from pipelines.banks.subjects import Subjects
from pipelines.portal.accounts.sign_in import SignIn
from pipelines.portal.sessions import COOKIE, Session, Sessions
from pipelines.portal.submissions.checking import Check
from pipelines.portal.submissions.publishing import Publisher
from pipelines.portal.submissions.store import SubmissionStore
from pipelines.stores.postgres import postgres
from serving.core.account.ports import Passwords
from serving.core.identity import Clock
from serving.files import Files


@dataclass(frozen=True, slots=True)
class Parts:
    """`store` has the files as they were uploaded, `files` the pictures of what is released."""

    postgres_url: str
    subjects: Subjects
    sessions: Sessions
    passwords: Passwords
    sign_in: SignIn
    store: SubmissionStore
    files: Files
    check: Check
    publisher: Publisher
    clock: Clock

    def database(self) -> AbstractContextManager[Connection]:
        """Raises PostgresError."""
        return postgres(self.postgres_url)


def parts_of(request: Request) -> Parts:
    parts = request.app.state.parts
    assert isinstance(parts, Parts)
    return parts


def session_of(request: Request) -> Session:
    """The session of the cookie, or a fresh anonymous one; the same one throughout a request."""
    if not hasattr(request.state, "session"):
        sessions = parts_of(request).sessions
        request.state.session = sessions.read(request.cookies.get(COOKIE)) or sessions.start()
    session = request.state.session
    assert isinstance(session, Session)
    return session
