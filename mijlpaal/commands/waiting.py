"""Who waits for whom: joint decision groups, and what stands between a project and its decision."""

from typing import Annotated

import typer

from mijlpaal.call import call_of
from mijlpaal.options import ClusterKey, Day, Json
from mijlpaal.words import both


def groups(
    context: typer.Context, cluster: ClusterKey, day: Day = None, as_json: Json = False
) -> None:
    """Show who can only decide together, and what that waits for."""
    from mijlpaal.consequences import situation_at
    from mijlpaal.desk import desk
    from mijlpaal.lookup import readable
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.groups import group_as_json, show_groups
    from models.consequences.groups import groups as groups_in
    from models.storage.records import current
    from models.vocabulary import SubjectKind

    call = call_of(context)
    with desk(call, day) as at, at.reading() as session:
        within = readable(current(session, SubjectKind.CLUSTER, cluster)).id
        situation = situation_at(session, at)
    in_cluster = situation.companies_in(within)
    found = [
        group
        for group in groups_in(situation)
        if within in group.clusters or any(node.id in in_cluster for node in group.members)
    ]
    if as_json:
        print_json({"cluster": cluster, "groups": [group_as_json(each) for each in found]})
    else:
        show_groups(situation, found, call)


def readiness(
    context: typer.Context,
    subject: Annotated[
        str,
        typer.Argument(
            metavar=both("PROJECT|HOUDER", "PROJECT|HOLDER"),
            help=both(
                "Een project, of een organisatie op wie anderen wachten.",
                "A project, or an organisation that others wait for.",
            ),
        ),
    ],
    day: Day = None,
    as_json: Json = False,
) -> None:
    """Show what stands between a project and its decision, or what waits for a holder."""
    from mijlpaal.consequences import node_of, situation_at
    from mijlpaal.desk import desk
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.readiness import (
        awaited_as_json,
        readiness_as_json,
        show_awaited,
        show_readiness,
    )
    from models.consequences.readiness import awaited_of, require_project_or_holder
    from models.consequences.readiness import readiness as readiness_of
    from models.vocabulary import SubjectKind

    call = call_of(context)
    with desk(call, day) as at, at.reading() as session:
        situation = situation_at(session, at)
        node = require_project_or_holder(node_of(session, situation, subject))
    if node.kind == SubjectKind.PROJECT:
        ready = readiness_of(situation, node)
        if as_json:
            print_json(readiness_as_json(situation, ready))
        else:
            show_readiness(ready, call)
        return
    awaited = awaited_of(situation, node)
    if as_json:
        print_json({"holder": node.name, "awaited": [awaited_as_json(each) for each in awaited]})
    else:
        show_awaited(node, awaited, call)
