"""The rows that facts are computed from, as queries over titles that a fact narrows further."""

from collections.abc import Sequence

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.records import Record
from models.tables import Condition, Document, Participation, Project, Request, Subject
from models.vocabulary import SubjectKind

HOLDER = "holder"
NOTHING = "er is nog niets geregistreerd"  # what is missing where there is nothing to look at


def live_projects(cluster: Record) -> SelectOfScalar[str]:
    """Select the titles of the cluster's projects that were not withdrawn."""
    query = _of_cluster(cluster, SubjectKind.PROJECT)
    joined = query.join(Project, col(Project.subject_id) == col(Subject.id))
    # What a withdrawn project remembers of its last state follows the state itself.
    return joined.where(col(Subject.standing).not_like("ingetrokken%"))


def conditions(cluster: Record) -> SelectOfScalar[str]:
    """Select the titles of the cluster's conditions that still count."""
    query = _of_cluster(cluster, SubjectKind.CONDITION)
    joined = query.join(Condition, col(Condition.subject_id) == col(Subject.id))
    return joined.where(col(Subject.standing).not_in(("afgewezen", "vervallen")))


def requests(cluster: Record) -> SelectOfScalar[str]:
    """Select the titles of the cluster's requests in the order of the plan."""
    query = _of_cluster(cluster, SubjectKind.REQUEST)
    joined = query.join(Request, col(Request.subject_id) == col(Subject.id))
    return joined.order_by(None).order_by(col(Request.number))


def documents(session: Session, cluster: Record, kind: str) -> Sequence[Document]:
    """Return the cluster's documents of one kind."""
    query = (
        select(Document)
        .join(Subject, col(Subject.id) == col(Document.subject_id))
        .where(col(Subject.cluster_id) == cluster.id, col(Document.document_kind) == kind)
    )
    return session.exec(query).all()


def held_targets() -> SelectOfScalar[int]:
    """Select the ids of everything that some organisation holds."""
    return select(Participation.target_id).where(col(Participation.role) == HOLDER)


def lacking(session: Session, cluster: Record, query: SelectOfScalar[str]) -> list[str]:
    """Return the titles of the projects that lack something; without any project, that.

    "Every project has …" is true of a cluster without projects, and of no use as a guard.
    """
    if not titles(session, _of_cluster(cluster, SubjectKind.PROJECT)):
        return [NOTHING]
    return titles(session, query)


def titles(session: Session, query: SelectOfScalar[str]) -> list[str]:
    """Return the titles that a query selects."""
    return list(session.exec(query).all())


def _of_cluster(cluster: Record, kind: SubjectKind) -> SelectOfScalar[str]:
    return (
        select(Subject.title)
        .where(col(Subject.cluster_id) == cluster.id, col(Subject.kind) == kind)
        .order_by(col(Subject.key))
    )
