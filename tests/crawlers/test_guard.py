"""Which addresses may be asked."""

from __future__ import annotations

import ipaddress

import pytest

from crawlers.guard import AddressGuard, RefusedAddress, is_public, literal_address


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://a.localhost/",
        "http://printer.local/",
        "http://10.0.0.1/",
        "http://172.16.3.4/",
        "http://192.168.1.1/",
        "http://169.254.1.1/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://0/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://127.0.0.1./",
        "ftp://example.lv/",
        "file:///etc/hostname",
        "gopher://example.lv/",
        "http://user:password@example.lv/",
        "http://",
        "http://example.lv:99999/",
    ],
)
def test_refused(url: str) -> None:
    with pytest.raises(RefusedAddress):
        AddressGuard().check(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.lv/",
        "http://example.lv:8080/a?b",
        "https://193.105.155.1/",
        "http://[2a00:1450::1]/",
    ],
)
def test_admitted(url: str) -> None:
    AddressGuard().check(url)


OWN = AddressGuard(("127.0.0.1", 8001))


def test_a_source_may_admit_its_own_private_address() -> None:
    OWN.check("http://127.0.0.1:8001/a")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8002/",
        "http://127.0.0.1/",
        "http://127.0.0.2:8001/",
        "http://10.0.0.1:8001/",
        "https://127.0.0.1/",
    ],
)
def test_its_own_address_admits_no_other(url: str) -> None:
    with pytest.raises(RefusedAddress):
        OWN.check(url)


def test_only_the_own_port_of_a_private_name() -> None:
    guard = AddressGuard(("intranet.example", 80))
    with pytest.raises(RefusedAddress):
        guard.check("http://intranet.example:8080/")


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("2130706433", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("017700000001", "127.0.0.1"),
        ("www.example.lv", None),
    ],
)
def test_addresses_in_digits_are_read_as_a_resolver_reads_them(host: str, address: str | None) -> None:
    assert literal_address(host) == (ipaddress.ip_address(address) if address else None)


@pytest.mark.parametrize(
    ("address", "public"), [("8.8.8.8", True), ("192.0.2.1", False), ("2001:db8::1", False)]
)
def test_is_public(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public
