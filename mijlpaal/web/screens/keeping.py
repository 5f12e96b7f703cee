"""Keeping and log: what happened, who was told what, who does what, by which rules, how it runs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from markupsafe import Markup

from mijlpaal.call import Call
from mijlpaal.health.check import Check, Level
from mijlpaal.roles import role_in_words
from mijlpaal.show.calendar import CONFIDENCES
from mijlpaal.show.telling import occasion, responsibility
from mijlpaal.web.calendar_days import days_off
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.health import checks_of
from mijlpaal.web.language_of_parts import marked
from mijlpaal.web.own_reads import reads_for
from mijlpaal.web.screens.page_words import titled
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.words import say_word
from mijlpaal.words import pick
from models.acts.mandates import all_mandates
from models.clock import AMSTERDAM, local_day
from models.lifecycles.charts import chart_by_id
from models.lifecycles.versions import version_of, versions_of
from models.people.contacts import all_contacts
from models.reading.log import kept_reads
from models.reading.looking import Looking
from models.reading.titles import titles_of
from models.storage.records import Record
from models.tables import Subject
from models.vocabulary import Confidentiality, Language, Role, SubjectKind
from notifications.log import reminders_of
from reports import words
from reports.drawings.statechart import draw_statechart, table_of
from reports.spelling import compact

KEEPING_PATH = "/beheer"
_LOGGED = 100
_LOOKED_AT = 1000  # of which some may be kept from the reader
_Rows = Sequence[Sequence[str]]
# Each is shown to whoever may read what it leads to.
_WAYS = (
    ("", "log", Resource.LOG),
    ("/inzagen", "reads", Resource.READS),
    ("/berichten", "told", Resource.MESSAGE),
    ("/inlezen", "import", Resource.IMPORT),
    ("/functies", "people", Resource.CONTACT),
    ("/toegang", "access", Resource.ACCESS),
    ("/toegang/inzage", "naming", Resource.NAMING),
    ("/tokens", "tokens", Resource.ACCESS),
    ("/mandaten", "mandates", Resource.MANDATE),
    ("/levenslopen", "definitions", Resource.DEFINITION),
    ("/kalenders", "calendars", Resource.CALENDAR),
    ("/gezondheid", "health", Resource.METRICS),
)

_ACTIONS = {Resource.IMPORT: Action.TRY}  # of the pages that are more than a list


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of a page; a cell that begins with a slash is the path of the row before it."""

    word: str
    head: tuple[str, ...]  # in mijlpaal.web.screens.words
    rows: _Rows
    note: str = ""
    empty: "Empty | None" = None


@dataclass(frozen=True, slots=True)
class Empty:
    """What is said when there are no rows, and the one thing to do then: a page or a command."""

    word: str
    path: str = ""
    way: str = ""
    command: str = ""


def make_router(screen: Screen) -> APIRouter:
    """Return the router of keeping and log."""
    desk = _Desk(screen)
    router = APIRouter()
    for path, word, resource in _WAYS:
        if word in _LISTS:
            _add(router, desk, (path, word, resource))
    door = Depends(permitted(Resource.DEFINITION))

    def life_cycle(request: Request, key: str, reader: Annotated[Reader, door]) -> Response:
        return desk.life_cycle(request, key, reader)

    router.add_api_route(f"{KEEPING_PATH}/levenslopen/{{key}}", life_cycle, methods=["GET"])
    return router


def _add(router: APIRouter, desk: "_Desk", way: tuple[str, str, Resource]) -> None:
    path, word, resource = way
    door = Depends(permitted(resource))

    def show(request: Request, reader: Annotated[Reader, door]) -> Response:
        return desk.show(request, reader, word)

    router.add_api_route(f"{KEEPING_PATH}{path}", show, methods=["GET"])


@dataclass(frozen=True)
class _Desk:
    """Answers for these pages."""

    screen: Screen

    def show(self, request: Request, reader: Reader, word: str) -> Response:
        """Show one of the lists."""
        with self.screen.looking(request, reader) as eyes:
            found = _LISTS[word](self.screen, eyes, reader)
        return self.screen.show(
            request, reader, "keeping.html", listing=found, ways=ways(reader), word=word
        )

    def life_cycle(self, request: Request, key: str, reader: Reader) -> Response:
        """Show a life cycle as a drawing and as tables."""
        with self.screen.looking(request, reader) as eyes:
            version = version_of(eyes.session, key)
            chart = chart_by_id(eyes.session, version.id)
        language = reader.language
        return self.screen.show(
            request,
            reader,
            "life_cycle.html",
            title=chart.label.say(language),
            version=version,
            published_on=local_day(version.published_at),
            published_by=version.published_by if reader.may(Resource.LOG) else None,
            svg=Markup(draw_statechart(chart, None, language=language)),  # noqa: S704  (it escapes)
            table=table_of(chart, None, language=language),
            ways=ways(reader),
        )


def ways(reader: Reader) -> list[tuple[str, str]]:
    """Return path and word of each page of keeping that this reader may see."""
    return [
        (f"{KEEPING_PATH}{path}", word)
        for path, word, kind in _WAYS
        if reader.may(kind, _ACTIONS.get(kind, Action.READ))
    ]


def _reads(_screen: Screen, eyes: Looking, reader: Reader) -> Listing:
    found = kept_reads(eyes.session, which=reads_for(eyes, reader), limit=_LOGGED)
    # Whoever watches over reading need not be somebody who may read: then only the kind is said.
    titles = titles_of(
        eyes, {subject.id or 0 for _, subject in found}, reader.language, otherwise=marked
    )
    rows = [
        (
            f"{read.read_at.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}",
            read.actor,
            _named(subject, titles, reader.language),
            read.by,
        )
        for read, subject in found
    ]
    return Listing(
        "reads",
        ("recorded", "who", "subject", "by_way_of"),
        rows,
        "newest_first",
        Empty("nobody_read", KEEPING_PATH, "log")
        if reader.may(Resource.LOG)
        else Empty("nobody_read", f"{KEEPING_PATH}/toegang/inzage", "naming"),
    )


def _named(subject: Subject, titles: Mapping[int, str], language: Language) -> str:
    title = titles.get(subject.id or 0)
    kind = _word("KINDS", subject.kind, language)
    return f"{kind}: {title}" if title else f"{kind} ({say_word('not_for_you', language)})"


def _told(_screen: Screen, eyes: Looking, reader: Reader) -> Listing:
    # Whether a row is for this reader, the query of what they see says; not a clearance.
    every = Confidentiality.COMPANY_CONFIDENTIAL
    found = reminders_of(eyes.session, clearance=every, at_most=_LOOKED_AT)
    call = Call(reader.language, reader.actor)
    milestones, functions = (
        {each.record.key: titled(each.record, call.language) for each in eyes.records(kind)}
        for kind in (SubjectKind.MILESTONE, SubjectKind.CONTACT)
    )
    rows = [
        (
            compact(each.swept_on, reader.language),
            milestones[each.milestone],
            occasion(each, call),
            functions.get(each.contact, "–"),
            responsibility(each.responsibility, call),
            say_word(f"state_{each.state}", reader.language),
        )
        for each in found
        if each.milestone in milestones
    ]
    return Listing(
        "told",
        ("recorded", "subject", "occasion", "function", "heard_as", "result"),
        rows[:_LOGGED],
        "newest_first",
        Empty("nobody_told", f"{KEEPING_PATH}/functies", "see_functions"),
    )


def _people(_screen: Screen, eyes: Looking, reader: Reader) -> Listing:
    shown = _seen(eyes, SubjectKind.CONTACT, all_contacts(eyes.session))
    call = Call(reader.language, reader.actor)
    rows = [
        (
            titled(each, call.language),
            _role(each.text("person_role"), reader.language),
            each.text("channel") or "–",
            *_period(each, reader.language),
        )
        for each in shown
    ]
    head = ("function", "role", "channel", "from", "until")
    return Listing(
        "people", head, rows, empty=Empty("no_functions", command="mijlpaal contact add")
    )


def _mandates(_screen: Screen, eyes: Looking, reader: Reader) -> Listing:
    shown = _seen(eyes, SubjectKind.MANDATE, all_mandates(eyes.session))
    places = {each.number("cluster_id") or 0 for each in shown} - {0}
    titles = titles_of(eyes, places, reader.language, otherwise=marked)
    hidden = say_word("not_for_you", reader.language)
    everywhere = {0: say_word("everywhere", reader.language)}
    rows = [
        (
            each.text("actor") or "–",
            f"{KEEPING_PATH}/mandaten/{each.key}",
            _role(each.text("role"), reader.language),
            (everywhere | titles).get(each.number("cluster_id") or 0, hidden),
            *_period(each, reader.language),
        )
        for each in shown
    ]
    head = ("person", "role", "cluster", "from", "until")
    return Listing("mandates", head, rows, empty=Empty("no_mandates"))


def _definitions(_screen: Screen, eyes: Looking, reader: Reader) -> Listing:
    rows = [
        (
            chart_by_id(eyes.session, each.id).label.say(reader.language),
            f"{KEEPING_PATH}/levenslopen/{each.key}",
            str(each.number),
        )
        for each in versions_of(eyes.session)
    ]
    empty = Empty("no_definitions", command="mijlpaal init")
    return Listing("definitions", ("definitions", "version"), rows, empty=empty)


def _calendars(screen: Screen, _eyes: Looking, reader: Reader) -> Listing:
    office, language = screen.office, reader.language
    rows = [
        (
            compact(each.first, language),
            compact(each.last, language),
            say_word(each.kind, language),
            each.name,
            pick(CONFIDENCES[each.confidence], language) if each.confidence else "–",
        )
        for each in days_off(office.rulebook.calendar, office.today)
    ]
    return Listing("calendars", ("from", "until", "kind", "name", "confidence"), rows)


def _health(screen: Screen, _eyes: Looking, reader: Reader) -> Listing:
    language = reader.language
    checks = checks_of(screen.office, Call(language, reader.actor))
    rows = [
        (
            each.part,
            say_word(f"level_{each.level}", language),
            each.finding,
            _what_to_do(each),
        )
        for each in checks
    ]
    note = "health_good" if all(each.level is Level.OK for each in checks) else "health_bad"
    return Listing("health", ("check", "result", "what", "what_to_do"), rows, note)


def _what_to_do(check: Check) -> str:
    return "–" if check.level is Level.OK else check.remedy or "–"


def _seen(eyes: Looking, kind: SubjectKind, found: Iterable[Record]) -> list[Record]:
    seen = {each.record.id: each.record for each in eyes.records(kind)}
    return [seen[each.id] for each in found if each.id in seen]


def _period(record: Record, language: Language) -> tuple[str, str]:
    days = (record.day("valid_from"), record.day("valid_until"))
    first, last = (compact(day, language) if day else "–" for day in days)
    return first, last


def _word(of: str, key: str | None, language: Language) -> str:
    return words.label(getattr(words, of), key).say(language)


def _role(key: str | None, language: Language) -> str:
    return role_in_words(Role(key)).say(language) if key in set(Role) else "–"


_LISTS = {
    "reads": _reads,
    "told": _told,
    "people": _people,
    "mandates": _mandates,
    "definitions": _definitions,
    "calendars": _calendars,
    "health": _health,
}
