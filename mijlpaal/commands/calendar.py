"""The calendar: what is known of a year, why a day is what it is, and where a term ends."""

from typing import TYPE_CHECKING, Annotated

import typer

from mijlpaal.call import call_of
from mijlpaal.help import HouseGroup, PresentCommand
from mijlpaal.options import Json
from mijlpaal.words import both

if TYPE_CHECKING:
    from models.dates.calendar import Calendar

# What is known of days is data that come with the product, not in the ledger: there is no past
# of it to look back at, and no database is needed.
calendar = typer.Typer(
    name="calendar",
    cls=HouseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=both(
        "De kalender: feestdagen, recessen, vergaderdagen en wettelijke termijnen.",
        "The calendar: holidays, recesses, sitting days and statutory terms.",
    ),
)
SomeDay = Annotated[
    str,
    typer.Argument(
        metavar=both("DAG", "DAY"),
        help=both("Een dag, bijvoorbeeld 2026-12-25.", "A day, for instance 2026-12-25."),
    ),
]
Back = Annotated[
    bool,
    typer.Option("--back", help=both("Terugrekenen vanaf de dag.", "Count back from the day.")),
]


@calendar.command(
    "show",
    cls=PresentCommand,
    help=both(
        "Toon een jaar: feestdagen, recessen, vergaderdagen, vaste momenten, en wat niet bekend "
        "is.",
        "Show a year: holidays, recesses, sitting days, fixed moments, and what is not known.",
    ),
)
def show(
    context: typer.Context,
    year: Annotated[
        int | None,
        typer.Argument(
            metavar=both("JAAR", "YEAR"),
            help=both("Het jaar; anders dit jaar.", "The year; else this year."),
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show a year of the calendar."""
    from flows.moment import moment_of
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.calendar import show_year
    from models.dates.year import calendar_year

    call = call_of(context)
    known = _calendar()
    found = calendar_year(known, moment_of(None).today.year if year is None else year)
    if as_json:
        counts = {name: getattr(found, name) for name in ("working_days", "sitting_days")}
        print_json(
            {
                "valid": {"first": known.first, "last": known.last},
                "counts": counts,
                "calendar": found,
            }
        )
    else:
        show_year(found, known, call)


@calendar.command(
    "explain",
    cls=PresentCommand,
    help=both(
        "Leg een dag uit: werkdag, feestdag, reces, en welke dag ervoor in de plaats komt.\n\n"
        "Met een aantal werkdagen erbij: welke dag dat is, en welke dagen zijn overgeslagen.\n\n"
        "mijlpaal calendar explain 2026-12-24 +1",
        "Explain a day: working day, holiday, recess, and which day takes its place.\n\n"
        "With a number of working days: which day that is, and which days were passed over.\n\n"
        "mijlpaal calendar explain 2026-12-24 +1",
    ),
)
def explain(
    context: typer.Context,
    day: SomeDay,
    count: Annotated[
        int | None,
        typer.Argument(
            metavar=both("+WERKDAGEN", "+WORKING-DAYS"),
            help=both("Zoveel werkdagen verder.", "So many working days on."),
        ),
    ] = None,
    back: Back = False,
    as_json: Json = False,
) -> None:
    """Explain a day."""
    from mijlpaal.days import a_day
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.calendar_day import show_day
    from models.dates.day import explain_day

    call = call_of(context)
    found = explain_day(_calendar(), a_day(day), _signed(count, back=back))
    if as_json:
        print_json(found)
    else:
        show_day(found, call)


@calendar.command(
    "term",
    cls=PresentCommand,
    help=both(
        "Zeg wanneer een wettelijke termijn eindigt, en welk artikel van de Algemene "
        "termijnenwet dat bepaalt.\n\n"
        'mijlpaal calendar term 2026-04-21 "2 weken"',
        "Say when a statutory term ends, and which article of the Algemene termijnenwet "
        "decides so.\n\n"
        'mijlpaal calendar term 2026-04-21 "2 weken"',
    ),
)
def term(
    context: typer.Context,
    start: Annotated[
        str,
        typer.Argument(
            metavar=both("DAG", "DAY"),
            help=both(
                "De dag van de gebeurtenis; de termijn loopt vanaf de dag erna.",
                "The day of the event; the term runs from the next day.",
            ),
        ),
    ],
    length: Annotated[
        str,
        typer.Argument(
            metavar=both("TERMIJN", "TERM"),
            help=both(
                "Bijvoorbeeld „6 weken”, „drie maanden” of P6W.",
                "For instance “6 weken”, “3 months” or P6W.",
            ),
        ),
    ],
    back: Back = False,
    matter: Annotated[
        str,
        typer.Option(
            "--matter",
            metavar="ordinary|legislation|detention",
            help=both(
                "Waar de termijn over gaat: voor regelgeving en vrijheidsbeneming verschuift hij "
                "niet.",
                "What the term is about: for regulations and detention it is not moved.",
            ),
        ),
    ] = "ordinary",
    as_json: Json = False,
) -> None:
    """Say when a statutory term ends."""
    from mijlpaal.days import a_day
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.term import show_end
    from models.dates import Matter, read_term, statutory_end

    call = call_of(context)
    known = _calendar()
    end = statutory_end(
        a_day(start),
        read_term(length),
        calendar=known,
        counted_back=back,
        matter=Matter(_one_of(matter, tuple(Matter))),
    )
    if as_json:
        print_json(end)
    else:
        show_end(end, known, call, counted_back=back)


def _signed(count: int | None, *, back: bool) -> int | None:
    """Return how far to count; one working day back where only the way was given."""
    if not back:
        return count
    return -1 if count is None else -count


def _one_of(word: str, accepted: tuple[str, ...]) -> str:
    """Return a word of a vocabulary.

    Raises:
        SettingError: it is none.
    """
    from models.errors import SettingError

    if word not in accepted:
        raise SettingError(setting="--matter", problem=f"'{word}'", accepted=" | ".join(accepted))
    return word


def _calendar() -> "Calendar":
    from seeds.calendar import dutch_calendar

    return dutch_calendar()
