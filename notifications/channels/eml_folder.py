"""The embedded default: each message a file, so that nothing leaves a machine by accident."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from models.errors import FolderUnwritableError, TransportError
from notifications.channels.envelope import Envelope
from notifications.channels.mime import build_mail


@dataclass(frozen=True, slots=True)
class EmlFolder:
    """Writes ``<folder>/<day>/<uid>.eml``; the same message twice is one file."""

    folder: Path
    sender: str

    @classmethod
    def opened(cls, folder: Path, sender: str) -> "EmlFolder":
        """Return the channel once the folder has proved writable, before anything is claimed.

        Raises:
            FolderUnwritableError: the folder cannot be made or written.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as problem:
            raise FolderUnwritableError(
                folder=folder, problem=problem.strerror or problem
            ) from problem
        return cls(folder, sender)

    def deliver(self, message: Envelope) -> None:
        """Write the file as a whole or not at all.

        Raises:
            TransportError: the file cannot be written (temporary), or the address is no address.
        """
        mail = build_mail(message, self.sender, encoding="8bit")
        try:
            self._write(message, mail.as_bytes())
        except OSError as problem:
            raise TransportError(
                channel="e-mail naar map",
                problem=f"in de map {self.folder} kan niet worden geschreven:"
                f" {problem.strerror or type(problem).__name__}",
                permanent=False,
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
            Path(name).replace(day / f"{message.uid}.eml")
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
