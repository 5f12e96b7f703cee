"""What states ask for, as milestones: opened when a state is entered, closed when it is left.

A life cycle is a Moore machine: obligations belong to states, so what is due is a function of
where a subject stands and can be computed again at any time. Whatever moves a subject (a step, a
correction, a reopening, another version of its life cycle, a seed) calls ``meet_obligations``
afterwards, in the same transaction, and a deadline can never be orphaned.

There is one milestone per subject and obligation. It is opened again when its state is entered
again, unless a person had closed it: what was delivered need not be delivered twice.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlmodel import Session, col, select

from models import statechart
from models.dates import Reading, Tense, Window, read_moment
from models.errors import DefinitionError, Words
from models.ledger.writer import Ledger
from models.lifecycles.charts import chart_of, latest_of, standing_of
from models.rules.agreements import ACHIEVING_EVENT, LAPSING_EVENT, agreed, first_agreed
from models.rules.status import Outcome, outcome_of
from models.statechart.elements import Obligation
from models.storage.records import Record, current
from models.storage.values import Value
from models.tables import Contact, Document, Milestone, Participation, Subject
from models.vocabulary import EventKind, Responsibility, SubjectKind

_MILESTONE = "milestone"  # the life cycle that an opened milestone runs on


def meet_obligations(
    ledger: Ledger, subject: Record, *, since: date | None = None, by: Collection[str] = ()
) -> None:
    """Open and close milestones until they are what the subject's standing asks for.

    Args:
        ledger: who moved the subject; what follows needs no mandate of its own.
        subject: as it stands now.
        since: the day on which it got there; today when not given.
        by: the events that brought it there; they decide whether what is left was achieved.

    Raises:
        DefinitionError: there is no life cycle for milestones yet.
    """
    chart = chart_of(ledger.session, subject)
    due = {each.id: each for each in chart.due(standing_of(chart, subject))}
    known = {each.id: each for each in chart.obligations}
    meeting = _Meeting(
        ledger.as_consequence_of(f"{subject.kind}:{subject.key} {' '.join(by)}".strip()),
        subject,
        since or ledger.today,
        frozenset(by),
    )
    found = obligations_of(ledger.session, subject)
    for name, milestone in found.items():
        is_open = outcome_of(milestone.text("standing")) is Outcome.OPEN
        if name not in due and is_open:
            meeting.close(milestone, known.get(name))
        elif name in due and not is_open and milestone.values["closed_by_step"]:
            meeting.reopen(milestone)
    for name, obligation in due.items():
        if name not in found:
            meeting.open(obligation)


def obligations_of(session: Session, subject: Record) -> dict[str, Record]:
    """Return the milestones that the states of a subject ever asked for, by obligation."""
    query = (
        select(Subject.key)
        .join(Milestone, col(Milestone.subject_id) == col(Subject.id))
        .where(col(Milestone.about_id) == subject.id, col(Milestone.obligation).is_not(None))
        .order_by(col(Subject.id))
    )
    found = [current(session, SubjectKind.MILESTONE, key) for key in session.exec(query)]
    return {str(milestone.text("obligation")): milestone for milestone in found}


@dataclass(frozen=True, slots=True)
class _Meeting:
    """One subject's obligations being met on one day."""

    ledger: Ledger
    subject: Record
    on: date
    by: frozenset[str]

    def open(self, obligation: Obligation) -> None:
        """Register the milestone, with those who must see to it."""
        definition_id, standing = self._beginning()
        reading = self._reading(obligation)
        agreement = agreed(reading, to_parliament=False, calendar=self.ledger.rulebook.calendar)
        is_cluster = self.subject.kind is SubjectKind.CLUSTER
        values: Mapping[str, Value] = {
            "title": f"{obligation.label.nl}: {self.subject.text('title')}",
            "title_en": f"{obligation.label.say('en')}: {self._title_en()}",
            "confidentiality": self.subject.text("confidentiality"),
            "cluster_id": self.subject.id if is_cluster else self.subject.number("cluster_id"),
            "is_invented": self.subject.values["is_invented"],
            "definition_id": definition_id,
            "standing": standing,
            "about_id": self.subject.id,
            "modality": obligation.modality,
            "said_on": self.on,
            "obligation": obligation.id,
            "owner_role": obligation.owner,
            "document_kind": obligation.document or None,
            "ladder": obligation.ladder or None,
            **agreement,
            **first_agreed(agreement),
        }
        milestone = self.ledger.register(SubjectKind.MILESTONE, self._key(obligation), values)
        for contact in self._owners(obligation):
            self._assign(milestone, contact)

    def close(self, milestone: Record, obligation: Obligation | None) -> None:
        """Let the milestone be achieved or lapse, as the life cycle says of this way out."""
        chart = chart_of(self.ledger.session, milestone)
        is_achieved = obligation is not None and bool(self.by & set(obligation.achieved_by))
        event = ACHIEVING_EVENT[chart.id] if is_achieved else LAPSING_EVENT
        taken = statechart.step(chart, standing_of(chart, milestone), event)
        if taken is None:
            raise DefinitionError(
                where=chart.id,
                problem=Words(f"'{event}' leidt nergens heen", f"'{event}' leads nowhere"),
                remedy=Words("Laat elke mijlpaal sluiten.", "Let every milestone close."),
            )
        changes: dict[str, Value] = {
            "standing": chart.write(taken.standing),
            "closed_by_step": True,
        }
        if is_achieved:
            changes |= {"achieved_on": self.on, "evidence": self._evidence(milestone)}
        self.ledger.record(
            milestone,
            EventKind.ACHIEVED if is_achieved else EventKind.ADVANCED,
            changes,
            reason=None if is_achieved else self.ledger.because,
            note={"event": event},
        )

    def reopen(self, milestone: Record) -> None:
        """Open the milestone again as it was agreed."""
        chart = chart_of(self.ledger.session, milestone)
        changes: dict[str, Value] = {
            "standing": chart.write(statechart.initial(chart).standing),
            "closed_by_step": None,
            "achieved_on": None,
            "evidence": None,
        }
        self.ledger.record(milestone, EventKind.REOPENED, changes, reason=self.ledger.because)

    def _beginning(self) -> tuple[int, str]:
        """Return the latest life cycle of milestones and where it starts."""
        latest = latest_of(self.ledger.session, _MILESTONE)
        if latest is None:
            raise DefinitionError(
                where=_MILESTONE,
                problem=Words("deze levensloop is niet gepubliceerd", "it is not published"),
                remedy=Words("Laad de gegevens: mijlpaal init.", "Load the data: mijlpaal init."),
            )
        definition_id, chart = latest
        return definition_id, chart.write(statechart.initial(chart).standing)

    def _reading(self, obligation: Obligation) -> Reading:
        if not obligation.wording:  # no moment was agreed; saying so is the honest answer
            return Reading(text="", said_on=self.on, window=Window(), edtf=None, rule="")
        calendar = self.ledger.rulebook.calendar
        return read_moment(obligation.wording, self.on, tense=Tense.PLANNED, calendar=calendar)

    def _key(self, obligation: Obligation) -> str:
        """Return a key that nobody has: ``a`` with ``b-c`` reads as ``a-b`` with ``c`` does."""
        is_cluster = self.subject.kind is SubjectKind.CLUSTER
        kind = "" if is_cluster else f"{self.subject.kind.replace('_', '-')}-"
        key = f"{kind}{self.subject.key}-{obligation.id}".replace("_", "-")
        query = select(Subject.key).where(
            Subject.kind == SubjectKind.MILESTONE, col(Subject.key).startswith(key)
        )
        taken = set(self.ledger.session.exec(query))
        numbered = (f"{key}-{number}" for number in range(2, len(taken) + 3))
        return key if key not in taken else next(each for each in numbered if each not in taken)

    def _title_en(self) -> str:
        return self.subject.text("title_en") or self.subject.text("title") or self.subject.key

    def _evidence(self, milestone: Record) -> str:
        """Return the document that was asked for, or else the act itself."""
        wanted = milestone.text("document_kind")
        query = (
            select(Subject.key)
            .join(Document, col(Document.subject_id) == col(Subject.id))
            .where(
                col(Subject.cluster_id) == milestone.number("cluster_id"),
                col(Document.document_kind) == wanted,
            )
            .order_by(col(Subject.id).desc())
        )
        key = self.ledger.session.exec(query.limit(1)).first() if wanted else None
        return f"document:{key}" if key else cast("str", self.ledger.because)

    def _owners(self, obligation: Obligation) -> list[tuple[int, str]]:
        """Return the contacts of the organisations that have the owner's role in the subject."""
        query = (
            select(Subject.id, Subject.key)
            .join(Contact, col(Contact.subject_id) == col(Subject.id))
            .join(
                Participation,
                col(Participation.organisation_id) == col(Contact.organisation_id),
            )
            .where(
                col(Participation.target_id) == self.subject.id,
                col(Participation.role) == obligation.owner,
                col(Participation.valid_until).is_(None)
                | (col(Participation.valid_until) >= self.on),
                col(Contact.valid_until).is_(None) | (col(Contact.valid_until) >= self.on),
            )
            .order_by(col(Subject.key))
            .distinct()
        )
        return [(contact_id or 0, key) for contact_id, key in self.ledger.session.exec(query)]

    def _assign(self, milestone: Record, contact: tuple[int, str]) -> None:
        contact_id, key = contact
        values: Mapping[str, Value] = {
            "title": f"{milestone.key}: {key}",
            "milestone_id": milestone.id,
            "contact_id": contact_id,
            "responsibility": str(Responsibility.OWNER),
            "is_invented": milestone.values["is_invented"],
        }
        self.ledger.register(SubjectKind.ASSIGNMENT, f"{milestone.key}-{key}", values)
