"""Facts about a cluster, for the guards of its life cycle."""

from collections.abc import Mapping, Sequence
from functools import cache

from sqlalchemy import ColumnElement, exists, func, select
from sqlmodel import Session

from models.errors import Words
from models.facts.asked import ASKED, ID, Statement, ask
from models.facts.checklist import CHECKLIST, checklists
from models.facts.finding import Counted, Lack
from models.facts.registry import fact
from models.facts.rows import (
    CONDITION,
    DOCUMENT,
    PROJECT,
    ROW,
    STANDING,
    conditions,
    documents,
    is_held,
    is_live,
    live_projects,
    projects,
    requests,
    without,
)
from models.facts.statements import NOTHING, lacks, lists
from models.storage.records import DETAIL
from models.vocabulary import Confidentiality, Side, SubjectKind

_ANSWERED = ("gehonoreerd", "deels_gehonoreerd", "afgewezen", "doorverwezen")
_LETTERS = Counted(("support letter", "support letters"), ("support letter", "support letters"))
_PARTS = Counted(
    ("onderdeel van de routekaart ontbreekt", "onderdelen van de routekaart ontbreken"),
    ("part of the route map is missing", "parts of the route map are missing"),
)


@lacks(
    "clusterplan_is_geregistreerd",
    Words("clusterplan geregistreerd", "cluster plan registered"),
    Words("er is geen clusterplan geregistreerd", "no cluster plan is registered"),
)
def _clusters_without_plan() -> Statement:
    return without(documents("cluster_plan").exists())


@fact(
    "elke_support_letter_is_ontvangen",
    Words("alle support letters ontvangen", "all support letters received"),
)
def _every_support_letter_is_in(
    session: Session, cluster_ids: Sequence[int], clearance: Confidentiality
) -> Mapping[int, Lack]:
    found = {}
    for row in ask(session, _letters(), cluster_ids, clearance):
        announced, received = row["announced"], row["received"] or 0
        if announced is None or received < announced:
            found[row["subject_id"]] = Lack(_letters_missing(received, announced))
    return found


@lists(
    "elk_project_heeft_randvoorwaarden",
    Words("elk project heeft randvoorwaarden", "every project has conditions"),
    Counted(
        ("project zonder randvoorwaarden", "projecten zonder randvoorwaarden"),
        ("project without conditions", "projects without conditions"),
    ),
)
def _projects_without_conditions() -> Statement:
    return live_projects(~exists().where(CONDITION.c.project_id == ROW.c.id))


@lists(
    "elke_randvoorwaarde_heeft_houder",
    Words("elke randvoorwaarde heeft een houder", "every condition has a holder"),
    Counted(
        ("randvoorwaarde zonder houder", "randvoorwaarden zonder houder"),
        ("condition without a holder", "conditions without a holder"),
    ),
)
def _conditions_without_holder() -> Statement:
    return conditions().where(~is_held())


@lists(
    "elk_verzoek_is_beantwoord",
    Words("elk verzoek is beantwoord", "every request is answered"),
    Counted(
        ("verzoek zonder antwoord", "verzoeken zonder antwoord"),
        ("request without an answer", "requests without an answer"),
    ),
)
def _requests_without_answer() -> Statement:
    return requests().where(STANDING.not_in(_ANSWERED))


@fact(
    CHECKLIST,
    Words("de checklist van de routekaart is volledig", "the route map checklist is complete"),
)
def _route_map_checklist_is_complete(
    session: Session, cluster_ids: Sequence[int], clearance: Confidentiality
) -> Mapping[int, Lack]:
    found = {}
    for number, lines in checklists(session, cluster_ids, clearance=clearance).items():
        missing = [line for line in lines if not line.holds]
        titles = tuple(line.title for line in missing if line.title)
        if not lines:
            found[number] = Lack(NOTHING)
        elif missing:
            found[number] = Lack(_PARTS.of(len(missing)), titles, len(missing) - len(titles))
    return found


@lists(
    "elk_project_heeft_tijdlijn",
    Words("elk project heeft een tijdlijn", "every project has a timeline"),
    Counted(
        ("project zonder tijdlijn", "projecten zonder tijdlijn"),
        ("project without a timeline", "projects without a timeline"),
    ),
)
def _projects_without_timeline() -> Statement:
    return live_projects(PROJECT.c.timeline.is_(None))


@lists(
    "elke_private_randvoorwaarde_heeft_houder_en_datum",
    Words(
        "elke private randvoorwaarde heeft houder en datum",
        "every private condition has a holder and a date",
    ),
    Counted(
        (
            "private randvoorwaarde zonder houder of datum",
            "private randvoorwaarden zonder houder of datum",
        ),
        (
            "private condition without a holder or date",
            "private conditions without a holder or date",
        ),
    ),
)
def _vague_private_conditions() -> Statement:
    return conditions().where(_is_vague(Side.PRIVATE, Side.MIXED))


@lists(
    "elke_publieke_randvoorwaarde_heeft_houder_en_datum",
    Words(
        "elke publieke randvoorwaarde heeft houder en datum",
        "every public condition has a holder and a date",
    ),
    Counted(
        (
            "publieke randvoorwaarde zonder houder of datum",
            "publieke randvoorwaarden zonder houder of datum",
        ),
        ("public condition without a holder or date", "public conditions without a holder or date"),
    ),
)
def _vague_public_conditions() -> Statement:
    return conditions().where(_is_vague(Side.PUBLIC, Side.MIXED))


@lists(
    "elk_project_heeft_mijlpaal",
    Words("elk project heeft een mijlpaal", "every project has a milestone"),
    Counted(
        ("project zonder mijlpaal", "projecten zonder mijlpaal"),
        ("project without a milestone", "projects without a milestone"),
    ),
)
def _projects_without_milestone() -> Statement:
    milestone = DETAIL[SubjectKind.MILESTONE]
    return live_projects(~exists().where(milestone.c.about_id == ROW.c.id))


@lists(
    "elk_project_is_in_bedrijf_of_ingetrokken",
    Words("elk project is in bedrijf of ingetrokken", "every project operates or was withdrawn"),
    Counted(
        ("project is niet in bedrijf", "projecten zijn niet in bedrijf"),
        ("project is not in operation", "projects are not in operation"),
    ),
)
def _projects_not_running() -> Statement:
    return projects().where(is_live(), STANDING.not_like("in_bedrijf%"))


@cache
def _letters() -> Statement:
    cluster = DETAIL[SubjectKind.CLUSTER]
    # One document can stand for several letters.
    letters = func.sum(func.coalesce(DOCUMENT.c.copies, 1))
    received = documents("support_letter").with_only_columns(letters).scalar_subquery()
    columns = (
        ID.label("subject_id"),
        cluster.c.companies_announced.label("announced"),
        received.label("received"),
    )
    return select(*columns).select_from(ASKED.outerjoin(cluster, cluster.c.subject_id == ID))


def _letters_missing(received: int, announced: int | None) -> Words:
    if announced is None:
        letters = _LETTERS.of(received)
        return Words(
            f"{letters.nl} ontvangen; hoeveel het er moeten zijn, is onbekend",
            f"{letters.en} received; how many there must be is unknown",
        )
    return Words(
        f"{received} van {announced} support letters ontvangen",
        f"{received} of {announced} support letters received",
    )


def _is_vague(*sides: Side) -> ColumnElement[bool]:
    waiting = CONDITION.c.side.in_(sides) & (STANDING != "vervuld")
    return waiting & (CONDITION.c.due_on.is_(None) | ~is_held())
