"""Reading what is true: the questions that pages, reports and messages ask, one query each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.tables import Milestone, Organisation, Participation, Subject
from models.vocabulary import Confidentiality, SubjectKind


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation in a role, with the period of the role (None: unknown or open)."""

    target_id: int
    key: str
    name: str
    role: str
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """A milestone with what surrounds it: its subject, what it is about, its owners."""

    subject: Subject
    milestone: Milestone
    about: Subject
    addressee: str | None
    owners: tuple[Party, ...]

    @property
    def is_duty(self) -> bool:
        """Whether this is a duty to inform somebody."""
        return self.addressee is not None


def subjects(
    session: Session,
    kind: SubjectKind,
    *,
    cluster_id: int | None = None,
    clearance: Confidentiality = Confidentiality.INTERNAL,
) -> Sequence[Subject]:
    """Return the subjects of a kind that a reader with this clearance may see, by key."""
    query = select(Subject).where(
        col(Subject.kind) == kind, col(Subject.confidentiality).in_(clearance.readable())
    )
    if cluster_id is not None:
        query = query.where(col(Subject.cluster_id) == cluster_id)
    return session.exec(query.order_by(col(Subject.key))).all()


def hidden_from(session: Session, clearance: Confidentiality, *, cluster_id: int) -> int:
    """Return how many subjects of a cluster this clearance may not see; never which."""
    query = select(func.count()).where(
        col(Subject.cluster_id) == cluster_id,
        col(Subject.confidentiality).not_in(clearance.readable()),
    )
    return session.exec(query).one()


def milestones(
    session: Session,
    *,
    about_cluster: int | None = None,
    clearance: Confidentiality = Confidentiality.INTERNAL,
) -> list[MilestoneView]:
    """Return milestones with their surroundings, first bound first; those without one last.

    Args:
        session: where to read.
        about_cluster: only those of this cluster and what belongs to it; None for all.
        clearance: of the reader.
    """
    about, addressee = aliased(Subject), aliased(Subject)
    query = (
        select(Subject, Milestone, about, addressee.title)
        .join(Milestone, col(Milestone.subject_id) == col(Subject.id))
        .join(about, col(about.id) == col(Milestone.about_id))
        .outerjoin(addressee, col(addressee.id) == col(Milestone.addressee_id))
        .where(col(Subject.confidentiality).in_(clearance.readable()))
        .order_by(col(Milestone.bound).is_(None), col(Milestone.bound), col(Subject.key))
    )
    if about_cluster is not None:
        query = query.where(col(Subject.cluster_id) == about_cluster)
    rows = session.exec(query).all()
    owners = parties(session, [subject.id for subject, *_ in rows], role="owner")
    return [
        MilestoneView(
            subject,
            milestone,
            about_subject,
            addressed_to,
            tuple(party for party in owners if party.target_id == subject.id),
        )
        for subject, milestone, about_subject, addressed_to in rows
    ]


def parties(
    session: Session, target_ids: Sequence[int | None], *, role: str | None = None
) -> list[Party]:
    """Return who has a role in these subjects, by name."""
    organisation = aliased(Subject)
    query = (
        select(Participation, organisation.key, organisation.title)
        .join(Organisation, col(Organisation.subject_id) == col(Participation.organisation_id))
        .join(organisation, col(organisation.id) == col(Participation.organisation_id))
        .where(col(Participation.target_id).in_(target_ids))
        .order_by(col(organisation.title))
    )
    if role is not None:
        query = query.where(col(Participation.role) == role)
    return [
        Party(row.target_id, key, name, row.role, row.valid_from, row.valid_until)
        for row, key, name in session.exec(query).all()
    ]
