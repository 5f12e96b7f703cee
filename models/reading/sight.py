"""What somebody may see, as a value that travels from the door to the query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from models.vocabulary import Confidentiality, Role, SubjectKind

# What a role may read where it holds. Nobody has company-confidential by a role: that is for the
# company and for whom it named, whoever they are to the programme.
CLEARANCE: Mapping[Role, Confidentiality] = {
    Role.ADMINISTRATOR: Confidentiality.INTERNAL,
    Role.PROGRAMME_MANAGER: Confidentiality.INTERNAL,
    Role.POLICY_OFFICER: Confidentiality.INTERNAL,
    Role.CLUSTER_DIRECTOR: Confidentiality.INTERNAL,
    Role.PROVINCE: Confidentiality.INTERNAL,
    Role.COMPANY: Confidentiality.PUBLIC,
    Role.READER: Confidentiality.INTERNAL,  # a colleague: the public has no account
    Role.AUDITOR: Confidentiality.INTERNAL,
}
# Rows about people and powers are never public, whatever their mark says: it says so by default.
NEVER_PUBLIC = frozenset(
    {
        SubjectKind.CONTACT,
        SubjectKind.ASSIGNMENT,
        SubjectKind.ABSENCE,
        SubjectKind.MANDATE,
        SubjectKind.PROPOSAL,
    }
)
# Fields that are internal in every row: names of people (to the public there are only functions)
# and what was never told outside.
INTERNAL_FIELDS: Mapping[SubjectKind, frozenset[str]] = {
    SubjectKind.MILESTONE: frozenset(
        {"internal_target", "override_by", "override_reason", "escalation_paused_until"}
    ),
    SubjectKind.STATEMENT: frozenset({"decided_by"}),
}


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody may see.

    Attributes:
        everywhere: the mark up to which rows of any cluster may be read.
        clusters: where internal rows may be read besides.
        organisations: whose own data may be read; True: the reader is of that company.
        today: the day on which it is asked: a company that has left a project sees it no more.
        within: outside these clusters nothing at all may be read; None: no such limit.
    """

    everywhere: Confidentiality = Confidentiality.PUBLIC
    clusters: frozenset[int] = frozenset()
    organisations: tuple[tuple[int, bool], ...] = ()
    today: date = date.min
    within: frozenset[int] | None = None

    @property
    def companies(self) -> frozenset[int]:
        """Whose own data may be read."""
        return frozenset(each for each, _ in self.organisations)

    @property
    def own(self) -> frozenset[int]:
        """The companies that the reader is of: what they read of these is not logged."""
        return frozenset(each for each, is_own in self.organisations if is_own)

    def clearance_in(self, cluster_id: int | None) -> Confidentiality:
        """Return up to which mark the rows of a cluster may be read, a company's own left out."""
        is_internal = cluster_id is not None and cluster_id in self.clusters
        return Confidentiality.INTERNAL if is_internal else self.everywhere

    def limited_to(self, clusters: frozenset[int] | None) -> "Sight":
        """Return what is left of it within some clusters."""
        return self if clusters is None else replace(self, within=clusters)


PUBLIC = Sight()


def sight_of(
    roles: Iterable[tuple[Role, int | None]], organisations: Mapping[int, bool], today: date
) -> Sight:
    """Return what somebody with these roles may see."""
    internal = [cluster for role, cluster in roles if CLEARANCE[role] is Confidentiality.INTERNAL]
    return Sight(
        everywhere=Confidentiality.INTERNAL if None in internal else Confidentiality.PUBLIC,
        clusters=frozenset(each for each in internal if each is not None),
        organisations=tuple(sorted(organisations.items())),
        # Without a company no day matters: then what was put together yesterday serves today.
        today=today if organisations else date.min,
    )
