"""A proposal as people read it: the act in words, how it stands, and its effect as of now."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, cast

from sqlmodel import Session

from mijlpaal.call import Call
from mijlpaal.columns import label_of
from mijlpaal.effects import Effect, Seen, title_in_words
from mijlpaal.show.events import EventRow, event_rows
from models.acts.commands import Command, Verb, perform
from models.acts.proposals import command_of, confirmers
from models.errors import MijlpaalError, Words
from models.ledger.chain import events_of
from models.ledger.writer import Ledger
from models.storage.records import Record, current, current_by_id, name_of
from models.vocabulary import REPLAN_REASONS, Decision, ReplanReason, SubjectKind
from reports.spelling import in_words

if TYPE_CHECKING:
    from mijlpaal.desk import Desk

OPEN, WITHDRAWN = "open", "withdrawn"
See = Callable[[Session, Record], Seen | None]


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal in a list; ``state`` is open, withdrawn or a word of ``Decision``."""

    key: str
    verb: str
    kind: str
    subject: str
    title: str
    act: str
    reason: str | None
    proposed_by: str
    proposed_on: date
    expires_on: date
    state: str
    decided_by: str | None
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """One proposal with all that a second person must see before deciding."""

    line: ProposalLine
    confirmers: tuple[str, ...] = ()
    effect: Effect | None = None  # None when it is closed, or cannot be done
    obstacle: Words | None = None  # why it cannot be done now
    meanwhile: tuple[EventRow, ...] = ()


def line_of(session: Session, proposal: Record, today: date, call: Call) -> ProposalLine:
    """Return a proposal as a list shows it."""
    subject = current_by_id(session, proposal.number("about_id") or 0)
    command = command_of(proposal, subject)
    return ProposalLine(
        key=proposal.key,
        verb=command.verb,
        kind=command.kind,
        subject=command.key,
        title=title_in_words(subject, call),
        act=act_in_words(command, call),
        reason=command.text("reason"),
        proposed_by=proposal.text("proposed_by") or "",
        proposed_on=cast("date", proposal.day("proposed_on")),
        expires_on=cast("date", proposal.day("expires_on")),
        state=_state(proposal, today),
        decided_by=proposal.text("decided_by"),
        decided_on=proposal.day("decided_on"),
    )


def page_of(at: "Desk", proposal: Record) -> ProposalPage:
    """Return a proposal with its effect as it would be now; nothing of it stays."""
    with at.reading() as session:
        line = line_of(session, proposal, at.today, at.call)
        events = events_of(session, proposal.number("about_id") or 0)
    if line.state != OPEN:
        return ProposalPage(line)
    seen = proposal.number("about_version") or 0
    with at.trying() as ledger:
        others = confirmers(ledger, proposal)
    effect, obstacle = _tried(at, proposal)
    meanwhile = [row for row in event_rows(events) if row.sequence > seen]
    return ProposalPage(line, others, effect, obstacle, tuple(meanwhile))


def act_in_words(command: Command, call: Call) -> str:
    """Return what was asked, as one phrase: "mijlpaal 'd2' herijken: „januari 2027”"."""
    name = name_of(command.kind, command.key).say(call.language)
    phrase, details = _PHRASES[command.verb]
    said = details(command, call)
    asked = phrase.say(call.language).format(name=name)
    return f"{asked}: {said}" if said else asked


def effects_of(
    trying: Ledger, proposal: Record, call: Call, see: See = Seen.now
) -> list[tuple[str, Effect]]:
    """Return what a proposal would change now, by title: its subject first, then other duties.

    Args:
        trying: of a transaction that is taken back.
        proposal: an open one.
        call: the language.
        see: how a row is seen; None: it is not told of.

    Raises:
        MijlpaalError: it cannot be done now.
    """
    session = trying.session
    subject = current_by_id(session, proposal.number("about_id") or 0)
    command = command_of(proposal, subject)
    duties = [
        current(session, SubjectKind.MILESTONE, key)
        for name in ("duties", "in_part")
        for key in cast("Sequence[str]", command.arguments.get(name) or ())
    ]
    before = [seen for each in (subject, *duties) if (seen := see(session, each)) is not None]
    perform(replace(trying, actor=proposal.text("proposed_by") or ""), command)
    became = [current_by_id(session, seen.record.id) for seen in before]
    return [
        (title_in_words(seen.record, call), seen.effect(session, each, call))
        for seen, each in zip(before, became, strict=True)
    ]


def _state(proposal: Record, today: date) -> str:
    decision, expires_on = proposal.text("decision"), proposal.day("expires_on")
    if decision == Decision.REJECTED and proposal.text("decided_by") == proposal.text(
        "proposed_by"
    ):
        return WITHDRAWN
    if decision is not None:
        return decision
    return OPEN if expires_on is None or today <= expires_on else Decision.LAPSED


def _tried(at: "Desk", proposal: Record) -> tuple[Effect | None, Words | None]:
    with at.trying() as ledger:
        try:
            ((_, effect), *_) = effects_of(ledger, proposal, at.call)
        except MijlpaalError as refused:
            return None, Words(refused.say("nl"), refused.say("en"))
        return effect, None


def _replanned(command: Command, call: Call) -> str:
    wording, said_on = command.text("wording"), command.day("said_on")
    said = call.say(f"„{wording}”", f"“{wording}”")
    if said_on is not None:
        day = in_words(said_on, call.language)
        said += call.say(f" (gezegd op {day})", f" (said on {day})")
    code = command.text("code")
    if code in set(ReplanReason):
        said += f", {REPLAN_REASONS[ReplanReason(code)].say(call.language)}"
    target = command.day("internal_target")
    if target is not None:
        said += call.say(", intern streven ", ", internal target ") + in_words(
            target, call.language
        )
    return said


def _tied(command: Command, call: Call) -> str:
    return command.text("to") or call.say("nergens aan", "to nothing")


def _dated(command: Command, call: Call) -> str:
    return command.text("when") or call.say("dag onbekend", "day unknown")


def _achieved(command: Command, call: Call) -> str:
    day = in_words(command.day("on"), call.language)
    evidence = command.text("evidence")
    return call.say(f"op {day}, bewijs {evidence}", f"on {day}, evidence {evidence}")


def _advanced(command: Command, call: Call) -> str:
    on = command.day("effective_on")
    event = f"'{command.text('event')}'"
    return event if on is None else f"{event} ({_since(on, call)})"


def _corrected(command: Command, call: Call) -> str:
    parts = [_states(command, call)] if command.arguments.get("states") else []
    fields = cast("Mapping[str, str | None]", command.arguments.get("fields") or {})
    unknown = call.say("onbekend", "unknown")
    parts += [
        f"{label_of(name, call)} = {unknown if value is None else value}"
        for name, value in fields.items()
    ]
    on = command.day("effective_on")
    return ", ".join(parts) + (f" ({_since(on, call)})" if on else "")


def _states(command: Command, call: Call) -> str:
    states = cast("Sequence[str]", command.arguments.get("states") or ())
    return call.say("naar ", "to ") + " + ".join(states) if states else ""


def _since(day: date, call: Call) -> str:
    return call.say("per ", "as of ") + in_words(day, call.language)


def _termed(command: Command, call: Call) -> str:
    length, day = command.text("term"), in_words(command.day("starts_on"), call.language)
    return call.say(f"{length} na {day}", f"{length} after {day}")


def _from(command: Command, call: Call) -> str:
    day = in_words(command.day("first"), call.language)
    return call.say(f"vanaf {day}", f"from {day}")


def _sent(command: Command, call: Call) -> str:
    day, reference = in_words(command.day("on"), call.language), command.text("reference")
    whole, part = (
        ", ".join(cast("Sequence[str]", command.arguments.get(name) or ()))
        for name in ("duties", "in_part")
    )
    said = call.say(f"{reference}, op {day}", f"{reference}, on {day}")
    if whole:
        said += call.say(f"; voldoet {whole}", f"; fulfils {whole}")
    if part:
        said += call.say(f"; voldoet deels {part}", f"; fulfils {part} in part")
    return said


def _on_day(command: Command, call: Call) -> str:
    day = command.day("on")
    return in_words(day, call.language) if day is not None else ""


_PHRASES: Mapping[Verb, tuple[Words, Callable[[Command, Call], str]]] = {
    Verb.ADVANCE: (Words("{name} een stap laten zetten", "let {name} take a step"), _advanced),
    Verb.REPLAN: (Words("{name} herijken", "re-plan {name}"), _replanned),
    Verb.ACHIEVE: (Words("{name} behaald melden", "report {name} as achieved"), _achieved),
    Verb.CORRECT: (Words("{name} corrigeren", "correct {name}"), _corrected),
    Verb.REOPEN: (Words("{name} heropenen", "reopen {name}"), _states),
    Verb.TIE: (Words("{name} koppelen", "tie {name}"), _tied),
    Verb.DATE: (Words("{name} dateren", "date {name}"), _dated),
    Verb.SET_TERM: (Words("{name} een termijn stellen", "set a term for {name}"), _termed),
    Verb.SUSPEND: (Words("termijn van {name} opschorten", "suspend the term of {name}"), _from),
    Verb.RESUME: (Words("termijn van {name} hervatten", "resume the term of {name}"), _from),
    Verb.SEND_KAMERBRIEF: (
        Words(
            "brief aan de Kamer over {name} als verzonden melden",
            "report a letter to the Kamer about {name} as sent",
        ),
        _sent,
    ),
    Verb.SET_DUE_DAY: (Words("{name} een andere dag geven", "give {name} another day"), _on_day),
    Verb.LEAVE: (
        Words("{name} laten vertrekken: alle rollen eindigen", "let {name} leave: all roles end"),
        _on_day,
    ),
}
