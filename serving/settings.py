"""Settings from the environment (prefix `APO_`) or `.env`, read once at start."""

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsError(Exception):
    """A setting is missing or malformed; the message names its variable."""


class Settings(BaseSettings):
    """With no `postgres_url` / `clickhouse_url` the operator's commands start the embedded ones."""

    model_config = SettingsConfigDict(env_prefix="APO_", env_file=".env", extra="ignore", frozen=True)

    postgres_url: SecretStr | None = None
    clickhouse_url: SecretStr | None = None
    home: Path = Path("var")
    api_port: int = Field(8000, ge=1, le=65535)
    portal_port: int = Field(8001, ge=1, le=65535)
    dagster_port: int = Field(3000, ge=1, le=65535)
    postgres_port: int = Field(5433, ge=1, le=65535)
    clickhouse_port: int = Field(8123, ge=1, le=65535)
    secret_key: SecretStr | None = Field(None, min_length=32)
    simulated_students: bool = False
    """Everybody who registers is marked as simulated; only `apo simulate` and `apo demo` set it."""


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
