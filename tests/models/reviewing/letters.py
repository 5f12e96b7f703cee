"""A letter for tests: what it says is made up, and each of its sentences has one moment."""

from collections.abc import Sequence
from datetime import date

from models.ledger.writer import Ledger
from models.letters import Statement, find_statements
from models.reviewing import Placed, register_letter
from models.storage.records import Record
from models.vocabulary import DocumentKind
from tests.factories import a_calendar, standing_in

DAY = date(2026, 6, 22)
DUTY = "In het najaar zal het kabinet de Kamer informeren over de voortgang van het plan."
AMBITION = "Het kabinet heeft de ambitie om medio 2027 de eerste afspraak te tekenen."
VAGUE = "Het kabinet zal de Kamer zo spoedig mogelijk informeren over de gesprekken."
EVENT = "Op 1 juni jl. heeft het bedrijf een voorgenomen verkoop aangekondigd."
DIGEST = "0" * 64


def statements(*sentences: str, said_on: date = DAY) -> list[Statement]:
    """Return what a letter of these sentences says about moments."""
    return find_statements("\n\n".join(sentences), said_on, calendar=a_calendar())


def placed(*sentences: str, said_on: date = DAY) -> Sequence[Placed]:
    """Return the statements of a letter with their numbers."""
    found = statements(*sentences, said_on=said_on)
    return [Placed(at, f"alinea {each.paragraph}", each) for at, each in enumerate(found, start=1)]


def a_letter(ledger: Ledger, *, dated_on: date = DAY, file_digest: str = DIGEST) -> Record:
    """Register a letter, with the life cycles that its promises will run on."""
    for name in ("duty", "milestone"):
        standing_in(ledger, name)
    return register_letter(
        ledger,
        title="Brief over het plan",
        kind=DocumentKind.KAMERBRIEF,
        dated_on=dated_on,
        file_digest=file_digest,
        cluster_id=None,
    )
