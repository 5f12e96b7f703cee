"""Services that Apprise knows, played by a server of our own."""

import asyncio
import json
import logging
import socket
import time
from dataclasses import replace
from pathlib import Path

import apprise
import pytest
from sqlalchemy import Engine, text

from models.errors import SettingError, TransportError
from models.storage.database import reading
from notifications.channels import Limits, make_channels
from notifications.channels.apprise import Anywhere, is_encrypted
from notifications.channels.folder import OutboxFolder
from notifications.channels.reach import Reach
from notifications.delivery import send_messages
from notifications.settings import MessageSettings
from tests.notifications.certificates import a_trusted_server
from tests.notifications.channels.test_webhook import Receiver
from tests.notifications.post import LOOPBACK, MORNING, an_envelope, deliver_by, some_messages
from tests.notifications.receivers import a_raw_server

# Something that Apprise loads for one of its services uses it.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")

TOKEN = "3ccdd113474722377935511fc85d3dd4"  # invented


def a_channel(reach: Reach = LOOPBACK) -> Anywhere:
    return Anywhere(Limits(at_once=2, at_once_per_receiver=2), reach)


def failure_of(address: str, reach: Reach = LOOPBACK) -> TransportError:
    with pytest.raises(TransportError) as failed:
        deliver_by(a_channel(reach), an_envelope(address))
    assert TOKEN not in failed.value.say()
    return failed.value


def as_scheme(scheme: str, url: str) -> str:
    return scheme + "://" + url.partition("://")[2]


def test_a_mattermost_server_gets_subject_and_text() -> None:
    receiver = Receiver(200)

    with receiver.listening() as url:
        address = as_scheme("mmost", url).replace("/haak", f"/{TOKEN}")
        deliver_by(a_channel(), an_envelope(address))

    ((path, _, body),) = receiver.requests
    assert path == f"/hooks/{TOKEN}"
    assert "Mijlpalen op 23 september 2026" in json.loads(body)["text"]
    assert "Eén mijlpaal nadert de grens." in json.loads(body)["text"]


def test_a_message_that_is_too_long_arrives_in_pieces() -> None:
    receiver = Receiver(200)
    words = " ".join(f"woord{number}" for number in range(2_000))

    with receiver.listening() as url:
        address = as_scheme("mmost", url).replace("/haak", f"/{TOKEN}")
        deliver_by(a_channel(), replace(an_envelope(address), body_text=words))

    texts = " ".join(json.loads(body)["text"] for _, _, body in receiver.requests)
    assert len(receiver.requests) > 1
    assert [word for word in words.split() if word not in texts] == []


def test_a_service_under_tls_is_reached_by_the_certificate_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    receiver = Receiver(200, tls=a_trusted_server(tmp_path, monkeypatch))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "certificate.pem"))

    with receiver.listening() as url:
        deliver_by(a_channel(), an_envelope(as_scheme("jsons", url)))

    assert len(receiver.requests) == 1


@pytest.mark.parametrize("status", [400, 404, 429, 500])
def test_a_service_that_says_no_is_asked_again_for_apprise_does_not_say_why(status: int) -> None:
    receiver = Receiver(status)

    with receiver.listening() as url:
        failure = failure_of(as_scheme("json", url) + "?retry=5&wait=9&optional=yes")

    assert not failure.permanent
    assert failure.is_receivers
    assert len(receiver.requests) == 1


@pytest.mark.parametrize(
    "address", ["", "geen adres", "duif://x", "https://", "file:///etc/passwd"]
)
def test_what_apprise_does_not_know_is_refused_for_good(address: str) -> None:
    assert failure_of(address).permanent


# --- where it may go -------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["json", "jsons", "form", "xml", "ntfy", "mmost", "mailto"])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433"])
def test_this_machine_is_not_reached_whatever_the_service(scheme: str, host: str) -> None:
    receiver = Receiver(200)

    with receiver.listening() as url:
        address = as_scheme(scheme, url).replace("127.0.0.1", host).replace("/haak", f"/{TOKEN}")
        if scheme == "mailto":
            address = (
                address.replace("://", "://jan:geheim@") + "?to=x@voorbeeld.example&mode=insecure"
            )
        failure = failure_of(address, Reach())

    assert failure.permanent
    assert receiver.requests == []


def test_a_redirect_is_not_followed() -> None:
    elsewhere = Receiver(200)

    with elsewhere.listening() as target:
        with Receiver(307, {"Location": target}).listening() as url:
            failure_of(as_scheme("json", url) + "?redirect=yes")

    assert elsewhere.requests == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("jsons://x.example/", True),
        ("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#proef", True),
        ("ntfys://onderwerp", True),
        ("json://x.example/", False),
        ("ntfy://onderwerp", False),
        ("jsons://x.example/?verify=no", False),
    ],
)
def test_a_certificate_that_is_not_looked_at_is_no_tls(address: str, expected: bool) -> None:
    service = apprise.Apprise.instantiate(address)

    assert isinstance(service, apprise.NotifyBase)
    assert is_encrypted(service) is expected


def test_the_log_of_this_machine_is_no_receiver() -> None:
    assert failure_of("syslog://").permanent


# --- when it hangs, and what is said of it ---------------------------------------------------


def test_a_service_that_dawdles_is_let_go_when_its_time_is_up() -> None:
    def dripping(connection: socket.socket) -> None:
        connection.recv(65_536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while True:
            connection.sendall(b"x")
            time.sleep(0.02)

    async def run(port: int) -> None:
        async with a_channel().open() as deliver:
            async with asyncio.timeout(2):
                await deliver(an_envelope(f"json://127.0.0.1:{port}/"))

    begun = time.monotonic()
    with a_raw_server(dripping) as port:
        with pytest.raises(TimeoutError):
            asyncio.run(run(port))

    assert time.monotonic() - begun < 10  # not the 2000 seconds that the answer would take


def test_no_part_of_an_address_is_logged_or_names_a_lane(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    address = f"mmost://127.0.0.1:9/{TOKEN}"

    failure_of(address)

    assert TOKEN not in caplog.text
    assert TOKEN not in a_channel().receiver_of(an_envelope(address))
    assert "127.0.0.1" not in a_channel().receiver_of(an_envelope(address))


def test_what_is_kept_of_a_failure_holds_no_part_of_an_address(engine: Engine) -> None:
    address = f"mmost://127.0.0.1:9/{TOKEN}"
    some_messages(engine, channel="apprise", address=address)

    sent = send_messages(engine, now=MORNING, channels={"apprise": a_channel()})

    assert sent.failed == 1
    assert TOKEN not in sent.problems[0]
    with reading(engine) as session:
        for kept in (
            "SELECT problem FROM message",
            "SELECT * FROM attempt",
            "SELECT * FROM circuit",
        ):
            assert TOKEN not in str(session.execute(text(kept)).all())


def test_two_addresses_are_two_receivers_and_one_is_one() -> None:
    lanes = [
        a_channel().receiver_of(an_envelope(address))
        for address in ("slack://a/b/c", "slack://a/b/c", "slack://a/b/d", "zonder schema")
    ]

    assert lanes[0] == lanes[1] != lanes[2]
    assert lanes[0].startswith("slack:")
    assert lanes[3].startswith(":")


# --- settings --------------------------------------------------------------------------------


def test_without_settings_nothing_leaves_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = MessageSettings.model_validate({"home": tmp_path})

    assert isinstance(make_channels(settings)["apprise"], OutboxFolder)
    monkeypatch.setenv("MIJLPAAL_APPRISE_CHANNEL", "send")
    assert isinstance(make_channels(settings)["apprise"], Anywhere)
    monkeypatch.setenv("MIJLPAAL_APPRISE_CHANNEL", "duif")
    with pytest.raises(SettingError, match="MIJLPAAL_APPRISE_CHANNEL"):
        make_channels(settings)
