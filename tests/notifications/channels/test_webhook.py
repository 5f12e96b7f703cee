"""A signed event to a real HTTP server of our own."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import standardwebhooks
from hypothesis import given
from hypothesis import strategies as st

from models import clock
from models.errors import SettingError, TransportError
from notifications.channels.event import event_body
from notifications.channels.webhook import Webhook, signed_headers, signing_key
from tests.notifications.post import MORNING, an_envelope, deliver_by

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
SOURCE = "urn:nld:oin:00000001823288444000:systeem:mijlpaal"


@dataclass
class Receiver:
    """Keeps what it is sent and answers what it is told to."""

    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    @contextmanager
    def listening(self) -> Iterator[str]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                lowered = {name.lower(): value for name, value in self.headers.items()}
                receiver.requests.append((self.path, lowered, body))
                self.send_response(receiver.status)
                for name, value in receiver.headers.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_parts: object) -> None:
                """Keep quiet."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/haak"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def deliver(url: str, *, now: datetime = MORNING, timeout: float = 5) -> None:
    channel = Webhook(signing_key(SECRET), SOURCE, lambda: now, timeout_seconds=timeout)
    deliver_by(channel, an_envelope(url))


def failure_of(url: str, *, timeout: float = 5) -> TransportError:
    with pytest.raises(TransportError) as failed:
        deliver(url, timeout=timeout)
    assert url not in failed.value.say()
    return failed.value


# --- the event -------------------------------------------------------------------------------


def test_the_body_is_a_cloudevent_after_the_dutch_profile() -> None:
    event = json.loads(event_body(an_envelope(), SOURCE))

    assert {name: event[name] for name in event if name != "data"} == {
        "specversion": "1.0",
        "id": an_envelope().uid,
        "source": SOURCE,
        "type": "nl.mijlpaal.dagbericht",
        "time": "2026-09-23T06:00:00Z",
        "datacontenttype": "application/json",
    }
    assert event["data"]["text"] == "Eén mijlpaal nadert de grens.\n"
    assert event["data"]["day"] == "2026-09-23"


def test_no_context_attribute_holds_anything_personal() -> None:
    event = json.loads(event_body(an_envelope(), SOURCE))
    del event["data"]

    assert "voorbeeld.example" not in json.dumps(event)
    assert "eigenaar" not in json.dumps(event)


def test_the_event_is_the_same_at_every_try() -> None:
    assert event_body(an_envelope(), SOURCE) == event_body(an_envelope(), SOURCE)


# --- the signature ---------------------------------------------------------------------------


@given(st.binary(), st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)))  # noqa: DTZ001
def test_our_signature_is_that_of_the_public_package(body: bytes, naive: datetime) -> None:
    at = naive.replace(tzinfo=UTC)
    text = body.decode("latin-1")

    ours = signed_headers("id", at, text.encode(), signing_key(SECRET))

    assert ours["webhook-signature"] == standardwebhooks.Webhook(SECRET).sign("id", at, text)


def test_the_public_verifier_accepts_what_arrives() -> None:
    receiver = Receiver()

    # The verifier compares the age of the signature with the real clock, so this test must too.
    with receiver.listening() as url:
        deliver(url, now=clock.now())

    ((path, headers, body),) = receiver.requests
    event = standardwebhooks.Webhook(SECRET).verify(body, headers)
    assert path == "/haak"
    assert headers["content-type"] == "application/cloudevents+json; charset=utf-8"
    assert headers["webhook-id"] == an_envelope().uid == event["id"]


def test_a_changed_body_is_refused_by_the_public_verifier() -> None:
    headers = signed_headers("id", clock.now(), b'{"a":1}', signing_key(SECRET))

    with pytest.raises(standardwebhooks.WebhookVerificationError):
        standardwebhooks.Webhook(SECRET).verify(b'{"a":2}', headers)


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_kort", "whsec_geen base64!", "a" * 200])
def test_a_secret_that_is_none_is_refused_and_not_repeated(secret: str) -> None:
    with pytest.raises(SettingError) as refused:
        signing_key(secret)

    assert refused.value.facts["setting"] == "MIJLPAAL_WEBHOOK_SECRET"
    assert not secret or secret == "whsec_" or secret not in refused.value.say()


# --- the answer ------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [200, 202, 204])
def test_any_answer_in_the_two_hundreds_is_a_delivery(status: int) -> None:
    receiver = Receiver(status)

    with receiver.listening() as url:
        deliver(url)

    assert len(receiver.requests) == 1


@pytest.mark.parametrize(
    ("status", "permanent"),
    [
        (400, True),
        (401, True),
        (404, True),
        (410, True),
        (408, False),
        (425, False),
        (429, False),
        (500, False),
        (503, False),
    ],
)
def test_the_answer_says_whether_trying_again_can_help(status: int, permanent: bool) -> None:
    with Receiver(status).listening() as url:
        failure = failure_of(url)

    assert failure.permanent is permanent
    assert f"HTTP {status}" in failure.say()


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        ("Wed, 23 Sep 2026 06:02:00 GMT", 120),
        ("Wed, 23 Sep 2026 05:00:00 GMT", 0),
        ("straks", None),
        ("-5", None),
        ("", None),
    ],
)
def test_the_receivers_waiting_time_is_heard(said: str, seconds: int | None) -> None:
    with Receiver(429, {"Retry-After": said}).listening() as url:
        failure = failure_of(url)

    assert failure.retry_after_seconds == seconds


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    elsewhere = Receiver()

    with elsewhere.listening() as target:
        with Receiver(status, {"Location": target}).listening() as url:
            failure = failure_of(url)

    assert failure.permanent
    assert elsewhere.requests == []


def test_a_receiver_that_is_not_there_is_worth_a_retry() -> None:
    with Receiver().listening() as url:
        pass

    failure = failure_of(url)

    assert not failure.permanent


def test_a_receiver_that_goes_silent_is_worth_a_retry() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)  # never serves
    try:
        failure = failure_of(f"http://127.0.0.1:{server.server_port}/", timeout=0.2)
    finally:
        server.server_close()

    assert not failure.permanent
    assert "antwoordt niet op tijd" in failure.say()


@pytest.mark.parametrize("address", ["", "geen adres", "ftp://x.example/", "http://[::"])
def test_what_is_no_web_address_is_refused_for_good(address: str) -> None:
    with pytest.raises(TransportError) as failed:
        deliver(address)

    assert failed.value.permanent
