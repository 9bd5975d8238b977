"""Broadcasts as letters."""

from dataclasses import dataclass
from email.message import EmailMessage

from aiosmtplib import (
    SMTP,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from serving.core.broadcasts.broadcasts import Channel
from serving.core.broadcasts.channels import (
    Blocked,
    ContentRefused,
    Failed,
    Later,
    Letter,
    Outcome,
    Sent,
    Unknown,
)
from serving.mail.smtp import SECONDS, SmtpServer
from serving.mail.texts import OPT_OUT_OF_LETTERS

AFTER_FAILURE = 5.0


@dataclass(frozen=True, slots=True)
class EmailSender:
    """A connection for each letter; nothing is handed over before the server has taken the sender."""

    server: SmtpServer
    after_failure: float = AFTER_FAILURE
    channel: Channel = Channel.EMAIL

    async def send(self, letter: Letter) -> Outcome:
        if letter.address is None:
            return Failed("no e-mail")
        client = self._client()
        try:
            await client.connect()
        except (SMTPException, OSError) as error:
            return Later(self.after_failure, type(error).__name__)
        try:
            await client.send_message(self._message(letter, letter.address))
        except SMTPRecipientsRefused as error:
            return Blocked("; ".join(f"{each.code} {each.message}" for each in error.recipients))
        except SMTPSenderRefused as error:
            return Later(self.after_failure, error.message)
        except SMTPResponseException as error:
            if 400 <= error.code < 500:
                return Later(self.after_failure, error.message)
            return ContentRefused(error.message)
        except (SMTPException, OSError) as error:
            return Unknown(type(error).__name__)
        finally:
            client.close()
        return Sent()

    def _client(self) -> SMTP:
        return SMTP(
            hostname=self.server.host,
            port=self.server.port,
            use_tls=self.server.encrypted,
            username=self.server.username,
            password=self.server.password,
            timeout=SECONDS,
        )

    def _message(self, letter: Letter, address: str) -> EmailMessage:
        """The same letter has the same Message-ID, so that a mailbox shows it once."""
        message, content, sender = EmailMessage(), letter.content, self.server.sender
        message["From"], message["To"], message["Subject"] = sender, address, content.title
        number = f"broadcast.{letter.broadcast_id}.{letter.student_id}"
        message["Message-ID"] = f"<{number}@{sender.rpartition('@')[2]}>"
        message["List-Unsubscribe"] = f"<mailto:{sender}?subject=unsubscribe>"
        buttons = "\n".join(f"{button.text}: {button.url}" for button in content.buttons)
        message.set_content("\n\n".join(filter(None, (content.text, buttons, OPT_OUT_OF_LETTERS))))
        return message
