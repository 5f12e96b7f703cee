"""Stating that one thing hangs on another, saying it better, and ending it.

A role of an organisation (whose project, who holds a condition) is kept as a participation; the
rest as a dependency. What is there already, in whatever table, is not stated again.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.consequences.kinds import AS_ROLE, BOTH_WAYS, ENDS
from models.consequences.situation import Edge, Situation
from models.dates import offset_in_words
from models.errors import InvalidAmendmentError, Words
from models.foresight.situation import situation_on
from models.ledger.writer import Ledger
from models.lifecycles.charts import chart_of
from models.storage.records import Record, current, current_by_id
from models.storage.values import Value
from models.tables import Subject
from models.vocabulary import (
    Certainty,
    Confidentiality,
    DependencyKind,
    EventKind,
    ParticipationRole,
    SubjectKind,
)

_UNFIT = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Terms:
    """What is said of a dependency besides its ends; None where nothing is.

    Attributes:
        lag: an ISO 8601 duration, B for working days; of milestones only.
        gate: the event of the life cycle of what hangs that waits for it.
        alternative: a word; of the edges of a subject with the same word one is enough.
        role: of the organisation, for a role.
        source: key of the document that states it.
        words: the words that do.
    """

    lag: str | None = None
    gate: str | None = None
    needed_by: date | None = None
    alternative: str | None = None
    role: str | None = None
    certainty: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    is_mutual: bool = False
    source: str | None = None
    words: str | None = None
    confidentiality: str | None = None


def state_dependency(  # noqa: PLR0913  (what hangs on what, how, and by whose leave)
    ledger: Ledger,
    kind: str,
    dependent: Record,
    on: Record,
    terms: Terms | None = None,
    *,
    reason: str | None = None,
    clearance: Confidentiality = Confidentiality.INTERNAL,
) -> Record:
    """Register that ``dependent`` hangs on ``on``.

    Args:
        ledger: who states it, and in which transaction.
        kind: a word of ``DependencyKind``.
        dependent: what hangs.
        on: what it hangs on.
        terms: what else is said of it.
        reason: why, in the actor's words.
        clearance: of the actor; what they may not see is never named as known already.

    Raises:
        InvalidAmendmentError: it hangs on itself, such things do not hang on each other, it is
            known already, or something that is said of it cannot be.
        NotPermittedError: the actor has no mandate for it.
    """
    said, known = terms or Terms(), _kind(dependent, kind)
    _require_ends(known, dependent, on)
    _require_terms(ledger.session, known, dependent, said)
    _refuse_known(
        situation_on(ledger.session, ledger.today, clearance=clearance), known, dependent, on, said
    )
    common = _common(dependent, on, said)
    wanted = f"{dependent.key}-{known}-{on.key}"
    if common["confidentiality"] == Confidentiality.COMPANY_CONFIDENTIAL:
        wanted = _opaque(ledger, known, wanted)
    key = _free_key(ledger.session, wanted, known)
    if known in AS_ROLE:
        role: dict[str, Value] = {
            "target_id": dependent.id,
            "organisation_id": on.id,
            "role": _role(known, said),
        }
        return ledger.register(SubjectKind.PARTICIPATION, key, common | role, reason=reason)
    values: dict[str, Value] = {
        "dependency_kind": known,
        "from_id": dependent.id,
        "to_id": on.id,
        "is_mutual": said.is_mutual or None,
        "lag": said.lag,
        "gate": said.gate,
        "needed_by": said.needed_by,
        "alternative": said.alternative,
        "certainty": said.certainty,
    }
    return ledger.register(SubjectKind.DEPENDENCY, key, common | values, reason=reason)


def amend_dependency(
    ledger: Ledger, key: str, changes: Mapping[str, Value], *, reason: str | None = None
) -> Record:
    """Say something better of a dependency: its lag, gate, day, certainty or alternative.

    Raises:
        UnknownSubjectError: there is none.
        InvalidAmendmentError: it cannot be so, or it says so already.
    """
    dependency = current(ledger.session, SubjectKind.DEPENDENCY, key)
    kind = DependencyKind(dependency.text("dependency_kind") or "")
    said = Terms(
        lag=_text(changes, "lag"),
        gate=_text(changes, "gate"),
        certainty=_text(changes, "certainty"),
        alternative=_text(changes, "alternative"),
    )
    dependent = dependency.number("from_id")
    subject = current_by_id(ledger.session, dependent) if dependent is not None else dependency
    _require_terms(ledger.session, kind, subject, said)
    new = {name: value for name, value in changes.items() if dependency.values[name] != value}
    if not new:
        raise _refused(dependency, "", "", "zo staat het er al", "that is what it says already")
    return ledger.record(dependency, EventKind.AMENDED, new, reason=reason)


def end_dependency(
    ledger: Ledger, kind: SubjectKind, key: str, on: date, *, reason: str | None = None
) -> Record:
    """Let a dependency, or a role, hold until and with a day; it stays in the ledger.

    Raises:
        UnknownSubjectError: there is none.
        InvalidAmendmentError: it ended before, or had not begun.
    """
    dependency = current(ledger.session, kind, key)
    first, last = dependency.day("valid_from"), dependency.day("valid_until")
    if first is not None and on < first:
        nl, en = f"zij begint pas op {first}", f"it begins on {first} only"
        raise _refused(dependency, "valid_until", on, nl, en)
    if last is not None and last <= on:
        nl, en = f"zij eindigde al op {last}", f"it ended on {last} already"
        raise _refused(dependency, "valid_until", on, nl, en)
    return ledger.record(dependency, EventKind.AMENDED, {"valid_until": on}, reason=reason)


def _common(dependent: Record, on: Record, said: Terms) -> dict[str, Value]:
    """Return what a dependency and a role have in common."""
    titles = [_title(each) for each in (dependent, on)]
    english = [each.text("title_en") or _title(each) for each in (dependent, on)]
    return {
        "title": " → ".join(titles),
        "title_en": " → ".join(english),
        "cluster_id": _cluster(dependent) or _cluster(on),
        "confidentiality": _most_closed(dependent, on, said),
        "source": said.source,
        "source_words": said.words,
        "valid_from": said.valid_from,
        "valid_until": said.valid_until,
    }


def _role(kind: DependencyKind, said: Terms) -> str:
    if kind is DependencyKind.HOLDER:
        return said.role or ParticipationRole.HOLDER
    return said.role or ParticipationRole.PARTICIPANT


def _kind(dependent: Record, kind: str) -> DependencyKind:
    if kind in set(DependencyKind):
        return DependencyKind(kind)
    known = ", ".join(DependencyKind)
    raise _refused(dependent, "dependency_kind", kind, f"kies uit: {known}", f"one of: {known}")


def _require_ends(kind: DependencyKind, dependent: Record, on: Record) -> None:
    if dependent.id == on.id:
        raise _refused(
            dependent,
            "to_id",
            on.key,
            "iets hangt niet van zichzelf af",
            "nothing depends on itself",
        )
    hanging, carrying = ENDS[kind]
    if dependent.kind in hanging and on.kind in carrying:
        return
    left, right = " | ".join(hanging), " | ".join(carrying)
    raise _refused(
        dependent,
        "dependency_kind",
        kind,
        f"zo hangen {left} af van {right}, niet {dependent.kind} van {on.kind}",
        f"so do {left} depend on {right}, not {dependent.kind} on {on.kind}",
    )


def _require_terms(session: Session, kind: DependencyKind, dependent: Record, said: Terms) -> None:
    if said.lag is not None:
        if kind is not DependencyKind.FINISH_TO_START:
            nl, en = "alleen tussen mijlpalen is er een tussentijd", "only milestones have a lag"
            raise _refused(dependent, "lag", said.lag, nl, en)
        offset_in_words(said.lag)  # or UnreadablePhraseError
    if said.certainty is not None and said.certainty not in set(Certainty):
        known = ", ".join(Certainty)
        raise _refused(dependent, "certainty", said.certainty, f"kies uit: {known}", known)
    if said.role is not None and (kind not in AS_ROLE or said.role not in set(ParticipationRole)):
        known = ", ".join(ParticipationRole)
        nl, en = f"een rol van een organisatie: {known}", f"a role of an organisation: {known}"
        raise _refused(dependent, "role", said.role, nl, en)
    if said.is_mutual and kind not in BOTH_WAYS:
        nl, en = "dit geldt maar één kant op", "this holds one way only"
        raise _refused(dependent, "is_mutual", "true", nl, en)
    if said.valid_from and said.valid_until and said.valid_until < said.valid_from:
        nl, en = f"ligt voor {said.valid_from}", f"lies before {said.valid_from}"
        raise _refused(dependent, "valid_until", said.valid_until, nl, en)
    _require_gate(session, dependent, said.gate)
    if said.source is not None:
        current(session, SubjectKind.DOCUMENT, said.source)


def _require_gate(session: Session, dependent: Record, gate: str | None) -> None:
    if gate is None:
        return
    events = chart_of(session, dependent).events
    if gate not in events:
        known = ", ".join(events)
        raise _refused(dependent, "gate", gate, f"kies uit: {known}", f"one of: {known}")


def _opaque(ledger: Ledger, kind: DependencyKind, wanted: str) -> str:
    """Return a key that says nothing of its ends: it travels where the row itself may not."""
    said = f"{wanted} {ledger.actor} {ledger.at.isoformat()}"
    return f"{kind}-{hashlib.sha256(said.encode()).hexdigest()[:10]}"


def _refuse_known(
    situation: Situation, kind: DependencyKind, dependent: Record, on: Record, said: Terms
) -> None:
    """Refuse what some table says already, also as the other side of what is mutual."""
    same = _between(situation, kind, dependent.id, on.id, said.role)
    if same is not None:
        raise _refused(
            dependent,
            "to_id",
            on.key,
            f"dat staat er al: {same.row}",
            f"that is known already: {same.row}",
        )


def _between(
    situation: Situation, kind: str, dependent: int, on: int, role: str | None
) -> Edge | None:
    return next(
        (
            edge
            for edge in situation.needed_by(dependent, kind)
            if edge.on == on and (role is None or edge.role == role)
        ),
        None,
    )


def _free_key(session: Session, wanted: str, kind: DependencyKind) -> str:
    """Return a key that reads as what hangs on what; with a number where that is taken."""
    of = SubjectKind.PARTICIPATION if kind in AS_ROLE else SubjectKind.DEPENDENCY
    stem = _UNFIT.sub("-", wanted.lower()).strip("-")[:200]
    query = select(col(Subject.key)).where(
        col(Subject.kind) == of, col(Subject.key).startswith(stem, autoescape=True)
    )
    taken = set(session.exec(query))
    number = 1
    while (key := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return key


def _most_closed(dependent: Record, on: Record, said: Terms) -> Confidentiality:
    """Return the narrowest mark of the ends and of what was said: an edge names both."""
    order = tuple(Confidentiality)
    ends = (dependent.text("confidentiality"), on.text("confidentiality"))
    marks = (Confidentiality(each) for each in (*ends, said.confidentiality) if each)
    return max(marks, key=order.index, default=Confidentiality.PUBLIC)


def _cluster(subject: Record) -> int | None:
    return subject.id if subject.kind is SubjectKind.CLUSTER else subject.number("cluster_id")


def _title(subject: Record) -> str:
    return subject.text("title") or subject.key


def _text(changes: Mapping[str, Value], name: str) -> str | None:
    value = changes.get(name)
    return value if isinstance(value, str) else None


def _refused(subject: Record, field: str, value: object, nl: str, en: str) -> InvalidAmendmentError:
    return InvalidAmendmentError(
        subject=subject.name, field=field, value=value, problem=Words(nl, en)
    )
