"""``request list``: which requests, to whom, in which state and order."""

import typer

from mijlpaal.call import call_of
from mijlpaal.commands.subject_rows import plain_row
from mijlpaal.help import ReadingCommand
from mijlpaal.kinds import REQUEST
from mijlpaal.options import InCluster, Json, OnlyOpen
from mijlpaal.selection_options import (
    AddressedTo,
    Descending,
    InState,
    RequestsSortedBy,
    WithText,
    request_order,
    request_state,
)
from mijlpaal.words import both

LIST = both("Toon ze allemaal, met hun stand.", "Show all of them, with their state.")


def add_request_list(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("list", cls=ReadingCommand, help=LIST)
    def list_requests(  # noqa: PLR0917  (Typer calls it by name)
        context: typer.Context,
        cluster: InCluster = None,
        to: AddressedTo = None,
        state: InState = None,
        text: WithText = None,
        only_open: OnlyOpen = False,
        sort: RequestsSortedBy = "sleutel",
        descending: Descending = False,
        as_json: Json = False,
    ) -> None:
        """Show the requests that are meant, in order."""
        from mijlpaal.desk import desk
        from mijlpaal.lookup import CLEARANCE
        from mijlpaal.selecting.requests import Filter, select
        from mijlpaal.selecting.requests_asked import requests_asked
        from mijlpaal.show.as_json import print_json
        from mijlpaal.show.subjects import show_list
        from models.reading.looking import Looking
        from models.reading.sight import Sight
        from models.storage.records import current
        from models.vocabulary import SubjectKind

        call, order = call_of(context), request_order(sort)
        with desk(call) as at, at.reading() as session:
            if cluster:
                current(session, SubjectKind.CLUSTER, cluster)
            every = requests_asked(Looking(session, Sight(everywhere=CLEARANCE)), call.language)
            meant = Filter(
                cluster=cluster or "",
                addressee=to or "",
                state=request_state(state, every) if state and every else "",
                text=text or "",
                is_open=True if only_open else None,
            )
            lines = select(every, meant, order, call.language, descending=descending)
            records = [current(session, SubjectKind.REQUEST, each.line.key) for each in lines]
            rows = [plain_row(session, record, call) for record in records]
        if as_json:
            print_json(rows)
        else:
            show_list(rows, REQUEST, call)
