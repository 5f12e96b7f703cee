"""``list`` and ``show`` for projects, conditions, requests and company tracks: one factory."""

from typing import TYPE_CHECKING

import typer

from mijlpaal.call import Call, call_of
from mijlpaal.commands.due_day import add_due_day
from mijlpaal.commands.steps import add_steps, state_of
from mijlpaal.help import HouseGroup, ReadingCommand
from mijlpaal.kinds import FAST_TRACK, KindOfSubject
from mijlpaal.options import InCluster, Json, SubjectKey
from mijlpaal.words import both
from models.vocabulary import SubjectKind

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.storage.records import Record

_LIST = both("Toon ze allemaal, met hun stand.", "Show all of them, with their state.")
_SHOW = both(
    "Toon er één: de gegevens en waar ze vandaan komen.",
    "Show one: its data and where they come from.",
)
_NOT_SHOWN = frozenset({"definition_id", "seed_digest", "standing"})


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

    @app.command("list", cls=ReadingCommand, help=_LIST)
    def list_all(context: typer.Context, cluster: InCluster = None, as_json: Json = False) -> None:
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
        rows = [_plain(session, record, call) for record in records]
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
        row = _plain(session, readable(current(session, what.kind, key)), call)
    if as_json:
        print_json(row)
    else:
        show_one(row, what, call)


def _plain(session: "Session", record: "Record", call: Call) -> dict[str, object]:
    """Return a subject's columns by name, its state in words, and references by their keys."""
    from models.storage.records import current_by_id

    values: dict[str, object] = {
        "key": record.key,
        "state": state_of(session, record, call),
        "standing": record.text("standing"),
    }
    for name, value in record.values.items():
        if name in _NOT_SHOWN:
            continue
        is_reference = name.endswith("_id") and isinstance(value, int)
        shown = current_by_id(session, int(str(value))).key if is_reference else value
        values[name.removesuffix("_id")] = shown
    return values
