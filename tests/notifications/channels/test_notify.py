"""Mail through a service with the API of GOV.UK Notify, which a server of our own plays."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from models.errors import SettingError, TransportError
from notifications.channels import Limits, make_channels
from notifications.channels.folder import OutboxFolder
from notifications.channels.notify import Notify, api_key
from notifications.settings import MessageSettings
from tests.notifications.channels.test_webhook import Receiver
from tests.notifications.post import LOOPBACK, MORNING, an_envelope, deliver_by

# Invented: no service has these.
SERVICE = "11111111-2222-4333-8444-555555555555"
SECRET = "66666666-7777-4888-9999-aaaaaaaaaaaa"
TEMPLATE = UUID("bbbbbbbb-cccc-4ddd-8eee-ffffffffffff")
KEY = f"mijlpaal-proef-{SERVICE}-{SECRET}"


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


@dataclass
class FakeService:
    """Answers as the service does: 403 to a token it does not know, 400 to what it cannot use.

    Attributes:
        clock: Its own time; it takes tokens of half a minute around it.
        overrun: What it answers when it is too busy, or broken.
    """

    clock: datetime = MORNING
    overrun: int | None = None
    mails: list[dict[str, str]] = field(default_factory=list)

    def __call__(self, headers: dict[str, str], body: bytes) -> int:
        if not self._knows(headers.get("authorization", "")):
            return 403
        told = json.loads(body)
        if told["template_id"] != str(TEMPLATE) or "@" not in told["email_address"]:
            return 400
        if set(told["personalisation"]) != {"onderwerp", "tekst"}:
            return 400
        if self.overrun is not None:
            return self.overrun
        self.mails.append(told)
        return 201

    def _knows(self, authorization: str) -> bool:
        scheme, _, token = authorization.partition(" ")
        header, claims, signature = token.split(".")
        signed = f"{header}.{claims}".encode()
        right = hmac.new(SECRET.encode(), signed, hashlib.sha256).digest()
        said = json.loads(_decoded(claims))
        return (
            scheme == "Bearer"
            and json.loads(_decoded(header)) == {"typ": "JWT", "alg": "HS256"}
            and hmac.compare_digest(right, _decoded(signature))
            and said["iss"] == SERVICE
            and abs(said["iat"] - self.clock.timestamp()) <= 30
        )


def a_channel(url: str, *, key: str = KEY, now: Callable[[], datetime] = lambda: MORNING) -> Notify:
    return Notify(url, api_key(key), TEMPLATE, now, Limits(), LOOPBACK)


def failure_of(
    service: FakeService, address: str = "eigenaar@voorbeeld.example", *, key: str = KEY
) -> TransportError:
    with Receiver(service).listening() as url:
        with pytest.raises(TransportError) as failed:
            deliver_by(a_channel(url, key=key), an_envelope(address))
    assert service.mails == []
    assert address not in failed.value.say()
    return failed.value


def test_the_service_gets_address_template_texts_and_our_id() -> None:
    service, receiver = FakeService(), Receiver()
    receiver.status = service

    with receiver.listening() as url:
        deliver_by(a_channel(url), an_envelope())

    assert receiver.requests[0][0] == "/haak/v2/notifications/email"
    assert service.mails == [
        {
            "email_address": "eigenaar@voorbeeld.example",
            "template_id": str(TEMPLATE),
            "personalisation": {
                "onderwerp": "Mijlpalen op 23 september 2026: 1 nabij de grens",
                "tekst": "Eén mijlpaal nadert de grens.\n",
            },
            "reference": an_envelope().uid,
        }
    ]


def test_a_second_delivery_can_be_seen_by_its_reference() -> None:
    service = FakeService()

    with Receiver(service).listening() as url:
        deliver_by(a_channel(url), an_envelope(), an_envelope())

    assert len({mail["reference"] for mail in service.mails}) == 1


def test_what_the_service_cannot_use_is_given_up() -> None:
    failure = failure_of(FakeService(), "geen-adres")

    assert failure.permanent
    assert not failure.is_receivers
    assert "HTTP 400" in failure.say()


@pytest.mark.parametrize(
    ("service", "key"),
    [
        (FakeService(), f"proef-{SERVICE}-{SERVICE}"),
        (FakeService(clock=MORNING + timedelta(minutes=5)), KEY),
        (FakeService(clock=MORNING - timedelta(minutes=5)), KEY),
    ],
    ids=["wrong key", "clock behind", "clock ahead"],
)
def test_a_wrong_key_or_clock_costs_no_message_and_says_what_to_check(
    service: FakeService, key: str
) -> None:
    failure = failure_of(service, key=key)

    assert not failure.permanent
    assert failure.is_receivers
    assert "MIJLPAAL_NOTIFY_API_KEY" in failure.say()
    assert SECRET not in failure.say()


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_service_that_is_too_busy_or_broken_is_asked_again(status: int) -> None:
    failure = failure_of(FakeService(overrun=status))

    assert not failure.permanent
    assert failure.is_receivers
    assert f"HTTP {status}" in failure.say()


def test_an_address_of_the_service_that_is_wrong_costs_no_message() -> None:
    failure = failure_of(FakeService(overrun=404))

    assert not failure.permanent
    assert "MIJLPAAL_NOTIFY_URL" in failure.say()


# --- settings --------------------------------------------------------------------------------


def made(home: Path, monkeypatch: pytest.MonkeyPatch, **values: str) -> object:
    for name, value in values.items():
        monkeypatch.setenv(f"MIJLPAAL_NOTIFY_{name.upper()}", value)
    return make_channels(MessageSettings.model_validate({"home": home}))["notify"]


def test_without_an_address_nothing_leaves_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(made(tmp_path, monkeypatch, api_key=KEY), OutboxFolder)


def test_with_address_key_and_template_it_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel = made(
        tmp_path,
        monkeypatch,
        url="https://notify.voorbeeld.example/",
        api_key=KEY,
        template=str(TEMPLATE),
    )

    assert isinstance(channel, Notify)
    assert channel.receiver_of(an_envelope()) == "notify.voorbeeld.example:443"
    assert SECRET not in repr(channel)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("api_key", ""),
        ("api_key", SECRET),
        ("api_key", f"proef-{SERVICE}-{SECRET}x"),
        ("template", "geen-sjabloon"),
        ("url", "notify.voorbeeld.example"),
        ("per_second", "-7"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_and_not_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    right = {"url": "https://x.example", "api_key": KEY, "template": str(TEMPLATE)}

    with pytest.raises(SettingError) as refused:
        made(tmp_path, monkeypatch, **{**right, name: value})

    assert refused.value.facts["setting"] == f"MIJLPAAL_NOTIFY_{name.upper()}"
    assert not value or value not in refused.value.say()


def test_a_service_without_a_template_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SettingError, match="MIJLPAAL_NOTIFY_TEMPLATE"):
        made(tmp_path, monkeypatch, url="https://x.example", api_key=KEY)
