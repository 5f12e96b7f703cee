"""Clusters: where each stands, what the next step waits for, and the route map's checklist."""

from typing import TYPE_CHECKING, Annotated

import typer

from mijlpaal.call import Call, call_of
from mijlpaal.commands.steps import add_steps
from mijlpaal.help import ActingCommand, HouseGroup, ReadingCommand
from mijlpaal.kinds import CLUSTER
from mijlpaal.options import ClusterKey, Day, EffectiveOn, Evidence, Json, Reason
from mijlpaal.words import both

if TYPE_CHECKING:
    from reports.figures import ClusterFigures

cluster = typer.Typer(
    name=CLUSTER.command,
    cls=HouseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=CLUSTER.help,
)

Item = Annotated[
    str,
    typer.Argument(
        metavar=both("ONDERDEEL", "ITEM"),
        help=both(
            "Sleutel van het onderdeel, zoals 'checklist' die toont.",
            "Key of the item, as 'checklist' shows it.",
        ),
    ),
]


@cluster.command(
    "list",
    cls=ReadingCommand,
    help=both("Toon alle clusters met hun stap.", "Show all clusters with their step."),
)
def list_clusters(context: typer.Context, day: Day = None, as_json: Json = False) -> None:
    """Show all clusters."""
    from mijlpaal.desk import desk
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.programme import show_clusters
    from reports.figures import programme_figures

    call = call_of(context)
    with desk(call, day) as at, at.reading() as session:
        figures = programme_figures(session, reference_date=at.today, calendar=at.calendar)
    if as_json:
        print_json(figures.clusters)
    else:
        show_clusters(figures.clusters, call)


@cluster.command(
    "show",
    cls=ReadingCommand,
    help=both(
        "Toon één cluster: stap, wat de volgende stap tegenhoudt, mijlpalen, verzoeken, projecten.",
        "Show one cluster: step, what holds up the next one, milestones, requests, projects.",
    ),
)
def show(context: typer.Context, key: ClusterKey, day: Day = None, as_json: Json = False) -> None:
    """Show one cluster."""
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.cluster import show_cluster

    call = call_of(context)
    figures = _figures(call, key, day)
    if as_json:
        print_json(figures)
    else:
        show_cluster(figures, call)


add_steps(cluster, CLUSTER.kind)


@cluster.command(
    "checklist",
    cls=ReadingCommand,
    help=both(
        "Toon wat de routekaart moet bevatten, en wat daarvan ontbreekt.",
        "Show what the route map must set out, and what of it is missing.",
    ),
)
def checklist(
    context: typer.Context, key: ClusterKey, day: Day = None, as_json: Json = False
) -> None:
    """Show the route map's checklist."""
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.cluster import show_checklist

    call = call_of(context)
    figures = _figures(call, key, day)
    if as_json:
        print_json(figures.checklist)
    else:
        show_checklist(figures, call)


@cluster.command(
    "tick",
    cls=ActingCommand,
    help=both(
        "Leg vast dat een onderdeel van de routekaart er is, met een bewijsstuk.\n\n"
        "Wat Mijlpaal zelf uit de gegevens afleidt, kan niet worden afgevinkt.",
        "Record that a part of the route map is there, with evidence.\n\n"
        "What Mijlpaal derives from the data itself cannot be ticked.",
    ),
)
def tick(
    context: typer.Context,
    key: ClusterKey,
    item: Item,
    evidence: Evidence,
    on: EffectiveOn = None,
    reason: Reason = None,
) -> None:
    """Tick a part of the route map."""
    from mijlpaal.days import a_day
    from mijlpaal.desk import desk
    from mijlpaal.show.screen import say
    from models.lifecycles.ticking import tick as tick_part
    from reports.spelling import in_words

    call = call_of(context)
    with desk(call) as at, at.writing() as ledger:
        since = a_day(on) or at.today
        part = tick_part(ledger, key, item, since=since, evidence=evidence, reason=reason)
    title, day = part.text("title"), in_words(since, call.language)
    say(call.say(f"✓ {title}: vastgesteld op {day}", f"✓ {title}: established on {day}"))


def _figures(call: Call, key: str, day: str | None) -> "ClusterFigures":
    from mijlpaal.desk import desk
    from reports.figures import cluster_figures

    with desk(call, day) as at, at.reading() as session:
        return cluster_figures(session, key, reference_date=at.today, calendar=at.calendar)
