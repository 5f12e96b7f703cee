"""Circuits as rows, so that the next round knows which receivers to leave alone."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Engine, RowMapping, and_, delete, select
from sqlmodel import Session

from models.storage.database import reading
from models.tables import Circuit as Row
from notifications.circuit import LONGEST_OPEN, Circuit
from notifications.rows import dialect_of, execute, insert_new, table_of

Receiver = tuple[str, str]
"""A channel's word, and a host or server."""

_CIRCUIT = table_of(Row)
_FIELDS = ("failures", "openings", "open_until", "is_asked")


def read_circuits(engine: Engine) -> dict[Receiver, Circuit]:
    """Return what is known of the receivers in trouble."""
    with reading(engine) as session:
        rows = session.connection().execute(select(_CIRCUIT)).mappings().all()
    return {(row["channel"], row["receiver"]): _circuit(row) for row in rows}


def left_alone(session: Session, now: datetime) -> list[tuple[Receiver, Circuit]]:
    """Return the receivers to which nothing is sent now, those that wait longest last."""
    is_now = _CIRCUIT.c.open_until.between(now, now + LONGEST_OPEN)
    query = select(_CIRCUIT).where(is_now).order_by(_CIRCUIT.c.open_until)
    rows = session.connection().execute(query).mappings()
    return [((row["channel"], row["receiver"]), _circuit(row)) for row in rows]


def write_circuits(session: Session, circuits: Mapping[Receiver, Circuit]) -> None:
    """Store these circuits; of a receiver that works nothing stays."""
    for (channel, receiver), circuit in circuits.items():
        if circuit.is_sound:
            is_it = and_(_CIRCUIT.c.channel == channel, _CIRCUIT.c.receiver == receiver)
            execute(session, delete(_CIRCUIT).where(is_it))
            continue
        known = {field: getattr(circuit, field) for field in _FIELDS}
        insert = insert_new(dialect_of(session), Row).values(
            channel=channel, receiver=receiver, **known
        )
        execute(
            session,
            insert.on_conflict_do_update(index_elements=["channel", "receiver"], set_=known),
        )


def _circuit(row: RowMapping) -> Circuit:
    return Circuit(**{field: row[field] for field in _FIELDS})
