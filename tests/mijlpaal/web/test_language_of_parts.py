"""How a page says of its Dutch words that they are, wherever they stand in it."""

import pytest

from mijlpaal.web.language_of_parts import marked, settled
from models.vocabulary import Language

DUTCH = marked("in het najaar", Language.EN)


def test_on_a_dutch_page_nothing_is_marked() -> None:
    assert marked("in het najaar", Language.NL) == "in het najaar"


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (f"<td>{DUTCH}</td>", '<td lang="nl">in het najaar</td>'),
        (
            f"<td>“{DUTCH}”: 1 Sep</td>",
            '<td>“<span lang="nl">in het najaar</span>”: 1 Sep</td>',
        ),
        (
            f'<option value="x" selected>{DUTCH}</option>',
            '<option lang="nl" value="x" selected>in het najaar</option>',
        ),
        # Where no element can stand, and in an attribute: the language of the page.
        (f"<option>cluster {DUTCH}</option>", "<option>cluster in het najaar</option>"),
        (f'<a aria-label="Look: {DUTCH}">x</a>', '<a aria-label="Look: in het najaar">x</a>'),
        (f'<td lang="fr">{DUTCH}</td>', '<td lang="fr">in het najaar</td>'),
        (f"<td>{DUTCH[:6]}… more</td>", '<td><span lang="nl">in he… more</span></td>'),
        (f"<td>more {DUTCH[6:]}</td>", "<td>more t najaar</td>"),
    ],
)
def test_the_page_says_what_is_dutch(made: str, said: str) -> None:
    assert settled(made) == said


def test_words_that_hold_marks_of_their_own_are_marked_once() -> None:
    typed = f"x{DUTCH}y"

    assert settled(f"<p>so {marked(typed, Language.EN)}</p>") == (
        '<p>so <span lang="nl">xin het najaary</span></p>'
    )


def test_marks_that_somebody_typed_can_do_no_more_than_name_a_language() -> None:
    typed = "\ue001</p>\ue000\ue000<script>\ue001".replace("<", "&lt;")

    assert settled(f"<p>{typed}</p>") == '<p>&lt;/p><span lang="nl">&lt;script></span></p>'
