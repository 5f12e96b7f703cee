"""Four eyes: an act that waits until a second person confirms or rejects it, or it runs out.

``submit`` does what may be done at once and keeps the rest as a proposal; ``confirm`` does it as
it was proposed, by the one who proposed it, with the second person in every event.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, col, select

from models.acts.commands import Command, perform, read, write
from models.authority.consent import scope_of
from models.authority.roles import AUTHORITY, Scope, mandates_on
from models.errors import (
    ConflictError,
    MijlpaalError,
    ProposalClosedError,
    SecondPersonError,
    Words,
)
from models.ledger.writer import Ledger, SecondPerson
from models.storage.records import Record, current, current_by_id, records_by_id
from models.storage.values import Value
from models.tables import Event, Proposal, Subject
from models.vocabulary import Confidentiality, Decision, EventKind, SubjectKind

WORKING_DAYS_OPEN = 10

_DECIDED = {
    Decision.CONFIRMED: Words("bevestigd", "confirmed"),
    Decision.REJECTED: Words("afgewezen", "rejected"),
    Decision.LAPSED: Words("verlopen", "lapsed"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a command: either it was done, or it waits for somebody else."""

    done: Record | None = None
    proposal: Record | None = None
    confirmers: tuple[str, ...] = ()  # who could confirm the proposal, by name


def submit(ledger: Ledger, command: Command) -> Outcome:
    """Do it at once where one person may, else keep it as a proposal.

    Everything that would refuse it is checked before it is kept.

    Raises:
        MijlpaalError: whatever the act itself raises.
    """
    try:
        return Outcome(done=perform(ledger, command))
    except SecondPersonError as asked:
        # Raised before anything is written: the ledger asks for a second person first.
        return Outcome(proposal=_keep(ledger, command), confirmers=_others(asked))


def propose(ledger: Ledger, command: Command) -> Record:
    """Keep an act as a proposal, also one that a single person may do.

    For what must never happen by itself, as the changes of a scenario. Whether it can be done is
    asked when somebody confirms it; who proposes tries it first.

    Raises:
        UnknownSubjectError: there is no such subject.
        NotPermittedError: the actor has no mandate to propose here.
    """
    subject = current(ledger.session, command.kind, command.key)
    mandates_on(ledger.session, ledger.today).require(
        ledger.actor,
        AUTHORITY[EventKind.REGISTERED],
        scope_of(subject.kind, subject.number("cluster_id"), subject.id),
        act=EventKind.REGISTERED,
        subject=Words(
            f"een voorstel over {subject.name.nl}", f"a proposal about {subject.name.en}"
        ),
    )
    return _keep(ledger, command)


def confirmers(ledger: Ledger, proposal: Record) -> tuple[str, ...]:
    """Return who could confirm an open proposal, by name; for a transaction that is taken back.

    The act itself is asked, as its proposer, so that nobody is named whom the ledger would refuse.
    """
    subject = current_by_id(ledger.session, proposal.number("about_id") or 0)
    proposer = replace(ledger, actor=proposal.text("proposed_by") or "", is_trial=False)
    try:
        perform(proposer, command_of(proposal, subject))
    except SecondPersonError as asked:
        return _others(asked)
    except MijlpaalError:
        return ()
    return ()


def confirm(ledger: Ledger, key: str, *, reason: str | None = None) -> Record:
    """Do what was proposed, as its second person; return the subject as it then is.

    Raises:
        UnknownSubjectError: there is no such proposal.
        ProposalClosedError: it was decided on, or has run out.
        SecondPersonError: the second person is the first.
        ConflictError: the subject was changed since it was proposed.
        NotPermittedError: either of the two has no mandate for it.
        MijlpaalError: whatever the act itself raises by now.
    """
    proposal = _open(ledger, key)
    proposer = proposal.text("proposed_by") or ""
    if ledger.actor == proposer:
        raise SecondPersonError(
            subject=proposal.name,
            act=Words("bevestigen", "confirm"),
            others=(),
            problem=Words(
                f"{proposer} heeft het zelf voorgesteld", f"{proposer} proposed it themselves"
            ),
        )
    subject = current_by_id(ledger.session, proposal.number("about_id") or 0)
    _require_as_proposed(ledger.session, proposal, subject)
    second = SecondPerson(ledger.actor, key)
    done = perform(replace(ledger, actor=proposer, second=second), command_of(proposal, subject))
    _decide(ledger, proposal, Decision.CONFIRMED, reason)
    return done


def reject(ledger: Ledger, key: str, *, reason: str | None = None) -> Record:
    """Close a proposal without doing it; who proposed it may withdraw it so.

    Raises:
        UnknownSubjectError: there is no such proposal.
        ProposalClosedError: it was decided on, or has run out.
        NotPermittedError: the actor has no mandate to decide here.
    """
    proposal = _open(ledger, key)
    if ledger.actor != proposal.text("proposed_by"):
        subject = current_by_id(ledger.session, proposal.number("about_id") or 0)
        clusters = {proposal.number("cluster_id"), subject.id} - {None}
        mandates_on(ledger.session, ledger.today).require(
            ledger.actor,
            AUTHORITY[EventKind.DECIDED],
            Scope(subject.kind, frozenset(each for each in clusters if each is not None)),
            act=EventKind.DECIDED,
            subject=proposal.name,
        )
    return _decide(ledger, proposal, Decision.REJECTED, reason)


def lapse(ledger: Ledger) -> int:
    """Close every proposal that has run out; return how many."""
    overdue = [each for each in open_proposals(ledger.session) if _has_run_out(each, ledger.today)]
    for proposal in overdue:
        _decide(ledger.as_consequence_of("expires_on"), proposal, Decision.LAPSED, None)
    return len(overdue)


def proposals_waiting(
    session: Session, day: date, *, clearance: Confidentiality
) -> Sequence[Record]:
    """Return the proposals that were open at the end of a day, the first to run out first.

    Those that this reader may not see are left out.
    """
    query = (
        select(col(Proposal.subject_id))
        .join(Subject, col(Subject.id) == col(Proposal.subject_id))
        .where(
            col(Proposal.proposed_on) <= day,
            col(Proposal.expires_on) >= day,
            col(Proposal.decided_on).is_(None) | (col(Proposal.decided_on) > day),
            col(Subject.confidentiality).in_(clearance.readable()),
        )
    )
    found = records_by_id(session, SubjectKind.PROPOSAL, list(session.exec(query)))
    return sorted(found, key=lambda each: (each.day("expires_on") or day, each.id))


def open_proposals(session: Session) -> list[Record]:
    """Return the proposals that nobody decided on yet, oldest first."""
    query = select(col(Proposal.subject_id)).where(col(Proposal.decision).is_(None))
    return records_by_id(session, SubjectKind.PROPOSAL, list(session.exec(query)))


def all_proposals(session: Session) -> Sequence[Record]:
    """Return every proposal there ever was, oldest first."""
    ids = session.exec(select(col(Proposal.subject_id))).all()
    return records_by_id(session, SubjectKind.PROPOSAL, list(ids))


def command_of(proposal: Record, subject: Record) -> Command:
    """Return what was proposed."""
    verb, arguments = proposal.text("verb") or "", proposal.text("arguments") or "{}"
    return read(verb, subject.kind, subject.key, arguments)


def _keep(ledger: Ledger, command: Command) -> Record:
    subject = current(ledger.session, command.kind, command.key)
    is_cluster = subject.kind is SubjectKind.CLUSTER
    arguments = write(command)
    values: dict[str, Value] = {
        "title": f"{command.verb} {subject.key}",
        "confidentiality": subject.text("confidentiality"),
        "cluster_id": subject.id if is_cluster else subject.number("cluster_id"),
        "about_id": subject.id,
        "about_version": subject.version,
        "verb": command.verb,
        "arguments": arguments,
        "proposed_by": ledger.actor,
        "proposed_on": ledger.today,
        "expires_on": ledger.rulebook.calendar.add_working_days(ledger.today, WORKING_DAYS_OPEN),
    }
    key = _free_key(ledger, f"{subject.id} {subject.version} {command.verb} {arguments}")
    return ledger.register(SubjectKind.PROPOSAL, key, values, reason=command.text("reason"))


def _others(asked: SecondPersonError) -> tuple[str, ...]:
    others = asked.facts["others"]
    return tuple(map(str, others)) if isinstance(others, tuple) else ()


def _free_key(ledger: Ledger, unique: str) -> str:
    """Return a short key, for people type it: as much of a digest as nobody has yet."""
    said = f"{unique} {ledger.actor} {ledger.at.isoformat()}"
    digest = hashlib.sha256(said.encode()).hexdigest()
    query = select(col(Subject.key)).where(
        col(Subject.kind) == SubjectKind.PROPOSAL, col(Subject.key).startswith(f"v{digest[:7]}")
    )
    taken = set(ledger.session.exec(query))
    keys = (f"v{digest[:length]}" for length in range(7, len(digest) + 1))
    return next((key for key in keys if key not in taken), f"v{digest}-{len(taken)}")


def _open(ledger: Ledger, key: str) -> Record:
    proposal = current(ledger.session, SubjectKind.PROPOSAL, key)
    decision = proposal.text("decision")
    if decision is None and not _has_run_out(proposal, ledger.today):
        return proposal
    state = Decision(decision) if decision else Decision.LAPSED
    raise ProposalClosedError(
        subject=proposal.name,
        state=_DECIDED[state],
        day=proposal.day("decided_on") or proposal.day("expires_on"),
    )


def _has_run_out(proposal: Record, today: date) -> bool:
    expires_on = proposal.day("expires_on")
    return expires_on is not None and today > expires_on


def _require_as_proposed(session: Session, proposal: Record, subject: Record) -> None:
    """Refuse what somebody changed since: a person confirms what they were shown.

    Somebody who says that they know of it changes nothing.
    """
    seen = proposal.number("about_version") or 0
    changes = select(Event.id).where(
        col(Event.subject_id) == subject.id,
        col(Event.sequence) > seen,
        col(Event.kind) != EventKind.ACKNOWLEDGED,
    )
    if subject.version != seen and session.exec(changes.limit(1)).first() is not None:
        raise ConflictError(
            subject=subject.name,
            expected=Words(f"versie {seen}", f"version {seen}"),
            found=Words(f"versie {subject.version}", f"version {subject.version}"),
        )


def _decide(ledger: Ledger, proposal: Record, decision: Decision, reason: str | None) -> Record:
    changes: dict[str, Value] = {
        "decision": decision,
        "decided_by": ledger.actor,
        "decided_on": ledger.today,
    }
    return ledger.record(proposal, EventKind.DECIDED, changes, reason=reason)
