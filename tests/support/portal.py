"""The departments' page on a port of its own, over a real database, and browsers without JavaScript."""

import re
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import uvicorn
from argon2 import PasswordHasher

from pipelines.portal.app import create_app, make_parts
from pipelines.portal.parts import Parts
from pipelines.stores.postgres import postgres
from serving.core.roles.roles import Role
from serving.passwords import Argon2Passwords
from serving.settings import Settings
from tests.support.grants import grant

SAMPLES = Path(__file__).parents[2] / "pipelines" / "banks" / "samples"
SECRET = "a secret of thirty two characters"
PASSWORD = "long enough"
TOKEN = re.compile(r'name="form_token" value="(\w+)"')


def parts(postgres_url: str, home: Path) -> Parts:
    """With passwords that are cheap to hash."""
    made = make_parts(Settings(postgres_url=postgres_url, secret_key=SECRET, home=home, _env_file=None))
    passwords = Argon2Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    return replace(made, passwords=passwords, sign_in=replace(made.sign_in, passwords=passwords))


@contextmanager
def running(parts: Parts) -> Iterator[str]:
    """The address; the server lives in a thread."""
    server = uvicorn.Server(uvicorn.Config(create_app(parts), port=0, log_level="critical"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.005)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser: it keeps cookies, follows redirects and sends the token of the form it was shown."""

    http: httpx.Client

    def get(self, path: str) -> httpx.Response:
        return self.http.get(path)

    def submit(self, page: str, action: str, **fields: str) -> httpx.Response:
        return self.http.post(action, data={"form_token": self.token(page), **fields})

    def upload(self, *files: Path | tuple[str, bytes], subject: str = "") -> httpx.Response:
        given = [(file.name, file.read_bytes()) if isinstance(file, Path) else file for file in files]
        fields = {"form_token": self.token("/submissions"), "subject": subject}
        return self.http.post("/submissions", data=fields, files=[("files", file) for file in given])

    def token(self, page: str) -> str:
        found = TOKEN.search(self.get(page).text)
        assert found is not None
        return found[1]

    def register(self, email: str, **changes: str) -> httpx.Response:
        fields = {
            "email": email,
            "password": PASSWORD,
            "surname": "Иванова",
            "name": "Анна",
            "consent": "yes",
        }
        return self.submit("/register", "/register", **(fields | changes))

    def sign_in(self, email: str, password: str = PASSWORD) -> httpx.Response:
        return self.submit("/sign-in", "/sign-in", email=email, password=password)


@contextmanager
def visitor(address: str) -> Iterator[Visitor]:
    with httpx.Client(base_url=address, follow_redirects=True, timeout=60) as http:
        yield Visitor(http)


@contextmanager
def member(
    address: str, postgres_url: str, subjects: Sequence[str], role: Role = Role.DEPARTMENT
) -> Iterator[Visitor]:
    """Registered, with a role, signed in."""
    with visitor(address) as browser, postgres(postgres_url) as connection:
        email = f"{'-'.join([role, *subjects])}@apo.ru"
        browser.register(email)
        assert grant(connection, email, role, subjects)
        yield browser
