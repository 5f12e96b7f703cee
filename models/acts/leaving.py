"""A company that leaves: its roles end, each by itself in the ledger, all on one day.

What others hang on it for (feedstock, energy, invests if) stays as it was stated: that it is gone
is what they must now answer, and ``check`` names whom it leaves without a company.
"""

from datetime import date, timedelta

from sqlmodel import Session, col, select

from models.errors import InvalidAmendmentError, Words
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import require_reason
from models.storage.records import Record, current, records_by_id
from models.tables import Participation
from models.vocabulary import EventKind, SubjectKind


def leave(ledger: Ledger, key: str, last_day: date | None = None, *, reason: str | None) -> Record:
    """End every role that an organisation has, until and with a day (today, when not given).

    What has yet to begin never begins: it ends the day before its own start.

    Raises:
        UnknownSubjectError: there is no such organisation.
        ReasonMissingError: no reason was given.
        InvalidAmendmentError: it has no role that still holds then.
        NotPermittedError: the actor has no mandate where one of its roles lies.
    """
    organisation = current(ledger.session, SubjectKind.ORGANISATION, key)
    why = require_reason(Words("Vertrekken", "Leaving"), organisation.name, reason)
    last = last_day or ledger.today
    roles = roles_after(ledger.session, organisation, last)
    if not roles:
        raise InvalidAmendmentError(
            subject=organisation.name,
            field="valid_until",
            value=last,
            problem=Words(
                f"na {last} heeft het geen rol meer", f"after {last} it has no role any more"
            ),
        )
    for role in roles:
        begins = role.day("valid_from")
        ends = last if begins is None or begins <= last else begins - timedelta(days=1)
        ledger.record(role, EventKind.AMENDED, {"valid_until": ends}, reason=why)
    return organisation


def roles_after(session: Session, organisation: Record, day: date) -> list[Record]:
    """Return the roles of an organisation that hold after a day, by their key."""
    query = select(col(Participation.subject_id)).where(
        col(Participation.organisation_id) == organisation.id,
        col(Participation.valid_until).is_(None) | (col(Participation.valid_until) > day),
    )
    ids = sorted(session.exec(query).all())
    found = records_by_id(session, SubjectKind.PARTICIPATION, ids)
    return sorted(found, key=lambda each: each.key)
