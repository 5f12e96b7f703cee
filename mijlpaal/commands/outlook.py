"""How likely the open milestones of a cluster are to hold their bounds, by how others slipped."""

import typer

from mijlpaal.call import call_of
from mijlpaal.options import ClusterKey, Day, Json


def outlook(
    context: typer.Context, cluster: ClusterKey, day: Day = None, as_json: Json = False
) -> None:
    """Show the outlook of each open milestone of a cluster."""
    from mijlpaal.consequences import situation_at
    from mijlpaal.desk import desk
    from mijlpaal.lookup import readable
    from mijlpaal.outlooks import cases_at, outlook_of
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.outlook import outlook_as_json, show_outlooks
    from models.storage.records import current
    from models.vocabulary import SubjectKind

    call = call_of(context)
    with desk(call, day) as at, at.reading() as session:
        within = readable(current(session, SubjectKind.CLUSTER, cluster)).id
        situation, cases = situation_at(session, at), cases_at(session)
        found = [
            (node, outlook_of(node, cases, at))
            for node in situation.nodes.values()
            if node.kind == SubjectKind.MILESTONE
            and node.cluster_id == within
            and not node.is_closed
        ]
    if as_json:
        print_json([outlook_as_json(node.name, each) for node, each in found])
    else:
        show_outlooks(found, call)
