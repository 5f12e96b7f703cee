"""What does not fit together: one list, each with the one act that mends it."""

import typer

from mijlpaal.call import call_of
from mijlpaal.exits import Exit
from mijlpaal.options import Day, InCluster, Json


def check(
    context: typer.Context, cluster: InCluster = None, day: Day = None, as_json: Json = False
) -> None:
    """Show what does not fit; end with 1 when somebody must act."""
    from mijlpaal.consequences import situation_at
    from mijlpaal.desk import desk
    from mijlpaal.lookup import readable
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.check import finding_as_json, show_findings
    from models.consequences.consistency import inconsistencies
    from models.storage.records import current
    from models.vocabulary import SubjectKind

    call = call_of(context)
    with desk(call, day) as at, at.reading() as session:
        within = readable(current(session, SubjectKind.CLUSTER, cluster)).id if cluster else None
        situation = situation_at(session, at)
        found = inconsistencies(situation, calendar=at.calendar)
    listed = [each for each in found if within is None or each.cluster_id == within]
    if as_json:
        print_json([finding_as_json(each, call) for each in listed])
    else:
        show_findings(listed, call)
    if any(each.severity.needs_action for each in listed):
        raise typer.Exit(Exit.ACTION_NEEDED)
