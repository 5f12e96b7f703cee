"""A subject as its columns by name, for ``list`` and ``show``."""

from typing import TYPE_CHECKING

from mijlpaal.call import Call
from mijlpaal.commands.steps import state_of

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.storage.records import Record

_NOT_SHOWN = frozenset({"definition_id", "seed_digest", "standing"})


def plain_row(session: "Session", record: "Record", call: Call) -> dict[str, object]:
    """Return a subject's columns by name, its state in words, and references by their keys."""
    from models.storage.records import current_by_id

    values: dict[str, object] = {
        "key": record.key,
        "state": state_of(session, record, call),
        "standing": record.text("standing"),
    }
    for name, value in record.values.items():
        if name in _NOT_SHOWN:
            continue
        is_reference = name.endswith("_id") and isinstance(value, int)
        shown = current_by_id(session, int(str(value))).key if is_reference else value
        values[name.removesuffix("_id")] = shown
    return values
