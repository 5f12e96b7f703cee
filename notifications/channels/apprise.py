"""Teams, Slack, Mattermost, ntfy and everything else that Apprise knows, by one adapter.

The contact's address is an Apprise address (``mmosts://host/token``); its secret parts are neither
logged nor stored elsewhere. A service gets the subject and the plain text, in pieces when it takes
no more at a time. Apprise says whether it succeeded and not why: every failure is worth a retry,
``Retry-After`` is not heard, and a receiver cannot tell a second delivery by its id. It also reads
an answer to its end, however long: the deadline of a message is what bounds that.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from pydantic_settings import BaseSettings, SettingsConfigDict

from models.errors import TransportError
from models.storage.settings import read_settings
from notifications.channels.channel import Deliver, Limits
from notifications.channels.envelope import Envelope
from notifications.channels.reach import Reach
from notifications.channels.watch import Watch
from notifications.settings import MessageSettings

if TYPE_CHECKING:
    from apprise import NotifyBase

WORD = "apprise"

_AT_ONCE = 8  # each has a thread
_TIMEOUT_SECONDS = 10.0
_PUBLIC = Reach()
# They log whole addresses, and what the receiver answered.
_TALKATIVE = ("apprise", "requests", "urllib3")


class AppriseChannel(StrEnum):
    """What becomes of a message to an Apprise address."""

    FOLDER = "folder"  # a file in the outbox folder: nothing leaves the machine
    SEND = "send"


class AppriseSettings(BaseSettings):
    """The settings of this channel."""

    model_config = SettingsConfigDict(env_prefix="MIJLPAAL_")

    apprise_channel: AppriseChannel = AppriseChannel.FOLDER


def make(settings: MessageSettings, *, now: Callable[[], datetime]) -> "Anywhere | None":  # noqa: ARG001
    """Return the channel, unless its messages stay here as files."""
    if read_settings(AppriseSettings).apprise_channel is not AppriseChannel.SEND:
        return None
    limits = Limits(
        at_once=_AT_ONCE, at_once_per_receiver=2, deadline_seconds=settings.delivery_seconds
    )
    return Anywhere(limits, Reach(settings.networks_allowed))


@dataclass(frozen=True, slots=True)
class Anywhere:
    """Whatever service the contact's address names."""

    limits: Limits
    reach: Reach = _PUBLIC

    def receiver_of(self, message: Envelope) -> str:
        """Return the kind of service and a mark of the address, whose every part may be secret."""
        mark = sha256(message.address.encode()).hexdigest()[:12]
        return f"{_scheme(message.address)}:{mark}"

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Deliver]:
        """Yield what hands one message to its service, each in a thread."""
        for name in _TALKATIVE:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        loop = asyncio.get_running_loop()
        with ThreadPoolExecutor(self.limits.at_once, thread_name_prefix=WORD) as threads:

            async def deliver(message: Envelope) -> None:
                watch = Watch(self.reach)
                try:
                    await loop.run_in_executor(threads, self.send, watch, message)
                except asyncio.CancelledError:
                    watch.cut()  # which ends the thread that waits for an answer
                    raise

            yield deliver

    def send(self, watch: Watch, message: Envelope) -> None:
        """Hand the message to its service; returning means that the service took it.

        Raises:
            TransportError: it did not (worth a retry), there is no such service, or it would go
                where it may not (permanent).
        """
        import apprise  # noqa: PLC0415  (half a second that only those who use it pay)

        asset = apprise.AppriseAsset(async_mode=False)
        with watch:
            service = _service(message.address)
            watch.is_encrypted = is_encrypted(service)
            is_taken = apprise.Apprise(servers=[service], asset=asset).notify(
                title=message.subject,
                body=message.body_text,
                body_format=apprise.NotifyFormat.TEXT,
            )
        if is_taken:
            return
        if watch.has_refused:
            problem = (
                "een adres in een besloten net of zonder TLS mag alleen binnen de netten van"
                " MIJLPAAL_NETWORKS_ALLOWED, en niet langs andere wegen dan het net"
            )
            raise _failure(problem, permanent=True)
        raise _failure(f"de dienst ({service.schema}) nam het bericht niet aan", permanent=False)


def _service(address: str) -> "NotifyBase":
    """Return the service of this address, with what only we decide.

    Raises:
        TransportError: there is none (permanent).
    """
    import apprise  # noqa: PLC0415  (idem)

    asset = apprise.AppriseAsset(storage_mode=apprise.PersistentStoreMode.MEMORY)
    service = apprise.Apprise.instantiate(address, asset=asset)
    if not isinstance(service, apprise.NotifyBase):
        raise _failure("Apprise kent zo'n adres niet", permanent=True)
    service.redirects = False
    service.retry = 0  # the outbox tries again
    service.optional = False  # or a failure would pass for a success
    service.overflow_mode = apprise.OverflowMode.SPLIT  # nothing of a message is dropped
    service.socket_connect_timeout = service.socket_read_timeout = _TIMEOUT_SECONDS
    return service


def is_encrypted(service: "NotifyBase") -> bool:
    """Return whether the service is spoken to under TLS, with a certificate that is looked at."""
    secure: object = service.secure_protocol  # a scheme, several, or None
    schemes = secure if isinstance(secure, tuple | list) else (secure,)
    return service.schema in schemes and bool(service.verify_certificate)


def _scheme(address: str) -> str:
    """Return what stands before ``://``, when that names a kind of service and no secret."""
    scheme, found, _ = address.partition("://")
    return scheme.lower() if found and scheme.isalnum() else ""


def _failure(problem: str, *, permanent: bool) -> TransportError:
    return TransportError(
        channel=WORD, problem=problem, permanent=permanent, is_receivers=not permanent
    )
