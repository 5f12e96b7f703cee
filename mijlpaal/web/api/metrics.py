"""Figures for whoever keeps it running, as Prometheus reads them; behind the door like the rest."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from flows.mode import Mode
from flows.organisation.lately import lately
from flows.settings import flow_settings
from mijlpaal.health.sweeping import sweep_lag
from mijlpaal.web.api.catalogue import PREFIX
from mijlpaal.web.api.document import reading
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.office import Office
from models.storage.database import reading as read
from models.tables import Attempt, Message, Reminder, Report, Rung, Sweep
from models.vocabulary import Confidentiality
from notifications.circuits import left_alone

METRICS_PATH = f"{PREFIX}/metrics"


def _last_edition(audience: Confidentiality) -> Select[datetime]:
    return select(func.max(col(Report.published_at))).where(col(Report.audience) == audience)


_NEVER = -1.0
# What each flow leaves behind when it ends well, so that its state needs no Prefect to be asked.
_LEFT_BY = {
    "check-deadlines": select(func.max(col(Sweep.swept_at))),
    "send-messages": select(func.max(col(Attempt.at))),
    "publish-reports": _last_edition(Confidentiality.INTERNAL),
    "publish-when-due": _last_edition(Confidentiality.PUBLIC),  # its last cut, so it was whole
}

_Figure = tuple[str, str, float]


def add_metrics(router: APIRouter) -> None:
    """Add the figures."""

    def metrics(
        request: Request, _reader: Annotated[Reader, Depends(permitted(Resource.METRICS))]
    ) -> Response:
        office = office_of(request)
        with read(office.engine) as session:
            text = generate_latest(figures(session, office))
        return Response(text, media_type=CONTENT_TYPE_LATEST)

    said = reading("Cijfers voor Prometheus", {"type": "string"}, "beheer", media_type="text/plain")
    router.add_api_route("/metrics", metrics, **said)


def figures(session: Session, office: Office) -> CollectorRegistry:
    """Return the figures of now, in a registry of their own: nothing is kept between two looks."""
    registry, now = CollectorRegistry(), office.now()
    for name, meaning, value in (*_telling(session, office, now), *_clock(session, now)):
        Gauge(name, meaning, registry=registry).set(value)
    attempts = Gauge(
        "mijlpaal_attempts", "Tries at delivering, by outcome.", ("outcome",), registry=registry
    )
    by_outcome = select(col(Attempt.outcome), func.count()).group_by(col(Attempt.outcome))
    for outcome, count in session.execute(by_outcome):
        attempts.labels(outcome).set(count)
    ages = Gauge(
        "mijlpaal_flow_finished_seconds",
        "Age of what a flow left behind last; -1 when it never did.",
        ("flow",),
        registry=registry,
    )
    for flow, query in _LEFT_BY.items():
        ages.labels(flow).set(_age(session.execute(query).scalar(), now))
    _add_runs(registry, now)
    return registry


def _add_runs(registry: CollectorRegistry, now: datetime) -> None:
    """Add how the runs fare on the Prefect server of an organisation; elsewhere there is none."""
    runs = Gauge(
        "mijlpaal_flow_runs",
        "Runs of the last day that go on, are late or ended badly, as Prefect tells it.",
        ("flow", "state"),
        registry=registry,
    )
    answers = Gauge(
        "mijlpaal_prefect_answers",
        "1 when the Prefect server of the organisation tells of its runs.",
        registry=registry,
    )
    settings = flow_settings()
    found = lately(settings, now)
    # Without an organisation nothing is missing.
    answers.set(found is not None or settings.mode is Mode.EMBEDDED)
    for (flow, state), count in (found or {}).items():
        runs.labels(flow, state).set(count)


def _telling(session: Session, office: Office, now: datetime) -> Iterator[_Figure]:
    """Yield how far telling people is."""
    is_open = col(Message.sent_at).is_(None) & col(Message.dead_at).is_(None)
    oldest = session.execute(select(func.min(Message.created_at)).where(is_open)).scalar()
    yield (
        "mijlpaal_rungs_due",
        "Reminders that are due by the ladders.",
        _count(session, select(func.count()).where(col(Rung.due_on) <= office.today)),
    )
    yield (
        "mijlpaal_reminders_told",
        "Reminders that went into a message.",
        _count(session, select(func.count()).where(col(Reminder.message_id).is_not(None))),
    )
    yield (
        "mijlpaal_messages_unsent",
        "Messages that wait to be sent.",
        _count(session, select(func.count()).select_from(Message).where(is_open)),
    )
    yield (
        "mijlpaal_messages_dead",
        "Messages that could not be delivered.",
        _count(session, select(func.count()).where(col(Message.dead_at).is_not(None))),
    )
    yield (
        "mijlpaal_oldest_unsent_seconds",
        "Age of the oldest message that waits.",
        (now - oldest).total_seconds() if oldest else 0.0,
    )
    yield (
        "mijlpaal_receivers_left_alone",
        "Receivers to which nothing is sent for a while.",
        float(len(left_alone(session, now))),
    )


def _clock(session: Session, now: datetime) -> Iterator[_Figure]:
    """Yield whether the daily sweep runs when it must."""
    lag = sweep_lag(session, now)
    yield (
        "mijlpaal_sweep_lag_seconds",
        "How late the sweep is that was due last; 0 when it ran.",
        lag.lag.total_seconds(),
    )
    yield (
        "mijlpaal_sweep_overdue",
        "1 when the sweep did not run within its grace.",
        float(lag.is_overdue),
    )


def _age(moment: datetime | None, now: datetime) -> float:
    return _NEVER if moment is None else (now - moment).total_seconds()


def _count(session: Session, query: Select[int]) -> float:
    return float(session.execute(query).scalar_one())
