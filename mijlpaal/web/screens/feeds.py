"""Calendar feeds: an address for one's own calendar program, shown once, and revoked when lost.

Source: domain section 11, job 13.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from mijlpaal.call import Call
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.entry.refusals import HiddenError
from mijlpaal.web.pages import below
from mijlpaal.web.screens.page_words import titled
from mijlpaal.web.screens.problems import UNPROCESSABLE, Problem
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.typed import Typed, typed_form
from mijlpaal.web.screens.words import say_word
from models.clock import local_day
from models.people.contacts import all_contacts, is_in_office
from models.reading.looking import Looking
from models.storage.database import transaction
from models.storage.records import Record
from models.vocabulary import Confidentiality, SubjectKind
from reports import words
from reports.feed.subscriptions import (
    AUDIENCES,
    ENDING,
    PATH,
    Subscription,
    is_own_function,
    may_subscribe,
    revoke,
    subscribe,
    subscriptions,
)

FEEDS_PATH = "/agendas"
_KINDS = (SubjectKind.CLUSTER, SubjectKind.CONTACT)
_SEES = Depends(permitted(Resource.OWN))
_KEEPS = Depends(permitted(Resource.OWN, Action.MANAGE))
_SEE_OTHER = 303


@dataclass(frozen=True, slots=True)
class FeedLine:
    """A feed on the page, without its address: nobody can look that up."""

    number: int
    title: str
    audience: Confidentiality
    made_on: date
    made_by: str
    revoked_on: date | None


@dataclass(frozen=True, slots=True)
class _Said:
    """What the page says of what was asked."""

    typed: Typed = field(default_factory=Typed)
    problems: tuple[Problem, ...] = ()
    address: str = ""  # of the feed that was made just now: shown this once
    done: str = ""


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the page."""
    desk = _Desk(screen)
    router = APIRouter()
    router.add_api_route(FEEDS_PATH, desk.show, methods=["GET"])
    router.add_api_route(FEEDS_PATH, desk.make, methods=["POST"])
    router.add_api_route(f"{FEEDS_PATH}/intrekken", desk.revoke, methods=["POST"])
    return router


@dataclass(frozen=True)
class _Desk:
    """Answers for the page."""

    screen: Screen

    def show(
        self, request: Request, reader: Annotated[Reader, _SEES], gedaan: str = ""
    ) -> Response:
        """Show the feeds of a reader, and of what they may make one."""
        done = say_word("feed_revoked", reader.language) if gedaan == "1" else ""
        return self._page(request, reader, _Said(done=done))

    def make(
        self,
        request: Request,
        reader: Annotated[Reader, _KEEPS],
        typed: Annotated[Typed, Depends(typed_form)],
    ) -> Response:
        """Make a feed; its address is on this one answer and nowhere else."""
        with self.screen.looking(request, reader) as eyes:
            own = {_name(each): each for each in self._own(eyes, reader)}
        subject = own.get(typed.text("van"))
        if subject is None:
            said = (
                f"{say_word('feed_of', reader.language)}: {say_word('required', reader.language)}"
            )
            return self._page(request, reader, _Said(typed, (Problem("van", said),)))
        audience = typed.text("voor")
        if audience not in set(_audiences(reader, subject)):
            said = say_word("choose_audience", reader.language)
            return self._page(request, reader, _Said(typed, (Problem("voor", said),)))
        with transaction(self.screen.office.engine) as session:
            ledger = self.screen.office.ledger(session, reader.actor)
            mark = Confidentiality(audience)
            _, token = subscribe(ledger, subject, audience=mark, language=reader.language)
        root = self.screen.office.web_address or str(request.base_url).rstrip("/")
        return self._page(request, reader, _Said(address=f"{root}{PATH}{token}{ENDING}"))

    def revoke(
        self,
        request: Request,
        reader: Annotated[Reader, _KEEPS],
        nummer: Annotated[int, Form()],
    ) -> Response:
        """Close a feed for good."""
        with self.screen.looking(request, reader) as eyes:
            if nummer not in {each.number for each, _ in self._feeds(eyes, reader)}:
                raise HiddenError
        with transaction(self.screen.office.engine) as session:
            revoke(self.screen.office.ledger(session, reader.actor), nummer)
        return RedirectResponse(f"{below(request, FEEDS_PATH)}?gedaan=1", _SEE_OTHER)

    def _own(self, eyes: Looking, reader: Reader) -> list[Record]:
        """Return what this reader may make a feed of, their own function first."""
        today = self.screen.office.today
        found = [
            each
            for each in _subjects(eyes, reader)
            if may_subscribe(eyes.session, reader.actor, each, today)
            and (each.kind is SubjectKind.CLUSTER or is_in_office(each, today))
        ]
        return sorted(found, key=lambda each: not is_own_function(reader.actor, each))

    def _feeds(self, eyes: Looking, reader: Reader) -> list[tuple[Subscription, Record]]:
        """Return the feeds that this reader may revoke, the latest first."""
        today = self.screen.office.today
        seen = {each.id: each for each in _subjects(eyes, reader)}
        return [
            (each, seen[each.subject_id])
            for each in reversed(subscriptions(eyes.session))
            if each.subject_id in seen
            and may_subscribe(eyes.session, reader.actor, seen[each.subject_id], today)
        ]

    def _page(self, request: Request, reader: Reader, said: _Said) -> Response:
        call = Call(reader.language, reader.actor)
        with self.screen.looking(request, reader) as eyes:
            own, feeds = self._own(eyes, reader), self._feeds(eyes, reader)
        return self.screen.show(
            request,
            reader,
            "feeds.html",
            status=UNPROCESSABLE if said.problems else 200,
            own=[(_name(each), _named(each, call)) for each in own],
            audiences=sorted({mark for each in own for mark in _audiences(reader, each)}),
            feeds=[
                FeedLine(
                    each.number,
                    _named(record, call),
                    each.audience,
                    local_day(each.created_at),
                    each.created_by,
                    local_day(each.revoked_at) if each.revoked_at else None,
                )
                for each, record in feeds
            ],
            typed=said.typed,
            problems=said.problems,
            address=said.address,
            done=said.done,
        )


def _subjects(eyes: Looking, reader: Reader) -> list[Record]:
    """Return the clusters and functions that a reader sees: their own also where no other is."""
    own = [each for each in all_contacts(eyes.session) if is_own_function(reader.actor, each)]
    seen = [each.record for kind in _KINDS for each in eyes.records(kind)]
    return list({each.id: each for each in (*own, *seen)}.values())


def _audiences(reader: Reader, subject: Record) -> list[Confidentiality]:
    """Return for whom a feed can be: of a cluster no more than its maker may see themselves.

    That of a function is bounded by what the function may see (``reports.feed.opening``).
    """
    if subject.kind is SubjectKind.CONTACT:
        return list(AUDIENCES)
    clearance = reader.sight.clearance_in(subject.id)
    return [each for each in AUDIENCES if each in clearance.readable()]


def _name(record: Record) -> str:
    return f"{record.kind}:{record.key}"


def _named(record: Record, call: Call) -> str:
    kind = words.label(words.KINDS, record.kind).say(call.language)
    return f"{kind} {titled(record, call.language)}"
