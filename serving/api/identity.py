"""Who acts: the bearer of an access token or of a personal token."""

from collections.abc import Iterable

from dishka import AsyncContainer, Provider, provide
from dishka import Scope as Lifetime
from fastapi import Request, Security
from fastapi.requests import HTTPConnection
from fastapi.security import HTTPBearer

from serving.core.account.errors import ScopeMissing
from serving.core.account.personal_tokens import PREFIX
from serving.core.account.ports import AccessTokens
from serving.core.account.recognise_bearer import RecogniseBearer
from serving.core.errors import TokenRefused
from serving.core.identity import Actor, Address, Clock, Platform, Scope

PERSONAL = {"account", "auth"}
"""Features for which a personal token needs the scope `account`."""


async def authenticate(request: HTTPConnection) -> None:
    """Before anything else of the request is looked at."""
    container: AsyncContainer = request.state.dishka_container
    actor = await container.get(Actor)
    request.state.student_id = actor.student_id
    needed = scope_of(request.scope["method"], request.scope["route"].tags)
    if needed not in actor.scopes:
        raise ScopeMissing(needed)


class Bearer(HTTPBearer):
    """Describes what `authenticate` looks at."""

    async def __call__(self, request: HTTPConnection) -> None:
        await authenticate(request)


bearer = Security(
    Bearer(
        scheme_name="HTTPBearer",
        description="An access token of /v1/auth, or a personal token of /v1/auth/tokens",
    )
)
"""Among the dependencies of a router: its endpoints are for students only."""


def scope_of(method: str, tags: Iterable[object]) -> Scope:
    names = {str(tag) for tag in tags}
    if "admin" in names:
        return Scope.ADMIN
    if names & PERSONAL:
        return Scope.ACCOUNT
    return Scope.READ if method in {"GET", "HEAD"} else Scope.TRAIN


async def authenticate_first(request: Request) -> None:
    """For a body that cannot even be read, which is found before any dependency is asked."""
    route = request.scope.get("route")
    if bearer in getattr(route, "dependencies", ()):
        await authenticate(request)


def bearer_token(request: Request) -> str | None:
    name, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if name.lower() == "bearer" else None


class BearerProvider(Provider):
    @provide(scope=Lifetime.REQUEST)
    async def actor(
        self, request: Request, tokens: AccessTokens, clock: Clock, container: AsyncContainer
    ) -> Actor:
        token = bearer_token(request)
        if token is None:
            raise TokenRefused
        if token.startswith(PREFIX):
            recognise = await container.get(RecogniseBearer)
            return await recognise(token, Platform.REST)
        return Actor(tokens.read(token, clock()), Platform.REST)

    @provide(scope=Lifetime.REQUEST)
    def address(self, request: Request) -> Address:
        return Address("" if request.client is None else request.client.host)
