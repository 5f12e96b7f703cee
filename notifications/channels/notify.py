"""E-mail through NotifyNL, or another service with the API of GOV.UK Notify.

The service writes the mail by a template of its own, which must hold ``((onderwerp))`` as its
subject and ``((tekst))`` as its text. Our id travels as ``reference``, so that a message that it
has twice can be found there; it deduplicates nothing itself.
"""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from models.errors import SettingError, Words
from models.storage.settings import read_settings
from notifications.channels.channel import Deliver, Limits
from notifications.channels.envelope import Envelope
from notifications.channels.posting import Hint, host_of, open_post
from notifications.channels.reach import Reach
from notifications.settings import MessageSettings

WORD = "notify"

_PATH = "/v2/notifications/email"
_TIMEOUT_SECONDS = 10
_PUBLIC = Reach()
# The name of a key, which may hold hyphens itself, then two UUIDs: service and secret.
_API_KEY = re.compile(r"(?:.*-)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-([0-9a-f-]{36})")
_HINTS = {
    400: Hint("de dienst neemt adres, sjabloon of tekst niet aan"),
    403: Hint("controleer MIJLPAAL_NOTIFY_API_KEY en de klok van deze machine", is_ours=True),
    404: Hint("controleer MIJLPAAL_NOTIFY_URL", is_ours=True),
    429: Hint("het maximum per minuut of per dag is bereikt"),
}


class NotifySettings(BaseSettings):
    """The settings of this channel; without an address its messages stay here as files."""

    model_config = SettingsConfigDict(env_prefix="MIJLPAAL_")

    notify_url: str = Field(default="", pattern=r"^$|^https?://[!-~]+$")
    notify_api_key: SecretStr = SecretStr("")
    notify_template: UUID | None = None
    notify_per_second: float | None = Field(default=None, gt=0)


@dataclass(frozen=True, slots=True)
class ApiKey:
    """Who we are to the service, and what proves it."""

    service: str
    secret: str = field(repr=False)

    def token(self, at: datetime) -> str:
        """Return the JSON Web Token of this moment (RFC 7519, HS256); it holds for 30 seconds."""
        header = _encoded(typ="JWT", alg="HS256")
        claims = _encoded(iss=self.service, iat=int(at.timestamp()))
        signed = b".".join((header, claims))
        signature = hmac.digest(self.secret.encode(), signed, hashlib.sha256)
        return b".".join((signed, _in_base64(signature))).decode()


def make(settings: MessageSettings, *, now: Callable[[], datetime]) -> "Notify | None":
    """Return the channel, unless no service is named.

    Raises:
        SettingError: the key or the template is missing or cannot be used.
    """
    own = read_settings(NotifySettings)
    if not own.notify_url:
        return None
    if own.notify_template is None:
        raise SettingError(
            setting="MIJLPAAL_NOTIFY_TEMPLATE",
            problem=Words("ontbreekt", "is missing"),
            accepted=Words("het id van een sjabloon", "the id of a template"),
        )
    return Notify(
        url=own.notify_url,
        key=api_key(own.notify_api_key.get_secret_value()),
        template=own.notify_template,
        now=now,
        limits=Limits(per_second=own.notify_per_second, deadline_seconds=settings.delivery_seconds),
        reach=Reach(settings.networks_allowed),
    )


@dataclass(frozen=True, slots=True)
class Notify:
    """A service that mails for us; the contact's address is an e-mail address."""

    url: str
    key: ApiKey
    template: UUID
    now: Callable[[], datetime]  # the token carries the moment of sending
    limits: Limits
    reach: Reach = _PUBLIC

    def receiver_of(self, _message: Envelope) -> str:
        """Return the service: whoever the mail is for, it is what must work."""
        return host_of(self.url)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Deliver]:
        """Yield what hands one message to the service, on connections that stay open."""
        url = self.url.rstrip("/") + _PATH
        async with open_post(
            WORD, _TIMEOUT_SECONDS, self.limits.at_once, self.reach, _HINTS
        ) as post:

            async def deliver(message: Envelope) -> None:
                now = self.now()
                headers = {
                    "authorization": f"Bearer {self.key.token(now)}",
                    "content-type": "application/json",
                }
                await post(url, self.body(message), headers, now)

            yield deliver

    def body(self, message: Envelope) -> bytes:
        """Return what the service is told; the same message gives the same bytes every time."""
        told = {
            "email_address": message.address,
            "template_id": str(self.template),
            "personalisation": {"onderwerp": message.subject, "tekst": message.body_text},
            "reference": message.uid,
        }
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def api_key(text: str) -> ApiKey:
    """Return what ``name-service-secret`` holds.

    Raises:
        SettingError: it is no such key; it is not repeated.
    """
    found = _API_KEY.fullmatch(text.strip())
    if found is None:
        raise SettingError(
            setting="MIJLPAAL_NOTIFY_API_KEY",
            problem=Words("geen geldige sleutel", "no valid key"),
            accepted=Words(
                "de hele sleutel, zoals de dienst hem toont: naam-dienst-geheim",
                "the whole key, as the service shows it: name-service-secret",
            ),
        )
    return ApiKey(service=found[1], secret=found[2])


def _encoded(**part: str | int) -> bytes:
    return _in_base64(json.dumps(part, separators=(",", ":")).encode())


def _in_base64(content: bytes) -> bytes:
    return base64.urlsafe_b64encode(content).rstrip(b"=")
