"""Which addresses may be asked: public web addresses, and a source's own private one where it says so."""

from __future__ import annotations

import ipaddress
import socket
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred

from crawlers.sources import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

_DEFAULT_PORTS = {"http": 80, "https": 443}


class RefusedAddress(Exception):
    """An address that we do not ask; the message says which and why."""


class AddressGuard:
    """Checks an address before each request, redirects and robots.txt included."""

    def __init__(self, own: tuple[str, int] | None = None) -> None:
        """`own`: the one host and port that may be private, or None."""
        self._own = own

    @classmethod
    def of(cls, source: Source) -> AddressGuard:
        """The guard of a source: `allow_private_addresses` admits its home's host and port."""
        return cls(host_and_port(source.home) if source.allow_private_addresses else None)

    def check(self, url: str) -> None:
        """Raises RefusedAddress when the address may not be asked (names are checked when resolved)."""
        try:
            parts = urlsplit(url)
            if parts.scheme not in _DEFAULT_PORTS:
                raise RefusedAddress(f"{url}: only http and https addresses are asked")
            host, port = host_and_port(url)
        except ValueError as error:
            raise RefusedAddress(f"{url}: this is no web address ({error})") from error
        if parts.username or parts.password:
            raise RefusedAddress(f"{url}: an address with a user name or password is not asked")
        if self._own == (host, port):
            return
        address = literal_address(host)
        if address is not None and not is_public(address):
            raise RefusedAddress(f"{url}: {address} is no public address")
        if address is None and (host == "localhost" or host.endswith((".localhost", ".local", ".internal"))):
            raise RefusedAddress(f"{url}: {host} is no public host")
        if self._own is not None and host == self._own[0]:
            raise RefusedAddress(f"{url}: only port {self._own[1]} of {host} may be asked")


class GuardedResolver(CachingThreadedResolver):
    """Resolves names to public addresses only, save for the hosts that sources admit."""

    _admitted: Counter[str] = Counter()
    refused: dict[str, str] = {}

    @classmethod
    @contextmanager
    def admitting(cls, sources: Iterable[Source]) -> Iterator[None]:
        """Lets the homes of those sources that say so have private addresses until the block ends."""
        hosts = [host_and_port(source.home)[0] for source in sources if source.allow_private_addresses]
        cls._admitted.update(hosts)
        try:
            yield
        finally:
            cls._admitted.subtract(hosts)

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:
        """The name's address; fails with RefusedAddress when it is not public."""
        found: Deferred[Any] = super().getHostByName(name, timeout)
        return found.addCallback(self._checked, name)

    def _checked(self, address: str, name: str) -> str:
        host = name.lower().rstrip(".")
        if self._admitted[host] <= 0 and not is_public(ipaddress.ip_address(address)):
            self.refused[host] = address
            raise RefusedAddress(f"{host} has the address {address}, which is not public")
        self.refused.pop(host, None)
        return address


def host_and_port(url: str) -> tuple[str, int]:
    """Host in lower case and port, the scheme's own when none is written; ValueError for none."""
    parts = urlsplit(url)
    if not parts.hostname:
        raise ValueError("no host")
    return parts.hostname.lower().rstrip("."), parts.port or _DEFAULT_PORTS[parts.scheme]


def literal_address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address that a host spells in digits, in every form that a resolver would take; None for a name."""
    bare = host.strip("[]").partition("%")[0]
    try:
        return ipaddress.ip_address(bare)
    except ValueError:
        pass
    try:
        # decimal, octal, hexadecimal and shortened forms: 2130706433, 0177.1, 0x7f.1
        return ipaddress.IPv4Address(socket.inet_aton(bare))
    except (OSError, UnicodeEncodeError):
        return None


def is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address belongs to the public internet, IPv4 inside IPv6 unwrapped."""
    inner: ipaddress.IPv4Address | None = None
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not address.is_multicast


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
