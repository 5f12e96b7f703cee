"""Letters: reading one, deciding about what it promises, and what became of it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from mijlpaal.call import Call, call_of
from mijlpaal.help import ActingCommand, HouseGroup, ReadingCommand
from mijlpaal.letter_options import (
    About,
    Accept,
    Addressee,
    DocumentKey,
    Everything,
    HowConfidential,
    Interactive,
    InternalTarget,
    LetterFile,
    LetterKey,
    Name,
    OfKind,
    Owner,
    Reject,
    SaidOn,
    Title,
)
from mijlpaal.options import Json, Reason
from mijlpaal.words import both

if TYPE_CHECKING:
    from mijlpaal.deciding import Filing, Verdicts
    from mijlpaal.desk import Desk
    from mijlpaal.letters import Review
    from models.reviewing import Taking
    from models.storage.records import Record

letter = typer.Typer(
    name="letter",
    cls=HouseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=both(
        "Brieven: lezen wat erin wordt toegezegd, en dat opnemen of afwijzen.",
        "Letters: read what is promised in them, and register or reject it.",
    ),
)


class LetterUsageError(typer.TyperException):
    """Options of ``letter read`` that do not go together."""


@letter.command(
    "read",
    cls=ActingCommand,
    help=both(
        "Lees een brief en toon wat erin wordt toegezegd, met de lezing van elk moment.\n\n"
        "Zonder --accept, --reject of --interactive verandert er niets. Wat is besloten wordt "
        "onthouden: opnieuw lezen stelt niets twee keer voor.\n\n"
        "mijlpaal letter read brief.docx --accept 1,3 --about cluster:chemelot",
        "Read a letter and show what it promises, with the reading of each moment.\n\n"
        "Without --accept, --reject or --interactive nothing changes. What is decided is "
        "remembered: reading again proposes nothing twice.\n\n"
        "mijlpaal letter read brief.docx --accept 1,3 --about cluster:chemelot",
    ),
)
def read(
    context: typer.Context,
    file: LetterFile,
    *,
    said_on: SaidOn = None,
    document: DocumentKey = None,
    title: Title = None,
    kind: OfKind = "kamerbrief",
    confidentiality: HowConfidential = "public",
    about: About = None,
    addressee: Addressee = None,
    owner: Owner = None,
    internal_target: InternalTarget = None,
    name: Name = None,
    accept: Accept = None,
    reject: Reject = None,
    reason: Reason = None,
    interactive: Interactive = False,
    everything: Everything = False,
) -> None:
    """Read a letter and decide about its statements."""
    from intake.reading import read_letter
    from mijlpaal.days import a_day
    from mijlpaal.deciding import Filing
    from mijlpaal.desk import desk
    from mijlpaal.letters import review
    from mijlpaal.show.letters_as_json import review_as_json
    from mijlpaal.typed import a_word
    from models.errors import Words
    from models.reviewing import Taking
    from models.vocabulary import Confidentiality, DocumentKind
    from reports.words import CONFIDENTIALITIES, DOCUMENT_KINDS

    call = call_of(context)
    day, target = a_day(said_on), a_day(internal_target)
    of = Words("brief", "letter")
    document_kind = a_word(kind, DocumentKind, DOCUMENT_KINDS, of=of, option="--kind")
    level = a_word(
        confidentiality, Confidentiality, CONFIDENTIALITIES, of=of, option="--confidentiality"
    )
    _require_sense(
        call, file, interactive=interactive, others=(accept, reject, call.is_for_machines)
    )
    with desk(call) as at:
        found = review(at, read_letter(file), document=document, said_on=day)
        taking = Taking(
            about=_found(at, about),
            addressee=_organisation(at, addressee),
            owner=_organisation(at, owner),
            internal_target=target,
            title=name,
        )
        verdicts = (
            _asked(at, found, taking)
            if interactive
            else _given(found, taking, accept=accept, reject=reject, reason=reason, call=call)
        )
        was_shown = not verdicts.is_empty or (interactive and bool(found.new))
        if not verdicts.is_empty:
            filing = Filing(
                title=title, kind=document_kind, confidentiality=level, about=taking.about
            )
            found = _settled(at, found, verdicts, filing)
    _show(found, call, everything=everything, is_shown=was_shown)
    told = call.recorded.show if verdicts.is_empty else call.recorded.tell
    told(review_as_json(found))


@letter.command(
    "list",
    cls=ReadingCommand,
    help=both(
        "Toon de brieven waaruit iets is opgenomen of afgewezen, de jongste eerst.",
        "Show the letters from which something was registered or rejected, the latest first.",
    ),
)
def list_letters(context: typer.Context, as_json: Json = False) -> None:
    """Show the letters."""
    from mijlpaal.desk import desk
    from mijlpaal.filed import filed_letters
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.filed import show_letters

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        lines = filed_letters(session)
    if as_json:
        print_json(lines)
    else:
        show_letters(lines, call)


@letter.command(
    "show",
    cls=ReadingCommand,
    help=both(
        "Toon wat er van een brief is geworden, uitspraak voor uitspraak.",
        "Show what became of a letter, statement by statement.",
    ),
)
def show(context: typer.Context, key: LetterKey, as_json: Json = False) -> None:
    """Show what became of one letter."""
    from mijlpaal.desk import desk
    from mijlpaal.filed import filed_letter
    from mijlpaal.show.as_json import print_json
    from mijlpaal.show.filed import show_letter

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        page = filed_letter(session, key)
    if as_json:
        print_json(page)
    else:
        show_letter(page, call)


def _require_sense(call: Call, file: Path, *, interactive: bool, others: Sequence[object]) -> None:
    """Refuse options that contradict each other.

    Raises:
        LetterUsageError: says which.
    """
    if interactive and any(others):
        raise LetterUsageError(
            call.say(
                "--interactive vraagt alles zelf: zonder --accept, --reject en --json",
                "--interactive asks for everything itself: without --accept, --reject and --json",
            )
        )
    if interactive and str(file) == "-":
        raise LetterUsageError(
            call.say(
                "de brief komt al over de standaardinvoer, dus daar kunnen geen antwoorden komen;"
                " bewaar hem eerst, of gebruik --accept en --reject",
                "the letter comes in on standard input, so answers cannot;"
                " save it first, or use --accept and --reject",
            )
        )


def _given(  # what the command line says
    found: "Review",
    taking: "Taking",
    *,
    accept: str | None,
    reject: str | None,
    reason: str | None,
    call: Call,
) -> "Verdicts":
    from mijlpaal.deciding import Verdicts

    taken, rejected = _chosen(found, accept), _chosen(found, reject)
    both_ways = sorted(set(taken) & set(rejected))
    if both_ways:
        numbers = ", ".join(map(str, both_ways))
        raise LetterUsageError(
            call.say(
                f"opnemen én afwijzen kan niet: {numbers}",
                f"registering and rejecting at once cannot be: {numbers}",
            )
        )
    if taking.title is not None and len(taken) != 1:
        raise LetterUsageError(
            call.say(
                "--name hoort bij één uitspraak die u opneemt",
                "--name goes with one statement that you register",
            )
        )
    return Verdicts(dict.fromkeys(taken, taking), rejected, reason)


def _chosen(found: "Review", text: str | None) -> list[int]:
    from mijlpaal.numbers import a_selection

    if text is None:
        return []
    return a_selection(
        text,
        existing=[line.placed.number for line in found.lines],
        undecided=[line.placed.number for line in found.new],
        file=found.letter.name,
    )


def _asked(at: "Desk", found: "Review", taking: "Taking") -> "Verdicts":
    from mijlpaal.interview import interview

    return interview(at, found, taking)


def _found(at: "Desk", text: str | None) -> "Record | None":
    from mijlpaal.lookup import find, readable

    if text is None:
        return None
    with at.reading() as session:
        return readable(find(session, text))


def _organisation(at: "Desk", key: str | None) -> "Record | None":
    from models.storage.records import current
    from models.vocabulary import SubjectKind

    if key is None:
        return None
    with at.reading() as session:
        return current(session, SubjectKind.ORGANISATION, key)


def _settled(at: "Desk", found: "Review", verdicts: "Verdicts", filing: "Filing") -> "Review":
    from mijlpaal.deciding import settle
    from mijlpaal.show.letters import show_taken

    settled = settle(at, found, verdicts, filing)
    show_taken(settled, at.call)
    return settled.review


def _show(found: "Review", call: Call, *, everything: bool, is_shown: bool) -> None:
    from mijlpaal.show.letters import show_rest, show_review

    if is_shown:
        show_rest(found, call)
    else:
        show_review(found, call, everything=everything)
