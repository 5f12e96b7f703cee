"""Ticking a part of the route map; waits here for its place among the domain verbs in models."""

from datetime import date

from models.errors import InvalidAmendmentError, UnknownSubjectError
from models.ledger import Ledger, Record, current
from models.values import Values
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
        see = f"Zie: mijlpaal cluster checklist {cluster}"
        raise UnknownSubjectError(kind=part.kind, key=item, suggestion=see)
    if part.text("fact") is not None:
        raise _refused(part, "fulfilled_on", since, "dit volgt uit de gegevens zelf")
    if not evidence.strip():
        raise _refused(part, "evidence", evidence, "noem waar het staat")
    if since > ledger.today:
        raise _refused(part, "fulfilled_on", since, "die dag moet nog komen")
    changes: Values = {"fulfilled_on": since, "evidence": evidence.strip()}
    return ledger.record(part, EventKind.AMENDED, changes, reason=reason, effective_on=since)


def _refused(part: Record, field: str, value: object, problem: str) -> InvalidAmendmentError:
    return InvalidAmendmentError(subject=part.name, field=field, value=value, problem=problem)
