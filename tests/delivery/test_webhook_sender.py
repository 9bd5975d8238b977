"""A client may give any address, and its server may answer anything."""

import asyncio
import io
import logging
import ssl
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from serving.core.webhooks.reach import Reach
from serving.delivery.webhook_sender import Lookups, Resolve, Tried, WebhookSender, webhook_client
from serving.logs import write_logs_as_json
from tests.support.receivers import answer, receiver

pytestmark = pytest.mark.anyio

LOCAL = Reach(local=True)


async def sent(
    url: str,
    reach: Reach = LOCAL,
    resolve: Resolve | None = None,
    seconds: float = 5,
    verify: ssl.SSLContext | bool = True,
) -> Tried:
    async with webhook_client(verify=verify) as client:
        with ThreadPoolExecutor(1) as threads:
            sender = WebhookSender(client, reach, resolve or Lookups(threads), seconds)
            return await sender.send(url, {"Webhook-Id": "7"}, b"{}")


def at(*addresses: str) -> Resolve:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return addresses

    return resolve


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["93.184.216.34", "127.0.0.1"],
        ["127.0.0.1", "93.184.216.34"],
        ["::ffff:127.0.0.1"],
        ["10.0.0.7"],
        ["169.254.169.254"],
        ["224.0.0.1"],
        ["fe80::1%lo"],
        [],
    ],
)
async def test_no_webhook_reaches_what_only_we_can_reach(addresses: list[str]) -> None:
    async with receiver() as inside:
        refused = await sent(f"https://client.example:{inside.port}/", Reach(), at(*addresses))
        assert refused == Tried(None, "address_refused")
        for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]"):
            assert await sent(f"https://{host}:{inside.port}/", Reach()) == refused
            assert await sent(f"http://{host}:{inside.port}/", Reach(), at("1.1.1.1")) == refused
        assert inside.connections == 0


async def test_the_address_that_was_looked_at_is_the_one_that_is_called() -> None:
    """A name that leads elsewhere a moment later is not asked again."""
    asked: list[str] = []

    async def rebound(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["192.0.2.1"]

    async with receiver() as client:
        assert await sent(f"http://client.example:{client.port}/hook?a=b", resolve=rebound) == Tried(204)
    assert asked == ["client.example"]
    [call] = client.calls
    assert (call.line, call.headers["host"]) == (
        "POST /hook?a=b HTTP/1.1",
        f"client.example:{client.port}",
    )


async def test_the_next_address_is_called_where_nobody_answers_at_the_first() -> None:
    async with receiver() as client:
        url = f"http://client.example:{client.port}/"
        assert await sent(url, resolve=at("127.0.0.2", "127.0.0.1")) == Tried(204)
        assert await sent(url, resolve=at("127.0.0.2")) == Tried(None, "ConnectError")


async def test_a_redirect_is_not_followed() -> None:
    async with receiver() as inside, receiver(answer(302, f"Location: {inside.url}")) as client:
        tried = await sent(client.url)
    assert (tried, tried.arrived) == (Tried(302), False)
    assert inside.connections == 0


async def test_an_answer_without_end_is_not_read() -> None:
    endless = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n" + bytes(1 << 20)
    async with receiver(endless) as client:
        assert await sent(client.url) == Tried(200)
    async with receiver(b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * (1 << 20)) as client:
        assert await sent(client.url) == Tried(None, "RemoteProtocolError")
    async with receiver(b"220 mail.example ESMTP\r\n") as client:
        assert await sent(client.url) == Tried(None, "RemoteProtocolError")


async def test_a_name_that_cannot_be_is_not_looked_up() -> None:
    for url, error in (
        ("https://a..example/", "UnicodeError"),
        (f"https://{'a' * 70}.example/", "UnicodeError"),
        ("https://xn--a/", "address_refused"),
    ):
        assert await sent(url) == Tried(None, error)


async def test_the_address_that_is_called_stays_out_of_the_log() -> None:
    """Clients put secrets of theirs into it."""
    root, stream = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers, root.level
    write_logs_as_json("delivery", stream)
    try:
        async with receiver() as client:
            assert await sent(f"{client.url}?token=long%20enough") == Tried(204)
    finally:
        root.handlers, root.level = handlers, level
    assert "enough" not in stream.getvalue()


async def test_who_never_answers_is_left_in_time() -> None:
    async with receiver(None) as client:
        assert await sent(client.url, seconds=0.2) == Tried(None, "TimeoutError")

    async def lost(host: str, port: int) -> Sequence[str]:
        await asyncio.sleep(60)
        return []

    assert await sent("https://client.example/", resolve=lost, seconds=0.1) == Tried(None, "TimeoutError")


async def test_a_certificate_is_that_of_the_name_and_not_of_the_address(tmp_path: Path) -> None:
    server, trusting = certified("client.example", tmp_path)
    async with receiver(tls=server) as client:
        for name, tried in (("client.example", Tried(204)), ("other.example", Tried(None, "ConnectError"))):
            url = f"https://{name}:{client.port}/"
            assert await sent(url, resolve=at("127.0.0.1"), verify=trusting) == tried
        untrusted = await sent(f"https://client.example:{client.port}/", resolve=at("127.0.0.1"))
        assert untrusted == Tried(None, "ConnectError")
    assert len(client.calls) == 1


def certified(name: str, folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Of a server with a certificate for the name, and of a client that trusts it."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate = made.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = folder / "server.pem"
    file.write_bytes(private + certificate)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    return server, ssl.create_default_context(cadata=certificate.decode())
