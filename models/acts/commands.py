"""An act as data: a verb, what it is about, and its arguments.

What waits for a second person is kept as such and later done by the very code that would have
done it at once, so that nothing is confirmed but what was proposed.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import cast

from models.acts.corrections import correct, reopen
from models.acts.due_days import set_due_day
from models.acts.leaving import leave
from models.ledger.hashing import canonical
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import advance
from models.milestones.acts import achieve, replan
from models.milestones.dating import date_event
from models.milestones.terms import resume, set_term, suspend
from models.milestones.tying import tie
from models.publications.kamerbrief import send_kamerbrief
from models.storage.records import Record
from models.vocabulary import SubjectKind

Argument = str | None | Sequence[str] | Mapping[str, str | None]


class Verb(StrEnum):
    """What can be asked for, and so be proposed."""

    ADVANCE = "advance"
    REPLAN = "replan"
    ACHIEVE = "achieve"
    CORRECT = "correct"
    REOPEN = "reopen"
    TIE = "tie"
    DATE = "date"
    SET_TERM = "set_term"
    SUSPEND = "suspend"
    RESUME = "resume"
    SEND_KAMERBRIEF = "send_kamerbrief"
    SET_DUE_DAY = "set_due_day"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Command:
    """One act; days are text in ISO 8601, because a command is kept as JSON."""

    verb: Verb
    kind: SubjectKind
    key: str
    arguments: Mapping[str, Argument]

    def text(self, name: str) -> str | None:
        """Return an argument that is text, None when it was not given."""
        return cast("str | None", self.arguments.get(name))

    def day(self, name: str) -> date | None:
        """Return an argument that is a day, None when it was not given."""
        text = self.text(name)
        return None if text is None else date.fromisoformat(text)


def perform(ledger: Ledger, command: Command) -> Record:
    """Do it; return the subject as it then is.

    Raises:
        MijlpaalError: whatever the act itself raises.
    """
    return _PERFORMERS[command.verb](ledger, command)


def write(command: Command) -> str:
    """Return the arguments as they are kept."""
    return canonical(dict(command.arguments))


def read(verb: str, kind: SubjectKind, key: str, arguments: str) -> Command:
    """Return the command that was kept."""
    return Command(Verb(verb), kind, key, json.loads(arguments))


def _advance(ledger: Ledger, command: Command) -> Record:
    return advance(
        ledger,
        command.kind,
        command.key,
        command.text("event") or "",
        reason=command.text("reason"),
        effective_on=command.day("effective_on"),
    )


def _replan(ledger: Ledger, command: Command) -> Record:
    return replan(
        ledger,
        command.key,
        command.text("wording") or "",
        code=command.text("code"),
        reason=command.text("reason"),
        internal_target=command.day("internal_target"),
        said_on=command.day("said_on"),
    )


def _achieve(ledger: Ledger, command: Command) -> Record:
    return achieve(
        ledger,
        command.key,
        command.day("on") or ledger.today,
        evidence=command.text("evidence") or "",
        reason=command.text("reason"),
    )


def _correct(ledger: Ledger, command: Command) -> Record:
    return correct(
        ledger,
        command.kind,
        command.key,
        states=cast("Sequence[str]", command.arguments.get("states") or ()),
        fields=cast("Mapping[str, str | None]", command.arguments.get("fields") or {}),
        reason=command.text("reason"),
        effective_on=command.day("effective_on"),
    )


def _reopen(ledger: Ledger, command: Command) -> Record:
    return reopen(
        ledger,
        command.kind,
        command.key,
        reason=command.text("reason"),
        states=cast("Sequence[str]", command.arguments.get("states") or ()),
    )


def _tie(ledger: Ledger, command: Command) -> Record:
    return tie(ledger, command.key, command.text("to"), reason=command.text("reason"))


def _date(ledger: Ledger, command: Command) -> Record:
    return date_event(
        ledger,
        command.kind,
        command.key,
        command.text("when"),
        reason=command.text("reason"),
        said_on=command.day("said_on"),
    )


def _set_term(ledger: Ledger, command: Command) -> Record:
    return set_term(
        ledger,
        command.key,
        command.day("starts_on") or ledger.today,
        command.text("term") or "",
        reason=command.text("reason"),
    )


def _suspend(ledger: Ledger, command: Command) -> Record:
    first = command.day("first") or ledger.today
    return suspend(ledger, command.key, first, reason=command.text("reason"))


def _resume(ledger: Ledger, command: Command) -> Record:
    first = command.day("first") or ledger.today
    return resume(ledger, command.key, first, reason=command.text("reason"))


def _send_kamerbrief(ledger: Ledger, command: Command) -> Record:
    return send_kamerbrief(
        ledger,
        (command.kind, command.key),
        _texts(command, "duties"),
        in_part=_texts(command, "in_part"),
        on=command.day("on") or ledger.today,
        reference=command.text("reference") or "",
        title=command.text("title"),
        reason=command.text("reason"),
    )


def _set_due_day(ledger: Ledger, command: Command) -> Record:
    day = command.day("on") or ledger.today
    return set_due_day(ledger, command.key, day, reason=command.text("reason"))


def _leave(ledger: Ledger, command: Command) -> Record:
    return leave(ledger, command.key, command.day("on"), reason=command.text("reason"))


def _texts(command: Command, name: str) -> Sequence[str]:
    return cast("Sequence[str]", command.arguments.get(name) or ())


_PERFORMERS: Mapping[Verb, Callable[[Ledger, Command], Record]] = {
    Verb.ADVANCE: _advance,
    Verb.REPLAN: _replan,
    Verb.ACHIEVE: _achieve,
    Verb.CORRECT: _correct,
    Verb.REOPEN: _reopen,
    Verb.TIE: _tie,
    Verb.DATE: _date,
    Verb.SET_TERM: _set_term,
    Verb.SUSPEND: _suspend,
    Verb.RESUME: _resume,
    Verb.SEND_KAMERBRIEF: _send_kamerbrief,
    Verb.SET_DUE_DAY: _set_due_day,
    Verb.LEAVE: _leave,
}
