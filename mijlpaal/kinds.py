"""The kinds of subject that have a life cycle, as commands name and describe them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mijlpaal.words import both
from models.vocabulary import SubjectKind


@dataclass(frozen=True)
class KindOfSubject:
    """One kind: the command of its name, and the columns that a person looks at."""

    command: str
    kind: SubjectKind
    help: str
    columns: Mapping[str, str] = field(default_factory=dict)  # column → its label


CLUSTER = KindOfSubject(
    "cluster",
    SubjectKind.CLUSTER,
    both("Clusters: stand, volgende stap, routekaart.", "Clusters: state, next step, route map."),
)
PROJECT = KindOfSubject(
    "project",
    SubjectKind.PROJECT,
    both("Projecten, met hun eigen tempo.", "Projects, each at its own pace."),
    {
        "is_concrete": both("concreet", "concrete"),
        "industry": both("industrie", "industry"),
        "is_first_of_a_kind": both("eerste in zijn soort", "first of a kind"),
        "timeline": both("tijdlijn", "timeline"),
    },
)
CONDITION = KindOfSubject(
    "condition",
    SubjectKind.CONDITION,
    both("Randvoorwaarden voor investeringsbesluiten.", "Conditions for investment decisions."),
    {
        "side": both("kant", "side"),
        "condition_kind": both("soort", "kind"),
        "project_id": both("project", "project"),
        "due_on": both("nodig op", "due on"),
    },
)
REQUEST = KindOfSubject(
    "request",
    SubjectKind.REQUEST,
    both("Verzoeken aan Rijk en provincie.", "Requests to State and province."),
    {
        "number": both("nummer", "number"),
        "amount_eur": both("bedrag in euro", "amount in euro"),
        "amount_modality": both("gewicht van het bedrag", "weight of the amount"),
        "amount_is_additional": both("bovenop de rest", "on top of the rest"),
        "amount_split": both("verdeling", "split"),
    },
)
TRACK = KindOfSubject(
    "track",
    SubjectKind.COMPANY_TRACK,
    both("Bedrijfstrajecten naar een maatwerkafspraak.", "Company tracks to a tailored agreement."),
    {"organisation_id": both("bedrijf", "company")},
)
FAST_TRACK = (PROJECT, CONDITION, REQUEST, TRACK)
