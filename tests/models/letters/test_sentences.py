"""Where sentences end, and what stands in quotation marks. All texts are invented."""

import pytest

from models.letters.quotations import quotations
from models.letters.sentences import sentences_of


@pytest.mark.parametrize(
    "sentence",
    [
        "Op 16 april jl. is gesproken over bedrijven (o.a. ALFA en BETA, i.c. GAMMA).",
        "Kamerstuk 29826, nr. 307, art. 3 en m.n. lid 2 d.d. 3 maart.",
        "Met dhr. J.A. de Vries, mw. Jansen e.a. is gesproken.",
        "Op 27 september a.s. volgt een besluit.",
        "Het gaat om 3.5 procent en € 1.500.000 per jaar.",
        "1. Inhoud van het plan",
        "Dit geldt voor subsidies, vergunningen etc. en voor de rest.",
    ],
)
def test_an_abbreviation_ends_no_sentence(sentence: str) -> None:
    assert [each.text for each in sentences_of(sentence)] == [sentence]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Dit gebeurde op 3 maart jl.", "Ik zal u informeren."),
        ("Is dat zo?", "Ja, dat is zo."),
        ("Dit is af!", "“Dat is mooi.”"),
        ("Zie bijlage 2.", "Daarna volgt meer."),
        ("Het besluit viel in 2025.", "De rest volgt."),
    ],
)
def test_two_sentences_are_two(first: str, second: str) -> None:
    found = sentences_of(f"{first} {second}")

    assert [each.text for each in found] == [first, second]
    assert found[1].start == len(first) + 1


@pytest.mark.parametrize(
    ("paragraph", "quoted"),
    [
        ("Hij zei “dit is zo” en ging.", ["“dit is zo”"]),
        ("Hij zei „dit is zo” en ging.", ["„dit is zo”"]),
        ("Hij zei «dit is zo» en ging.", ["«dit is zo»"]),
        ('Hij zei "dit" en "dat" ook.', ['"dit"', '"dat"']),
        ("Hij zei ‘dit is zo’ en ging.", ["‘dit is zo’"]),
        ("'s Ochtends in 's-Hertogenbosch zei hij 't zo.", []),
        ("Een teken “ dat nooit sluit.", []),
        ("verzoekt de regering om haast,", ["verzoekt de regering om haast,"]),
    ],
)
def test_quotations_are_found(paragraph: str, quoted: list[str]) -> None:
    (found,) = quotations([paragraph])

    assert [paragraph[each.start : each.end] for each in found] == quoted


def test_a_quotation_runs_on_over_paragraphs_until_it_closes() -> None:
    paragraphs = ["Er stond: “dit is één.", "Dit is twee.", "Dit is drie.” Dit niet."]

    found = quotations(paragraphs)

    assert [[(each.start, each.end) for each in of] for of in found] == [
        [(10, 22)],
        [(0, 12)],
        [(0, 13)],
    ]
