"""The FastAPI application of the departments' page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from http import HTTPStatus

from fastapi import Depends, FastAPI
from fastapi.responses import RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from pipelines.banks.subjects import read_subjects
from pipelines.portal import guide, health
from pipelines.portal.accounts import routes as accounts
from pipelines.portal.accounts.sign_in import SignIn
from pipelines.portal.errors import add_error_pages
from pipelines.portal.headers import BodyLimit, SecurityHeaders
from pipelines.portal.identity import form_of_ours
from pipelines.portal.parts import Parts
from pipelines.portal.questions import routes as questions
from pipelines.portal.releases import routes as releases
from pipelines.portal.rendering import STATIC
from pipelines.portal.request_log import RequestLog
from pipelines.portal.sessions import Sessions
from pipelines.portal.submissions import previews
from pipelines.portal.submissions import routes as submissions
from pipelines.portal.submissions.checking import remembering_check
from pipelines.portal.submissions.publishing import Publisher
from pipelines.portal.submissions.store import SubmissionStore
from serving.db.unit_of_work import create_engine
from serving.files import open_files
from serving.passwords import Argon2Passwords
from serving.settings import Settings, SettingsError

MOST_UPLOADED = 25 * 1024 * 1024
_FORM_AROUND_FILES = 64 * 1024


def make_parts(settings: Settings) -> Parts:
    """Raises SettingsError."""
    if settings.postgres_url is None:
        raise SettingsError("APO_POSTGRES_URL is not set; give the address of PostgreSQL")
    if settings.secret_key is None:
        raise SettingsError("APO_SECRET_KEY is not set; give at least 32 random characters")
    postgres_url, subjects = settings.postgres_url.get_secret_value(), read_subjects()
    passwords, home = Argon2Passwords(), settings.home.absolute()

    return Parts(
        postgres_url=postgres_url,
        subjects=subjects,
        sessions=Sessions(settings.secret_key, clock),
        passwords=passwords,
        sign_in=SignIn(create_engine(postgres_url), passwords, clock),
        store=SubmissionStore(home / "submissions"),
        files=open_files(settings.files),
        check=remembering_check(subjects),
        publisher=Publisher(postgres_url, home),
        clock=clock,
    )


def create_app(parts: Parts) -> FastAPI:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        parts.publisher.close()
        await parts.sign_in.engine.dispose()

    app = FastAPI(title="APO portal", lifespan=lifespan, openapi_url=None)
    app.state.parts = parts
    app.add_middleware(BodyLimit, most_bytes=MOST_UPLOADED + _FORM_AROUND_FILES)
    app.add_middleware(SecurityHeaders, kept_below="/static/")
    app.add_middleware(RequestLog)
    for feature in (accounts, submissions, previews, releases, questions, guide):
        app.include_router(feature.router, dependencies=[Depends(form_of_ours)])
    app.include_router(health.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_api_route("/", front_page)
    add_error_pages(app)
    return app


def clock() -> datetime:
    return datetime.now(UTC)


def front_page() -> Response:
    return RedirectResponse("/submissions", HTTPStatus.SEE_OTHER)
