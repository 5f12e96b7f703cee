"""Bringing seeds into the database: what that would change, and at which moment it counts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from sqlmodel import col, select

from mijlpaal.desk import Desk
from models.clock import morning_of
from models.errors import UnreadableSourceError
from models.ledger.writer import Ledger
from models.tables import Subject
from models.vocabulary import SubjectKind
from seeds.collection import Seeds
from seeds.difference import difference
from seeds.loader import Loaded, load, unpublished
from seeds.reading import DEFAULT, read_seeds


def seeds_of(folders: Sequence[Path]) -> Seeds:
    """Return the seeds of the product and of the folders beside them.

    Raises:
        SourceError: a folder is not there, or something in a file is wrong.
    """
    for folder in folders:
        if not folder.is_dir():
            raise UnreadableSourceError(
                file=folder, line=1, problem="die map is er niet", accepted="een map met YAML"
            )
    seeds = read_seeds(DEFAULT, *folders)
    if folders:
        _require_known_channels(seeds)
    return seeds


def _require_known_channels(seeds: Seeds) -> None:
    """Let pass contacts that some channel reaches: the rooms of seeds and channels do not meet."""
    from notifications.channels import channel_words

    known = channel_words()
    for row in seeds.of_kind(SubjectKind.CONTACT):
        channel = row.values.get("channel", "email")
        if channel not in known:
            raise row.unfit("channel", channel, "dat kanaal is er niet", ", ".join(known))


def to_load(at: Desk, seeds: Seeds) -> Loaded:
    """Return what loading would do, without doing it."""
    with at.reading() as session:
        changes = difference(session, seeds, calendar=at.calendar)
        return Loaded(tuple(changes), unpublished(session, seeds))


def load_into(at: Desk, seeds: Seeds) -> Loaded:
    """Load the seeds in one transaction."""
    with at.writing() as ledger:
        now = _moment(ledger, seeds)
        at.call.recorded.instants.add(now)
        return load(replace(ledger, at=now), seeds)


def _moment(ledger: Ledger, seeds: Seeds) -> datetime:
    """Return the instant at which a load is recorded.

    The first load counts as made on the morning of the latest day that a source bears, because
    reminders are laid from that day on: so a fresh database can run any day since (``--day``).
    What is loaded later is recorded when it happens.
    """
    if ledger.session.exec(select(col(Subject.id)).limit(1)).first() is not None:
        return ledger.at
    days = [row.values.get("dated_on") for row in seeds.of_kind(SubjectKind.DOCUMENT)]
    known = [day for day in days if isinstance(day, date)]
    return min(ledger.at, morning_of(max(known))) if known else ledger.at
