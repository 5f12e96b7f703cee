"""Asking about the statements of a letter one by one; what was answered is recorded afterwards.

Questions go to standard error, so that output stays clean; the answers come from a person.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

import typer

from mijlpaal.asking import ConfirmationMissingError, confirmed
from mijlpaal.call import Call
from mijlpaal.days import a_day
from mijlpaal.deciding import Verdicts
from mijlpaal.desk import Desk
from mijlpaal.letters import Line, Review
from mijlpaal.lookup import find, readable
from mijlpaal.show import screen
from mijlpaal.show.letters import show_head, show_line
from models.errors import MijlpaalError
from models.letters import Proposed
from models.reviewing import Taking
from models.storage.records import Record, current
from models.vocabulary import SubjectKind

_TAKE = frozenset({"j", "ja", "y", "yes"})
_REJECT = frozenset({"n", "nee", "no"})
_SKIP = frozenset({"", "s", "skip"})
_STOP = frozenset({"q", "quit", "stop"})

Answer = TypeVar("Answer")


class _StoppedError(Exception):
    """The person wants to answer no more."""


def interview(at: Desk, found: Review, taking: Taking) -> Verdicts:
    """Return what a person decided about each statement that is new, after a last yes.

    Args:
        at: the desk.
        found: the letter.
        taking: what the command line says already; the default of each answer.

    Raises:
        ConfirmationMissingError: nobody is there to ask.
    """
    call = at.call
    if not sys.stdin.isatty():
        raise ConfirmationMissingError(
            call.say(
                "er is geen terminal om het te vragen; gebruik --accept en --reject",
                "there is no terminal to ask; use --accept and --reject",
            )
        )
    taken: dict[int, Taking] = {}
    rejected: list[int] = []
    show_head(found, call)
    try:
        for line in found.new:
            screen.say("")
            show_line(line, call)
            verdict = _verdict(call)
            if verdict in _TAKE:
                taken[line.placed.number] = answered = _completed(at, line, taking)
                taking = replace(taking, about=answered.about)  # likely that of the next one too
            elif verdict in _REJECT:
                rejected.append(line.placed.number)
    except _StoppedError:
        pass
    if not (taken or rejected) or not _agreed(call, len(taken), len(rejected)):
        return Verdicts()
    return Verdicts(taken, tuple(rejected))


def _verdict(call: Call) -> str:
    question = call.say(
        "Opnemen? [j]a, [n]ee (afwijzen), [s] overslaan, [q] stoppen",
        "Register? [y]es, [n]o (reject), [s]kip, [q]uit",
    )
    while True:
        answer = _line(question).lower()
        if answer in _STOP:
            raise _StoppedError
        if answer in _TAKE | _REJECT | _SKIP:
            return answer


def _completed(at: Desk, line: Line, taking: Taking) -> Taking:
    """Return what was given with what the letter does not say, asked from the person."""
    call, statement = at.call, line.placed.statement
    if statement.proposes is not Proposed.EVENT:
        question = _about_question(call, taking.about)
        ask = _required if taking.about is None else _asked
        about = ask(call, question, lambda text: _subject(at, text))
        taking = replace(taking, about=about or taking.about)
    if statement.proposes is Proposed.DUTY and not (line.addressee or taking.addressee):
        question = call.say("Aan welke organisatie? (sleutel)", "To which organisation? (key)")
        found = _required(call, question, lambda key: _organisation(at, key))
        taking = replace(taking, addressee=found)
    if statement.proposes is not Proposed.EVENT and statement.reading.window.latest is None:
        question = call.say(
            "Geen uiterste dag; intern streven? (dag)", "No last day; internal target? (day)"
        )
        taking = replace(taking, internal_target=_required(call, question, _day_from(at)))
    title = _line(call.say("Korte titel? [enter: de zin]", "Short title? [enter: the sentence]"))
    return replace(taking, title=title or None)


def _about_question(call: Call, default: Record | None) -> str:
    known = f" [{default.kind}:{default.key}]" if default else ""
    return call.say(
        f"Waarover gaat het? (bijvoorbeeld cluster:chemelot){known}",
        f"What is it about? (for instance cluster:chemelot){known}",
    )


def _subject(at: Desk, text: str) -> Record:
    with at.reading() as session:
        return readable(find(session, text))


def _organisation(at: Desk, key: str) -> Record:
    with at.reading() as session:
        return current(session, SubjectKind.ORGANISATION, key)


def _day_from(at: Desk) -> Callable[[str], date]:
    def read(text: str) -> date:
        day = a_day(text)
        at.calendar.is_working_day(day)  # or OutsideCalendarError
        return day

    return read


def _required(call: Call, question: str, read: Callable[[str], Answer]) -> Answer:
    while True:
        answer = _asked(call, question, read)
        if answer is not None:
            return answer


def _asked(call: Call, question: str, read: Callable[[str], Answer]) -> Answer | None:
    """Return the answer, asked again while it cannot be; None for an empty one."""
    while True:
        text = _line(question)
        if not text:
            return None
        try:
            return read(text)
        except MijlpaalError as problem:
            typer.echo(f"▲ {problem.say(call.language)}", err=True)


def _line(question: str) -> str:
    typer.echo(f"{question}: ", nl=False, err=True)
    answer = sys.stdin.readline()
    if not answer:  # the end of what is typed is a way to stop
        typer.echo("", err=True)
        raise _StoppedError
    return answer.strip()


def _agreed(call: Call, taken: int, rejected: int) -> bool:
    question = call.say(
        f"Vastleggen: {taken} opnemen, {rejected} afwijzen?",
        f"Record this: {taken} to register, {rejected} to reject?",
    )
    return confirmed(question, call, yes=False)
