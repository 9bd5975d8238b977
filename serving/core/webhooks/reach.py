"""Where webhooks may go: into the internet, and never to what only we can reach."""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from pydantic import AnyHttpUrl, TypeAdapter, ValidationError

from serving.core.webhooks.errors import WebhookUrlRefused

LONGEST = 500
GLOBAL_UNICAST = IPv6Network("2000::/3")
TRANSLATED = IPv6Network("64:ff9b::/96")
"""IPv4 as networks without it see it (RFC 6052): the last 32 bits are the address."""

URL: TypeAdapter[AnyHttpUrl] = TypeAdapter(AnyHttpUrl)


@dataclass(frozen=True, slots=True)
class Reach:
    """`local`: also this machine and its network, and without TLS, for tests and development."""

    local: bool = False

    def checked(self, url: str) -> str:
        """As it will be called. Names are looked up when they are called, and may change until then."""
        try:
            read = URL.validate_python(url[: LONGEST + 1])
        except ValidationError as error:
            raise WebhookUrlRefused("malformed") from error
        if len(str(read)) > LONGEST or not read.host:
            raise WebhookUrlRefused("malformed")
        if read.scheme != "https" and not self.local:
            raise WebhookUrlRefused("not_https")
        if read.username is not None or read.password is not None:
            raise WebhookUrlRefused("with_password")
        if read.fragment is not None:
            raise WebhookUrlRefused("with_fragment")
        if not self._named(read.host):
            raise WebhookUrlRefused("not_public")
        return str(read)

    def _named(self, host: str) -> bool:
        try:
            return self.allows(host.strip("[]"))
        except ValueError:
            return True

    def allows(self, address: str) -> bool:
        return is_public(ip_address(address)) or self.local


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Not private, loopback, link-local, multicast or reserved, nor an IPv6 address that stands for one."""
    match address:
        case IPv4Address():
            return address.is_global and not address.is_multicast and not address.is_reserved
        case IPv6Address(ipv4_mapped=IPv4Address() as mapped):
            return is_public(mapped)
        case IPv6Address() if address in TRANSLATED:
            return is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
        case IPv6Address():
            tunnelled = address.sixtofour is not None or address.teredo is not None
            return address in GLOBAL_UNICAST and address.is_global and not tunnelled
