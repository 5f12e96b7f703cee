"""Doing an act at the desk: at once where one person may, else as a proposal for a second one."""

from dataclasses import dataclass

import typer
from sqlmodel import Session

from mijlpaal.call import Call
from mijlpaal.desk import Desk
from mijlpaal.effects import Effect, Seen
from mijlpaal.exits import Exit
from mijlpaal.lookup import readable
from mijlpaal.recorded import OpenedProposal
from mijlpaal.show.effects import show_effect
from mijlpaal.show.events import NO_SECOND_PERSON, event_rows
from mijlpaal.show.proposals import show_kept
from models.acts.commands import Command, perform
from models.acts.proposals import Outcome, submit
from models.errors import ConflictError, Words
from models.ledger.chain import events_of
from models.ledger.writer import Ledger
from models.storage.records import Record, current


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was done: the subject as it now is, what changed, and whether it went unseen.

    ``is_alone``: it asks for a second person, and nobody else has the mandate.
    """

    record: Record
    effect: Effect
    is_alone: bool


def act(at: Desk, command: Command, *, seen: Record | None = None) -> Done:
    """Do what was asked; where it became a proposal, say so and leave with exit code 1.

    Where that is only tried, what a second person would confirm is shown first.

    Args:
        at: the desk.
        command: what was asked.
        seen: the subject as a person saw it; a change since then is refused.

    Raises:
        typer.Exit: it waits for a second person.
        UnknownSubjectError: there is no such subject, or none that this reader may see.
        ConflictError: somebody changed the subject since it was seen.
        MijlpaalError: whatever the act itself raises.
    """
    with at.writing() as ledger:
        before = Seen.now(ledger.session, _subject(ledger, command, seen))
        outcome = submit(ledger, command)
        if outcome.done is not None:
            effect = before.effect(ledger.session, outcome.done, at.call)
            return Done(
                outcome.done, effect, _is_alone(ledger.session, before.record, outcome.done)
            )
    if outcome.proposal is not None:
        if at.call.is_trial:
            _show_what_would_follow(at, command)
        show_kept(outcome.proposal, command, outcome.confirmers, at.call)
        at.call.recorded.proposals.append(_opened(outcome, command, at.call))
    raise typer.Exit(Exit.ACTION_NEEDED)


def _show_what_would_follow(at: Desk, command: Command) -> None:
    """Tell what the act records once it is confirmed, in place of the proposal."""
    at.call.recorded.events.clear()
    with at.trying() as ledger:
        before = Seen.now(ledger.session, _subject(ledger, command, None))
        with at.recording(ledger):
            after = perform(ledger, command)
        effect = before.effect(ledger.session, after, at.call)
    show_effect(effect, at.call)


def _opened(outcome: Outcome, command: Command, call: Call) -> OpenedProposal:
    proposal = outcome.proposal
    return OpenedProposal(
        key=proposal.key if proposal and not call.is_trial else None,
        subject=f"{command.kind}:{command.key}",
        expires_on=proposal.day("expires_on") if proposal else None,
        confirmers=outcome.confirmers,
    )


def _subject(ledger: Ledger, command: Command, seen: Record | None) -> Record:
    found = readable(current(ledger.session, command.kind, command.key))
    if seen is not None and found.version != seen.version:
        raise ConflictError(
            subject=seen.name,
            expected=Words(f"versie {seen.version}", f"version {seen.version}"),
            found=Words(f"versie {found.version}", f"version {found.version}"),
        )
    return found


def _is_alone(session: Session, before: Record, after: Record) -> bool:
    """Return whether an event of this act says that there was nobody to confirm it."""
    rows = event_rows(events_of(session, after.id))
    own = (row for row in rows if row.sequence > before.version)
    return any(row.note.get("second_person") == NO_SECOND_PERSON for row in own)
