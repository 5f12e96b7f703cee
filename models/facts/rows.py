"""The rows that facts are computed from, as statements that a fact narrows further.

They all select ``shown``: whose row it is, its id (none where there is nothing to look at), and
its titles (none when they are kept from the reader). What is not known never lets a guard pass: a
row without a state counts as open.
"""

from sqlalchemy import ColumnElement, FromClause, Select, Table, exists, func, or_, select

from models.facts.asked import ASKED, ID, Statement, when_readable
from models.storage.records import DETAIL, SUBJECT
from models.vocabulary import SubjectKind

HOLDER = "holder"

ROW = SUBJECT.alias("part")
PROJECT = DETAIL[SubjectKind.PROJECT]
CONDITION = DETAIL[SubjectKind.CONDITION]
REQUEST = DETAIL[SubjectKind.REQUEST]
DOCUMENT = DETAIL[SubjectKind.DOCUMENT]
STANDING = func.coalesce(ROW.c.standing, "")
_OF_CLUSTER = ROW.c.cluster_id == ID


def shown(joined: FromClause) -> Statement:
    """Select the rows of a join as a finding shows them, by key."""
    columns = (
        ID.label("subject_id"),
        ROW.c.id.label("row_id"),
        when_readable(ROW, ROW.c.title).label("title"),
        when_readable(ROW, ROW.c.title_en).label("title_en"),
    )
    return select(*columns).select_from(joined).order_by(ROW.c.key)


def live_projects(lacking: ColumnElement[bool]) -> Statement:
    """Select a cluster's projects that were not withdrawn and lack something.

    A cluster without any project gives one row without a project: "every project has …" is true
    of it, and of no use as a guard.
    """
    of_cluster = _OF_CLUSTER & (ROW.c.kind == str(SubjectKind.PROJECT))
    joined = ASKED.outerjoin(ROW, of_cluster).outerjoin(PROJECT, PROJECT.c.subject_id == ROW.c.id)
    return shown(joined).where(or_(ROW.c.id.is_(None), is_live() & lacking))


def projects() -> Statement:
    """Select a cluster's projects; one without any gives no row."""
    return shown(_of_clusters(PROJECT))


def is_live() -> ColumnElement[bool]:
    """Return the condition on a project that it was not withdrawn."""
    # What a withdrawn project remembers of its last state follows the state itself.
    return STANDING.not_like("ingetrokken%")


def conditions() -> Statement:
    """Select a cluster's conditions that still count."""
    return shown(_of_clusters(CONDITION)).where(STANDING.not_in(("afgewezen", "vervallen")))


def conditions_of_project() -> Statement:
    """Select all conditions of a project."""
    joined = ASKED.join(CONDITION, CONDITION.c.project_id == ID).join(
        ROW, ROW.c.id == CONDITION.c.subject_id
    )
    return shown(joined)


def requests() -> Statement:
    """Select a cluster's requests in the order of the plan."""
    return shown(_of_clusters(REQUEST)).order_by(None).order_by(REQUEST.c.number, ROW.c.key)


def without(having: ColumnElement[bool]) -> Statement:
    """Select the subjects that do not have something."""
    return select(ID.label("subject_id")).select_from(ASKED).where(~having)


def documents(kind: str) -> Select[int | None]:
    """Select the copies of each of a cluster's documents of one kind."""
    return (
        select(DOCUMENT.c.copies)
        .select_from(ROW.join(DOCUMENT, DOCUMENT.c.subject_id == ROW.c.id))
        .where(ROW.c.cluster_id == ID, DOCUMENT.c.document_kind == kind)
    )


def is_held() -> ColumnElement[bool]:
    """Return the condition that some organisation holds the row."""
    participation = DETAIL[SubjectKind.PARTICIPATION]
    return exists().where(participation.c.target_id == ROW.c.id, participation.c.role == HOLDER)


def _of_clusters(detail: Table) -> FromClause:
    # The detail table alone says the kind. Given the kind as well, SQLite walks all subjects of
    # that kind by their index instead of those of the clusters that are asked.
    return ASKED.join(ROW, _OF_CLUSTER).join(detail, detail.c.subject_id == ROW.c.id)
