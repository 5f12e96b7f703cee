"""Registering what people find in no letter and no seed, and amending what became otherwise.

Amending is for what was right and is not any more; what was wrong is corrected (with a second
person). What only another act may change (a state, an agreement, a day that dates windows) is
neither registered nor amended here.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from sqlalchemy import select
from sqlmodel import Session

from models import statechart
from models.dates import Tense, read_moment
from models.errors import ConflictError, UnknownVersionError, Words
from models.ledger.writer import Ledger
from models.lifecycles.charts import latest_of
from models.lifecycles.lifecycle import require_reason
from models.lifecycles.obligations import meet_obligations
from models.publications.references import normalised
from models.reviewing.once import first_to_write
from models.rules.agreements import agreed, first_agreed, is_to_parliament
from models.storage.column_text import column_value, refused
from models.storage.records import (
    BOOKKEEPING,
    DETAIL,
    DETAIL_TABLES,
    SUBJECT,
    Record,
    current,
    name_of,
)
from models.storage.values import Value
from models.tables import Subject
from models.vocabulary import EventKind, SubjectKind

Texts = Mapping[str, str | None]
LIFE_CYCLES: Mapping[SubjectKind, str] = {
    SubjectKind.CLUSTER: "cluster",
    SubjectKind.PROJECT: "project",
    SubjectKind.CONDITION: "condition",
    SubjectKind.REQUEST: "request",
    SubjectKind.COMPANY_TRACK: "company_track",
}
REGISTERED = (
    *LIFE_CYCLES,
    *(SubjectKind.ORGANISATION, SubjectKind.PARTICIPATION, SubjectKind.DOCUMENT),
    *(SubjectKind.OCCURRENCE, SubjectKind.OPEN_QUESTION, SubjectKind.MILESTONE),
)
_WHAT_SOMETHING_IS_ABOUT = frozenset({SubjectKind.PROGRAMME, *REGISTERED})
_POINTS_TO: Mapping[str, frozenset[SubjectKind]] = {
    "cluster_id": frozenset({SubjectKind.CLUSTER}),
    "project_id": frozenset({SubjectKind.PROJECT}),
    "organisation_id": frozenset({SubjectKind.ORGANISATION}),
    "addressee_id": frozenset({SubjectKind.ORGANISATION}),
    "about_id": _WHAT_SOMETHING_IS_ABOUT,
    "target_id": _WHAT_SOMETHING_IS_ABOUT,
}
KEY = r"[a-z0-9]+(-[a-z0-9]+)*"
_KEY = re.compile(KEY, re.ASCII)
_LONGEST_KEY = 80
_OWN = ("title", "title_en", "confidentiality", "cluster_id", "source", "source_place")
_OWN_WORDS = (*_OWN, "source_words")
# Set by other acts, or worked out from what is said.
_NEVER: Mapping[SubjectKind, frozenset[str]] = {
    SubjectKind.DOCUMENT: frozenset({"reference_normalised", "file_digest"}),
    SubjectKind.OCCURRENCE: frozenset({"wording", "edtf", "earliest", "latest"}),
    SubjectKind.OPEN_QUESTION: frozenset({"answer", "answered_on"}),
    SubjectKind.CLUSTER: frozenset({"cluster_id"}),
    SubjectKind.ORGANISATION: frozenset({"cluster_id"}),
}
_OF_A_MILESTONE = ("about_id", "modality", "addressee_id", "needed_for", "internal_target")
# What dates windows has an act of its own; who may see it is corrected, with a second person.
_NOT_AMENDED = frozenset({"confidentiality", "dated_on", "dated_on_is_nominal", "internal_target"})


@cache
def to_register(kind: SubjectKind) -> tuple[str, ...]:
    """Return the columns that can be said of a new subject, besides its key."""
    never = _NEVER.get(kind, frozenset()) | BOOKKEEPING
    detail = (
        _OF_A_MILESTONE
        if kind is SubjectKind.MILESTONE
        else tuple(each.name for each in DETAIL[kind].c)
    )
    return tuple(name for name in (*_OWN_WORDS, *detail) if name not in never)


@cache
def to_amend(kind: SubjectKind) -> tuple[str, ...]:
    """Return the columns that can become otherwise; none that refers to another subject."""
    columns = {each.name: each for each in (*SUBJECT.c, *DETAIL[kind].c)}
    names = (
        name
        for name in (*to_register(kind), *(("answer", "answered_on") if _has_answer(kind) else ()))
        if name not in _NOT_AMENDED and not columns[name].foreign_keys
    )
    # The weight of a promise is part of the agreement.
    return tuple(each for each in names if (kind, each) != (SubjectKind.MILESTONE, "modality"))


def is_needed(kind: SubjectKind, name: str) -> bool:
    """Return whether a new subject cannot be without this column; who may see it is chosen."""
    if name == "confidentiality":
        return True
    fields = {**Subject.model_fields, **DETAIL_TABLES[kind].model_fields}
    return fields[name].is_required()


def register_subject(
    ledger: Ledger, kind: SubjectKind, key: str, fields: Texts, *, reason: str | None = None
) -> Record:
    """Register something that has no agreement: it stands at the beginning of its life cycle.

    Args:
        ledger: who does this, and in which transaction.
        kind: one of ``REGISTERED``, a milestone excepted.
        key: of the new subject.
        fields: columns by name with their values as text, a reference as the id.
        reason: why, in the actor's words.

    Raises:
        InvalidAmendmentError: a column that cannot be said, is needed, or cannot hold this.
        ConflictError: the key is taken.
        NotPermittedError: the actor has no mandate for it.
        UnknownVersionError: its life cycle was never published.
    """
    values = _values(ledger.session, kind, key, fields)
    if kind in LIFE_CYCLES:
        values |= _beginning(ledger.session, LIFE_CYCLES[kind])
    if kind is SubjectKind.DOCUMENT:
        values["reference_normalised"] = normalised(str(values.get("reference") or ""))
    registered = _register(ledger, kind, key, values, reason)
    if kind in LIFE_CYCLES:
        meet_obligations(ledger, registered)
        return current(ledger.session, kind, key)
    return registered


def register_milestone(
    ledger: Ledger,
    key: str,
    fields: Texts,
    *,
    wording: str,
    said_on: date,
    reason: str | None = None,
) -> Record:
    """Register a milestone; owed to somebody it is a duty. Its two agreements begin as the same.

    Args:
        ledger: who does this, and in which transaction.
        key: of the new milestone.
        fields: columns by name with their values as text.
        wording: the words of the agreement, or a date.
        said_on: the day on which they were said: "binnen een half jaar" counts from there.
        reason: why, in the actor's words.

    Raises:
        UnreadablePhraseError: the words say no moment.
        InvalidAmendmentError: as for ``register_subject``; no day to work to follows.
        OutsideCalendarError: its bound lies where no sitting days are known.
        ConflictError, NotPermittedError, UnknownVersionError: as for ``register_subject``.
    """
    kind, calendar = SubjectKind.MILESTONE, ledger.rulebook.calendar
    values = _values(ledger.session, kind, key, fields)
    blank = _blank(kind, key)
    if said_on > ledger.today:
        later = Words("die dag moet nog komen", "that day is still to come")
        raise refused(blank, "said_on", said_on.isoformat(), later)
    reading = read_moment(wording, said_on, tense=Tense.PLANNED, calendar=calendar)
    owed = values.get("addressee_id")
    to_parliament = is_to_parliament(ledger.session, {"addressee_id": owed})
    agreement = agreed(reading, to_parliament=to_parliament, calendar=calendar)
    # A target of our own is for where the words name no last day.
    promised, target = agreement["bound"], values.pop("internal_target", None)
    if promised is None:
        if target is None:
            raise refused(blank, "wording", wording, _NO_DAY)
        values["internal_target"] = agreement["bound"] = target
    values |= _beginning(ledger.session, "milestone" if owed is None else "duty")
    said: dict[str, Value] = {"said_on": said_on, **agreement, **first_agreed(agreement)}
    return _register(ledger, kind, key, values | said, reason)


def amend_subject(
    ledger: Ledger, kind: SubjectKind, key: str, fields: Texts, *, reason: str | None
) -> Record:
    """Record that columns became otherwise; what stood there stays in the chain.

    Raises:
        UnknownSubjectError: there is no such subject.
        ReasonMissingError: no reason was given.
        InvalidAmendmentError: a column that is not amended, cannot hold this, or holds it already.
        NotPermittedError: the actor has no mandate for it.
    """
    subject = current(ledger.session, kind, key)
    why = require_reason(Words("Wijzigen", "Amending"), subject.name, reason)
    _require_among(subject, fields, to_amend(kind))
    values = {
        name: column_value(ledger.session, subject, name, text) for name, text in fields.items()
    }
    changes = {name: value for name, value in values.items() if subject.values[name] != value}
    if not changes:
        said_already = Words("zo staat het er al", "that is what it says already")
        raise refused(subject, ", ".join(fields) or "?", "", said_already)
    if "reference" in changes:
        changes["reference_normalised"] = normalised(str(changes["reference"] or ""))
    return ledger.record(subject, EventKind.AMENDED, changes, reason=why)


_NO_DAY = Words(
    "hieruit volgt geen uiterste dag; geef een intern streven",
    "no latest day follows from this; give an internal target",
)


def _values(session: Session, kind: SubjectKind, key: str, fields: Texts) -> dict[str, Value]:
    blank = _blank(kind, key)
    if not _KEY.fullmatch(key) or len(key) > _LONGEST_KEY:
        plain = Words(
            f"kleine letters, cijfers en streepjes, ten hoogste {_LONGEST_KEY}",
            f"lower-case letters, digits and hyphens, at most {_LONGEST_KEY}",
        )
        raise refused(blank, "key", key[:_LONGEST_KEY], plain)
    _require_among(blank, fields, to_register(kind))
    for name in to_register(kind):
        if is_needed(kind, name) and not (fields.get(name) or "").strip():
            raise refused(blank, name, "", Words("moet gezegd worden", "must be said"))
    if _is_taken(session, kind, key):
        raise ConflictError(
            subject=blank.name,
            expected=Words("een vrije sleutel", "a free key"),
            found=Words("een sleutel die in gebruik is", "a key that is taken"),
        )
    values = {name: column_value(session, blank, name, text) for name, text in fields.items()}
    for name in _POINTS_TO.keys() & values.keys():
        _require_kind(session, blank, name, values[name])
    return values


def _register(
    ledger: Ledger, kind: SubjectKind, key: str, values: dict[str, Value], reason: str | None
) -> Record:
    # A row lies where what it hangs on lies: a mandate elsewhere says nothing about it.
    hangs_on = values.get("about_id") or values.get("target_id") or values.get("project_id")
    if isinstance(hangs_on, int):
        around = _cluster_of(ledger.session, hangs_on)
        if values.setdefault("cluster_id", around) != around:
            elsewhere = Words("ligt in een ander cluster", "lies in another cluster")
            raise refused(_blank(kind, key), "cluster_id", str(values["cluster_id"]), elsewhere)
    with first_to_write(name_of(kind, key)):
        return ledger.register(kind, key, values, reason=reason)


def _cluster_of(session: Session, subject_id: int) -> int | None:
    """Return the cluster that what something hangs on lies in, or is."""
    about = session.get(Subject, subject_id)
    if about is None:
        return None
    return about.id if about.kind == SubjectKind.CLUSTER else about.cluster_id


def _is_taken(session: Session, kind: SubjectKind, key: str) -> bool:
    query = select(SUBJECT.c.id).where(SUBJECT.c.kind == str(kind), SUBJECT.c.key == key)
    return session.execute(query).first() is not None


def _require_kind(session: Session, subject: Record, name: str, value: Value) -> None:
    """Let pass a reference to what this column can refer to."""
    found = session.get(Subject, value) if isinstance(value, int) else None
    if found is not None and found.kind not in _POINTS_TO[name]:
        known = ", ".join(sorted(_POINTS_TO[name]))
        raise refused(subject, name, found.key, Words(f"mogelijk: {known}", f"possible: {known}"))


def _beginning(session: Session, name: str) -> dict[str, Value]:
    latest = latest_of(session, name)
    if latest is None:
        raise UnknownVersionError(definition=name, accepted="–")
    definition_id, chart = latest
    standing = chart.write(statechart.initial(chart).standing)
    return {"definition_id": definition_id, "standing": standing}


def _blank(kind: SubjectKind, key: str) -> Record:
    return Record(0, kind, key, 0, "", {})


def _require_among(subject: Record, fields: Texts, known: tuple[str, ...]) -> None:
    for name in fields:
        if name not in known:
            said = ", ".join(known)
            raise refused(subject, name, "", Words(f"mogelijk: {said}", f"possible: {said}"))


def _has_answer(kind: SubjectKind) -> bool:
    return kind is SubjectKind.OPEN_QUESTION
