"""Secrets in every text of every table: planted so that whatever slips can be found.

For each kind of subject there is one row for insiders and one that is company-confidential; each
of its columns that holds free text says ``GEHEIM``, the kind and the column. A column is either
planted or named below as one of fixed words: a new one that is neither fails the tests.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from sqlalchemy import String
from sqlmodel import AutoString, Session, SQLModel

from models.ledger.hashing import canonical
from models.ledger.writer import Ledger
from models.reading.marking import markable
from models.storage.records import DETAIL_TABLES, Record, current
from models.storage.values import Value
from models.tables import Attempt, FieldMark, Message, Report, Subject
from models.vocabulary import Confidentiality, EventKind, SubjectKind

SECRET = "GEHEIM"
A_SECRET_DAY = date(2031, 3, 4)  # the internal target of a public milestone
MARKS = (Confidentiality.INTERNAL, Confidentiality.COMPANY_CONFIDENTIAL)

# Columns whose words are fixed (vocabularies, keys of definitions, notations): no place for a text.
FIXED = frozenset(
    {
        *("kind", "key", "confidentiality", "standing", "seed_digest", "last_hash"),
        *("side", "condition_kind", "amount_modality", "modality", "edtf", "first_edtf"),
        *("needed_for", "anchor_offset", "first_anchor_offset", "term", "suspensions"),
        *("bound_confidence", "replan_reason", "obligation", "owner_role", "document_kind"),
        *("ladder", "override_status", "organisation_kind", "industry", "role"),
        *("dependency_kind", "fact", "language", "channel", "clearance", "person_role"),
        *("responsibility", "decision", "verb", "arguments", "digest", "approval", "audience"),
        *("file_digest",),
    }
)
_DAY = date(2026, 10, 1)


def texts_of(kind: SubjectKind) -> Iterator[str]:
    """Yield every text column of a kind that is not of fixed words."""
    for table in (Subject, DETAIL_TABLES[kind]):
        yield from (name for name in text_columns(table) if name not in FIXED)


def text_columns(table: type[SQLModel]) -> Iterator[str]:
    """Yield the columns of a table that hold text."""
    for column in table.__table__.c:  # type: ignore[attr-defined]
        if isinstance(column.type, AutoString | String):
            yield column.name


def plant(ledger: Ledger) -> None:
    """Write a marked secret into everything that is not public."""
    for mark in MARKS:
        for kind in SubjectKind:
            _plant_row(ledger, kind, mark)
    _plant_in_public_rows(ledger)
    _plant_beside(ledger.session, ledger.at)


def plant_in_fields(ledger: Ledger) -> Mapping[str, frozenset[str]]:
    """Write a secret into every field of public rows that can be marked, and mark it.

    Return what was planted, by the name of the kind: a field whose words are fixed, and a claim
    that is true or false, can hold none.
    """
    return {
        str(kind): frozenset().union(*(_plant_fields(ledger, kind, mark) for mark in MARKS))
        for kind in SubjectKind
    }


def secret(*words: object) -> str:
    """Return a secret that says where it was planted."""
    return " ".join(map(str, (SECRET, *words)))


def _plant_row(ledger: Ledger, kind: SubjectKind, mark: Confidentiality) -> None:
    key = f"geheim-{kind}-{mark}".replace("_", "-")
    values: dict[str, Value] = {
        **{column: secret(mark, kind, column) for column in texts_of(kind)},
        "confidentiality": mark,
        "cluster_id": _id(ledger, SubjectKind.CLUSTER, "chemelot"),
        **_needed(ledger, kind, key),
    }
    if kind in (SubjectKind.CLUSTER, SubjectKind.PROGRAMME):
        values["cluster_id"] = None
    ledger.register(kind, key, values, reason=secret(mark, kind, "reden"))


def _plant_fields(ledger: Ledger, kind: SubjectKind, mark: Confidentiality) -> frozenset[str]:
    """Write secrets into a public row, each marked, and write them once more in a later event."""
    key = f"gemerkt-{kind}-{mark}".replace("_", "-")
    columns = {**Subject.__table__.c, **DETAIL_TABLES[kind].__table__.c}  # type: ignore[attr-defined]
    planted: dict[str, Value] = {}
    for field in markable(kind):
        column = columns[field].type
        of_type = str if isinstance(column, AutoString) else column.python_type
        if of_type in _HIDDEN and field not in FIXED:
            planted[field] = _HIDDEN[of_type](mark, kind, field)
    named = {column: f"{key} {column}" for column in texts_of(kind) if column not in markable(kind)}
    values: dict[str, Value] = {
        **named,
        "cluster_id": _id(ledger, SubjectKind.CLUSTER, "chemelot"),
        **_needed(ledger, kind, key),
        **planted,
        "confidentiality": Confidentiality.PUBLIC,
    }
    if kind in (SubjectKind.CLUSTER, SubjectKind.PROGRAMME):
        values["cluster_id"] = None
    row = ledger.register(kind, key, values)
    later = {
        name: secret(mark, kind, name, "later")
        for name, value in planted.items()
        if isinstance(value, str) and name in text_columns(DETAIL_TABLES[kind])
    }
    row = ledger.record(row, EventKind.AMENDED, later or {"title": f"{key} later"})
    if kind is SubjectKind.MILESTONE:
        _plant_in_what_happened(ledger, row, planted)
    ledger.session.add_all(
        FieldMark(
            subject_id=row.id,
            field=field,
            confidentiality=mark,
            marked_by="anna",
            marked_at=ledger.at,
        )
        for field in markable(kind)
    )
    ledger.session.flush()
    return frozenset(planted)


def _plant_in_what_happened(ledger: Ledger, row: Record, planted: Mapping[str, Value]) -> None:
    """Let every event that a report puts into words of its own say a secret."""
    days = [name for name, value in planted.items() if value == A_SECRET_DAY]
    texts = {name: f"{value} anders" for name, value in planted.items() if isinstance(value, str)}
    for kind in (EventKind.REPLANNED, EventKind.FORECAST, EventKind.ACHIEVED, EventKind.OVERRIDDEN):
        row = ledger.record(row, kind, dict.fromkeys(days, None))
        row = ledger.record(row, kind, dict.fromkeys(days, A_SECRET_DAY))
        row = ledger.record(row, kind, {**texts, "override_status": "attention"})
        row = ledger.record(row, kind, {name: planted[name] for name in texts})


_HIDDEN: Mapping[type[object], Callable[..., Value]] = {
    str: secret,
    date: lambda *_: A_SECRET_DAY,
    int: lambda *_: 987_654_321,
}


def _needed(ledger: Ledger, kind: SubjectKind, key: str) -> Mapping[str, Value]:
    """Return the columns that a row of this kind cannot do without."""
    cluster = _id(ledger, SubjectKind.CLUSTER, "chemelot")
    if kind is SubjectKind.EDITION:
        report = _a_report(ledger, cluster, key)
        return {"report_id": report, "digest": key, "audience": "internal"}
    milestone = _id(ledger, SubjectKind.MILESTONE, "d1")
    company = _id(ledger, SubjectKind.ORGANISATION, "kabinet")
    contact = _id(ledger, SubjectKind.CONTACT, "beleidsmedewerker-kgg")
    needed: Mapping[SubjectKind, Mapping[str, Value]] = {
        SubjectKind.CONDITION: {"side": "private", "condition_kind": "permit"},
        SubjectKind.REQUEST: {"number": 9, "amount_eur": 987_654_321},
        SubjectKind.MILESTONE: {
            "about_id": cluster,
            "modality": "commitment",
            "said_on": _DAY,
            "latest": _DAY,
            "bound": _DAY,
            "internal_target": A_SECRET_DAY,
            "term": None,
        },
        SubjectKind.ORGANISATION: {"organisation_kind": "company"},
        SubjectKind.PARTICIPATION: {
            "target_id": milestone,
            "organisation_id": company,
            "role": "owner",
        },
        SubjectKind.DOCUMENT: {"document_kind": "analysis"},
        SubjectKind.DEPENDENCY: {"dependency_kind": "energy"},
        SubjectKind.CHECKLIST_ITEM: {"position": 9},
        SubjectKind.CONTACT: {"unwanted": None, "channel": "email", "language": "nl"},
        SubjectKind.ASSIGNMENT: {
            "milestone_id": milestone,
            "contact_id": contact,
            "responsibility": "owner",
        },
        SubjectKind.ABSENCE: {
            "contact_id": contact,
            "replaced_by_id": contact,
            "valid_from": _DAY,
            "valid_until": _DAY,
        },
        SubjectKind.MANDATE: {"role": "reader", "valid_until": _DAY},
        SubjectKind.PROPOSAL: {
            "about_id": milestone,
            "about_version": 1,
            "verb": "replan",
            "arguments": canonical({"wording": secret(kind), "reason": secret(kind)}),
            "proposed_on": _DAY,
            "expires_on": date(2027, 12, 31),
        },
        SubjectKind.STATEMENT: {
            "document_id": _id(ledger, SubjectKind.DOCUMENT, "kamerbrief-clusterplan-chemelot"),
            "digest": key,
            "said_on": _DAY,
            "decision": "rejected",
            "decided_on": _DAY,
        },
        SubjectKind.STATUS_TEXT: {
            "about_id": cluster,
            "reference_date": _DAY,
            "audience": "internal",
            "approval": "established",
            "established_on": _DAY,
        },
    }
    return needed.get(kind, {})


def _a_report(ledger: Ledger, cluster: int, key: str) -> int:
    report = Report(
        subject_id=cluster,
        reference_date=_DAY,
        audience="internal",
        edition=len(key),
        digest=key,
        figures=canonical({"geheim": secret("editie")}),
        published_at=ledger.at,
    )
    ledger.session.add(report)
    ledger.session.flush()
    return report.id or 0


def _plant_in_public_rows(ledger: Ledger) -> None:
    """Write what public rows keep to the house: internal targets, who judged, reasons of others."""
    duty = current(ledger.session, SubjectKind.MILESTONE, "d2")
    ledger.record(
        duty,
        EventKind.OVERRIDDEN,
        {
            "internal_target": A_SECRET_DAY,
            "override_status": "attention",
            "override_reason": "de brief is nog niet af",
            "override_by": secret("override_by"),
            "override_on": date(2026, 11, 2),
            "override_until": date(2026, 12, 31),
        },
        reason=secret("reden"),
        note={"tweede": secret("note")},
    )
    project = current(ledger.session, SubjectKind.PROJECT, "project-03")
    ledger.record(project, EventKind.AMENDED, {"timeline": None}, reason=secret("reden"))
    goal = current(ledger.session, SubjectKind.MILESTONE, "d1")
    ledger.record(
        goal,
        EventKind.FORECAST,
        {"forecast_on": date(2026, 12, 10), "internal_target": A_SECRET_DAY},
        reason=secret("reden"),
    )


def _plant_beside(session: Session, at: datetime) -> None:
    """Write into the tables that lie beside the ledger."""
    contact = current(session, SubjectKind.CONTACT, "beleidsmedewerker-kgg")
    message = Message(
        contact_id=contact.id,
        day=_DAY,
        channel="email",
        language="nl",
        created_at=at,
        next_attempt_at=at,
        dead_at=at,
        uid=secret("message", "uid"),
        matter=secret("message", "matter"),
        address=secret("message", "address"),
        subject=secret("message", "subject"),
        body_text=secret("message", "body_text"),
        body_html=secret("message", "body_html"),
        problem=secret("message", "problem"),
    )
    session.add(message)
    session.flush()
    session.add(
        Attempt(
            message_id=message.id or 0,
            number=1,
            at=at,
            outcome="dead",
            problem=secret("attempt", "problem"),
        )
    )
    session.flush()


def _id(ledger: Ledger, kind: SubjectKind, key: str) -> int:
    found: Record = current(ledger.session, kind, key)
    return found.id
