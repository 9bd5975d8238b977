"""Templates to pages."""

from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from zoneinfo import ZoneInfo

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipelines.portal import texts
from pipelines.portal.formulas import with_formulas
from pipelines.portal.invisibles import visible
from pipelines.portal.parts import parts_of, session_of
from pipelines.portal.sessions import COOKIE, LIFETIME

STATIC = Path(__file__).parent / "static"
_MOSCOW = ZoneInfo("Europe/Moscow")


def _moment(value: datetime) -> str:
    return f"{value.astimezone(_MOSCOW):%d.%m.%Y %H:%M}"


def _number(value: int) -> str:
    return f"{value:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def _plural(count: int, one: str, few: str, many: str) -> str:
    """«1 вопрос», «2 вопроса», «5 вопросов»."""
    last, teen = count % 10, 10 < count % 100 < 20
    word = many if teen or last == 0 or last > 4 else one if last == 1 else few
    return f"{_number(count)} {word}"


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", "\N{NO-BREAK SPACE}%")


def _decimal(value: float) -> str:
    return f"{value:.2f}".replace(".", ",").replace("-", "\N{MINUS SIGN}")


FILTERS = {
    "moment": _moment,
    "number": _number,
    "plural": _plural,
    "percent": _percent,
    "decimal": _decimal,
    "formulas": with_formulas,
    "visible": visible,
}


def _environment() -> Environment:
    templates = FileSystemLoader(Path(__file__).parent / "templates")
    environment = Environment(
        loader=templates, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= FILTERS
    environment.globals["texts"] = texts
    return environment


ENVIRONMENT = _environment()


def page(
    request: Request, template: str, status: HTTPStatus = HTTPStatus.OK, **context: object
) -> HTMLResponse:
    """Gives the browser the cookie of its session when it has none yet."""
    session, sessions = session_of(request), parts_of(request).sessions
    html = ENVIRONMENT.get_template(template).render(
        form_token=sessions.form_token(session),
        rights=getattr(request.state, "rights", None),
        member=getattr(request.state, "member", None),
        path=request.url.path,
        titles={code: subject.title for code, subject in parts_of(request).subjects.items()},
        **context,
    )
    response = HTMLResponse(html, status)
    if session.fresh:
        keep_session(request, response)
    return response


def keep_session(request: Request, response: Response) -> None:
    session = session_of(request)
    response.set_cookie(
        COOKIE,
        parts_of(request).sessions.cookie(session),
        max_age=int(LIFETIME.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
