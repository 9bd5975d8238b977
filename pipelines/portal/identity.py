"""Who asks: dependencies of the routes, from an anonymous browser to somebody who may publish."""

from typing import Annotated

from fastapi import Depends, Request

from pipelines.portal.accounts.members import Member, Rights, find_member
from pipelines.portal.errors import FormRefused, NotAllowed, RoleNeeded, SignInNeeded
from pipelines.portal.parts import Parts, parts_of, session_of
from pipelines.portal.sessions import Session
from serving.core.roles.roles import Role

PortalParts = Annotated[Parts, Depends(parts_of)]


async def form_of_ours(request: Request) -> None:
    """Refuses a form that was not rendered for this very session."""
    if request.method != "POST":
        return
    token = (await request.form()).get("form_token")
    if not isinstance(token, str) or not parts_of(request).sessions.owns_form(session_of(request), token):
        raise FormRefused


def signed_in(request: Request, session: Annotated[Session, Depends(session_of)]) -> Member:
    parts = parts_of(request)
    if session.student_id is None:
        raise SignInNeeded
    with parts.database() as connection:
        member = find_member(connection, session.student_id)
    if member is None:
        raise SignInNeeded
    request.state.member = member
    return member


def rights_of(request: Request, member: Annotated[Member, Depends(signed_in)]) -> Rights:
    """A role counts from the next request after it is granted or taken away."""
    every = tuple(parts_of(request).subjects)
    if member.role is None:
        raise RoleNeeded
    granted = set(member.subjects or ()) if member.role == Role.DEPARTMENT else set(every)
    rights = Rights(member, tuple(code for code in every if code in granted))
    request.state.rights = rights
    return rights


def may_publish(rights: Annotated[Rights, Depends(rights_of)]) -> Rights:
    if not rights.publishes:
        raise NotAllowed
    return rights


SignedIn = Annotated[Member, Depends(signed_in)]
Reader = Annotated[Rights, Depends(rights_of)]
Publishing = Annotated[Rights, Depends(may_publish)]
