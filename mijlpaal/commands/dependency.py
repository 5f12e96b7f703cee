"""Dependencies: stating what hangs on what, looking at it, and ending it."""

import typer

from mijlpaal.call import call_of
from mijlpaal.dependency_options import (
    Alternative,
    Confidential,
    EndsOn,
    FirstDay,
    Gate,
    HowCertain,
    Key,
    Kind,
    Lag,
    LastDay,
    Mutual,
    NeededBy,
    Of,
    On,
    Role,
    Source,
    Stated,
    Subject,
    Wording,
)
from mijlpaal.help import ActingCommand, HouseGroup, ReadingCommand
from mijlpaal.options import Day, InCluster, Json, Reason
from mijlpaal.words import both

dependency = typer.Typer(
    name="dependency",
    cls=HouseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=both(
        "Afhankelijkheden: wat van wat afhangt, met bron, zekerheid en periode.",
        "Dependencies: what hangs on what, with source, certainty and period.",
    ),
)


@dependency.command(
    "add",
    cls=ActingCommand,
    help=both(
        "Leg vast dat iets van iets anders afhangt.\n\n"
        "mijlpaal dependency add milestone:d2 finish_to_start milestone:d1 --lag P2W",
        "Record that something hangs on something else.\n\n"
        "mijlpaal dependency add milestone:d2 finish_to_start milestone:d1 --lag P2W",
    ),
)
def add(
    context: typer.Context,
    subject: Subject,
    kind: Kind,
    on: On,
    *,
    lag: Lag = None,
    gate: Gate = None,
    needed_by: NeededBy = None,
    certainty: HowCertain = None,
    alternative: Alternative = None,
    role: Role = None,
    mutual: Mutual = False,
    first: FirstDay = None,
    last: LastDay = None,
    source: Source = None,
    words: Wording = None,
    confidential: Confidential = False,
    reason: Reason = None,
) -> None:
    """Record a dependency."""
    from mijlpaal.days import a_day
    from mijlpaal.desk import desk
    from mijlpaal.lookup import find, readable
    from mijlpaal.show.screen import say
    from models.foresight.dependencies import Terms, state_dependency
    from models.vocabulary import Confidentiality

    call = call_of(context)
    terms = Terms(
        lag=lag,
        gate=gate,
        needed_by=a_day(needed_by),
        alternative=alternative,
        role=role,
        certainty=certainty,
        valid_from=a_day(first),
        valid_until=a_day(last),
        is_mutual=mutual,
        source=source,
        words=words,
        confidentiality=Confidentiality.COMPANY_CONFIDENTIAL if confidential else None,
    )
    with desk(call) as at, at.writing() as ledger:
        ends = [readable(find(ledger.session, each)) for each in (subject, on)]
        made = state_dependency(ledger, kind, ends[0], ends[1], terms, reason=reason)
    say(f"✓ {made.kind}:{made.key}")


@dependency.command(
    "change",
    cls=ActingCommand,
    help=both(
        "Zeg het beter: tussentijd, stap, dag, zekerheid of alternatief.",
        "Say it better: lag, step, day, certainty or alternative.",
    ),
)
def change(
    context: typer.Context,
    key: Key,
    *,
    lag: Lag = None,
    gate: Gate = None,
    needed_by: NeededBy = None,
    certainty: HowCertain = None,
    alternative: Alternative = None,
    reason: Reason = None,
) -> None:
    """Amend a dependency."""
    from mijlpaal.days import a_day
    from mijlpaal.desk import desk
    from mijlpaal.lookup import readable
    from mijlpaal.show.screen import say
    from models.foresight.dependencies import amend_dependency
    from models.storage.records import current
    from models.vocabulary import SubjectKind

    call, key = call_of(context), key.removeprefix("dependency:")
    said = {
        "lag": lag,
        "gate": gate,
        "needed_by": a_day(needed_by),
        "certainty": certainty,
        "alternative": alternative,
    }
    changes = {name: value for name, value in said.items() if value is not None}
    with desk(call) as at, at.writing() as ledger:
        readable(current(ledger.session, SubjectKind.DEPENDENCY, key))
        made = amend_dependency(ledger, key, changes, reason=reason)
    say(f"✓ {made.kind}:{made.key}")


@dependency.command(
    "end",
    cls=ActingCommand,
    help=both(
        "Laat een afhankelijkheid eindigen; zij blijft in het logboek.",
        "Let a dependency end; it stays in the log.",
    ),
)
def end(
    context: typer.Context,
    key: Key,
    on: EndsOn = None,
    reason: Reason = None,
) -> None:
    """End a dependency."""
    from mijlpaal.days import a_day
    from mijlpaal.desk import desk
    from mijlpaal.lookup import readable
    from mijlpaal.show.screen import say
    from models.foresight.dependencies import end_dependency
    from models.storage.records import current
    from models.vocabulary import SubjectKind

    call = call_of(context)
    kind, _, name = key.rpartition(":")
    of = SubjectKind.PARTICIPATION if kind == "participation" else SubjectKind.DEPENDENCY
    with desk(call) as at, at.writing() as ledger:
        readable(current(ledger.session, of, name))
        last = a_day(on) or at.today
        made = end_dependency(ledger, of, name, last, reason=reason)
    say(f"✓ {made.kind}:{made.key} {call.say('eindigt op', 'ends on')} {last}")


@dependency.command(
    "list",
    cls=ReadingCommand,
    help=both(
        "Toon alle afhankelijkheden van een dag: wat is vastgelegd en wat daaruit volgt.",
        "Show all dependencies of a day: what was stated and what follows from it.",
    ),
)
def list_all(
    context: typer.Context,
    of: Of = None,
    cluster: InCluster = None,
    stated: Stated = False,
    day: Day = None,
    as_json: Json = False,
) -> None:
    """Show the edges of a day."""
    from mijlpaal.consequences import situation_at
    from mijlpaal.desk import desk
    from mijlpaal.lookup import find, readable
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.edges import edge_as_json, show_edges
    from models.storage.records import current
    from models.vocabulary import SubjectKind

    call = call_of(context)
    with desk(call, day) as at, at.reading() as session:
        situation = situation_at(session, at)
        one = readable(find(session, of)).id if of else None
        within = current(session, SubjectKind.CLUSTER, cluster).id if cluster else None
    edges = [
        edge
        for edge in situation.edges
        if (one is None or one in {edge.dependent, edge.on})
        and (within is None or situation.nodes[edge.dependent].cluster_id == within)
        and not (stated and edge.is_implied)
    ]
    if as_json:
        print_json(
            {
                "edges": [edge_as_json(situation, edge) for edge in edges],
                "open_ended": situation.open_ended,
            }
        )
    else:
        show_edges(situation, edges, call)
