"""Gaps in steps and milestones: no step, no forecast, no bound, nobody to tell, estimated days."""

from collections.abc import Iterable

from reports.figures.gaps import Material, gap
from reports.figures.names import title_of
from reports.words import Text


@gap("step_unknown", "stap van het cluster onbekend", "step of the cluster unknown")
def _clusters_without_step(material: Material) -> Iterable[Text]:
    rows = material.state.clusters
    return (title_of(row.subject) for row in rows if not row.detail.step_is_known)


@gap(
    "milestone_without_forecast",
    "open mijlpaal zonder geldige prognose",
    "open milestone without a valid forecast",
)
def _milestones_without_forecast(material: Material) -> Iterable[Text]:
    day = material.reference_date
    lines = material.open_milestones
    return (line.title for line in lines if line.forecast_on is None or line.forecast_on < day)


@gap(
    "milestone_without_bound",
    "open mijlpaal zonder af te leiden datum",
    "open milestone from whose words no date can be derived",
)
def _milestones_without_bound(material: Material) -> Iterable[Text]:
    lines = material.open_milestones
    return (
        line.title
        for line in lines
        if line.current.wording and line.current.latest is None and not line.stands_still
    )


@gap(
    "milestone_without_date",
    "open mijlpaal waarvoor nog geen datum is afgesproken",
    "open milestone for which no date was agreed yet",
)
def _milestones_without_date(material: Material) -> Iterable[Text]:
    return (line.title for line in material.open_milestones if line.current.wording is None)


@gap(
    "milestone_without_owner",
    "open mijlpaal zonder eigenaar",
    "open milestone without an owner",
)
def _milestones_without_owner(material: Material) -> Iterable[Text]:
    return (line.title for line in material.open_milestones if not line.owners)


@gap(
    "milestone_without_contact",
    "open mijlpaal waarover niemand van de eigenaar bericht krijgt",
    "open milestone of which nobody at the owner is told",
)
def _milestones_without_contact(material: Material) -> Iterable[Text]:
    open_keys = {line.key for line in material.open_milestones}
    told = material.state.milestones_with_contact
    return (
        title_of(row.subject)
        for row in material.state.milestones
        if row.subject.key in open_keys and row.id not in told
    )


@gap("owner_without_contact", "eigenaar zonder contact", "owner without a contact")
def _owners_without_contact(material: Material) -> Iterable[Text]:
    owners = {name for line in material.open_milestones for name in line.owners}
    reached = material.state.organisations_with_contact
    organisations = material.state.organisations.values()
    return (
        title_of(row.subject)
        for row in organisations
        if row.id not in reached and row.subject.title in owners
    )


@gap(
    "estimated_recess",
    "laatste vergaderdag berust op een geschat reces",
    "last sitting day rests on an estimated recess",
)
def _estimated_recesses(material: Material) -> Iterable[Text]:
    return (line.title for line in material.open_milestones if line.rests_on_estimate)


@gap(
    "nominal_date",
    "dag van uitspraak is nominaal (de bron is ongedateerd)",
    "day of the statement is nominal (the source carries no date)",
)
def _nominal_dates(material: Material) -> Iterable[Text]:
    return (line.title for line in material.milestones if line.said_on_is_nominal)
