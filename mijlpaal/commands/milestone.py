"""Milestones and duties: looking at them, and saying how they stand."""

from typing import TYPE_CHECKING, Annotated

import typer

from mijlpaal.call import Call, call_of
from mijlpaal.commands.steps import add_steps
from mijlpaal.help import ActingCommand, HouseGroup, ReadingCommand
from mijlpaal.options import Day, Evidence, InCluster, Json, MilestoneKey, OnlyOpen, Reason
from mijlpaal.selection_options import (
    CountsFrom,
    CountsUntil,
    Descending,
    OfOwner,
    OfStatus,
    OfWeight,
    OnlyAsking,
    SortedBy,
    WithText,
    milestone_order,
    milestones_meant,
)
from mijlpaal.words import both
from models.vocabulary import SubjectKind

if TYPE_CHECKING:
    from sqlmodel import Session

    from mijlpaal.desk import Desk
    from reports.figures import MilestoneLine

milestone = typer.Typer(
    name="milestone",
    cls=HouseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=both(
        "Mijlpalen en toezeggingen: bekijken, prognose, herijken, behalen.",
        "Milestones and duties: look, forecast, re-plan, achieve.",
    ),
)
duty = typer.Typer(
    name="duty",
    cls=HouseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=both("Toezeggingen aan de Tweede Kamer.", "Duties to inform the Tweede Kamer."),
)


@milestone.command(
    "list",
    cls=ReadingCommand,
    help=both(
        "Toon mijlpalen en toezeggingen, de dichtstbijzijnde grens eerst.\n\n"
        "mijlpaal milestone list --status vertraagd --sort prognose",
        "Show milestones and duties, the nearest bound first.\n\n"
        "mijlpaal milestone list --status delayed --sort forecast",
    ),
)
def list_milestones(  # noqa: PLR0917  (Typer calls it by name)
    context: typer.Context,
    cluster: InCluster = None,
    only_open: OnlyOpen = False,
    status: OfStatus = None,
    weight: OfWeight = None,
    owner: OfOwner = None,
    text: WithText = None,
    only_asking: OnlyAsking = False,
    first: CountsFrom = None,
    last: CountsUntil = None,
    sort: SortedBy = "grens",
    descending: Descending = False,
    day: Day = None,
    as_json: Json = False,
) -> None:
    """Show the milestones that are meant, in order."""
    from mijlpaal.selecting.milestones import select

    meant = milestones_meant(
        cluster=cluster,
        status=status,
        weight=weight,
        owner=owner,
        text=text,
        first=first,
        last=last,
        only_open=only_open,
        only_asking=only_asking,
    )
    call, order = call_of(context), milestone_order(sort)
    lines = select(_lines(call, cluster, day), meant, order, call.language, descending=descending)
    _show_lines(call, lines, as_json=as_json)


@duty.command(
    "list",
    cls=ReadingCommand,
    help=both(
        "Toon alle toezeggingen aan de Kamer op één bladzijde.",
        "Show all duties to parliament on one page.",
    ),
)
def list_duties(
    context: typer.Context,
    cluster: InCluster = None,
    only_open: OnlyOpen = False,
    day: Day = None,
    as_json: Json = False,
) -> None:
    """Show all duties to parliament."""
    call = call_of(context)
    lines = _lines(call, cluster, day)
    duties = [line for line in lines if line.is_duty and (line.is_open or not only_open)]
    if as_json:
        _show_lines(call, duties, as_json=True)
    else:
        from mijlpaal.show.milestones import show_to_do

        show_to_do(duties, call)


@milestone.command(
    "show",
    cls=ReadingCommand,
    help=both(
        "Toon één mijlpaal: bronzin, afspraken, prognose, herijkingen en wie wat hoorde.",
        "Show one milestone: source, agreements, forecast, re-plannings and who was told what.",
    ),
)
def show(context: typer.Context, key: MilestoneKey, day: Day = None, as_json: Json = False) -> None:
    """Show one milestone."""
    from mijlpaal.desk import desk
    from mijlpaal.outlooks import outlook_at
    from mijlpaal.show.as_json import plain, print_json
    from mijlpaal.show.milestones import show_milestone
    from mijlpaal.show.outlook import outlook_as_json, show_outlook
    from mijlpaal.show.telling import show_reminding, show_told
    from models.storage.records import current
    from notifications.log import told

    call = call_of(context)
    with desk(call, day) as at, at.reading() as session:
        record = current(session, SubjectKind.MILESTONE, key)
        reminders = told(session, record.id)
        line = line_in(session, at, key)
        ahead = outlook_at(session, record, at)
    if as_json:
        outlook = outlook_as_json(f"milestone:{key}", ahead) if ahead else None
        reminding = {
            "ladder": record.text("ladder") or record.text("modality"),
            "escalation_paused_until": plain(record.day("escalation_paused_until")),
        }
        shown = {"milestone": plain(line), "reminding": reminding, "told": plain(reminders)}
        print_json({**shown, "outlook": outlook})
    else:
        show_milestone(line, call)
        if ahead is not None:
            show_outlook(ahead, call)
        show_reminding(record, at.today, call)
        show_told(reminders, call)


add_steps(milestone, SubjectKind.MILESTONE)


@milestone.command(
    "confirm",
    cls=ActingCommand,
    help=both(
        "Bevestig dat de prognose vandaag nog klopt.", "Confirm that the forecast still stands."
    ),
)
def confirm(context: typer.Context, key: MilestoneKey) -> None:
    """Confirm the forecast."""
    from mijlpaal.desk import desk
    from mijlpaal.show.screen import say
    from models.milestones import acts as milestones
    from reports.spelling import in_words

    call = call_of(context)
    with desk(call) as at, at.writing() as ledger:
        record = milestones.confirm(ledger, key)
    day = in_words(record.day("forecast_on"), call.language)
    say(call.say(f"Prognose bevestigd: {day}", f"Forecast confirmed: {day}"))


@milestone.command(
    "achieve",
    cls=ActingCommand,
    help=both(
        "Meld een mijlpaal of toezegging behaald, met een bewijsstuk.\n\n"
        'mijlpaal milestone achieve d2 --on 2026-12-10 --evidence "Kamerstuk 29826, nr. 320"',
        "Report a milestone or duty as achieved, with evidence.\n\n"
        'mijlpaal milestone achieve d2 --on 2026-12-10 --evidence "Kamerstuk 29826, nr. 320"',
    ),
)
def achieve(
    context: typer.Context,
    key: MilestoneKey,
    on: Annotated[
        str,
        typer.Option("--on", metavar=both("DAG", "DAY"), help=both("Wanneer.", "When.")),
    ],
    evidence: Evidence,
    reason: Reason = None,
) -> None:
    """Close a milestone as achieved."""
    from mijlpaal.acting import act
    from mijlpaal.days import a_day
    from mijlpaal.desk import desk
    from mijlpaal.effects import title_in_words
    from mijlpaal.show.effects import show_alone
    from mijlpaal.show.screen import say
    from models.acts.commands import Command, Verb
    from reports.spelling import in_words

    call = call_of(context)
    achieved_on = a_day(on)
    arguments = {"on": achieved_on.isoformat(), "evidence": evidence, "reason": reason}
    with desk(call) as at:
        done = act(at, Command(Verb.ACHIEVE, SubjectKind.MILESTONE, key, arguments))
    day, title = in_words(achieved_on, call.language), title_in_words(done.record, call)
    say(call.say(f"✓ {title}: behaald op {day}", f"✓ {title}: achieved on {day}"))
    if done.is_alone:
        show_alone(call)


def line_in(session: "Session", at: "Desk", key: str) -> "MilestoneLine":
    """Return one milestone as it is shown.

    Raises:
        UnknownSubjectError: there is none, or not for this reader.
    """
    from models.errors import UnknownSubjectError
    from models.storage.records import kind_in_words
    from reports.figures import programme_figures

    figures = programme_figures(session, reference_date=at.today, calendar=at.calendar)
    line = next((each for each in figures.milestones if each.key == key), None)
    if line is None:  # it is there, and not for this reader
        raise UnknownSubjectError(kind=kind_in_words(SubjectKind.MILESTONE), key=key, suggestion="")
    return line


def _lines(call: Call, cluster: str | None, day: str | None) -> "list[MilestoneLine]":
    from mijlpaal.desk import desk
    from models.storage.records import current
    from reports.figures import programme_figures

    with desk(call, day) as at, at.reading() as session:
        if cluster is not None:
            current(session, SubjectKind.CLUSTER, cluster)
        figures = programme_figures(session, reference_date=at.today, calendar=at.calendar)
    return [line for line in figures.milestones if cluster in {None, line.cluster_key}]


def _show_lines(call: Call, lines: "list[MilestoneLine]", *, as_json: bool) -> None:
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.milestones import show_table

    if as_json:
        print_json(lines)
    else:
        show_table(lines, call)
