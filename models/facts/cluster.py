"""Facts about a cluster, for the guards of its life cycle."""

from sqlmodel import Session, col, select

from models.facts.checklist import checklist
from models.facts.registry import fact
from models.facts.rows import (
    NOTHING,
    conditions,
    documents,
    held_targets,
    lacking,
    live_projects,
    requests,
    titles,
)
from models.records import Record
from models.tables import Condition, Milestone, Project, Subject
from models.vocabulary import Side


@fact(
    "clusterplan_is_geregistreerd",
    "er is geen clusterplan geregistreerd",
    "no cluster plan is registered",
)
def _cluster_plan_is_registered(session: Session, cluster: Record) -> list[str]:
    return [] if documents(session, cluster, "cluster_plan") else [cluster.key]


@fact(
    "elke_support_letter_is_ontvangen",
    "support letters ontbreken",
    "support letters are missing",
)
def _every_support_letter_is_in(session: Session, cluster: Record) -> list[str]:
    wanted = cluster.number("companies_announced")
    held = sum(document.copies or 1 for document in documents(session, cluster, "support_letter"))
    if wanted is not None and held >= wanted:
        return []
    return [f"{held} van {'onbekend' if wanted is None else wanted}"]


@fact(
    "elk_project_heeft_randvoorwaarden",
    "{n} projecten zonder randvoorwaarden",
    "{n} projects without conditions",
)
def _every_project_has_conditions(session: Session, cluster: Record) -> list[str]:
    having = select(col(Condition.project_id)).where(col(Condition.project_id).is_not(None))
    return lacking(session, cluster, live_projects(cluster).where(col(Subject.id).not_in(having)))


@fact(
    "elke_randvoorwaarde_heeft_houder",
    "{n} randvoorwaarden zonder houder",
    "{n} conditions without a holder",
)
def _every_condition_has_a_holder(session: Session, cluster: Record) -> list[str]:
    return titles(session, conditions(cluster).where(col(Subject.id).not_in(held_targets())))


@fact(
    "elk_verzoek_is_beantwoord",
    "{n} verzoeken zonder antwoord",
    "{n} requests without an answer",
)
def _every_request_is_answered(session: Session, cluster: Record) -> list[str]:
    answered = ("gehonoreerd", "deels_gehonoreerd", "afgewezen", "doorverwezen")
    return titles(session, requests(cluster).where(col(Subject.standing).not_in(answered)))


@fact(
    "routekaart_checklist_volledig",
    "{n} onderdelen van de routekaart ontbreken",
    "{n} parts of the route map are missing",
)
def _route_map_checklist_is_complete(session: Session, cluster: Record) -> list[str]:
    items = checklist(session, cluster)
    return [item.title for item in items if not item.holds] if items else [NOTHING]


@fact(
    "elk_project_heeft_tijdlijn",
    "{n} projecten zonder tijdlijn",
    "{n} projects without a timeline",
)
def _every_project_has_a_timeline(session: Session, cluster: Record) -> list[str]:
    return lacking(session, cluster, live_projects(cluster).where(col(Project.timeline).is_(None)))


@fact(
    "elke_private_randvoorwaarde_heeft_houder_en_datum",
    "{n} private randvoorwaarden zonder houder of datum",
    "{n} private conditions without a holder or date",
)
def _private_conditions_are_concrete(session: Session, cluster: Record) -> list[str]:
    return _vague_conditions(session, cluster, (Side.PRIVATE, Side.MIXED))


@fact(
    "elke_publieke_randvoorwaarde_heeft_houder_en_datum",
    "{n} publieke randvoorwaarden zonder houder of datum",
    "{n} public conditions without a holder or date",
)
def _public_conditions_are_concrete(session: Session, cluster: Record) -> list[str]:
    return _vague_conditions(session, cluster, (Side.PUBLIC, Side.MIXED))


@fact(
    "elk_project_heeft_mijlpaal",
    "{n} projecten zonder mijlpaal",
    "{n} projects without a milestone",
)
def _every_project_has_a_milestone(session: Session, cluster: Record) -> list[str]:
    having = select(col(Milestone.about_id))
    return lacking(session, cluster, live_projects(cluster).where(col(Subject.id).not_in(having)))


@fact(
    "elk_project_is_in_bedrijf_of_ingetrokken",
    "{n} projecten zijn niet in bedrijf",
    "{n} projects are not in operation",
)
def _every_project_is_running(session: Session, cluster: Record) -> list[str]:
    return titles(
        session, live_projects(cluster).where(col(Subject.standing).not_like("in_bedrijf%"))
    )


def _vague_conditions(session: Session, cluster: Record, sides: tuple[Side, ...]) -> list[str]:
    vague = col(Condition.due_on).is_(None) | col(Subject.id).not_in(held_targets())
    waiting = conditions(cluster).where(col(Subject.standing) != "vervuld")
    return titles(session, waiting.where(col(Condition.side).in_(sides), vague))
