"""The embedded default: each message a file, so that nothing leaves a machine by accident."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from models.errors import FolderUnwritableError, TransportError
from notifications.channels.channel import Deliver, Limits
from notifications.channels.envelope import Envelope
from notifications.channels.event import event_body
from notifications.channels.mime import build_mail
from notifications.settings import MessageSettings

_LIMITS = Limits(at_once=4, at_once_per_receiver=4)  # they wait for one disk


def folder_for(word: str, settings: MessageSettings) -> "OutboxFolder":
    """Return the folder that stands in for the channel of this word.

    Raises:
        FolderUnwritableError: the folder cannot be made or written.
    """
    if word == "email":
        return mail_folder(
            settings.outbox_folder, settings.mail_from, unsubscribe=settings.mail_unsubscribe
        )
    return event_folder(settings.outbox_folder, settings.event_source)


def mail_folder(folder: Path, sender: str, *, unsubscribe: str = "") -> "OutboxFolder":
    """Return the folder of mails: what SMTP would have sent, byte for byte, as ``<uid>.eml``.

    Raises:
        FolderUnwritableError: the folder cannot be made or written.
    """

    def content(message: Envelope) -> bytes:
        return build_mail(message, sender, unsubscribe=unsubscribe).as_bytes()

    return _proved(OutboxFolder(folder, ".eml", content))


def event_folder(folder: Path, source: str) -> "OutboxFolder":
    """Return the folder of events: what a webhook would have posted, as ``<uid>.json``.

    Raises:
        FolderUnwritableError: the folder cannot be made or written.
    """
    return _proved(OutboxFolder(folder, ".json", lambda message: event_body(message, source)))


@dataclass(frozen=True, slots=True)
class OutboxFolder:
    """Writes ``<folder>/<day>/<uid><suffix>``; the same message twice is one file."""

    folder: Path
    suffix: str
    content_of: Callable[[Envelope], bytes]
    limits: Limits = _LIMITS

    def receiver_of(self, _message: Envelope) -> str:
        """Return the one receiver that a folder is."""
        return "map"

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Deliver]:
        """Yield what writes one message, in a thread: a disk makes its writer wait."""

        async def deliver(message: Envelope) -> None:
            await asyncio.to_thread(self.write, message)

        yield deliver

    def write(self, message: Envelope) -> None:
        """Write the file as a whole or not at all.

        Raises:
            TransportError: the file cannot be written (temporary), or the address is no address.
        """
        content = self.content_of(message)
        try:
            self._write(message, content)
        except OSError as problem:
            raise TransportError(
                channel="map",
                problem=f"in de map {self.folder} kan niet worden geschreven:"
                f" {problem.strerror or type(problem).__name__}",
                permanent=False,
                is_receivers=True,
            ) from problem

    def _write(self, message: Envelope, content: bytes) -> None:
        day = self.folder / message.day.isoformat()
        day.mkdir(parents=True, exist_ok=True)
        # A temporary file is made for its owner alone, and the name keeps that when it changes.
        descriptor, name = tempfile.mkstemp(dir=day, prefix=".", suffix=".tmp")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(day / f"{message.uid}{self.suffix}")
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise


def _proved(channel: OutboxFolder) -> OutboxFolder:
    """Return the channel once its folder has proved writable, before anything is claimed."""
    folder = channel.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as problem:
        raise FolderUnwritableError(folder=folder, problem=problem.strerror or problem) from problem
    return channel
