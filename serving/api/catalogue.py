"""What a newcomer reads first: how to begin, and the codes of everything that may go wrong."""

from serving.api.problem_table import PROBLEMS

OF_THE_EDGE = {
    "invalid_request": (422, "Some fields are wrong; `errors` names each."),
    "not_found": (404, "There is no such address."),
    "method_not_allowed": (405, "The address takes other methods."),
    "body_too_large": (413, "A body may have 64 KiB."),
    "rate_limited": (429, "Slow down; Retry-After says for how long."),
    "idempotency_key_malformed": (422, "The key takes 1 to 255 printable characters."),
    "idempotency_key_in_use": (409, "A request with this key is being answered; repeat it."),
    "idempotency_key_reused": (422, "The key was used with another body."),
    "database_unavailable": (503, "Nothing was recorded; repeat the request."),
    "internal_error": (500, "Something broke; it has been logged."),
}
"""Codes that no error of the product stands for."""

BEGINNING = """
Register (`POST /v1/auth/register`), send `Authorization: Bearer ACCESS_TOKEN` from then on, start a session
(`POST /v1/sessions`), ask for a question (`…/next`) and answer it (`POST /v1/serves/{serve_id}/answer`).
An access token lives for fifteen minutes; `POST /v1/auth/refresh` gives another one and a new refresh token.
For programs there are personal tokens (`POST /v1/auth/tokens`), and webhooks that call them
(`POST /v1/webhooks`).

Every refusal is `application/problem+json` with a `code` of this catalogue:

| code | status | |
|---|---|---|
"""


def description() -> str:
    """In Markdown, as /docs shows it."""
    codes = OF_THE_EDGE | {code: (int(status), detail) for status, code, detail in PROBLEMS.values()}
    rows = (f"| `{code}` | {status} | {detail} |" for code, (status, detail) in sorted(codes.items()))
    return BEGINNING + "\n".join(rows)
