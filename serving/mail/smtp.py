"""Sending letters by SMTP."""

import asyncio
import logging
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import make_msgid
from urllib.parse import parse_qs, unquote, urlsplit

from aiosmtplib import SMTPException, send
from pydantic import SecretStr

from serving.core.account.errors import MailUnavailable
from serving.mail.texts import RESET_SUBJECT, RESET_TEXT
from serving.settings import SettingsError

logger = logging.getLogger(__name__)

PORTS = {"smtp": 587, "smtps": 465}
SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class SmtpServer:
    host: str
    port: int
    encrypted: bool
    username: str | None
    password: str | None
    sender: str


def smtp_server(url: str) -> SmtpServer:
    """Raises SettingsError that does not repeat the URL, which holds a password."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
        sender = parse_qs(parts.query).get("from", [None])[0]
    except ValueError:
        host = port = sender = None
        parts = urlsplit("")
    if parts.scheme not in PORTS or not host or not sender:
        raise SettingsError("APO_SMTP_URL: write smtp://user:password@host:587?from=name@example.org")
    username, password = (
        None if part is None else unquote(part) for part in (parts.username, parts.password)
    )
    return SmtpServer(host, port or PORTS[parts.scheme], parts.scheme == "smtps", username, password, sender)


@dataclass(frozen=True, slots=True)
class SmtpMailer:
    """Without a server nothing can be sent. A letter that cannot be delivered is logged and lost."""

    server: SmtpServer | None
    sending: set[asyncio.Task[None]] = field(default_factory=set)

    def check(self) -> None:
        if self.server is None:
            raise MailUnavailable

    def send_reset_code(self, email: str, code: str) -> None:
        self.check()
        task = asyncio.create_task(self._send(email, RESET_SUBJECT, RESET_TEXT.format(code=code)))
        self.sending.add(task)
        task.add_done_callback(self.sending.discard)

    async def close(self) -> None:
        """Letters on their way are let go first."""
        await asyncio.gather(*self.sending)

    async def _send(self, email: str, subject: str, text: str) -> None:
        assert self.server is not None
        server, letter = self.server, EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = server.sender, email, subject
        letter["Message-ID"] = make_msgid(domain=server.sender.rpartition("@")[2])
        letter.set_content(text)
        try:
            await send(
                letter,
                hostname=server.host,
                port=server.port,
                use_tls=server.encrypted,
                username=server.username,
                password=server.password,
                timeout=SECONDS,
            )
        except (SMTPException, OSError) as error:
            logger.warning("a letter is not delivered: %s", type(error).__name__)


def smtp_mailer(url: SecretStr | None) -> SmtpMailer:
    return SmtpMailer(None if url is None else smtp_server(url.get_secret_value()))
