"""Running: one day now, a year on a virtual clock, or for good."""

from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from mijlpaal.call import Call, call_of
from mijlpaal.exits import Exit
from mijlpaal.options import Day, Json
from mijlpaal.words import both

if TYPE_CHECKING:
    from flows.work import DaySummary
    from flows.workplace import Workplace

Direct = Annotated[
    bool,
    typer.Option(
        "--direct",
        help=both(
            "Zonder Prefect: geen geschiedenis en geen herkansing, wel meteen.",
            "Without Prefect: no history and no retries, but at once.",
        ),
    ),
]
From = Annotated[
    str,
    typer.Option("--from", metavar=both("DAG", "DAY"), help=both("Eerste dag.", "First day.")),
]
To = Annotated[
    str,
    typer.Option("--to", metavar=both("DAG", "DAY"), help=both("Laatste dag.", "Last day.")),
]


def run(
    context: typer.Context, day: Day = None, direct: Direct = False, as_json: Json = False
) -> None:
    """Run one whole day, then show the overview and where everything lies."""
    from flows.logs import kept_log
    from flows.run import run_one_day
    from flows.settings import flow_settings
    from flows.workplace import open_workplace
    from mijlpaal.commands.overview import show_overview_of
    from mijlpaal.days import a_day
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.running import show_run

    call = call_of(context)
    with kept_log(flow_settings().home), _progress(call):
        summary = run_one_day(a_day(day), direct=direct)
    if not as_json:
        show_overview_of(call, day)
    with open_workplace() as workplace:
        dead = _given_up_on(summary.day, workplace)
        if as_json:
            print_json(summary)
        else:
            show_run(summary, workplace, call, dead=dead)
    raise typer.Exit(_exit_of(summary, dead=dead))


def publish(
    context: typer.Context, day: Day = None, direct: Direct = False, as_json: Json = False
) -> None:
    """Publish every report now, then say where they lie and which failed."""
    from flows.logs import kept_log
    from flows.run import publish_now
    from flows.settings import flow_settings
    from mijlpaal.days import a_day
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.running import show_publication

    call = call_of(context)
    with kept_log(flow_settings().home), _progress(call):
        found = publish_now(a_day(day), direct=direct)
    if as_json:
        print_json(found.parts)
    else:
        show_publication(found, call)
    raise typer.Exit(Exit.ACTION_NEEDED if found.failures else Exit.OK)


def rehearse(context: typer.Context, first: From, last: To, as_json: Json = False) -> None:
    """Show who would be told what on which day; nothing is sent or kept."""
    from flows.rehearsal import rehearse as rehearse_days
    from mijlpaal.days import a_day
    from mijlpaal.desk import desk
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.rehearsal import show_rehearsal

    call = call_of(context)
    with desk(call) as at:
        workplace = at.workplace
        rows = rehearse_days(workplace.engine, workplace.rulebook, a_day(first), a_day(last))
    if as_json:
        print_json(rows)
    else:
        show_rehearsal(rows, call)


def up(context: typer.Context) -> None:
    """Keep running by the clock until Ctrl-C or SIGTERM."""
    from flows.logs import kept_log
    from flows.settings import flow_settings
    from flows.up import keep_running

    call = call_of(context)
    with kept_log(flow_settings().home):
        keep_running(lambda nl, en: typer.echo(call.say(nl, en)))


def _progress(call: Call) -> AbstractContextManager[None]:
    """Return what shows the stages, unless only errors are to be seen."""
    from flows.progress import showing_progress

    return nullcontext() if call.is_quiet else showing_progress(call.language)


def _given_up_on(day: date, workplace: "Workplace") -> int:
    """Return how many messages of the day are dead, whichever run gave them up."""
    from models.storage.database import reading
    from notifications.log import MessageState, messages_on

    with reading(workplace.engine) as session:
        return sum(each.state is MessageState.DEAD for each in messages_on(session, day))


def _exit_of(summary: "DaySummary", *, dead: int) -> Exit:
    delivery = summary.told.delivery
    if delivery.waiting:
        return Exit.UNREACHABLE
    is_wanting = delivery.dead or dead or summary.published.failures
    return Exit.ACTION_NEEDED if is_wanting else Exit.OK
