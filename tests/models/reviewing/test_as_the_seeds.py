"""What is taken over from a letter has exactly the columns that the seeds lay for the same words."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from models.clock import morning_of
from models.ledger.writer import Ledger
from models.letters import find_statements
from models.reviewing import Placed, Taking, accept, letter_like, parties
from models.rules.agreements import PARLIAMENT
from models.storage.database import transaction
from models.storage.records import Record, current, current_by_id
from models.vocabulary import SubjectKind
from seeds.loader import load
from seeds.reading import read_seeds
from seeds.rulebook import load_rulebook
from tests.models.reviewing.letters import DAY

LETTER = "kamerbrief-clusterplan-chemelot"
# Titles and places are people's words; a digest of seeds is of seeds; an obligation is a chart's.
OF_PEOPLE = {"title", "title_en", "source_place", "seed_digest", "obligation", "needed_for"}
SENTENCES = {
    "d1": "Chemelot en het kabinet {}.",
    "d2": "{}.",
    "d3": "Tot slot, {}, en daarbij ook ingaan op andere clusters.",
}


@pytest.fixture
def ledger(engine: Engine) -> Iterator[Ledger]:
    """The ledger after the seeds."""
    with transaction(engine) as session:
        made = Ledger(session, load_rulebook(), actor="tester", at=morning_of(DAY))
        load(made, read_seeds())
        yield made


def _about(session: Session, subject: Record) -> Record:
    return current_by_id(session, subject.number("about_id") or 0)


@pytest.mark.parametrize("key", SENTENCES)
def test_a_promise_of_the_founding_letter_becomes_what_its_seed_is(
    ledger: Ledger, key: str
) -> None:
    session = ledger.session
    seed = current(session, SubjectKind.MILESTONE, key)
    letter = current(session, SubjectKind.DOCUMENT, LETTER)
    text = SENTENCES[key].format(seed.text("source_words"))
    said_on = seed.day("said_on")
    assert said_on is not None
    (statement,) = find_statements(text, said_on, calendar=ledger.rulebook.calendar)
    addressee = seed.number("addressee_id")
    taking = Taking(
        about=_about(session, seed),
        addressee=current_by_id(session, addressee) if addressee else None,
    )

    taken = accept(ledger, letter, Placed(1, "alinea 1", statement), taking)

    differing = {
        field: (value, taken.values[field])
        for field, value in seed.values.items()
        if field not in OF_PEOPLE | {"source_words"}
        and str(value).lower() != str(taken.values[field]).lower()
    }
    assert differing == {}


def test_a_copy_of_the_founding_letter_is_likely_to_be_it(ledger: Ledger) -> None:
    seeds = [
        current(ledger.session, SubjectKind.MILESTONE, key).text("source_words")
        for key in SENTENCES
    ]
    occurrences = [
        current(ledger.session, SubjectKind.OCCURRENCE, key).text("source_words")
        for key in ("stilleggen-caprolactam-fibrant", "voorgenomen-verkoop-oci-nitrogen")
    ]
    copied = "  ".join(
        f"{words}." for words in [*seeds, *occurrences, "Nu het clusterplan is opgeleverd"]
    )

    found = letter_like(ledger.session, copied.replace("kabinet", "k abinet"))

    assert found is not None
    assert found.key == LETTER


def test_a_letter_that_quotes_one_sentence_is_another_letter(ledger: Ledger) -> None:
    quoted = current(ledger.session, SubjectKind.MILESTONE, "d2").text("source_words")

    assert letter_like(ledger.session, f"In mijn vorige brief schreef ik: {quoted}.") is None


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("het kabinet", "kabinet"),
        ("Stichting Chemelot", "stichting-chemelot"),
        ("SABIC", "sabic"),
        ("ik", None),
        ("de bedrijven", None),
        (None, None),
    ],
)
def test_who_is_named_is_an_organisation_only_by_its_whole_name(
    ledger: Ledger, words: str | None, key: str | None
) -> None:
    found = parties(ledger.session).named(words)

    assert (found.key if found else None) == key


@pytest.mark.parametrize("words", ["uw Kamer", "de Kamer", "de Tweede Kamer", "Uw Kamer"])
def test_the_chamber_is_known_by_every_way_in_which_letters_address_it(
    ledger: Ledger, words: str
) -> None:
    found = parties(ledger.session).addressed(words)

    assert found is not None
    assert found.values["organisation_kind"] == PARLIAMENT


def test_the_senate_is_not_taken_for_the_other_chamber(ledger: Ledger) -> None:
    assert parties(ledger.session).addressed("de Eerste Kamer") is None
