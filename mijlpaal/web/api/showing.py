"""A subject as JSON, as one reader may see it."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from typing import cast

from sqlalchemy import Integer, select

from mijlpaal.web.api.arguments import named
from mijlpaal.web.api.names import NAMES, columns_of, references_of
from models.dates import Calendar
from models.errors import OutsideCalendarError
from models.milestones.acts import agreement_of, progress_of
from models.reading.condition import readable
from models.reading.looking import Looking, Shown
from models.reading.proposed import proposed
from models.reading.sight import Sight
from models.reading.sources import hidden_letters
from models.reading.wanted import filled, places_for
from models.rules.override import override_on
from models.rules.status import Outcome, assess, outcome_of
from models.storage.prepared import Prepared
from models.storage.records import SUBJECT
from models.vocabulary import Language, SubjectKind

Json = dict[str, object]
# What the status of a milestone is judged by; where one is kept, so is the status.
_JUDGED_BY = frozenset(
    {
        *("latest", "soft_latest", "bound", "anchor_words"),
        *("forecast_on", "forecast_confirmed_on", "achieved_on", "standing"),
        *("override_status", "override_on", "override_until"),
    }
)


def show_all(
    eyes: Looking, shown: Sequence[Shown], *, today: date, calendar: Calendar, language: Language
) -> list[Json]:
    """Return subjects of one kind as JSON, in their order, with one query for what they name."""
    if not shown:
        return []
    kind = shown[0].record.kind
    names = _names(eyes, kind, shown)
    sources = (each.record.text("source") for each in shown)
    hidden = hidden_letters(eyes, (each for each in sources if each is not None))
    found = [_row(each, names, hidden) for each in shown]
    if kind is SubjectKind.PROPOSAL:
        for row, each in zip(found, shown, strict=True):
            _add_arguments(eyes, row, each)
    if kind is SubjectKind.MILESTONE:
        for row, each in zip(found, shown, strict=True):
            row["isOpen"] = outcome_of(each.record.text("standing")) is Outcome.OPEN
            row["status"] = _status(each, today, calendar, language)
    return found


def etag_of(version: int | str) -> str:
    """Return the entity tag of a version of a subject, or of what stands for one."""
    return f'"{version}"'


def version_of(*facts: object) -> str:
    """Return what stands for the version of what has none: another one when a fact is another."""
    said = [each.timestamp() if isinstance(each, datetime) else each for each in facts]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def moment(at: datetime | None) -> str | None:
    """Return an instant as RFC 3339 writes it, in UTC."""
    return None if at is None else at.isoformat().replace("+00:00", "Z")


def _row(shown: Shown, names: dict[int, str], hidden: frozenset[str]) -> Json:
    record, withheld = shown.record, shown.withheld
    values, shape = record.values, _shape(record.kind)
    row: Json = {"sleutel": record.key, "versie": record.version}
    row |= {name: values[column] for column, name in shape.all}
    for column, name in shape.days:
        day = values[column]
        if isinstance(day, date):
            row[name] = day.isoformat()
    for column, name in shape.references:
        row[name] = names.get(cast("int", values[column]))
    if record.text("source") in hidden:  # its key often tells its day
        row[NAMES["source"]] = None
        withheld |= {"source"}
    row["achtergehouden"] = sorted(NAMES[each] for each in withheld if each in NAMES)
    return row


def _add_arguments(eyes: Looking, row: Json, proposal: Shown) -> None:
    arguments = proposed(eyes, proposal.record).arguments
    row["argumenten"] = None if arguments is None else named(arguments)
    if arguments is None:
        row["achtergehouden"] = [*cast("list[str]", row["achtergehouden"]), "argumenten"]


@dataclass(frozen=True, slots=True)
class _Shape:
    """The columns of a kind in their order, each with its name; which are days, which refer."""

    all: tuple[tuple[str, str], ...]
    days: tuple[tuple[str, str], ...]
    references: tuple[tuple[str, str], ...]


@cache
def _shape(kind: SubjectKind) -> _Shape:
    columns = columns_of(kind)
    named = {each.name: (each.name, NAMES[each.name]) for each in columns}
    days = [each.name for each in columns if each.type.python_type is date]
    refers = references_of(kind)
    return _Shape(
        tuple(named.values()),
        tuple(named[each] for each in days),
        tuple(both for column, both in named.items() if column in refers),
    )


def _names(eyes: Looking, kind: SubjectKind, shown: Iterable[Shown]) -> dict[int, str]:
    refers = references_of(kind)
    return names_of(eyes, {each.record.number(name) for each in shown for name in refers})


def names_of(eyes: Looking, subject_ids: set[int | None]) -> dict[int, str]:
    """Return ``kind:key`` of these, as far as the reader may see them."""
    ids = sorted(each for each in subject_ids if each is not None)
    if not ids:
        return {}
    wanted = filled(ids)
    found = _known(len(wanted)).fetch(eyes.session, wanted)
    names = {cast("int", each): f"{of}:{key}" for each, of, key in found}
    # Only for the kinds that there are: PostgreSQL plans the condition of all kinds for 12 ms.
    kinds = tuple(sorted({SubjectKind(str(of)) for _, of, _ in found}))
    seen = _seen(eyes.sight, kinds, len(wanted)).fetch(eyes.session, wanted)
    return {cast("int", each): names[cast("int", each)] for (each,) in seen}


@cache
def _known(places: int) -> Prepared:
    query = select(SUBJECT.c.id, SUBJECT.c.kind, SUBJECT.c.key)
    return Prepared(query.where(SUBJECT.c.id.in_(places_for(places, Integer))))


@lru_cache(maxsize=500)
def _seen(sight: Sight, kinds: tuple[SubjectKind, ...], places: int) -> Prepared:
    is_one = SUBJECT.c.id.in_(places_for(places, Integer))
    return Prepared(select(SUBJECT.c.id).where(is_one, readable(sight, kinds)))


def _status(shown: Shown, today: date, calendar: Calendar, language: Language) -> Json | None:
    if shown.withheld & _JUDGED_BY:
        return None
    values = shown.record.values
    agreed, at_first = agreement_of(values), agreement_of(values, first=True)
    progress = progress_of(values)
    try:
        now = assess(agreed, progress, today=today, calendar=calendar)
        # What was never agreed anew is judged once.
        is_same = at_first == agreed
        first = now if is_same else assess(at_first, progress, today=today, calendar=calendar)
    except OutsideCalendarError:  # nobody can count the working days until then
        return None
    given = override_on(values, today)
    is_english = language is Language.EN
    return {
        "nu": given.status if given else now.status,
        "berekend": now.status,
        "toelichting": now.en if is_english else now.nl,
        "tegenEersteAfspraak": first.status,
    }
