"""Who may do what: mandates held against the one table of roles and acts.

As long as nobody has a mandate, whoever uses the installation may do everything: that is the
embedded start. From the first mandate on, only who has one may change anything, within the
cluster it is given for; a mandate without a cluster holds everywhere. A role that an identity
provider says somebody has (``models.access.grants``) counts as a mandate of theirs, and holds them
to it from the start; it never takes the openness from others.

The roles of a party, a company or a province, reach no further than what is their own
(``models.authority.whose``); all others hold on every row of their cluster.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from operator import itemgetter
from typing import NamedTuple, cast

from sqlalchemy import Integer, Table, literal_column, null, select, union_all
from sqlmodel import Session

from models.authority.whose import KINDS, PARTIES, Own, OwnRows
from models.errors import NotPermittedError, NotTheirsError, Words
from models.storage.prepared import Prepared
from models.storage.records import SUBJECT
from models.tables import GrantedRole, Mandate
from models.vocabulary import (
    REPLACING_THE_AGREEMENT,
    ROLES_IN_DUTCH,
    EventKind,
    Role,
    SubjectKind,
)

_MANAGING = frozenset({Role.PROGRAMME_MANAGER})
_POLICY = _MANAGING | {Role.POLICY_OFFICER}
_CLUSTER = _POLICY | {Role.CLUSTER_DIRECTOR}
_WITH_PARTIES = _CLUSTER | PARTIES  # and these on what is their own

AUTHORITY: Mapping[EventKind, frozenset[Role]] = {
    EventKind.REGISTERED: _CLUSTER | {Role.ADMINISTRATOR},
    EventKind.AMENDED: _CLUSTER | {Role.ADMINISTRATOR},
    EventKind.ADVANCED: _WITH_PARTIES,  # a transition may name fewer
    EventKind.FORECAST: _WITH_PARTIES,
    EventKind.FORECAST_CONFIRMED: _WITH_PARTIES,
    EventKind.REPLANNED: _POLICY,
    EventKind.ACHIEVED: _CLUSTER,
    EventKind.CORRECTED: _POLICY,
    EventKind.BACKDATED: _POLICY,
    EventKind.REOPENED: _POLICY,
    EventKind.MIGRATED: _MANAGING | {Role.ADMINISTRATOR},
    EventKind.DECIDED: _CLUSTER | {Role.ADMINISTRATOR},  # and whoever may do the act itself
    EventKind.DATED: _CLUSTER,
    EventKind.TIED: _POLICY,
    EventKind.OVERRIDDEN: _POLICY,
    EventKind.OVERRIDE_WITHDRAWN: _POLICY,
    EventKind.TERM_SET: _POLICY,
    EventKind.SUSPENDED: _POLICY,
    EventKind.RESUMED: _POLICY,
    EventKind.PROPOSED: _CLUSTER,
    EventKind.ESTABLISHED: _POLICY,
    EventKind.RETURNED: _CLUSTER,
    EventKind.ACKNOWLEDGED: _WITH_PARTIES,  # and whoever was told, with a mandate or without
}
# A party does these to what is its own; that it was told of anything it may say as well.
OF_THEIR_OWN = frozenset({EventKind.ADVANCED, EventKind.FORECAST, EventKind.FORECAST_CONFIRMED})
# How a refusal names the act: not as the ledger's word for what happened, but as what was asked.
_ACTS: Mapping[EventKind, Words] = {
    EventKind.REGISTERED: Words("opnemen", "register"),
    EventKind.AMENDED: Words("wijzigen", "amend"),
    EventKind.ADVANCED: Words("een stap zetten", "take a step"),
    EventKind.FORECAST: Words("prognose", "forecast"),
    EventKind.FORECAST_CONFIRMED: Words("prognose bevestigen", "confirm the forecast"),
    EventKind.REPLANNED: Words("herijken", "re-plan"),
    EventKind.ACHIEVED: Words("behalen", "achieve"),
    EventKind.CORRECTED: Words("corrigeren", "correct"),
    EventKind.BACKDATED: Words("antedateren", "back-date"),
    EventKind.REOPENED: Words("heropenen", "reopen"),
    EventKind.MIGRATED: Words("overzetten", "migrate"),
    EventKind.DECIDED: Words("beslissen", "decide"),
    EventKind.DATED: Words("dateren", "date"),
    EventKind.TIED: Words("koppelen", "tie"),
    EventKind.OVERRIDDEN: Words("de status anders beoordelen", "judge the status otherwise"),
    EventKind.OVERRIDE_WITHDRAWN: Words("het oordeel intrekken", "withdraw the judgement"),
    EventKind.TERM_SET: Words("een termijn stellen", "set a term"),
    EventKind.SUSPENDED: Words("opschorten", "suspend"),
    EventKind.RESUMED: Words("hervatten", "resume"),
    EventKind.PROPOSED: Words("ter vaststelling voorleggen", "propose"),
    EventKind.ESTABLISHED: Words("vaststellen", "establish"),
    EventKind.RETURNED: Words("teruggeven", "return"),
    EventKind.ACKNOWLEDGED: Words("bevestigen dat u het weet", "acknowledge"),
}
# Who may do what, and who is told what, is not for those whom it binds.
_ADMINISTERED: Mapping[SubjectKind, frozenset[Role]] = {
    SubjectKind.MANDATE: frozenset({Role.ADMINISTRATOR}),
    SubjectKind.CONTACT: frozenset({Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER}),
    SubjectKind.ASSIGNMENT: frozenset({Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER}),
    SubjectKind.ABSENCE: frozenset({Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER}),
}
# Design section 4: these need a second person, wherever there is one. A term that is set or
# suspended moves the bound as re-planning does.
FOUR_EYES = REPLACING_THE_AGREEMENT | {
    EventKind.CORRECTED,
    EventKind.BACKDATED,
    EventKind.REOPENED,
}

_MANDATE = cast("Table", Mandate.__table__)  # type: ignore[attr-defined]
_GRANTED = cast("Table", GrantedRole.__table__)  # type: ignore[attr-defined]
# From the few mandates to their rows: a join may begin at all subjects.
_WHERE = select(SUBJECT.c.cluster_id).where(SUBJECT.c.id == _MANDATE.c.subject_id)
_NO_GRANT = 0
_GRANT = itemgetter(5)  # from a row, _NO_GRANT first
# One statement for both: it is asked at every step.
_HELD = Prepared(
    union_all(
        select(
            _MANDATE.c.actor,
            _MANDATE.c.role,
            _WHERE.scalar_subquery().label("cluster_id"),
            _MANDATE.c.valid_from,
            _MANDATE.c.valid_until,
            literal_column(str(_NO_GRANT), Integer).label("grant_id"),
        ),
        select(
            _GRANTED.c.actor,
            _GRANTED.c.role,
            _GRANTED.c.cluster_id,
            null(),
            _GRANTED.c.holds_until,
            _GRANTED.c.id,
        ),
    )
)


class Scope(NamedTuple):
    """What an act is about: its kind of subject, the clusters that this lies in, and which it is.

    Without a number it is nobody's own, so that no party may do it.
    """

    kind: SubjectKind
    clusters: frozenset[int]  # the subject itself, when it is a cluster, and the one it belongs to
    subject_id: int | None = None


def _nothing(_actor: str) -> Own:
    return {}


class Mandates(NamedTuple):
    """All mandates that hold on a day."""

    held: tuple[tuple[str, Role, int | None], ...]  # actor, role, cluster
    is_open: bool  # nobody ever had one
    own_of: Callable[[str], Own] = _nothing  # asked only where a party's role alone permits

    def is_open_to(self, actor: str) -> bool:
        """Return whether this person may do everything: nobody has a mandate, nor they a role."""
        return self.is_open and actor not in [who for who, _, _ in self.held]

    def roles_of(self, actor: str) -> tuple[tuple[Role, int | None], ...]:
        """Return the roles that somebody holds, each with its cluster or None for everywhere."""
        return tuple((role, cluster) for who, role, cluster in self.held if who == actor)

    def permits(self, actor: str, roles: frozenset[Role], scope: Scope) -> bool:
        """Return whether this person holds one of these roles where the act takes place.

        When that is the role of a party alone, also whether it is the party's own.
        """
        if self.is_open_to(actor):
            return True
        held = self._held_there(actor, roles, scope)
        if not held or not PARTIES.issuperset(held):
            return bool(held)
        return scope.subject_id in self.own_of(actor)

    def others(self, actor: str, roles: frozenset[Role], scope: Scope) -> list[str]:
        """Return everybody else who could do the same, by name."""
        people = {who for who, _, _ in self.held} - {actor}
        return sorted(who for who in people if self.permits(who, roles, scope))

    def require(
        self, actor: str, roles: frozenset[Role], scope: Scope, *, act: EventKind, subject: Words
    ) -> None:
        """Let pass who may do this.

        Raises:
            NotPermittedError: says which roles may.
            NotTheirsError: a party, and it is not theirs; says who may.
        """
        if self.permits(actor, roles, scope):
            return
        facts = {"actor": actor, "act": act_in_words(act), "subject": subject}
        held = self._held_there(actor, roles, scope)
        if not held:
            raise NotPermittedError(**facts, roles=roles_in_words(roles))
        raise NotTheirsError(**facts, party=roles_in_words(held), roles=_owner_or(roles, scope))

    def _held_there(self, actor: str, roles: frozenset[Role], scope: Scope) -> list[Role]:
        return [
            role
            for who, role, cluster in self.held
            if who == actor and role in roles and (cluster is None or cluster in scope.clusters)
        ]


_NONE = Mandates((), is_open=True)


def mandates_on(session: Session, today: date) -> Mandates:
    """Return the mandates that hold today."""
    rows = _HELD.fetch(session, {})
    if not rows:
        return _NONE
    rows.sort(key=_GRANT)
    held = tuple(
        [
            (str(actor), Role(str(role)), cast("int | None", cluster))
            for actor, role, cluster, first, last, _ in rows
            if _holds(cast("date | None", first), cast("date | None", last), today)
        ]
    )
    return Mandates(held, rows[0][-1] != _NO_GRANT, OwnRows(session, today))


def roles_for(
    act: EventKind, kind: SubjectKind, narrowed_to: tuple[str, ...] = ()
) -> frozenset[Role]:
    """Return who may do this to this kind of subject; a life cycle can narrow it down.

    Of what can never be a party's own, no party is among them.
    """
    if narrowed_to:
        return frozenset(map(Role, narrowed_to))
    if act in OF_THEIR_OWN and kind not in KINDS:
        return _CLUSTER
    return _ADMINISTERED.get(kind, AUTHORITY[act])


def act_in_words(act: EventKind) -> Words:
    """Return how people call what they ask for."""
    return _ACTS[act]


def roles_in_words(roles: Iterable[Role]) -> Words:
    """Return the names of roles in a row, in the order of the vocabulary."""
    wanted = frozenset(roles)
    found = [role for role in Role if role in wanted]
    return Words(
        ", ".join(ROLES_IN_DUTCH[role] for role in found),
        ", ".join(role.replace("_", " ") for role in found),
    )


def _owner_or(roles: frozenset[Role], scope: Scope) -> Words:
    """Return who may instead: the organisation whose it is, where it can be one's, and others."""
    others = roles_in_words(roles - PARTIES)
    owner = Words("de organisatie waarvan het is", "the organisation whose it is")
    found = [each for each in (owner if scope.kind in KINDS else None, others) if each]
    named = [each for each in found if each.nl] or [Words("niemand", "nobody")]
    return Words(", ".join(each.nl for each in named), ", ".join(each.en for each in named))


def _holds(first: date | None, last: date | None, today: date) -> bool:
    return (first is None or first <= today) and (last is None or today <= last)
