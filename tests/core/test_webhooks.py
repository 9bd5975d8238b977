"""Where webhooks may go, who may be told what, and the proof that it comes from us."""

from datetime import UTC, datetime
from ipaddress import ip_address

import pytest

from serving.core.identity import StudentId
from serving.core.roles.roles import Grant, Role
from serving.core.webhooks.errors import WebhookUrlRefused
from serving.core.webhooks.events import Happened, WebhookEvent
from serving.core.webhooks.reach import Reach, is_public
from serving.core.webhooks.signing import body_of, headers_of

NOON = datetime(2026, 1, 10, 12, tzinfo=UTC)
ANNA, BORIS = StudentId(1), StudentId(2)

NOT_PUBLIC = (
    "0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.8.9.10", "169.254.169.254", "172.16.0.1",
    "192.0.2.1", "192.168.1.1", "198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1", "2001:db8::1", "2002:7f00:1::", "2001:0:7f00:1::", "fc00::1", "fd00:ec2::254", "fe80::1",
    "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1",
)  # fmt: skip
PUBLIC = ("1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101")


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_what_only_we_can_reach_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_the_internet_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "malformed"),
        ("client.example", "malformed"),
        ("ftp://client.example/", "malformed"),
        ("https://", "malformed"),
        ("https://client.example/" + "a" * 480, "malformed"),
        ("http://client.example/", "not_https"),
        ("https://anna:secret@client.example/", "with_password"),
        ("https://client.example/#top", "with_fragment"),
        ("https://127.0.0.1/", "not_public"),
        ("https://127.1/", "not_public"),
        ("https://0x7f000001/", "not_public"),
        ("https://2130706433/", "not_public"),
        ("https://①②⑦.0.0.1/", "not_public"),
        ("https://[::1]/", "not_public"),
        ("https://[::ffff:169.254.169.254]/", "not_public"),
    ],
)
def test_an_address_that_leads_elsewhere_than_into_the_internet_is_refused(url: str, reason: str) -> None:
    with pytest.raises(WebhookUrlRefused) as refused:
        Reach().checked(url)
    assert refused.value.reason == reason


def test_an_address_is_called_as_it_was_checked() -> None:
    assert Reach().checked("HTTPS://Client.Example:443/a?b=c") == "https://client.example/a?b=c"
    assert Reach().checked("https://пример.рф/") == "https://xn--e1afmkfd.xn--p1ai/"
    assert Reach(local=True).checked("http://127.0.0.1:8080/hook") == "http://127.0.0.1:8080/hook"


FINISHED = Happened(WebhookEvent.CONTEST_FINISHED, {"title": "Кубок"}, NOON)
RELEASED = Happened(WebhookEvent.RELEASE_PUBLISHED, {}, NOON, subject="geography")
READY = Happened(WebhookEvent.EXPORT_READY, {}, NOON, student_id=ANNA)
GEOGRAPHERS, HISTORIANS = (
    Grant(Role.DEPARTMENT, frozenset({subject})) for subject in ("geography", "history")
)


@pytest.mark.parametrize(
    ("happened", "student_id", "grant", "told"),
    [
        (FINISHED, ANNA, Grant(Role.STUDENT), True),
        (FINISHED, ANNA, HISTORIANS, True),
        (RELEASED, ANNA, Grant(Role.STUDENT), False),
        (RELEASED, ANNA, GEOGRAPHERS, True),
        (RELEASED, ANNA, HISTORIANS, False),
        (RELEASED, ANNA, Grant(Role.ANALYST), True),
        (RELEASED, ANNA, Grant(Role.ADMIN), True),
        (READY, ANNA, Grant(Role.ADMIN), True),
        (READY, ANNA, Grant(Role.ANALYST), True),
        (READY, BORIS, Grant(Role.ADMIN), False),
        (READY, ANNA, Grant(Role.STUDENT), False),
    ],
)
def test_everybody_is_told_what_he_may_know(
    happened: Happened, student_id: StudentId, grant: Grant, told: bool
) -> None:
    assert happened.may_be_told(student_id, grant) is told


def test_the_signature_is_that_of_openssl() -> None:
    """printf '%s' "1767000000.$body" | openssl dgst -sha256 -hmac whsec_test"""
    body = (
        '{"id":7,"event":"contest.finished","happened_at":"2026-01-10T12:00:00+00:00",'
        '"facts":{"title":"Кубок"}}'
    )
    assert body_of(7, FINISHED).decode() == body
    headers = headers_of("whsec_test", 7, FINISHED, 1767000000)
    assert headers["Webhook-Signature"] == (
        "sha256=e2f59b0293741b50b84906556cee4af43641b3422caa7f35e243da9534a01c2f"
    )
    assert (headers["Webhook-Id"], headers["Webhook-Timestamp"]) == ("7", "1767000000")
