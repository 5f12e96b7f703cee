"""``list`` and ``show`` for projects, conditions, requests and company tracks: one factory."""

import typer

from mijlpaal.call import Call, call_of
from mijlpaal.commands.due_day import add_due_day
from mijlpaal.commands.request_list import LIST, add_request_list
from mijlpaal.commands.steps import add_steps
from mijlpaal.commands.subject_rows import plain_row
from mijlpaal.help import HouseGroup, ReadingCommand
from mijlpaal.kinds import FAST_TRACK, KindOfSubject
from mijlpaal.options import InCluster, Json, SubjectKey
from mijlpaal.words import both
from models.vocabulary import SubjectKind

_SHOW = both(
    "Toon er één: de gegevens en waar ze vandaan komen.",
    "Show one: its data and where they come from.",
)


def fast_track() -> list[typer.Typer]:
    """Return the commands of every kind that has its own pace beside the cluster."""
    return [_commands_of(each) for each in FAST_TRACK]


def _commands_of(what: KindOfSubject) -> typer.Typer:
    app = typer.Typer(
        name=what.command,
        cls=HouseGroup,
        no_args_is_help=True,
        rich_markup_mode=None,
        help=what.help,
    )

    if what.kind is SubjectKind.REQUEST:
        add_request_list(app)
    else:

        @app.command("list", cls=ReadingCommand, help=LIST)
        def list_all(
            context: typer.Context, cluster: InCluster = None, as_json: Json = False
        ) -> None:
            """Show all of a kind."""
            _list(call_of(context), what, cluster, as_json=as_json)

    @app.command("show", cls=ReadingCommand, help=_SHOW)
    def show_one(context: typer.Context, key: SubjectKey, as_json: Json = False) -> None:
        """Show one of a kind."""
        _show(call_of(context), what, key, as_json=as_json)

    add_steps(app, what.kind)
    if what.kind is SubjectKind.CONDITION:
        add_due_day(app)
    return app


def _list(call: Call, what: KindOfSubject, cluster: str | None, *, as_json: bool) -> None:
    from mijlpaal.desk import desk
    from mijlpaal.lookup import CLEARANCE
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.subjects import show_list
    from models.storage.queries import subjects
    from models.storage.records import current
    from models.vocabulary import SubjectKind

    with desk(call) as at, at.reading() as session:
        within = current(session, SubjectKind.CLUSTER, cluster).id if cluster else None
        found = subjects(session, what.kind, cluster_id=within, clearance=CLEARANCE)
        records = [current(session, what.kind, each.key) for each in found]
        rows = [plain_row(session, record, call) for record in records]
    if as_json:
        print_json(rows)
    else:
        show_list(rows, what, call)


def _show(call: Call, what: KindOfSubject, key: str, *, as_json: bool) -> None:
    from mijlpaal.desk import desk
    from mijlpaal.lookup import readable
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.subjects import show_one
    from models.storage.records import current

    with desk(call) as at, at.reading() as session:
        row = plain_row(session, readable(current(session, what.kind, key)), call)
    if as_json:
        print_json(row)
    else:
        show_one(row, what, call)
