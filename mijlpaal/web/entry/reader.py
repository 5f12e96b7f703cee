"""Who looks: the one value by which a page or resource knows its reader."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from mijlpaal.web.entry.matrix import MATRIX, OF_OTHERS, Action, Resource
from mijlpaal.web.entry.refusals import MayNotError
from models.access.standing import Roles
from models.authority.whose import PARTIES
from models.reading.sight import PUBLIC, Sight
from models.storage.records import Record
from models.vocabulary import Confidentiality, Language, Role, SubjectKind


@dataclass(frozen=True)
class Reader:
    """Somebody who has come in.

    Attributes:
        actor: the name by which the ledger and the log know them.
        name: what pages call them.
        roles: each with the cluster it holds in, None for everywhere.
        sight: what they may see; queries get it (``models.reading``).
        own: what the role of a party holds on, as ``kind:key``.
        language: in which they read.
        csrf: what every form of theirs must carry, as the field ``csrf``; empty for a token.
        may_write: whether whatever they came in by may change anything.
        is_a_program: whether they came by a token, not by a session.
        ends_at: when their session ends, whatever they do; None without one.
    """

    actor: str
    name: str
    roles: Roles
    sight: Sight
    language: Language
    own: frozenset[str] = frozenset()
    csrf: str = ""
    may_write: bool = True
    is_a_program: bool = False
    ends_at: datetime | None = None

    @property
    def clearance(self) -> Confidentiality:
        """Up to which mark rows of every cluster may be read, for code that asks for a clearance.

        Never company-confidential: that is in ``sight``, for a query to decide per row.
        """
        return self.sight.everywhere

    @property
    def organisations(self) -> frozenset[int]:
        """The companies whose own data they may read (ids of subjects)."""
        return self.sight.companies

    @cached_property
    def is_administrator(self) -> bool:
        """Whether they keep the installation."""
        return any(role is Role.ADMINISTRATOR for role, _ in self.roles)

    @property
    def clusters(self) -> frozenset[int]:
        """The clusters that they hold a role in by name: "my cluster"."""
        return frozenset(cluster for _, cluster in self.roles if cluster is not None)

    def may(self, resource: Resource, action: Action = Action.READ) -> bool:
        """Return whether a role of theirs may do this somewhere: whether to show the way there."""
        allowed = MATRIX.get((resource, action), frozenset())
        if action not in {Action.READ, Action.TRY} and not self.may_write:
            return False
        return any(role in allowed for role, _ in self.roles)

    def may_do(self, record: Record, resource: Resource, action: Action) -> bool:
        """Return whether they may do this to a row: whether to show the button."""
        is_cluster = record.kind is SubjectKind.CLUSTER
        cluster_id = record.id if is_cluster else record.number("cluster_id")
        return self.may_in(cluster_id, resource, action, f"{record.kind}:{record.key}")

    def require_may_do(self, record: Record, resource: Resource, action: Action) -> None:
        """Let pass who may do this to a row, before anything else about it is said.

        Raises:
            MayNotError: their role does not hold on it.
        """
        if not self.may_do(record, resource, action):
            raise MayNotError(resource, action)

    def may_in(
        self, cluster_id: int | None, resource: Resource, action: Action, name: str = ""
    ) -> bool:
        """Return whether they may do this in a cluster, to whatever lies there or to one row.

        Args:
            cluster_id: None outside the clusters.
            resource: what they would do it to.
            action: what they would do.
            name: of the row, ``kind:key``; without one it is not a party's own.
        """
        allowed = (MATRIX if name in self.own else OF_OTHERS).get((resource, action), frozenset())
        is_within = self.sight.within is None or cluster_id in self.sight.within
        return (
            self.may(resource, action)
            and is_within
            and any(role in allowed and where in {None, cluster_id} for role, where in self.roles)
        )

    def acts_only_on_its_own(self, resource: Resource, action: Action) -> bool:
        """Return whether they may do this by the role of a party alone."""
        held = {role for role, _ in self.roles}
        return bool(held & PARTIES) and not held & OF_OTHERS.get((resource, action), frozenset())

    def as_the_public(self) -> "Reader":
        """Return the same person seeing what the public would see ("bekijk als openbaar lezer")."""
        return replace(self, sight=replace(PUBLIC, today=self.sight.today))
