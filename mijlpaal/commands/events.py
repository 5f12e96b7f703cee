"""Occurrences and documents: looking at them, and giving them the day that windows wait for."""

from typing import TYPE_CHECKING, Annotated

import typer

from mijlpaal.call import Call, call_of
from mijlpaal.help import ActingCommand, HouseGroup, ReadingCommand
from mijlpaal.options import InCluster, Json, Reason, SubjectKey
from mijlpaal.words import both
from models.vocabulary import SubjectKind

if TYPE_CHECKING:
    from sqlmodel import Session

    from mijlpaal.show.dated import Dated

_LIST = both("Toon ze allemaal, met hun dag.", "Show all of them, with their day.")
_SHOW = both(
    "Toon er één, en welke mijlpalen erop wachten.",
    "Show one, and which milestones wait for it.",
)
_DATE = both(
    "Leg vast wanneer het was of zal zijn; afspraken die erop wachten krijgen hun dagen.\n\n"
    "Een andere dag dan er stond is een correctie: die vraagt om een toelichting, en om een tweede "
    "persoon waar die er is.",
    "Record when it was or will be; agreements that wait for it get their days.\n\n"
    "Another day than it had is a correction: that needs a reason, and a second person where "
    "there is one.",
)
_UNDATE = both(
    "Leg vast dat de dag toch niet bekend is. Vraagt om een toelichting.",
    "Record that the day is not known after all. Needs a reason.",
)
_When = Annotated[
    str,
    typer.Argument(
        metavar=both("MOMENT", "MOMENT"),
        help=both(
            "Een datum (2027-03-17) of woorden („in januari 2027”).",
            "A date (2027-03-17) or Dutch words (“in januari 2027”).",
        ),
    ),
]


def dated_by_hand() -> list[typer.Typer]:
    """Return the commands of what gets a day without a life cycle of its own."""
    return [
        _commands_of(
            SubjectKind.OCCURRENCE,
            both("Gebeurtenissen buiten onze levenslopen.", "Events outside our life cycles."),
        ),
        _commands_of(SubjectKind.DOCUMENT, both("Brieven en andere stukken.", "Documents.")),
    ]


def _commands_of(kind: SubjectKind, about: str) -> typer.Typer:
    app = typer.Typer(
        name=kind, cls=HouseGroup, no_args_is_help=True, rich_markup_mode=None, help=about
    )

    @app.command("list", cls=ReadingCommand, help=_LIST)
    def list_all(context: typer.Context, cluster: InCluster = None, as_json: Json = False) -> None:
        """Show all of a kind."""
        _list(call_of(context), kind, cluster, as_json=as_json)

    @app.command("show", cls=ReadingCommand, help=_SHOW)
    def show_one(context: typer.Context, key: SubjectKey, as_json: Json = False) -> None:
        """Show one of a kind."""
        _show(call_of(context), kind, key, as_json=as_json)

    @app.command("date", cls=ActingCommand, help=_DATE)
    def date_it(
        context: typer.Context, key: SubjectKey, when: _When, reason: Reason = None
    ) -> None:
        """Give it a day."""
        _date(call_of(context), kind, key, when, reason)

    @app.command("undate", cls=ActingCommand, help=_UNDATE)
    def undate(context: typer.Context, key: SubjectKey, reason: Reason = None) -> None:
        """Take its day away."""
        _date(call_of(context), kind, key, None, reason)

    return app


def _list(call: Call, kind: SubjectKind, cluster: str | None, *, as_json: bool) -> None:
    from mijlpaal.desk import desk
    from mijlpaal.lookup import CLEARANCE
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.dated import show_list
    from models.storage.queries import subjects
    from models.storage.records import current

    with desk(call) as at, at.reading() as session:
        within = current(session, SubjectKind.CLUSTER, cluster).id if cluster else None
        found = subjects(session, kind, cluster_id=within, clearance=CLEARANCE)
        rows = [_dated(session, kind, each.key, call) for each in found]
    if as_json:
        print_json(rows)
    else:
        show_list(rows, call)


def _show(call: Call, kind: SubjectKind, key: str, *, as_json: bool) -> None:
    from mijlpaal.desk import desk
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.dated import show_one

    with desk(call) as at, at.reading() as session:
        row = _dated(session, kind, key, call)
    if as_json:
        print_json(row)
    else:
        show_one(row, call)


def _dated(session: "Session", kind: SubjectKind, key: str, call: Call) -> "Dated":
    from mijlpaal.lookup import readable
    from mijlpaal.show.dated import dated
    from models.rules.anchors import tied_to
    from models.storage.records import current

    record = readable(current(session, kind, key))
    return dated(record, tied_to(session, record.id), call)


def _date(call: Call, kind: SubjectKind, key: str, when: str | None, reason: str | None) -> None:
    from mijlpaal.acting import act
    from mijlpaal.desk import desk
    from mijlpaal.effects import title_in_words
    from mijlpaal.show.effects import show_alone, show_done
    from models.acts.commands import Command, Verb

    with desk(call) as at:
        arguments = {"when": when, "said_on": at.today.isoformat(), "reason": reason}
        done = act(at, Command(Verb.DATE, kind, key, arguments))
    word = (
        call.say("dag onbekend", "day unknown") if when is None else call.say("gedateerd", "dated")
    )
    show_done(f"{title_in_words(done.record, call)}: {word}", done.effect, call)
    if done.is_alone:
        show_alone(call)
