"""Who looks: the one value by which a page or resource knows its reader."""

from dataclasses import dataclass, replace
from functools import cached_property

from mijlpaal.web.entry.matrix import MATRIX, Action, Resource
from models.access.standing import Roles
from models.reading.sight import PUBLIC, Sight
from models.vocabulary import Confidentiality, Language, Role


@dataclass(frozen=True)
class Reader:
    """Somebody who has come in.

    Attributes:
        actor: the name by which the ledger and the log know them.
        name: what pages call them.
        roles: each with the cluster it holds in, None for everywhere.
        sight: what they may see; queries get it (``models.reading``).
        language: in which they read.
        csrf: what every form of theirs must carry, as the field ``csrf``; empty for a token.
        may_write: whether whatever they came in by may change anything.
        is_a_program: whether they came by a token, not by a session.
    """

    actor: str
    name: str
    roles: Roles
    sight: Sight
    language: Language
    csrf: str = ""
    may_write: bool = True
    is_a_program: bool = False

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

    def may_in(self, cluster_id: int | None, resource: Resource, action: Action) -> bool:
        """Return whether they may do this in a cluster: whether to show the button."""
        allowed = MATRIX.get((resource, action), frozenset())
        is_within = self.sight.within is None or cluster_id in self.sight.within
        return (
            self.may(resource, action)
            and is_within
            and any(role in allowed and where in {None, cluster_id} for role, where in self.roles)
        )

    def as_the_public(self) -> "Reader":
        """Return the same person seeing what the public would see ("bekijk als openbaar lezer")."""
        return replace(self, sight=replace(PUBLIC, today=self.sight.today))
