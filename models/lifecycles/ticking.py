"""Ticking a part of the route map that no fact can prove: a person does, with evidence."""

from datetime import date

from models.errors import InvalidAmendmentError, UnknownSubjectError, Words
from models.ledger.writer import Ledger
from models.storage.records import Record, current, kind_in_words
from models.storage.values import Values
from models.vocabulary import EventKind, SubjectKind


def tick(
    ledger: Ledger, cluster: str, item: str, *, since: date, evidence: str, reason: str | None
) -> Record:
    """Record that a part of a cluster's route map is there.

    Raises:
        UnknownSubjectError: there is no such cluster, or it has no such part.
        InvalidAmendmentError: the part follows from the data, nothing proves it, or the day has
            yet to come.
    """
    whole = current(ledger.session, SubjectKind.CLUSTER, cluster)
    part = current(ledger.session, SubjectKind.CHECKLIST_ITEM, item)
    if part.number("cluster_id") != whole.id:
        see = f"mijlpaal cluster checklist {cluster}"
        suggestion = Words(f"Zie: {see}", f"See: {see}")
        raise UnknownSubjectError(kind=kind_in_words(part.kind), key=item, suggestion=suggestion)
    if part.text("fact") is not None:
        raise _refused(
            part,
            "fulfilled_on",
            since,
            Words("dit volgt uit de gegevens zelf", "this follows from the data"),
        )
    if not evidence.strip():
        raise _refused(
            part, "evidence", evidence, Words("noem waar het staat", "name where it stands")
        )
    if since > ledger.today:
        raise _refused(
            part,
            "fulfilled_on",
            since,
            Words("die dag moet nog komen", "that day is still to come"),
        )
    changes: Values = {"fulfilled_on": since, "evidence": evidence.strip()}
    return ledger.record(part, EventKind.AMENDED, changes, reason=reason, effective_on=since)


def _refused(part: Record, field: str, value: object, problem: Words) -> InvalidAmendmentError:
    return InvalidAmendmentError(subject=part.name, field=field, value=value, problem=problem)
