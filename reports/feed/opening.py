"""Opening a feed: whether it still opens anything, how fresh a copy is, and the calendar itself.

Calendar programs ask every few hours; how fresh a copy is takes three short statements, so that
asking again costs next to nothing.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from importlib.metadata import version

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, select

from models.clock import end_of
from models.dates import Calendar
from models.people.contacts import is_in_office
from models.storage.records import SUBJECT, Record, current_by_id
from models.tables import Event, FieldMark
from models.vocabulary import Confidentiality, Language, SubjectKind
from reports.feed.calendar import Cover, write_calendar
from reports.feed.entries import Reader, entries_for
from reports.feed.subscriptions import Subscription
from reports.field_marks import is_open_to
from reports.words import Text

_DAY = timedelta(days=1)
_UNNAMED = Text("", "")  # a function that the cut may not know of


@dataclass(frozen=True, slots=True)
class Opened:
    """A feed that opens something today: for which reader, and under which cover."""

    reader: Reader
    cover: Cover


@dataclass(frozen=True, slots=True)
class Freshness:
    """What a copy is compared with: equal tags mean equal bytes."""

    tag: str
    changed_at: datetime


def open_subscription(session: Session, found: Subscription, today: date) -> Opened | None:
    """Return what a feed opens today; None when it was revoked or there is nothing to see."""
    if found.revoked_at is not None:
        return None
    subject = current_by_id(session, found.subject_id)
    return open_subject(subject, found.audience, found.language, today)


def open_subject(
    subject: Record, audience: Confidentiality, language: Language, today: date
) -> Opened | None:
    """Return the feed of a cluster, or of a contact for what it answers for.

    None when the reader may not see the cluster, or the contact is not in office today.
    """
    title = Text(
        subject.text("title") or "", subject.text("title_en") or subject.text("title") or ""
    )
    cover = Cover(title, audience, language, today)
    if subject.kind is SubjectKind.CLUSTER:
        is_shown = subject.text("confidentiality") in audience.readable()
        return Opened(Reader(audience, cluster_id=subject.id), cover) if is_shown else None
    if not is_in_office(subject, today):
        return None
    own = Confidentiality(subject.text("clearance") or Confidentiality.PUBLIC)
    narrowest = audience if audience in own.readable() else own
    if subject.text("confidentiality") not in narrowest.readable():
        cover = replace(cover, title=_UNNAMED)
    return Opened(Reader(narrowest, contact_id=subject.id), cover)


def freshness_of(session: Session, opened: Opened) -> Freshness:
    """Return how fresh a calendar would be that is made now.

    Everything in it follows from the ledger, the marks of fields and the day. Events are counted
    too, not only the last one: on PostgreSQL a lower number can be committed later than a higher
    one.
    """
    today = opened.cover.today
    since = end_of(today - 2 * _DAY)
    last = session.exec(select(func.max(Event.id))).one()
    changed: datetime | None = session.exec(select(func.max(col(Event.recorded_at)))).one()
    recent = select(func.count()).where(col(Event.recorded_at) >= since)
    marks = session.exec(select(func.count(), func.max(FieldMark.marked_at))).one()
    facts = (opened, last, session.exec(recent).one(), tuple(marks), version("mijlpaal"))
    midnight = end_of(today - _DAY)  # a status can change by the day alone
    tag = sha256(repr(facts).encode()).hexdigest()[:32]
    return Freshness(tag, max(midnight, changed or midnight))


def calendar_of(session: Session, opened: Opened, calendar: Calendar) -> bytes:
    """Return the calendar file.

    Args:
        session: of a transaction that reads.
        opened: whose feed it is.
        calendar: by which statuses are judged.

    Raises:
        OutsideCalendarError: a bound lies where the calendar has no data.
    """
    today = opened.cover.today
    entries = entries_for(session, opened.reader, today=today, calendar=calendar)
    return write_calendar(_as_marked(session, opened), entries)


def _as_marked(session: Session, opened: Opened) -> Cover:
    """Return the cover, in Dutch where a mark keeps the English name from this reader."""
    reader, title = opened.reader, opened.cover.title
    is_open = select_columns(is_open_to(reader.clearance, "title_en")).where(
        SUBJECT.c.id == (reader.cluster_id or reader.contact_id)
    )
    if session.execute(is_open).scalar_one():
        return opened.cover
    return replace(opened.cover, title=Text(title.nl, title.nl))
