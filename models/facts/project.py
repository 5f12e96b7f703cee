"""Facts about a project, for the guards of its life cycle; none looks at the cluster's step."""

from sqlalchemy import exists

from models.errors import Words
from models.facts.asked import ID, Statement
from models.facts.finding import Counted
from models.facts.rows import CONDITION, STANDING, conditions_of_project, without
from models.facts.statements import lacks, lists


@lacks(
    "project_heeft_randvoorwaarden",
    Words("het project heeft randvoorwaarden", "the project has conditions"),
    Words("het project heeft geen randvoorwaarden", "the project has no conditions"),
)
def _projects_without_conditions() -> Statement:
    return without(exists().where(CONDITION.c.project_id == ID))


@lists(
    "elke_randvoorwaarde_is_toegezegd",
    Words("elke randvoorwaarde is toegezegd", "every condition is committed"),
    Counted(
        ("randvoorwaarde is niet toegezegd", "randvoorwaarden zijn niet toegezegd"),
        ("condition is not committed", "conditions are not committed"),
    ),
)
def _conditions_not_committed() -> Statement:
    return _conditions_not_in("toegezegd_onder_voorwaarden", "vervuld", "vervallen")


@lists(
    "elke_randvoorwaarde_is_vervuld_of_vervallen",
    Words(
        "elke randvoorwaarde is vervuld of vervallen", "every condition is fulfilled or has lapsed"
    ),
    Counted(
        ("randvoorwaarde is niet vervuld", "randvoorwaarden zijn niet vervuld"),
        ("condition is not fulfilled", "conditions are not fulfilled"),
    ),
)
def _conditions_not_fulfilled() -> Statement:
    return _conditions_not_in("vervuld", "vervallen")


def _conditions_not_in(*standings: str) -> Statement:
    return conditions_of_project().where(STANDING.not_in(standings))
