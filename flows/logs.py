"""Where the log goes: a file in the home folder, so that the terminal stays for people.

One line per event with its facts, as text or as JSON (``MIJLPAAL_LOG_FORMAT``); those who wrote the
event saw to it that no name, address or message text is among them.
"""

import json
import logging
import logging.handlers
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

from models.storage.settings import read_settings

_NAME = "mijlpaal.log"
_BYTES = 1_000_000
_OLDER_FILES = 3
_OWN_FIELDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class LogFormat(StrEnum):
    """How the log is written."""

    TEXT = "text"
    JSON = "json"


class LogSettings(BaseSettings):
    """``MIJLPAAL_LOG_FORMAT``."""

    model_config = SettingsConfigDict(env_prefix="MIJLPAAL_")

    log_format: LogFormat = LogFormat.TEXT


@contextmanager
def kept_log(home: Path) -> Iterator[None]:
    """Send what is logged inside to the file; to nowhere when that cannot be written.

    A process keeps one log: inside another of these it changes nothing.
    """
    root = logging.getLogger()
    if any(isinstance(each, _Kept) for each in root.handlers):
        yield
        return
    handler = _handler(home)
    handler.setFormatter(_FORMS[read_settings(LogSettings).log_format])
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for chatty in ("httpx", "alembic"):  # INFO of every request, of every look at the version
        logging.getLogger(chatty).setLevel(logging.WARNING)
    try:
        yield
    finally:
        root.setLevel(level)
        root.removeHandler(handler)
        handler.close()


class _Kept(logging.Handler):
    """What a process has one of at most."""


class _Nowhere(logging.NullHandler, _Kept):
    """The log of a home that cannot be written."""


class _File(logging.handlers.RotatingFileHandler, _Kept):
    """A file that several processes write: begun anew by one, the others go on in the new one."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the event into the file that has the name now."""
        if self.stream and self._was_moved(self.stream.fileno()):
            self.stream.close()
            self.stream = self._open()
        super().emit(record)

    def _was_moved(self, opened: int) -> bool:
        try:
            return not os.path.samestat(Path(self.baseFilename).stat(), os.fstat(opened))
        except FileNotFoundError:
            return True


def _handler(home: Path) -> logging.Handler:
    if not home.is_dir():  # a home that was never made is said elsewhere
        return _Nowhere()
    try:
        return _File(home / _NAME, maxBytes=_BYTES, backupCount=_OLDER_FILES, encoding="utf-8")
    except OSError:
        return _Nowhere()


class _WithFacts(logging.Formatter):
    """Adds the facts (``extra=…``) behind the event."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one event on one line, its trace below it if it has one."""
        said = " ".join(f"{name}={value!r}" for name, value in _facts(record).items())
        line, *trace = super().format(record).split("\n")
        return "\n".join([f"{line} {said}".rstrip(), *trace])


class _AsJson(logging.Formatter):
    """An object per line, for whoever collects the logs of many machines."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the event, when and where it was, its facts and its trace if it has one."""
        event: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": record.process,
            "event": record.getMessage(),
            **_facts(record),
        }
        if record.exc_info:
            event["trace"] = self.formatException(record.exc_info)
        return json.dumps(event, ensure_ascii=False, default=str)


def _facts(record: logging.LogRecord) -> dict[str, object]:
    return {name: value for name, value in vars(record).items() if name not in _OWN_FIELDS}


_FORMS = {
    LogFormat.TEXT: _WithFacts("%(asctime)s %(levelname)s %(name)s %(message)s"),
    LogFormat.JSON: _AsJson(),
}
