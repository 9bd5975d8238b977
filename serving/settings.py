"""Settings from the environment (prefix `APO_`) or `.env`, read once at start."""

from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class SettingsError(Exception):
    """A setting is missing or malformed; the message names its variable."""


def _listed(value: object) -> object:
    if not isinstance(value, str):
        return value
    return tuple(origin.strip().rstrip("/") for origin in value.split(",") if origin.strip())


class Settings(BaseSettings):
    """With no `postgres_url` / `clickhouse_url` the operator's commands start the embedded ones."""

    model_config = SettingsConfigDict(
        env_prefix="APO_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    postgres_url: SecretStr | None = None
    clickhouse_url: SecretStr | None = None
    home: Path = Path("var")
    api_port: int = Field(8000, ge=1, le=65535)
    portal_port: int = Field(8001, ge=1, le=65535)
    dagster_port: int = Field(3000, ge=1, le=65535)
    postgres_port: int = Field(5433, ge=1, le=65535)
    clickhouse_port: int = Field(8123, ge=1, le=65535)
    secret_key: SecretStr | None = Field(None, min_length=32)
    previous_secret_key: SecretStr | None = Field(None, min_length=32)
    """Until everybody has a token of the new one, a quarter of an hour."""
    files_url: str | None = None
    """Where pictures are, a directory or a URL of fsspec; `files` of the home when it is not set."""
    subjects: Path | None = None
    """A directory of subjects beside those that are shipped."""
    api_url: str | None = Field(None, pattern=r"^https?://[^\s?#]+$")
    """Where the API is reached from outside, as `https://apo.example.org`: for links in messages."""
    bot_token: SecretStr | None = None
    bot_name: str | None = Field(None, pattern="^[A-Za-z0-9_]{5,32}$")
    """Of the bot in Telegram, without @: for the links that open it."""
    bot_api_url: str = "https://api.telegram.org"
    """A Bot API server of one's own."""
    bot_webhook_url: str | None = Field(None, pattern=r"^https://[^\s?#]+$")
    """Where Telegram reaches the bot; it asks Telegram by itself when there is none."""
    bot_webhook_port: int = Field(8002, ge=1, le=65535)
    """Of this machine, behind that address."""
    smtp_url: SecretStr | None = None
    """`smtp://user:password@host:587?from=apo@example.org`; `smtps://` is encrypted from the first byte."""
    local_webhooks: bool = False
    """Webhooks may go to this machine and its network, and without TLS: for tests and development."""
    cors_origins: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)] = ()
    """Web pages that may call the API, separated by commas."""
    student_requests_per_minute: int = Field(1200, ge=0)
    address_requests_per_minute: int = Field(1200, ge=0)
    """0 = as many as they like; a sixth of a minute's requests may come at once."""
    simulated_students: bool = False
    """Everybody who registers is marked as simulated; only `apo simulate` and `apo demo` set it."""

    @property
    def logs(self) -> Path:
        return self.home.absolute() / "logs"

    @property
    def links(self) -> str:
        """What links of the API begin with."""
        return (self.api_url or f"http://127.0.0.1:{self.api_port}").rstrip("/")

    @property
    def files(self) -> str:
        return self.files_url or str(self.home.absolute() / "files")


def read_settings() -> Settings:
    """Raises SettingsError naming each broken variable."""
    try:
        return Settings()
    except ValidationError as error:
        broken = "; ".join(
            f"APO_{'_'.join(str(part) for part in problem['loc']).upper()}: {problem['msg']}"
            for problem in error.errors(include_input=False, include_url=False)
        )
        raise SettingsError(broken) from error
