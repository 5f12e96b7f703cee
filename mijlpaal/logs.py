"""Where the log goes: a file in the home folder, so that the terminal stays for people.

One line per event with its facts; those who wrote the event saw to it that no name, address or
message text is among them.
"""

import logging
import logging.handlers
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NAME = "mijlpaal.log"
_BYTES = 1_000_000
_OLDER_FILES = 3
_OWN_FIELDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


@contextmanager
def kept_log(home: Path) -> Iterator[None]:
    """Send what is logged inside to the file; to nowhere when that cannot be written."""
    handler = _handler(home)
    handler.setFormatter(_WithFacts("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it says INFO of every request
    try:
        yield
    finally:
        root.setLevel(level)
        root.removeHandler(handler)
        handler.close()


def _handler(home: Path) -> logging.Handler:
    if not home.is_dir():  # a home that was never made is said elsewhere
        return logging.NullHandler()
    try:
        return logging.handlers.RotatingFileHandler(
            home / _NAME, maxBytes=_BYTES, backupCount=_OLDER_FILES, encoding="utf-8"
        )
    except OSError:
        return logging.NullHandler()


class _WithFacts(logging.Formatter):
    """Adds the facts (``extra=…``) behind the event."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one event on one line, its trace below it if it has one."""
        facts = {name: value for name, value in vars(record).items() if name not in _OWN_FIELDS}
        said = " ".join(f"{name}={value!r}" for name, value in facts.items())
        line, *trace = super().format(record).split("\n")
        return "\n".join([f"{line} {said}".rstrip(), *trace])
