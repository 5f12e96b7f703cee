"""Whose clock drives a database: that of one machine, or the deployments of an organisation.

A row is there while deployments of a Prefect server do (docs/decisions/0042).
"""

from datetime import datetime

from sqlalchemy import Column, MetaData, Table, func, select
from sqlmodel import Session

from models.tables.columns import Instant

# Beside the tables of the domain, as the floor: a copy is another database, with its own clock.
CLOCK = Table("organisation_clock", MetaData(), Column("since", Instant, primary_key=True))


def organisation_since(session: Session) -> datetime | None:
    """Return since when an organisation's deployments are the clock; None when they are not."""
    since: datetime | None = session.execute(select(func.min(CLOCK.c.since))).scalar_one()
    return since


def give_to_organisation(session: Session, now: datetime) -> None:
    """Note that the deployments are the clock; the first time stays."""
    if organisation_since(session) is None:
        session.execute(CLOCK.insert().values(since=now))


def take_from_organisation(session: Session) -> None:
    """Note that the deployments are no clock any more."""
    session.execute(CLOCK.delete())
