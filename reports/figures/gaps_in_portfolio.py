"""Gaps in what surrounds the milestones: projects, companies, conditions, documents, questions."""

from collections.abc import Iterable, Iterator

from reports.figures.gaps import OPEN_QUESTION, Material, count, gap
from reports.figures.names import title_of
from reports.figures.portfolio import projects_in
from reports.state import State
from reports.words import Text

_NAMED_KINDS = frozenset({"company", "unknown"})  # a group of companies names none of them


@gap("project_without_conditions", "project zonder randvoorwaarden", "project without conditions")
def _projects_without_conditions(material: Material) -> Iterable[Text]:
    having = {row.detail.project_id for row in material.state.conditions}
    return (title_of(row.subject) for row in material.open_projects if row.id not in having)


@gap("project_without_company", "project zonder bekend bedrijf", "project without a known company")
def _projects_without_company(material: Material) -> Iterable[Text]:
    known = {line.key for line in projects_in(material.state) if line.companies}
    rows = material.open_projects
    return (title_of(row.subject) for row in rows if row.subject.key not in known)


@gap("project_without_timeline", "project zonder tijdlijn", "project without a timeline")
def _projects_without_timeline(material: Material) -> Iterable[Text]:
    return (title_of(row.subject) for row in material.open_projects if row.detail.timeline is None)


@gap("project_without_name", "project zonder bekende naam", "project without a known name")
def _projects_without_name(material: Material) -> Iterable[Text]:
    return (title_of(row.subject) for row in material.open_projects if not row.detail.name_is_known)


@count(
    "project_not_registered",
    "aangekondigd maar niet geregistreerd project",
    "project announced but not registered",
)
def _projects_not_registered(material: Material) -> int:
    rows = material.state.clusters
    announced = sum(row.detail.projects_announced or 0 for row in rows)
    return max(0, announced - len(material.state.projects))


@count("company_unnamed", "deelnemend bedrijf zonder naam", "participating company without a name")
def _unnamed_companies(material: Material) -> int:
    return sum(_unnamed_in(material.state))


@gap(
    "condition_without_holder",
    "randvoorwaarde zonder houder",
    "condition without a holder",
)
def _conditions_without_holder(material: Material) -> Iterable[Text]:
    state = material.state
    held = {row.detail.target_id for row in state.participations if row.detail.role == "holder"}
    return (title_of(row.subject) for row in material.open_conditions if row.id not in held)


@gap("condition_without_date", "randvoorwaarde zonder datum", "condition without a date")
def _conditions_without_date(material: Material) -> Iterable[Text]:
    return (title_of(row.subject) for row in material.open_conditions if row.detail.due_on is None)


@gap(
    "condition_without_project",
    "randvoorwaarde zonder bekend project",
    "condition without a known project",
)
def _conditions_without_project(material: Material) -> Iterable[Text]:
    rows = material.open_conditions
    return (title_of(row.subject) for row in rows if row.detail.project_id is None)


@gap(
    "amount_without_split",
    "bedrag zonder bekende verdeling",
    "amount without a known split",
)
def _amounts_without_split(material: Material) -> Iterable[Text]:
    return (
        title_of(row.subject)
        for row in material.state.requests
        if row.detail.amount_eur is not None and row.detail.amount_split is None
    )


@gap(
    "dependency_open_ended",
    "afhankelijkheid met een onbekend uiteinde",
    "dependency with an unknown end",
)
def _open_dependencies(material: Material) -> Iterable[Text]:
    rows = material.state.dependencies
    return (title_of(row.subject) for row in rows if None in (row.detail.from_id, row.detail.to_id))


@gap("document_undated", "document zonder datum", "document without a date")
def _undated_documents(material: Material) -> Iterable[Text]:
    return (
        title_of(row.subject) for row in material.state.documents if row.detail.dated_on is None
    )


@gap("occurrence_undated", "gebeurtenis zonder datum", "event without a date")
def _undated_occurrences(material: Material) -> Iterable[Text]:
    return (
        title_of(row.subject) for row in material.state.occurrences if row.detail.latest is None
    )


@gap(OPEN_QUESTION, "open vraag", "open question")
def _open_questions(material: Material) -> Iterable[Text]:
    return (title_of(row.subject) for row in material.state.questions if row.detail.answer is None)


@count("invented", "verzonnen testgegeven", "invented test data")
def _invented(material: Material) -> int:
    return material.state.invented


def _unnamed_in(state: State) -> Iterator[int]:
    """Yield for each cluster how many of the companies announced have no name.

    A participant of unknown kind counts as named: whether FUREC is the name of a company or of
    a project is left open, but it is a name.
    """
    for row in state.clusters:
        announced = row.detail.companies_announced
        if announced is not None:
            participants = {
                role.detail.organisation_id
                for role in state.participations_in.get(row.id, ())
                if role.detail.role == "participant"
            }
            named = [each for each in participants if _is_a_name(state, each)]
            yield max(0, announced - len(named))


def _is_a_name(state: State, organisation_id: int) -> bool:
    found = state.organisations.get(organisation_id)
    return found is not None and found.detail.organisation_kind in _NAMED_KINDS
