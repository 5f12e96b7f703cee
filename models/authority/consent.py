"""Whether something may be done: by whoever has the mandate, and by two people where it must."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple, cast

from sqlmodel import Session

from models.authority.roles import FOUR_EYES, Mandates, Scope, act_in_words, mandates_on, roles_for
from models.errors import SecondPersonError, Words
from models.rules.status import Outcome, outcome_of
from models.storage.records import Record, name_of
from models.storage.values import Values
from models.vocabulary import EventKind, Role, SubjectKind

NOTHING: Mapping[str, str] = {}
ALONE: Mapping[str, str] = {"second_person": "none"}  # there is nobody else: said, and kept


class Persons(NamedTuple):
    """Who does something, and who confirmed it.

    ``is_exempt``: it follows by the rules from what somebody did with a mandate. ``is_trial``:
    nothing of it will stay, so nobody needs to confirm it.
    """

    actor: str
    second: str | None = None
    is_exempt: bool = False
    is_trial: bool = False


def consent(  # noqa: PLR0913  (who, what, where, and what the life cycle says of it)
    session: Session,
    today: date,
    persons: Persons,
    act: EventKind,
    places: Mapping[str, Scope],
    *,
    roles: tuple[str, ...] = (),
    four_eyes: bool = False,
) -> Mapping[str, str]:
    """Let pass what may be done in all these places; return what the events must say of it.

    Args:
        session: where to read who has which mandate.
        today: the day on which it is done.
        persons: who does it.
        act: what is done.
        places: by the key of the subject.
        roles: who may do this, where the life cycle narrows it down.
        four_eyes: it needs a second person, where there is one.

    Raises:
        NotPermittedError: somebody has no mandate for it.
        SecondPersonError: it needs a second person, and there is one.
    """
    kind = next(iter(places.values())).kind if places else SubjectKind.PROPOSAL
    # A proposal is judged by the act that it asks for (models.acts.proposals), and who was told of
    # something may say so without a mandate (models.people.acknowledging).
    is_judged_elsewhere = kind is SubjectKind.PROPOSAL or act is EventKind.ACKNOWLEDGED
    if persons.is_exempt or is_judged_elsewhere:
        return NOTHING
    mandates = mandates_on(session, today)
    if mandates.is_open_to(persons.actor):
        return ALONE if four_eyes else NOTHING
    allowed = roles_for(act, kind, roles)
    # All of them first: whoever may not do all of it proposes none of it.
    for actor in filter(None, (persons.actor, persons.second)):
        for key, scope in places.items():
            mandates.require(actor, allowed, scope, act=act, subject=name_of(kind, key))
    if not four_eyes or persons.is_trial or persons.second is not None:
        return NOTHING
    for scope in places.values():
        _require_nobody_else(mandates, persons.actor, allowed, scope, act)
    return ALONE


@lru_cache(maxsize=4_096)  # the same places again and again
def scope_of(kind: SubjectKind, cluster_id: object, own_id: int | None) -> Scope:
    """Return where an act on a subject takes place."""
    clusters = {cluster_id, own_id} if kind is SubjectKind.CLUSTER else {cluster_id}
    clusters.discard(None)
    return Scope(kind, frozenset(cast("set[int]", clusters)), own_id)


def needs_four_eyes(subject: Record, act: EventKind, changes: Values) -> bool:
    """Return whether design section 4 asks for a second person: also for closing a duty.

    And for tying a window that has days already to something else, which re-plans it. What is
    established by another than who wrote and proposed it has its second person there and then.
    """
    if act in FOUR_EYES:
        return True
    if act is EventKind.ESTABLISHED:
        first = (subject.values["written_by"], subject.values["proposed_by"])
        return changes["established_by"] in first
    if act is EventKind.TIED:
        return subject.values["latest"] is not None
    return (
        subject.kind is SubjectKind.MILESTONE
        and subject.values["addressee_id"] is not None
        and "standing" in changes
        and outcome_of(cast("str | None", changes["standing"])) is not Outcome.OPEN
    )


def _require_nobody_else(
    mandates: Mandates, actor: str, allowed: frozenset[Role], scope: Scope, act: EventKind
) -> None:
    """Let pass whoever is alone here.

    Raises:
        SecondPersonError: there is.
    """
    others = mandates.others(actor, allowed, scope)
    if not others:
        return
    names = ", ".join(others)
    raise SecondPersonError(
        subject=Words("deze wijziging", "this change"),
        act=act_in_words(act),
        others=tuple(others),
        problem=Words(
            f"dien haar in als voorstel; {names} kan haar bevestigen",
            f"submit it as a proposal; {names} can confirm it",
        ),
    )
