"""What a list can be narrowed by: each filter a condition that is made once and then filled in.

The statement of a reader is put together once per set of filters (``Looking.narrowed``), however
many ask it and whatever they fill in.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

from sqlalchemy import ColumnElement, bindparam, func, or_, select

from models.reading.condition import shown
from models.reading.looking import Narrowing
from models.reading.sight import Sight
from models.rules.status import CLOSED
from models.storage.records import DEFINITION, DETAIL, SUBJECT
from models.vocabulary import SubjectKind
from reports.figures.milestones import DUTY

Condition = ColumnElement[bool]
Filled = Mapping[str, object]
"""The filters that somebody uses, by name, each with what they fill in."""

_MILESTONE, _ORGANISATION = DETAIL[SubjectKind.MILESTONE], DETAIL[SubjectKind.ORGANISATION]


# By reader as well: a bound that is kept from one of them is not told by what is left out.
@lru_cache(maxsize=1000)
def narrowing(sight: Sight, filters: tuple[str, ...]) -> Narrowing:
    """Return the conditions of some filters; which of ``FILTERS``, in any order."""
    return Narrowing(tuple(FILTERS[each](sight) for each in filters))


def _bound(sight: Sight) -> ColumnElement[object]:
    return shown(sight, SubjectKind.MILESTONE, "bound", _MILESTONE.c.bound, SUBJECT)


def _is_closed() -> Condition:
    return or_(
        *(
            or_(SUBJECT.c.standing == state, SUBJECT.c.standing.startswith(f"{state} "))
            for state in sorted(CLOSED)
        )
    )


def _is_duty() -> Condition:
    return func.coalesce(DEFINITION.c.key, "") == DUTY


FILTERS: Mapping[str, Callable[[Sight], Condition]] = {
    "cursor": lambda _: SUBJECT.c.key > bindparam("cursor"),
    "cluster": lambda _: SUBJECT.c.cluster_id == bindparam("cluster"),
    "modality": lambda _: _MILESTONE.c.modality == bindparam("modality"),
    "about": lambda _: _MILESTONE.c.about_id == bindparam("about"),
    "duty": lambda _: _is_duty(),
    "no_duty": lambda _: ~_is_duty(),
    "open": lambda _: ~_is_closed(),
    "closed": lambda _: _is_closed(),
    "bound_from": lambda sight: _bound(sight) >= bindparam("bound_from"),
    "bound_until": lambda sight: _bound(sight) <= bindparam("bound_until"),
    "to_parliament": lambda _: _MILESTONE.c.addressee_id.in_(
        select(_ORGANISATION.c.subject_id).where(_ORGANISATION.c.organisation_kind == "parliament")
    ),
}
