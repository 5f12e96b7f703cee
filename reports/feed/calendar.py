"""Milestones as an iCalendar file (RFC 5545, RFC 7986), the same bytes for the same state.

The agreed window is one event over whole days; its DTEND is the day after the last one. A duty
to the Kamer has a second event, on the last sitting day. Words without a window (not later than
…) are one day: the last one. What has no day at all stands in no calendar, and the description
of the calendar says how many those are.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.metadata import version

from icalendar import Alarm, Calendar, Event

from models.rules.status import Status
from models.vocabulary import Confidentiality, Language, Modality
from reports.feed.entries import Entry
from reports.figures.structure import MilestoneLine
from reports.spelling import in_words, spelled
from reports.words import LAST_SITTING_DAY, MODALITIES, STATUS_SIGNS, STATUSES, Text, label

REFRESH = timedelta(hours=6)
MEDIA_TYPE = "text/calendar; charset=utf-8"

_SPACE = uuid.UUID("6d1f5b7e-5d0c-5f0e-9d55-0c6f4f1b7a11")  # of our own; any constant would do
_DAY = timedelta(days=1)
_REMINDED_AT = timedelta(hours=9)  # of an all-day event, which begins at midnight
# What binds stands firm; the rest is as tentative as its words.
_FIRM = (Modality.COMMITMENT, Modality.REQUIREMENT)

_NAME = Text("Mijlpalen {title}", "Milestones {title}")
_UNDATED = Text(
    "{count} zonder dag staan niet in deze agenda.", "{count} without a day are not in here."
)
_ESTIMATED = Text("geschat", "estimated")
_TARGET = Text("intern streven", "internal target")
_AGREED = Text("Afspraak", "Agreed")
_STATUS_ON = Text("Status op {day}", "Status on {day}")
_AGAINST_FIRST = Text("Tegen de eerste afspraak", "Against the first agreement")
_LATEST = Text("Uiterste dag", "Latest day")
_FORECAST = Text("Prognose", "Forecast")
_OF = Text("Van", "Of")
_REMINDER = Text("Herinnering", "Reminder")


@dataclass(frozen=True, slots=True)
class Cover:
    """What a calendar says of itself."""

    title: Text
    audience: Confidentiality
    language: Language
    today: date


@dataclass(frozen=True, slots=True)
class _Span:
    """One event of a milestone: what it is of, and its first and last day."""

    what: str
    first: date
    last: date
    name: Text | None = None
    is_estimated: bool = False


def write_calendar(cover: Cover, entries: Sequence[Entry]) -> bytes:
    """Return the calendar of these milestones."""
    calendar = Calendar()
    say, title = cover.language, cover.title.say(cover.language)
    undated = sum(not _spans(each.line, cover) for each in entries)
    calendar.add("prodid", f"-//Mijlpaal//Mijlpaal {version('mijlpaal')}//{say.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    name = _plain(_NAME.say(say).format(title=title))
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    if undated:
        calendar.add("description", _UNDATED.say(say).format(count=undated))
    calendar.add("refresh-interval", REFRESH, {"value": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for entry in entries:
        for event in _events(entry, cover):
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _spans(line: MilestoneLine, cover: Cover) -> list[_Span]:
    latest = line.current.latest
    if latest is None:
        target = line.internal_target
        is_shown = target is not None and cover.audience is not Confidentiality.PUBLIC
        return [_Span("target", target, target, _TARGET)] if is_shown and target else []
    begin = line.current.earliest
    # A deadline runs from the day it was said; a calendar needs no bar that long.
    first = begin if begin is not None and line.said_on < begin <= latest else latest
    found = [_Span("window", first, latest)]
    if line.is_open and line.practical is not None and line.practical != latest:
        day, unsure = line.practical, line.rests_on_estimate
        found.append(_Span("practical", day, day, LAST_SITTING_DAY, unsure))
    return found


def _events(entry: Entry, cover: Cover) -> Iterator[Event]:
    spans = _spans(entry.line, cover)
    for span in spans:
        event = Event()
        event.add("uid", str(uuid.uuid5(_SPACE, f"{entry.identity}/{span.what}")))
        event.add("dtstamp", entry.changed_at)
        event.add("last-modified", entry.changed_at)
        event.add("sequence", entry.version)
        event.add("dtstart", span.first)
        event.add("dtend", span.last + _DAY)
        event.add("summary", _summary(entry.line, span, cover.language))
        event.add("description", _description(entry.line, cover))
        event.add("categories", [_plain(each) for each in _categories(entry.line, cover.language)])
        event.add("status", _firmness(entry.line))
        event.add("transp", "TRANSPARENT")
        is_public = cover.audience is Confidentiality.PUBLIC
        event.add("class", "PUBLIC" if is_public else "PRIVATE")
        if span is spans[-1]:  # the day that the ladder counts to
            for alarm in _alarms(entry, span, cover.language):
                event.add_component(alarm)
        yield event


def _alarms(entry: Entry, span: _Span, language: Language) -> Iterator[Alarm]:
    for day in entry.reminders:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        # From the start of the event, not an instant: nine o'clock wherever the reader is.
        alarm.add("trigger", day - span.first + _REMINDED_AT)
        title = entry.line.title.say(language)
        alarm.add("description", _plain(f"{_REMINDER.say(language)}: {title}"))
        yield alarm


def _summary(line: MilestoneLine, span: _Span, language: Language) -> str:
    """Return the weight first: an ambition must not look like a promise when it is cut short."""
    weight = label(MODALITIES, line.modality).say(language).capitalize()
    title, sign = line.title.say(language), STATUS_SIGNS[line.judged.status]
    if span.name is None:
        return _plain(f"{sign} {weight}: {title}")
    name = span.name.say(language)
    sure = f" ({_ESTIMATED.say(language)})" if span.is_estimated else ""
    return _plain(f"{sign} {weight}, {name}{sure}: {title}")


def _description(line: MilestoneLine, cover: Cover) -> str:
    say = cover.language
    status = STATUSES[line.judged.status].say(say)
    reason = spelled(line.judged.reason.say(say), say)
    first = STATUSES[line.judged_first.status].say(say)
    on = _STATUS_ON.say(say).format(day=in_words(cover.today, say))
    found = [f"{on}: {status} – {reason}", f"{_AGAINST_FIRST.say(say)}: {first}"]
    if line.current.wording:
        found.append(f"{_AGREED.say(say)}: „{line.current.wording}”")
    for name, day in (
        (_LATEST, line.current.latest),
        (LAST_SITTING_DAY, line.practical),
        (_FORECAST, line.forecast_on),
    ):
        if day is not None:
            found.append(f"{name.say(say).capitalize()}: {in_words(day, say)}")
    if line.cluster is not None:
        found.append(f"{_OF.say(say)}: {line.cluster.say(say)}")
    return "\n".join(_plain(each) for each in [*found, f"[{line.key}]"])


def _categories(line: MilestoneLine, language: Language) -> list[str]:
    weight = label(MODALITIES, line.modality).say(language)
    return [weight, line.cluster.say(language)] if line.cluster else [weight]


def _firmness(line: MilestoneLine) -> str:
    if line.judged.status is Status.LAPSED:
        return "CANCELLED"
    if line.judged.status is Status.ACHIEVED or line.modality in _FIRM:
        return "CONFIRMED"
    return "TENTATIVE"


def _plain(text: str) -> str:
    """Return text without control characters, in one line: what a calendar file can hold."""
    kept = "".join(each if each.isprintable() else " " for each in text)
    return " ".join(kept.split())
