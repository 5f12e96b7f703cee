"""Facts about a project, for the guards of its life cycle; none looks at the cluster's step."""

from sqlmodel import Session, col, select

from models.facts.registry import fact
from models.records import Record
from models.tables import Condition, Subject


@fact(
    "project_heeft_randvoorwaarden",
    "het project heeft geen randvoorwaarden",
    "the project has no conditions",
)
def _the_project_has_conditions(session: Session, project: Record) -> list[str]:
    return [] if _standings_of_conditions(session, project) else [project.key]


@fact(
    "elke_randvoorwaarde_is_toegezegd",
    "{n} randvoorwaarden zijn niet toegezegd",
    "{n} conditions are not committed",
)
def _every_condition_is_committed(session: Session, project: Record) -> list[str]:
    return _conditions_not_in(session, project, ("toegezegd_onder_voorwaarden", "vervuld"))


@fact(
    "elke_randvoorwaarde_is_vervuld_of_vervallen",
    "{n} randvoorwaarden zijn niet vervuld",
    "{n} conditions are not fulfilled",
)
def _every_condition_is_fulfilled(session: Session, project: Record) -> list[str]:
    return _conditions_not_in(session, project, ("vervuld",))


def _conditions_not_in(session: Session, project: Record, standings: tuple[str, ...]) -> list[str]:
    done = (*standings, "vervallen")
    found = _standings_of_conditions(session, project)
    return [title for title, standing in found if standing not in done]


def _standings_of_conditions(session: Session, project: Record) -> list[tuple[str, str | None]]:
    query = (
        select(Subject.title, Subject.standing)
        .join(Condition, col(Condition.subject_id) == col(Subject.id))
        .where(col(Condition.project_id) == project.id)
        .order_by(col(Subject.key))
    )
    return [(title, standing) for title, standing in session.exec(query)]
