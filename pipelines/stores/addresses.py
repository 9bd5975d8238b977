"""Where a store is, said without its password."""

from urllib.parse import urlsplit

from pipelines.refusal import Refusal


class StoreError(Refusal):
    """A store does not answer or refuses; its message is one sentence with the address."""


def host_and_port(url: str, default_port: int) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname or 'localhost'}:{parts.port or default_port}"
