"""The statements of whole letters: the founding one, and invented ones with stumbling stones."""

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dates import Remark, Tense
from models.errors import UnreadablePhraseError
from models.letters import Proposed, Statement, find_statements
from models.letters.participles import is_participle
from models.letters.weight import WEIGHT_RULES
from models.vocabulary import Modality
from seeds.calendar import dutch_calendar

SAID_ON = date(2026, 6, 15)
LETTER = Path(__file__).parents[4] / "shared" / "letters" / "clusterplan-chemelot.txt"
needs_the_letter = pytest.mark.skipif(
    not LETTER.exists(), reason="the founding letter is not beside this repository"
)


def found(text: str) -> list[Statement]:
    """The statements of a text with the Dutch calendar at hand."""
    return find_statements(text, SAID_ON, calendar=dutch_calendar())


def kept(statements: list[Statement], *kinds: Proposed) -> list[Statement]:
    """The statements that propose one of these."""
    return [each for each in statements if each.proposes in kinds]


@needs_the_letter
def test_the_founding_letter_owes_d2_and_d3_and_nothing_else() -> None:
    d2, d3 = kept(found(LETTER.read_text(encoding="utf-8")), Proposed.DUTY)

    assert d2.sentence.startswith("In het najaar zal het kabinet de Kamer informeren over")
    assert (d2.modality, d2.sense) == (Modality.COMMITMENT, Tense.PLANNED)
    assert (d2.debtor, d2.addressee) == ("het kabinet", "de Kamer")
    assert d2.reading.window.latest == date(2026, 12, 20)
    assert d3.phrase == "uiterlijk eind dit jaar"
    assert (d3.modality, d3.sense) == (Modality.COMMITMENT, Tense.DEADLINE)
    assert (d3.debtor, d3.addressee) == ("het kabinet", "uw Kamer")
    assert d3.reading.window.latest == date(2026, 12, 31)


@needs_the_letter
def test_the_founding_letter_wants_d1_and_promises_it_to_nobody() -> None:
    (d1,) = kept(found(LETTER.read_text(encoding="utf-8")), Proposed.MILESTONE)

    assert d1.phrase == "in het najaar"
    assert d1.modality is Modality.AMBITION
    assert d1.debtor == (
        "Stichting Chemelot, betrokken bedrijven, provincie Limburg en het kabinet"
    )
    assert d1.addressee is None


@needs_the_letter
def test_the_founding_letter_records_five_events() -> None:
    events = kept(found(LETTER.read_text(encoding="utf-8")), Proposed.EVENT)

    assert [(each.phrase, each.modality) for each in events] == [
        ("op 16 april jl.", None),
        ("in januari jl.", Modality.PROVISIONAL),
        ("", Modality.ANNOUNCED),
        ("op 1 juni jl.", Modality.INTENDED),
        ("eerder dit jaar", None),
    ]
    assert "SABIC" in events[2].sentence
    assert events[2].reading.window.latest is None


@needs_the_letter
def test_the_founding_letter_given_twice_says_everything_once() -> None:
    text = LETTER.read_text(encoding="utf-8")

    assert found(f"{text}\n\n{text}") == found(text)


def test_a_copy_with_broken_words_repeats_nothing() -> None:
    whole = "Het kabinet zal de Kamer in het najaar informeren over de voortgang."
    broken = "Het  k abinet zal de  Kamer in  het najaar infor-\nmeren over de voortgan g."

    assert len(found(f"{whole}\n\n{broken}")) == 1


def test_items_of_a_list_are_owed_in_the_words_that_lead_them_in() -> None:
    text = "Ik informeer uw Kamer over:\n- de voortgang, in oktober 2026;\n- de kosten, voor 1 mei 2027."

    first, second = kept(found(text), Proposed.DUTY)

    assert first.phrase == "in oktober 2026"
    assert first.sentence == "Ik informeer uw Kamer over: de voortgang, in oktober 2026;"
    assert second.reading.window.latest == date(2027, 4, 30)
    assert [first.paragraph, second.paragraph] == [2, 3]


def test_a_motion_in_its_own_form_is_a_quotation_and_the_answer_to_it_is_not() -> None:
    text = (
        "De motie luidt: “De Kamer,\n\nconstaterende dat er niets is;\n\nverzoekt de regering de "
        "Kamer voor 1 juli 2026 te informeren,\n\nen gaat over tot de orde van de dag.”\n\n"
        "Ik zal uw Kamer voor 1 september 2026 informeren."
    )

    motion, answer = found(text)

    assert (motion.is_quoted, motion.proposes) == (True, Proposed.NOTHING)
    assert (answer.is_quoted, answer.proposes) == (False, Proposed.DUTY)


def test_a_year_with_a_footnote_number_is_shown_clean_and_remarked() -> None:
    (statement,) = found("De beschikking is op 12 mei 20263 verleend.")

    assert statement.sentence == "De beschikking is op 12 mei 2026 verleend."
    assert statement.phrase == "op 12 mei 2026"
    assert Remark.FOOTNOTE_DIGITS in statement.reading.remarks


def test_a_phrase_stands_in_its_sentence_as_it_is_given() -> None:
    text = "Nog voor de zomer, dus uiterlijk donderdag 2 juli 2026, stuur ik uw Kamer een brief."

    assert all(each.phrase in each.sentence for each in found(text))


def test_without_a_calendar_a_recess_has_no_bound() -> None:
    (statement,) = find_statements("Ik informeer uw Kamer voor het zomerreces.", SAID_ON)

    assert statement.proposes is Proposed.DUTY
    assert statement.reading.window.latest is None
    assert Remark.CALENDAR_NEEDED in statement.reading.remarks


def test_a_day_outside_our_time_is_refused_in_our_own_words() -> None:
    with pytest.raises(UnreadablePhraseError):
        find_statements("", date(1800, 1, 1))


def test_every_weight_rule_has_a_name_of_its_own_and_a_convention() -> None:
    ids = [rule.id for rule in WEIGHT_RULES]

    assert len(ids) == len(set(ids))
    assert all(rule.convention.endswith(".") for rule in WEIGHT_RULES)


@pytest.mark.parametrize("word", ["geinformeerd", "besloten", "aangekondigd", "verschenen"])
def test_a_participle_is_known_by_its_form(word: str) -> None:
    assert is_participle(word)


@pytest.mark.parametrize("word", ["gesprekken", "beleid", "besluit", "gereed", "bericht", "a" * 99])
def test_a_noun_of_the_same_form_is_no_participle(word: str) -> None:
    assert not is_participle(word)


_BITS = st.sampled_from(
    [
        *("Ik", "zal", "uw Kamer", "de Kamer", "informeren", "voor de zomer", "uiterlijk", "en"),
        *("eind 2026", "op 3 maart jl.", "heeft", "aangekondigd", "om", "te", "dat", "die", ","),
        *(".", ";", ":", "“", "”", "[1:", "]", "\n", "\n\n", "- ", "is", "niet", "na", "zodra"),
        *("20267", "Pagina 1", "\f", "(", ")", "jl.", "?", "het advies", "verzoekt de regering"),
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(_BITS, max_size=40).map(" ".join)))
def test_no_text_raises_and_every_statement_holds_together(text: str) -> None:
    statements = found(text)

    assert len({each.digest for each in statements}) == len(statements)
    for each in statements:
        assert each.phrase in each.sentence
        assert each.proposes is Proposed.NOTHING or not each.is_quoted
        if each.proposes is Proposed.DUTY:
            assert each.addressee
            assert each.modality in (Modality.COMMITMENT, Modality.REQUIREMENT)


def _letter_of(characters: int) -> str:
    paragraph = (
        "In het overleg van 3 maart jl. is nummer {0} besproken. Ik zal uw Kamer over nummer {0} in "
        "het najaar informeren. De bedrijven werken dit verder uit en de provincie denkt mee. "
        "Het kabinet streeft ernaar om uiterlijk eind 2027 tot een besluit over {0} te komen.\n\n"
    )
    return "".join(paragraph.format(at) for at in range(characters // len(paragraph)))


def _seconds(text: str) -> float:
    start = time.process_time()
    found(text)
    return time.process_time() - start


def test_ten_times_the_letter_costs_about_ten_times_the_time() -> None:
    found(_letter_of(2_000))  # what is built once is built before

    short = min(_seconds(_letter_of(20_000)) for _ in range(3))

    assert _seconds(_letter_of(200_000)) < 20 * short


@pytest.mark.parametrize(
    "noise", ["1 ", "a", ". ", '"', "“ ", "[1: ", "een, ", "om te ", "a\n", "x:\n- y\n"]
)
def test_noise_is_read_in_bearable_time(noise: str) -> None:
    text = noise * (100_000 // len(noise))

    assert _seconds(text) < 20
