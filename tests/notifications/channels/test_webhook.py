"""A signed event to a real HTTP server of our own."""

import json
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import standardwebhooks
from cloudevents.core.bindings.http import HTTPMessage, from_structured
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent
from hypothesis import given
from hypothesis import strategies as st

from models import clock
from models.errors import SettingError, TransportError
from notifications.channels.event import EVENT_TYPE, event_body
from notifications.channels.webhook import Webhook, signed_headers, signing_keys
from tests.notifications.post import LOOPBACK, MORNING, an_envelope, deliver_by

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
NEXT_SECRET = "whsec_" + "bmlldXcgZ2VoZWltIHZhbiBtZWVyIGRhbiAyNCBieXRlcw=="
CONTENT_TYPE = "application/cloudevents+json; charset=utf-8"
SOURCE = "urn:nld:oin:00000001823288444000:systeem:mijlpaal"


@dataclass
class Receiver:
    """Keeps what it is sent and answers what it is told to."""

    status: int | Callable[[dict[str, str], bytes], int] = 204
    headers: dict[str, str] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    tls: ssl.SSLContext | None = None

    @contextmanager
    def listening(self) -> Iterator[str]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                lowered = {name.lower(): value for name, value in self.headers.items()}
                receiver.requests.append((self.path, lowered, body))
                status = receiver.status
                self.send_response(status if isinstance(status, int) else status(lowered, body))
                for name, value in receiver.headers.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_parts: object) -> None:
                """Keep quiet."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        scheme = "http"
        if self.tls is not None:
            server.socket = self.tls.wrap_socket(server.socket, server_side=True)
            scheme = "https"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"{scheme}://127.0.0.1:{server.server_port}/haak"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def deliver(url: str, *, now: datetime = MORNING, timeout: float = 5) -> None:
    channel = Webhook(
        signing_keys(SECRET), SOURCE, lambda: now, timeout_seconds=timeout, reach=LOOPBACK
    )
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
        "type": "nl.mijlpaal.dagbericht.v1",
        "time": "2026-09-23T06:00:00Z",
        "sequence": "2026-09-23",
        "datacontenttype": "application/json",
    }
    assert event["data"]["text"] == "Eén mijlpaal nadert de grens.\n"
    assert event["data"]["day"] == "2026-09-23"


def test_no_context_attribute_holds_anything_personal() -> None:
    event = json.loads(event_body(an_envelope(), SOURCE))
    del event["data"]

    assert "voorbeeld.example" not in json.dumps(event)
    assert "eigenaar" not in json.dumps(event)


def test_a_message_that_is_large_leaves_its_html_at_home() -> None:
    large = replace(an_envelope(), body_html="<p>é</p>" * 10_000)

    event = json.loads(event_body(large, SOURCE))

    assert event["data"]["text"] == large.body_text
    assert "html" not in event["data"]
    assert "html" in json.loads(event_body(an_envelope(), SOURCE))["data"]


def test_a_message_that_nobody_takes_is_refused_for_good_and_not_cut() -> None:
    with pytest.raises(TransportError) as refused:
        event_body(replace(an_envelope(), body_text="x" * 1_048_576), SOURCE)

    assert refused.value.permanent


def test_the_public_package_reads_the_event_as_one() -> None:
    body = event_body(an_envelope(), SOURCE)
    message = HTTPMessage({"content-type": CONTENT_TYPE}, body)

    event = from_structured(message, JSONFormat())

    assert isinstance(event, CloudEvent)
    assert event.get_id() == an_envelope().uid
    assert event.get_source() == SOURCE
    assert event.get_type() == EVENT_TYPE
    assert event.get_time() == MORNING
    assert event.get_extension("sequence") == "2026-09-23"


def test_the_event_is_the_same_at_every_try() -> None:
    assert event_body(an_envelope(), SOURCE) == event_body(an_envelope(), SOURCE)


# --- the signature ---------------------------------------------------------------------------


@given(st.binary(), st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)))  # noqa: DTZ001
def test_our_signature_is_that_of_the_public_package(body: bytes, naive: datetime) -> None:
    at = naive.replace(tzinfo=UTC)
    text = body.decode("latin-1")

    ours = signed_headers("id", at, text.encode(), signing_keys(SECRET))

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
    assert headers["user-agent"] == "Mijlpaal"


@pytest.mark.parametrize("receivers", [SECRET, NEXT_SECRET])
def test_while_a_secret_is_replaced_the_old_and_the_new_one_both_fit(receivers: str) -> None:
    keys = signing_keys(f"{NEXT_SECRET} {SECRET}")
    headers = signed_headers("id", clock.now(), b'{"a":1}', keys)

    assert standardwebhooks.Webhook(receivers).verify(b'{"a":1}', headers) == {"a": 1}
    assert len(headers["webhook-signature"].split(" ")) == 2


def test_one_bad_secret_among_good_ones_is_refused() -> None:
    with pytest.raises(SettingError):
        signing_keys(f"{SECRET} whsec_kort")


def test_the_keys_do_not_show() -> None:
    keys = signing_keys(SECRET)

    assert str(keys[0]) not in repr(Webhook(keys, SOURCE, lambda: MORNING))


def test_a_changed_body_is_refused_by_the_public_verifier() -> None:
    headers = signed_headers("id", clock.now(), b'{"a":1}', signing_keys(SECRET))

    with pytest.raises(standardwebhooks.WebhookVerificationError):
        standardwebhooks.Webhook(SECRET).verify(b'{"a":2}', headers)


@pytest.mark.parametrize(
    "secret", ["", "whsec_", "whsec_kort", "whsec_geen base64!", "whsec_é", "a" * 200]
)
def test_a_secret_that_is_none_is_refused_and_not_repeated(secret: str) -> None:
    with pytest.raises(SettingError) as refused:
        signing_keys(secret)

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


@pytest.mark.parametrize(
    "address",
    ["", "geen adres", "ftp://x.example/", "http://[::", "https://xn--/", "https://\x00/"],
)
def test_what_is_no_web_address_is_refused_for_good(address: str) -> None:
    with pytest.raises(TransportError) as failed:
        deliver(address)

    assert failed.value.permanent
