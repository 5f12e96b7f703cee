"""Which resources there are: the plural noun in the address, what it holds, and its door."""

from dataclasses import dataclass
from typing import Protocol

from mijlpaal.web.entry.matrix import Resource
from models.vocabulary import SubjectKind

PREFIX = "/v1"
VERSION = "1.0.0"


class Listed(Protocol):
    """What has a list of its own."""

    @property
    def path(self) -> str:
        """The path of the list, below the prefix."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What is kept beside the ledger: rows that are no subjects and have no events."""

    noun: str  # plural, as in the address

    @property
    def path(self) -> str:
        """Return the path of the list, below the prefix."""
        return f"/{self.noun}"


@dataclass(frozen=True, slots=True)
class Collection:
    """One kind of subject as the API offers it."""

    noun: str  # plural, as in the address
    one: str  # singular, for the words of the document
    kind: SubjectKind
    resource: Resource
    has_life_cycle: bool = False
    is_in_a_cluster: bool = True

    @property
    def path(self) -> str:
        """Return the path of the list, below the prefix."""
        return f"/{self.noun}"


MILESTONES = Collection(
    "mijlpalen", "mijlpaal", SubjectKind.MILESTONE, Resource.MILESTONE, has_life_cycle=True
)
CLUSTERS = Collection(
    "clusters",
    "cluster",
    SubjectKind.CLUSTER,
    Resource.CLUSTER,
    has_life_cycle=True,
    is_in_a_cluster=False,
)
PROPOSALS = Collection("voorstellen", "voorstel", SubjectKind.PROPOSAL, Resource.PROPOSAL)
COLLECTIONS = (
    CLUSTERS,
    MILESTONES,
    Collection("projecten", "project", SubjectKind.PROJECT, Resource.PROJECT, has_life_cycle=True),
    Collection(
        "randvoorwaarden",
        "randvoorwaarde",
        SubjectKind.CONDITION,
        Resource.CONDITION,
        has_life_cycle=True,
    ),
    Collection("verzoeken", "verzoek", SubjectKind.REQUEST, Resource.REQUEST, has_life_cycle=True),
    Collection(
        "bedrijfstrajecten",
        "bedrijfstraject",
        SubjectKind.COMPANY_TRACK,
        Resource.COMPANY_TRACK,
        has_life_cycle=True,
    ),
    Collection(
        "organisaties",
        "organisatie",
        SubjectKind.ORGANISATION,
        Resource.ORGANISATION,
        is_in_a_cluster=False,
    ),
    Collection("deelnames", "deelname", SubjectKind.PARTICIPATION, Resource.PARTICIPATION),
    Collection("documenten", "document", SubjectKind.DOCUMENT, Resource.DOCUMENT),
    # The ledger calls these events too; here that word is for what happened in the ledger.
    Collection("voorvallen", "voorval", SubjectKind.OCCURRENCE, Resource.OCCURRENCE),
    Collection("afhankelijkheden", "afhankelijkheid", SubjectKind.DEPENDENCY, Resource.DEPENDENCY),
    Collection(
        "routekaartonderdelen",
        "routekaartonderdeel",
        SubjectKind.CHECKLIST_ITEM,
        Resource.CHECKLIST,
    ),
    Collection("open-vragen", "open vraag", SubjectKind.OPEN_QUESTION, Resource.OPEN_QUESTION),
    PROPOSALS,
)
BY_KIND = {each.kind: each for each in COLLECTIONS}
