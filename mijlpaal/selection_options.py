"""The options of a list that is selected and sorted, as the pages and the API do it."""

from typing import TYPE_CHECKING, Annotated

import typer

from mijlpaal.words import both

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mijlpaal.selecting.milestones import Filter, Order
    from mijlpaal.selecting.requests import Order as RequestOrder
    from mijlpaal.selecting.requests_asked import AskedLine

OfStatus = Annotated[
    str | None,
    typer.Option(
        "--status",
        metavar="STATUS",
        help=both(
            "Alleen met deze status, bijvoorbeeld vertraagd.",
            "Of this status only, for instance delayed.",
        ),
    ),
]
OfWeight = Annotated[
    str | None,
    typer.Option(
        "--weight",
        metavar=both("GEWICHT", "WEIGHT"),
        help=both(
            "Alleen met dit gewicht, bijvoorbeeld toezegging.",
            "Of this weight only, for instance commitment.",
        ),
    ),
]
OfOwner = Annotated[
    str | None,
    typer.Option(
        "--owner",
        metavar=both("NAAM", "NAME"),
        help=both("Alleen waar deze organisatie voor instaat.", "Only what this one answers for."),
    ),
]
WithText = Annotated[
    str | None,
    typer.Option(
        "--search",
        metavar=both("TEKST", "TEXT"),
        help=both("Alleen met deze tekst in titel of afspraak.", "Only with this in its words."),
    ),
]
OnlyAsking = Annotated[
    bool,
    typer.Option(
        "--asking", help=both("Alleen wat nu actie vraagt.", "Only what asks for action.")
    ),
]
CountsFrom = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar=both("DAG", "DAY"),
        help=both(
            "Alleen wat tot deze dag of later telt.", "Only what counts to this day or later."
        ),
    ),
]
CountsUntil = Annotated[
    str | None,
    typer.Option(
        "--until",
        metavar=both("DAG", "DAY"),
        help=both(
            "Alleen wat uiterlijk tot deze dag telt.", "Only what counts to this day at the latest."
        ),
    ),
]
SortedBy = Annotated[
    str,
    typer.Option(
        "--sort",
        metavar=both("WAAROP", "BY"),
        help=both(
            "Waarop: grens, status, titel, cluster, prognose of sleutel.",
            "By what: bound, status, title, cluster, forecast or key.",
        ),
    ),
]
Descending = Annotated[
    bool, typer.Option("--descending", help=both("Andersom gesorteerd.", "The other way round."))
]


AddressedTo = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar=both("NAAM", "NAME"),
        help=both("Alleen wat aan deze organisatie is gericht.", "Only what asks this one."),
    ),
]
InState = Annotated[
    str | None,
    typer.Option(
        "--state",
        metavar=both("STAND", "STATE"),
        help=both(
            "Alleen in deze stand, zoals de lijst die noemt.", "In this state only, as listed."
        ),
    ),
]
RequestsSortedBy = Annotated[
    str,
    typer.Option(
        "--sort",
        metavar=both("WAAROP", "BY"),
        help=both(
            "Waarop: sleutel, cluster, titel, geadresseerde, stand of bedrag.",
            "By what: key, cluster, title, addressee, state or amount.",
        ),
    ),
]


def milestones_meant(
    *,
    cluster: str | None,
    status: str | None,
    weight: str | None,
    owner: str | None,
    text: str | None,
    first: str | None,
    last: str | None,
    only_open: bool,
    only_asking: bool,
) -> "Filter":
    """Return which milestones are meant.

    Raises:
        InvalidAmendmentError: a word is none of its vocabulary.
        UnreadablePhraseError: what should be a day is none.
    """
    from mijlpaal.days import a_day
    from mijlpaal.selecting.milestones import Filter
    from mijlpaal.typed import a_word
    from models.errors import Words
    from models.rules.status import Status
    from models.vocabulary import Modality
    from reports.words import MODALITIES, STATUSES

    lists = Words("lijst", "list")
    return Filter(
        cluster=cluster or "",
        status=a_word(status, Status, STATUSES, of=lists, option="--status") if status else "",
        weight=a_word(weight, Modality, MODALITIES, of=lists, option="--weight") if weight else "",
        owner=owner or "",
        text=text or "",
        first=a_day(first),
        last=a_day(last),
        only_open=only_open,
        asks=True if only_asking else None,
    )


def milestone_order(said: str) -> "Order":
    """Return by what milestones are sorted.

    Raises:
        InvalidAmendmentError: by nothing that we know.
    """
    from mijlpaal.selecting.milestones import ORDERS, Order
    from mijlpaal.typed import a_word
    from models.errors import Words

    return a_word(said, Order, ORDERS, of=Words("lijst", "list"), option="--sort")


def request_order(said: str) -> "RequestOrder":
    """Return by what requests are sorted.

    Raises:
        InvalidAmendmentError: by nothing that we know.
    """
    from mijlpaal.selecting.requests import ORDERS, Order
    from mijlpaal.typed import a_word
    from models.errors import Words

    return a_word(said, Order, ORDERS, of=Words("lijst", "list"), option="--sort")


def request_state(said: str, every: "Sequence[AskedLine]") -> str:
    """Return a state of these requests in Dutch words, by its words in either language.

    Raises:
        InvalidAmendmentError: none of them is in it.
    """
    from models.errors import InvalidAmendmentError, Words

    states = {each.line.state for each in every}
    wanted = said.strip().casefold()
    for each in states:
        if wanted in {each.nl.casefold(), each.en.casefold()}:
            return each.nl
    nl, en = (sorted({each.say(language) for each in states}) for language in ("nl", "en"))
    raise InvalidAmendmentError(
        subject=Words("lijst", "list"),
        field="--state",
        value=said,
        problem=Words(f"verwacht: {', '.join(nl)}", f"expected: {', '.join(en)}"),
    )
