"""Who acts: the bearer of an access token."""

from dishka import Provider, Scope, provide
from fastapi import Request, Security
from fastapi.security import HTTPBearer

from serving.core.account.ports import AccessTokens
from serving.core.errors import TokenRefused
from serving.core.identity import Actor, Clock, Platform

bearer = Security(HTTPBearer(auto_error=False, description="An access token of /v1/auth"))
"""Only documents the scheme in OpenAPI; the token is read below."""


class BearerProvider(Provider):
    @provide(scope=Scope.REQUEST)
    def actor(self, request: Request, tokens: AccessTokens, clock: Clock) -> Actor:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            raise TokenRefused
        return Actor(tokens.read(token, clock()), Platform.REST)
