"""The canonical text of an event, and the SHA-256 that binds it to the event before it.

The text is JSON with sorted keys and no spaces, so that anybody can compute the hash again.
"""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from json.encoder import encode_basestring

import orjson

from models.storage.iso_text import iso_text

EventValues = Mapping[str, str | int | date | datetime | None]

GENESIS = ""  # the previous hash of a subject's first event


def canonical(value: object) -> str:
    """Return the one JSON text of a value: sorted keys, no spaces, no ASCII escapes.

    Raises:
        TypeError: a whole number beyond 64 bits, half a surrogate pair, what is no JSON.
    """
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def chain_hash(subject: str, row: EventValues) -> str:
    """Return the SHA-256 that binds an event to its subject, its content and its predecessor.

    Raises:
        ValueError: the sequence is no number: somebody wrote in it.
    """
    place = _place(str(row["previous_hash"]), _after_link(row), row["sequence"], subject)
    return hashlib.sha256(f"{_before_link(row)}{place}".encode()).hexdigest()


class ChainHasher:
    """The hashes of many events that differ in their place only: the same as ``chain_hash`` gives.

    What comes before the place is hashed once.
    """

    def __init__(self, row: EventValues) -> None:
        """Take a row without ``previous_hash`` and ``sequence``."""
        self._before = hashlib.sha256(_before_link(row).encode())
        self._after = _after_link(row)

    def hash(self, subject: str, sequence: int, previous_hash: str) -> str:
        """Return the hash of the event at this place."""
        whole = self._before.copy()
        whole.update(_place(previous_hash, self._after, sequence, subject).encode())
        return whole.hexdigest()


# The canonical text in three parts, its keys in their order: what an event says, with the link to
# its predecessor and its place in the chain standing between and behind.


def _before_link(row: EventValues) -> str:
    return (
        f'{{"actor":{encode_basestring(str(row["actor"]))}'
        f',"effective_on":{_quoted(row["effective_on"])}'
        f',"kind":{encode_basestring(str(row["kind"]))}'
        f',"payload":{encode_basestring(str(row["payload"]))},"previous_hash":'
    )


def _after_link(row: EventValues) -> str:
    return (
        f',"reason":{_quoted(row["reason"])},"recorded_at":{_quoted(row["recorded_at"])}'
        ',"sequence":'
    )


def _place(previous_hash: str, after_link: str, sequence: object, subject: str) -> str:
    return (
        f"{encode_basestring(previous_hash)}{after_link}{sequence:d}"
        f',"subject":{encode_basestring(subject)}}}'
    )


def _quoted(value: object) -> str:
    if value is None:
        return "null"
    return f'"{iso_text(value)}"' if isinstance(value, date) else encode_basestring(str(value))
