"""Which addresses a message may go to, however they are spelled and whatever a name means now."""

import socket
from collections.abc import Sequence
from ipaddress import ip_network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import TransportError
from notifications.channels.reach import Reach
from notifications.channels.webhook import Webhook, signing_keys
from tests.notifications.certificates import a_trusted_server
from tests.notifications.channels.test_webhook import SECRET, SOURCE, Receiver
from tests.notifications.post import LOOPBACK, MORNING, an_envelope, deliver_by

PUBLIC = "93.184.215.14"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.10",
        "0.0.0.0",  # noqa: S104  (nothing binds to it)
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "100.100.100.200",
        "169.254.169.254",
        "168.63.129.16",
        "192.0.0.192",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001:0:53aa:64c:0:0:80ff:fffe",
        "fe80::1",
        "fe80::1%eth0",
        "fd00:ec2::254",
        "fc00::1",
        "ff02::1",
        "2001:db8::1",
        "3fff::1",
        "5f00::1",
    ],
)
def test_what_lies_in_a_private_network_is_not_open(address: str) -> None:
    assert not Reach().admits(address)
    with pytest.raises(TransportError) as refused:
        Reach().admitted([address], "webhook", is_encrypted=True)
    assert refused.value.permanent
    assert "MIJLPAAL_NETWORKS_ALLOWED" in refused.value.say()
    assert address not in refused.value.say()


@pytest.mark.parametrize("address", [PUBLIC, "2606:2800:21f::1", "64:ff9b::5db8:d70e"])
def test_what_is_public_is_open_but_only_under_tls(address: str) -> None:
    assert Reach().admits(address)
    assert not Reach().admits(address, is_encrypted=False)


def test_an_allowed_network_is_open_with_and_without_tls_and_its_neighbour_is_not() -> None:
    reach = Reach((ip_network("10.20.0.0/16"), ip_network("fd12::/32")))

    for address in ("10.20.255.255", "::ffff:10.20.0.1", "fd12::9"):
        assert reach.admits(address)
        assert reach.admits(address, is_encrypted=False)
    assert not reach.admits("10.21.0.1")
    assert not reach.admits("fd13::9")


def test_of_a_host_with_several_addresses_only_the_open_ones_are_used() -> None:
    found = ["10.0.0.1", PUBLIC, "::1"]

    assert Reach().admitted(found, "webhook", is_encrypted=True) == [PUBLIC]


@given(st.ip_addresses(network="127.0.0.0/8"))
def test_no_spelling_of_this_machine_is_open(address: object) -> None:
    for spelled in (f"{address}", f"::ffff:{address}", f"::{address}", f"64:ff9b::{address}"):
        assert not Reach().admits(spelled)


# --- over real connections -------------------------------------------------------------------


def deliver(url: str, reach: Reach) -> None:
    channel = Webhook(signing_keys(SECRET), SOURCE, lambda: MORNING, timeout_seconds=2, reach=reach)
    deliver_by(channel, an_envelope(url))


def failure_of(url: str, reach: Reach) -> TransportError:
    with pytest.raises(TransportError) as failed:
        deliver(url, reach)
    return failed.value


class Names:
    """A name server that answers differently each time."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def __call__(self, host: str, _port: int) -> Sequence[str]:
        self.asked.append(host)
        return self.answers.pop(0)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1"]
)
def test_however_this_machine_is_called_nothing_is_posted_to_it(host: str) -> None:
    receiver = Receiver()

    with receiver.listening() as url:
        failure = failure_of(url.replace("127.0.0.1", host), Reach())

    assert failure.permanent
    assert receiver.requests == []


def test_a_name_that_has_come_to_mean_this_machine_is_refused() -> None:
    names = Names(["127.0.0.1"])
    receiver = Receiver()

    with receiver.listening() as url:
        failure = failure_of(url.replace("127.0.0.1", "wisselend.example"), Reach((), names))

    assert failure.permanent
    assert names.asked == ["wisselend.example"]
    assert receiver.requests == []


def test_a_name_is_looked_up_once_and_what_was_judged_is_what_is_connected_to() -> None:
    names = Names(["127.0.0.1"])
    receiver = Receiver()

    with receiver.listening() as url:
        deliver(url.replace("127.0.0.1", "haak.example"), Reach(LOOPBACK.allowed, names))

    assert names.asked == ["haak.example"]
    ((_, headers, _),) = receiver.requests
    assert headers["host"].startswith("haak.example:")


def test_what_the_name_means_to_everybody_else_is_never_connected_to() -> None:
    names = Names(["::1"])  # open to us, and nobody listens there
    receiver = Receiver()
    reach = Reach((ip_network("::1/128"), *LOOPBACK.allowed), names)

    with receiver.listening() as url:
        failure = failure_of(url.replace("127.0.0.1", "localhost"), reach)

    assert not failure.permanent
    assert receiver.requests == []


def test_an_address_is_judged_again_for_every_connection_that_is_made() -> None:
    names = Names(["127.0.0.1"], ["10.0.0.1"])
    receiver = Receiver()
    reach = Reach(LOOPBACK.allowed, names)

    with receiver.listening() as url:
        named = url.replace("127.0.0.1", "haak.example")
        deliver(named, reach)
        failure = failure_of(named, reach)

    assert failure.permanent
    assert len(receiver.requests) == 1


def test_a_dead_address_makes_way_for_the_next_one() -> None:
    names = Names(["::1", "127.0.0.1"])  # nobody listens at the first
    receiver = Receiver()

    with receiver.listening() as url:
        reach = Reach((*LOOPBACK.allowed, ip_network("::1/128")), names)
        deliver(url.replace("127.0.0.1", "haak.example"), reach)

    assert len(receiver.requests) == 1


def test_a_name_that_nobody_knows_is_worth_a_retry() -> None:
    async def nobody(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror

    failure = failure_of("https://nergens.example/", Reach((), nobody))

    assert not failure.permanent
    assert failure.is_receivers


def test_the_certificate_is_that_of_the_name_and_not_of_the_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = a_trusted_server(tmp_path, monkeypatch, host="haak.example")
    receiver = Receiver(tls=context)

    with receiver.listening() as url:
        right = url.replace("127.0.0.1", "haak.example")
        wrong = url.replace("127.0.0.1", "ander.example")
        deliver(right, Reach(LOOPBACK.allowed, Names(["127.0.0.1"])))
        failure = failure_of(wrong, Reach(LOOPBACK.allowed, Names(["127.0.0.1"])))

    assert not failure.permanent
    assert len(receiver.requests) == 1


def test_a_proxy_that_the_environment_names_does_not_lead_around_this(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    proxy = Receiver()

    with proxy.listening() as url:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, url)
        failure = failure_of("http://10.0.0.1/", Reach())

    assert failure.permanent
    assert proxy.requests == []
