"""Posting an event to another system.

It is signed after Standard Webhooks 1.0, so that a receiver can check sender and age, and
deduplicate on ``webhook-id``.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from models.errors import SettingError, TransportError, Words
from notifications.channels.envelope import Envelope
from notifications.channels.event import event_body

_PREFIX = "whsec_"
_KEY_BYTES = range(24, 65)  # Standard Webhooks: between 24 and 64 bytes
# Of the 4xx answers these may differ the next time (408 timeout, 425 too early, 429 too many).
_WORTH_A_RETRY = frozenset({408, 425, 429})
_SERVER_ERROR = 500
_DIGITS_READ = 9


@dataclass(frozen=True, slots=True)
class Webhook:
    """Posts signed events; the contact's address is where to."""

    client: httpx.Client
    key: bytes
    source: str
    now: Callable[[], datetime]  # the signature carries the moment of sending

    def deliver(self, message: Envelope) -> None:
        """Post the event; returning means that the receiver answered 2xx.

        Raises:
            TransportError: it did not. 3xx and most 4xx answers are permanent.
        """
        body = event_body(message, self.source)
        headers = {
            "content-type": "application/cloudevents+json; charset=utf-8",
            **signed_headers(message.uid, self.now(), body, self.key),
        }
        try:
            # Only the status counts: a body that never ends is never read.
            with self.client.stream(
                "POST", message.address, content=body, headers=headers, follow_redirects=False
            ) as response:
                self._judge(response)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as problem:
            raise _failure("het adres is geen http(s)-adres", permanent=True) from problem
        except httpx.TimeoutException as problem:
            raise _failure("de ontvanger antwoordt niet op tijd") from problem
        except httpx.HTTPError as problem:
            raise _failure(f"geen verbinding ({type(problem).__name__})") from problem

    def _judge(self, response: httpx.Response) -> None:
        if response.is_success:
            return
        status = response.status_code
        if response.is_redirect:
            # Following it would let a receiver send us anywhere.
            raise _failure(f"HTTP {status}: doorverwijzing, niet gevolgd", permanent=True)
        raise _failure(
            f"HTTP {status}",
            permanent=status < _SERVER_ERROR and status not in _WORTH_A_RETRY,
            retry_after_seconds=_retry_after(response, self.now()),
        )


def signed_headers(uid: str, at: datetime, body: bytes, key: bytes) -> dict[str, str]:
    """Return the three headers of Standard Webhooks for this body."""
    timestamp = str(int(at.timestamp()))
    signed = b".".join((uid.encode(), timestamp.encode(), body))
    signature = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    return {
        "webhook-id": uid,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{signature}",
    }


def signing_key(secret: str) -> bytes:
    """Return the bytes behind ``whsec_…``.

    Raises:
        SettingError: the secret is not base64 of 24 to 64 bytes; it is not repeated.
    """
    try:
        key = base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except binascii.Error:
        key = b""
    if len(key) not in _KEY_BYTES:
        raise SettingError(
            setting="MIJLPAAL_WEBHOOK_SECRET",
            problem=Words("geen geldig geheim", "no valid secret"),
            accepted=Words(
                "whsec_ gevolgd door base64 van 24 tot 64 bytes",
                "whsec_ followed by base64 of 24 to 64 bytes",
            ),
        )
    return key


def _retry_after(response: httpx.Response, now: datetime) -> int | None:
    """Return the seconds that the receiver asks us to wait (RFC 9110, 10.2.3), if it does."""
    said = response.headers.get("retry-after", "").strip()
    if said.isdecimal() and said.isascii():
        return int(said[:_DIGITS_READ])  # more would be centuries, or an attack on int()
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0, int((aware - now).total_seconds()))


def _failure(
    problem: str, *, permanent: bool = False, retry_after_seconds: int | None = None
) -> TransportError:
    return TransportError(
        channel="webhook",
        problem=problem,
        permanent=permanent,
        retry_after_seconds=retry_after_seconds,
    )
