"""Posting an event to another system.

It is signed after Standard Webhooks 1.0, so that a receiver can check sender and age, and
deduplicate on ``webhook-id``. docs/webhooks.md tells receivers how.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from models.errors import SettingError, Words
from notifications.channels.channel import Deliver, Limits
from notifications.channels.envelope import Envelope
from notifications.channels.event import event_body
from notifications.channels.posting import host_of, open_post
from notifications.channels.reach import Reach
from notifications.settings import MessageSettings, WebhookChannel

WORD = "webhook"

_LIMITS = Limits()
_PUBLIC = Reach()

_PREFIX = "whsec_"
_KEY_BYTES = range(24, 65)  # Standard Webhooks: between 24 and 64 bytes


def make(settings: MessageSettings, *, now: Callable[[], datetime]) -> "Webhook | None":
    """Return the webhook channel, unless its events stay here as files.

    Raises:
        SettingError: the secret is missing or cannot be used: nothing goes out unsigned.
    """
    if settings.webhook_channel is not WebhookChannel.HTTP:
        return None
    return Webhook(
        keys=signing_keys(settings.webhook_secret.get_secret_value()),
        source=settings.event_source,
        now=now,
        timeout_seconds=settings.webhook_timeout_seconds,
        reach=Reach(settings.networks_allowed),
        limits=Limits(
            at_once=settings.webhook_at_once,
            at_once_per_receiver=settings.webhook_at_once_per_host,
            per_second=settings.webhook_per_second,
            per_second_per_receiver=settings.webhook_per_second_per_host,
            deadline_seconds=settings.delivery_seconds,
        ),
    )


@dataclass(frozen=True, slots=True)
class Webhook:
    """Posts signed events; the contact's address is where to."""

    keys: tuple[bytes, ...] = field(repr=False)
    source: str
    now: Callable[[], datetime]  # the signature carries the moment of sending
    timeout_seconds: float = 10
    limits: Limits = _LIMITS
    reach: Reach = _PUBLIC

    def receiver_of(self, message: Envelope) -> str:
        """Return the host that the event goes to."""
        return host_of(message.address)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Deliver]:
        """Yield what posts one event, on connections that stay open."""
        async with open_post(
            "webhook", self.timeout_seconds, self.limits.at_once, self.reach
        ) as post:

            async def deliver(message: Envelope) -> None:
                body = event_body(message, self.source)
                now = self.now()
                headers = {
                    "content-type": "application/cloudevents+json; charset=utf-8",
                    **signed_headers(message.uid, now, body, self.keys),
                }
                await post(message.address, body, headers, now)

            yield deliver


def signed_headers(uid: str, at: datetime, body: bytes, keys: Sequence[bytes]) -> dict[str, str]:
    """Return the three headers of Standard Webhooks for this body.

    There is a signature by each key: a receiver takes the body when one of them is by its own, so
    it may change keys on a day that suits it.
    """
    timestamp = str(int(at.timestamp()))
    signed = b".".join((uid.encode(), timestamp.encode(), body))
    signatures = (base64.b64encode(hmac.digest(key, signed, hashlib.sha256)) for key in keys)
    return {
        "webhook-id": uid,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(f"v1,{each.decode()}" for each in signatures),
    }


def signing_keys(secrets: str) -> tuple[bytes, ...]:
    """Return the bytes behind each ``whsec_…``; spaces part them.

    Raises:
        SettingError: there is none, or one is not base64 of 24 to 64 bytes; it is not repeated.
    """
    return tuple(_signing_key(secret) for secret in secrets.split() or [""])


def _signing_key(secret: str) -> bytes:
    try:
        key = base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):  # ValueError: letters beyond ASCII
        key = b""
    if len(key) not in _KEY_BYTES:
        raise SettingError(
            setting="MIJLPAAL_WEBHOOK_SECRET",
            problem=Words("geen geldig geheim", "no valid secret"),
            accepted=Words(
                "whsec_ gevolgd door base64 van 24 tot 64 bytes, eventueel meer dan een",
                "whsec_ followed by base64 of 24 to 64 bytes, if need be more than one",
            ),
        )
    return key
