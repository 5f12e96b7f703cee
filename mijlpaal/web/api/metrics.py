"""Figures for whoever keeps it running, as Prometheus reads them; behind the door like the rest."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from mijlpaal.web.api.catalogue import PREFIX
from mijlpaal.web.api.document import reading
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.office import Office
from models.storage.database import reading as read
from models.tables import Message, Reminder, Rung

METRICS_PATH = f"{PREFIX}/metrics"


def add_metrics(router: APIRouter) -> None:
    """Add the figures."""

    def metrics(
        request: Request, _reader: Annotated[Reader, Depends(permitted(Resource.METRICS))]
    ) -> Response:
        office = office_of(request)
        with read(office.engine) as session:
            text = generate_latest(_figures(session, office))
        return Response(text, media_type=CONTENT_TYPE_LATEST)

    said = reading("Cijfers voor Prometheus", {"type": "string"}, "beheer", media_type="text/plain")
    router.add_api_route("/metrics", metrics, **said)


def _figures(session: Session, office: Office) -> CollectorRegistry:
    """Return the figures of now, in a registry of their own: nothing is kept between two looks."""
    registry = CollectorRegistry()
    is_open = col(Message.sent_at).is_(None) & col(Message.dead_at).is_(None)
    oldest = session.execute(select(func.min(Message.created_at)).where(is_open)).scalar()
    age = (office.now() - oldest).total_seconds() if oldest else 0.0
    figures = (
        (
            "mijlpaal_rungs_due",
            "Reminders that are due by the ladders.",
            _count(session, select(func.count()).where(col(Rung.due_on) <= office.today)),
        ),
        (
            "mijlpaal_reminders_told",
            "Reminders that went into a message.",
            _count(session, select(func.count()).where(col(Reminder.message_id).is_not(None))),
        ),
        (
            "mijlpaal_messages_unsent",
            "Messages that wait to be sent.",
            _count(session, select(func.count()).select_from(Message).where(is_open)),
        ),
        (
            "mijlpaal_messages_dead",
            "Messages that could not be delivered.",
            _count(session, select(func.count()).where(col(Message.dead_at).is_not(None))),
        ),
        ("mijlpaal_oldest_unsent_seconds", "Age of the oldest message that waits.", age),
    )
    for name, meaning, value in figures:
        Gauge(name, meaning, registry=registry).set(value)
    return registry


def _count(session: Session, query: Select[int]) -> float:
    return float(session.execute(query).scalar_one())
