"""Whose a row is: what somebody acts on for a company or a province, and nothing else.

A party to the approach (domain section 2) follows its own promises and steps; the others' are
theirs, and the clusters, the programme and the requests are the government's. docs/decisions/0041
says what makes a row somebody's, and why.
"""

from collections.abc import Mapping
from datetime import date
from typing import cast

from sqlalchemy import ColumnElement, FromClause, Table, bindparam, or_, select, union
from sqlmodel import Session

from models.storage.prepared import Prepared
from models.storage.records import DETAIL, SUBJECT
from models.tables import Representative
from models.vocabulary import ParticipationRole, Responsibility, Role, SubjectKind

PARTIES = frozenset({Role.PROVINCE, Role.COMPANY})
# Of every other kind a row is never a party's to act on.
KINDS = (
    SubjectKind.PROJECT,
    SubjectKind.CONDITION,
    SubjectKind.COMPANY_TRACK,
    SubjectKind.MILESTONE,
)
Own = Mapping[int, str]
"""The rows that are somebody's: ``kind:key`` by number."""

# By these an organisation answers for a project or condition. The letter names companies with
# their projects and says no more than that they take part (chapter 1, paragraph 1). Who wrote it,
# had it made or is asked for it answers for none of it.
_CARRYING = (
    ParticipationRole.OWNER,
    ParticipationRole.PARTY,
    ParticipationRole.PARTICIPANT,
    ParticipationRole.HOLDER,
    ParticipationRole.DEBTOR,
)
_ANSWERING = (Responsibility.OWNER, Responsibility.ACCOUNTABLE)
_REPRESENTATIVE = cast("Table", Representative.__table__)  # type: ignore[attr-defined]
_ASSIGNMENT, _CONDITION = DETAIL[SubjectKind.ASSIGNMENT], DETAIL[SubjectKind.CONDITION]
_CONTACT, _MILESTONE = DETAIL[SubjectKind.CONTACT], DETAIL[SubjectKind.MILESTONE]
_PARTICIPATION, _TRACK = DETAIL[SubjectKind.PARTICIPATION], DETAIL[SubjectKind.COMPANY_TRACK]


def own_of(session: Session, actor: str, today: date) -> Own:
    """Return the rows that are this person's to act on for their organisation; maybe none."""
    rows = _OWN.fetch(session, {"wanted": actor, "today": today})
    return {cast("int", number): f"{kind}:{key}" for number, kind, key in rows}


class OwnRows:
    """The rows of people by name, each looked up when first asked for."""

    __slots__ = ("_known", "_session", "_today")

    def __init__(self, session: Session, today: date) -> None:
        """Know of nobody yet."""
        self._session = session
        self._today = today
        self._known: dict[str, Own] = {}

    def __call__(self, actor: str) -> Own:
        """Return the rows of this person."""
        if actor not in self._known:
            self._known[actor] = own_of(self._session, actor, self._today)
        return self._known[actor]


def _holds(table: FromClause) -> ColumnElement[bool]:
    first, last = table.c.valid_from, table.c.valid_until
    today = bindparam("today", type_=first.type)
    return or_(first.is_(None), first <= today) & or_(last.is_(None), last >= today)


def _statement() -> Prepared:
    """Select number, kind and key of what is somebody's, from their organisations on down."""
    function = (
        select(_CONTACT.c.subject_id, _CONTACT.c.organisation_id)
        .join(SUBJECT, SUBJECT.c.id == _CONTACT.c.subject_id)
        .where(
            SUBJECT.c.kind == str(SubjectKind.CONTACT),
            SUBJECT.c.key == bindparam("wanted"),
            _holds(_CONTACT),
        )
        .cte("function")
    )
    organisations = union(
        select(_REPRESENTATIVE.c.organisation_id).where(
            _REPRESENTATIVE.c.actor == bindparam("wanted"),
            _REPRESENTATIVE.c.is_own,
            _holds(_REPRESENTATIVE),
        ),
        select(function.c.organisation_id).where(function.c.organisation_id.is_not(None)),
    ).cte("organisations")
    of_theirs = select(organisations.c.organisation_id)
    tracks = select(_TRACK.c.subject_id).where(_TRACK.c.organisation_id.in_(of_theirs))
    carried = (
        select(_PARTICIPATION.c.target_id.label("subject_id"))
        .join(SUBJECT, SUBJECT.c.id == _PARTICIPATION.c.target_id)
        .where(
            _PARTICIPATION.c.organisation_id.in_(of_theirs),
            _PARTICIPATION.c.role.in_([str(each) for each in _CARRYING]),
            SUBJECT.c.kind.in_([str(SubjectKind.PROJECT), str(SubjectKind.CONDITION)]),
            _holds(_PARTICIPATION),
        )
        .cte("carried")
    )
    below = select(_CONDITION.c.subject_id).where(
        _CONDITION.c.project_id.in_(select(carried.c.subject_id))
    )
    rows = union(tracks, select(carried.c.subject_id), below).cte("rows_of_theirs")
    about = select(_MILESTONE.c.subject_id).where(
        _MILESTONE.c.about_id.in_(select(rows.c.subject_id))
    )
    answering = union(
        select(function.c.subject_id),
        select(_CONTACT.c.subject_id).where(
            _CONTACT.c.organisation_id.in_(of_theirs), _holds(_CONTACT)
        ),
    ).cte("answering")
    assigned = select(_ASSIGNMENT.c.milestone_id).where(
        _ASSIGNMENT.c.contact_id.in_(select(answering.c.subject_id)),
        _ASSIGNMENT.c.responsibility.in_([str(each) for each in _ANSWERING]),
        _holds(_ASSIGNMENT),
    )
    own = union(select(rows.c.subject_id), about, assigned).cte("own")
    return Prepared(
        select(SUBJECT.c.id, SUBJECT.c.kind, SUBJECT.c.key).where(
            SUBJECT.c.id.in_(select(own.c.subject_id))
        )
    )


_OWN = _statement()
