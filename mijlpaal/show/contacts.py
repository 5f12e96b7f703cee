"""Contacts on the terminal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from mijlpaal.call import Call
from mijlpaal.lookup import CLEARANCE
from mijlpaal.roles import role_in_words
from mijlpaal.show import screen
from mijlpaal.show.wording import ABSENT, short_day
from mijlpaal.words import both
from models.people.contacts import held_from, is_in_office, unwanted_of
from models.people.hand_over import HandedOver
from models.storage.records import Record, current, current_by_id
from models.vocabulary import Responsibility, Role, SubjectKind

_RESPONSIBILITIES = {
    Responsibility.OWNER: both("eigenaar", "owner"),
    Responsibility.ACCOUNTABLE: both("verantwoordelijke", "accountable"),
    Responsibility.PROGRAMME_MANAGER: both("programmamanager", "programme manager"),
}


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact in a list."""

    key: str
    function: str
    role: str | None
    organisation: str | None
    channel: str
    language: str
    valid_from: date | None
    valid_until: date | None
    in_office: bool  # today
    open_milestones: int


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One thing that a contact answers for; without title when it is not for this reader."""

    milestone: str
    title: str | None
    responsibility: str
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class HandedOverLine:
    """One responsibility that passed; without title when it is not for this reader."""

    milestone: str
    title: str | None
    responsibility: str
    was_held: bool


@dataclass(frozen=True, slots=True)
class ContactPage:
    """A contact with how it is told and what it answers for."""

    line: ContactLine
    address: str
    clearance: str
    digest_hour: int | None
    unwanted: tuple[str, ...]
    holds: tuple[HeldLine, ...]


def line_of(session: Session, contact: Record, today: date) -> ContactLine:
    """Return a contact as a list shows it."""
    organisation = contact.number("organisation_id")
    held = {milestone.key for _, milestone in held_from(session, contact, today)}
    return ContactLine(
        key=contact.key,
        function=contact.text("title") or "",
        role=contact.text("person_role"),
        organisation=current_by_id(session, organisation).key if organisation else None,
        channel=contact.text("channel") or "",
        language=contact.text("language") or "",
        valid_from=contact.day("valid_from"),
        valid_until=contact.day("valid_until"),
        in_office=is_in_office(contact, today),
        open_milestones=len(held),
    )


def page_of(session: Session, contact: Record, today: date) -> ContactPage:
    """Return a contact as its page shows it."""
    return ContactPage(
        line_of(session, contact, today),
        address=contact.text("address") or "",
        clearance=contact.text("clearance") or "",
        digest_hour=contact.number("digest_hour"),
        unwanted=unwanted_of(contact),
        holds=tuple(_held(*each) for each in held_from(session, contact, today)),
    )


def show_list(lines: Sequence[ContactLine], call: Call) -> None:
    """Write the contacts."""
    screen.table(
        (
            "contact",
            call.say("functie", "function"),
            call.say("organisatie", "organisation"),
            call.say("kanaal", "channel"),
            call.say("taal", "language"),
            call.say("open", "open"),
            call.say("in functie", "in office"),
        ),
        [
            (
                line.key,
                line.function,
                line.organisation or ABSENT,
                line.channel,
                line.language,
                str(line.open_milestones),
                _office(line, call),
            )
            for line in lines
        ],
    )


def show_page(page: ContactPage, call: Call) -> None:
    """Write one contact."""
    line = page.line
    role = role_in_words(Role(line.role)).say(call.language) if line.role else ABSENT
    at_once = call.say("zodra er nieuws is", "as soon as there is news")
    screen.say(screen.Ink(f"{line.function} [{line.key}]", "bold"))
    screen.pairs(
        [
            (call.say("Rol", "Role"), role),
            (call.say("Organisatie", "Organisation"), line.organisation or ABSENT),
            (call.say("In functie", "In office"), _office(line, call)),
            (call.say("Kanaal", "Channel"), f"{line.channel}: {page.address}"),
            (call.say("Taal", "Language"), line.language),
            (call.say("Inzage", "Clearance"), page.clearance),
            (
                call.say("Dagbericht", "Daily message"),
                at_once if page.digest_hour is None else f"{page.digest_hour}:00",
            ),
            (call.say("Geen nieuws van", "No news of"), ", ".join(page.unwanted) or ABSENT),
        ]
    )
    screen.heading(call.say("Staat voor", "Answers for"))
    if not page.holds:
        screen.say(call.say("Niets dat open is.", "Nothing that is open."))
    screen.table(
        (
            call.say("mijlpaal", "milestone"),
            call.say("wat", "what"),
            call.say("als", "as"),
            call.say("vanaf", "from"),
            call.say("t/m", "until"),
        ),
        [
            (
                held.milestone,
                held.title or call.say("(niet getoond)", "(not shown)"),
                call.pick(_RESPONSIBILITIES[Responsibility(held.responsibility)]),
                short_day(held.valid_from, call) if held.valid_from else ABSENT,
                short_day(held.valid_until, call) if held.valid_until else ABSENT,
            )
            for held in page.holds
        ],
    )


def handed_over_lines(session: Session, handed: HandedOver) -> list[HandedOverLine]:
    """Return what passed, with the titles that this reader may see."""
    milestones = {
        key: current(session, SubjectKind.MILESTONE, key)
        for key in {each.milestone for each in handed.passed}
    }
    return [
        HandedOverLine(
            each.milestone,
            _title(milestones[each.milestone]),
            each.responsibility,
            each.was_held,
        )
        for each in handed.passed
    ]


def show_handed_over(lines: Sequence[HandedOverLine], whom: str, since: date, call: Call) -> None:
    """Write what passed, or what would pass."""
    if not lines:
        screen.say(call.say("Er is niets open.", "Nothing is open."))
        return
    screen.say(screen.Ink(_passing(lines, whom, since, call), "bold"))
    screen.table(
        (call.say("mijlpaal", "milestone"), call.say("wat", "what"), call.say("als", "as"), ""),
        [
            (
                each.milestone,
                each.title or call.say("(niet getoond)", "(not shown)"),
                call.pick(_RESPONSIBILITIES[Responsibility(each.responsibility)]),
                call.say("had de opvolger al", "the successor had it") if each.was_held else "",
            )
            for each in lines
        ],
    )


def show_debts(milestones: Sequence[str], call: Call) -> None:
    """Write which milestones another organisation now owes."""
    if milestones:
        owed = ", ".join(milestones)
        screen.say(call.say(f"Ook wie het verschuldigd is: {owed}", f"Also who owes it: {owed}"))


def _passing(lines: Sequence[HandedOverLine], whom: str, since: date, call: Call) -> str:
    count, day = len({each.milestone for each in lines}), short_day(since, call)
    is_one = count == 1
    nl = (
        ("zou overgaan" if is_one else "zouden overgaan")
        if call.is_trial
        else ("gaat over" if is_one else "gaan over")
    )
    en = "would pass" if call.is_trial else ("passes" if is_one else "pass")
    return call.say(
        f"{count} {'mijlpaal' if is_one else 'mijlpalen'} {nl} {whom} op {day}",
        f"{count} {'milestone' if is_one else 'milestones'} {en} {whom} on {day}",
    )


def _held(assignment: Record, milestone: Record) -> HeldLine:
    return HeldLine(
        milestone.key,
        _title(milestone),
        assignment.text("responsibility") or "",
        assignment.day("valid_from"),
        assignment.day("valid_until"),
    )


def _title(milestone: Record) -> str | None:
    is_readable = milestone.text("confidentiality") in CLEARANCE.readable()
    return milestone.text("title") if is_readable else None


def _office(line: ContactLine, call: Call) -> screen.Ink:
    sign = "✓" if line.in_office else "✕"
    days = [
        f"{word} {short_day(day, call)}"
        for word, day in (
            (call.say("vanaf", "from"), line.valid_from),
            (call.say("t/m", "until"), line.valid_until),
        )
        if day is not None
    ]
    return screen.Ink(" ".join([sign, *days]), "green" if line.in_office else "dim")
