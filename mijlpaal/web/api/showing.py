"""A subject as JSON, as one reader may see it."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from sqlalchemy import Select, bindparam, select

from mijlpaal.web.api.names import NAMES, columns_of, references_of
from models.dates import Calendar
from models.errors import OutsideCalendarError
from models.milestones.acts import agreement_of, progress_of
from models.reading.condition import readable
from models.reading.looking import Looking, Shown
from models.reading.sight import Sight
from models.rules.override import override_on
from models.rules.status import Outcome, assess, outcome_of
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
    found = [_row(each, names) for each in shown]
    if kind is SubjectKind.MILESTONE:
        for row, each in zip(found, shown, strict=True):
            row["isOpen"] = outcome_of(each.record.text("standing")) is Outcome.OPEN
            row["status"] = _status(each, today, calendar, language)
    return found


def etag_of(version: int) -> str:
    """Return the entity tag of a version of a subject."""
    return f'"{version}"'


def _row(shown: Shown, names: dict[int, str]) -> Json:
    record = shown.record
    refers = references_of(record.kind)
    row: Json = {"sleutel": record.key, "versie": record.version}
    for column in columns_of(record.kind):
        value = record.values[column.name]
        name = NAMES[column.name]
        if isinstance(value, date):
            row[name] = value.isoformat()
        elif column.name in refers:
            row[name] = names.get(value) if isinstance(value, int) else None
        else:
            row[name] = value
    if record.kind is SubjectKind.PROPOSAL:
        row["argumenten"] = json.loads(record.text("arguments") or "{}")
    row["achtergehouden"] = sorted(NAMES[each] for each in shown.withheld if each in NAMES)
    return row


def _names(eyes: Looking, kind: SubjectKind, shown: Iterable[Shown]) -> dict[int, str]:
    """Return ``kind:key`` of what these refer to, as far as the reader may see it."""
    refers = references_of(kind)
    wanted = {each.record.values[name] for each in shown for name in refers} - {None}
    if not wanted:
        return {}
    found = eyes.session.execute(_naming(eyes.sight), {"wanted": sorted(wanted, key=str)})
    return {each: f"{of}:{key}" for each, of, key in found}


# The same statement for every page of a reader: working out which one it is takes longer.
@lru_cache(maxsize=500)
def _naming(sight: Sight) -> Select[int, str, str]:
    return select(SUBJECT.c.id, SUBJECT.c.kind, SUBJECT.c.key).where(
        SUBJECT.c.id.in_(bindparam("wanted", expanding=True)), readable(sight)
    )


def _status(shown: Shown, today: date, calendar: Calendar, language: Language) -> Json | None:
    if shown.withheld & _JUDGED_BY:
        return None
    values = shown.record.values
    try:
        now, first = (
            assess(
                agreement_of(values, first=each),
                progress_of(values),
                today=today,
                calendar=calendar,
            )
            for each in (False, True)
        )
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
