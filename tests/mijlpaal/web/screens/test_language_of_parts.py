"""WCAG 3.1.2: what is not in the language of a page says in which language it is.

No language is guessed: what the ledger holds in words is known, and where there is no English title
it is Dutch on every page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from sqlalchemy import text

from mijlpaal.web.language_of_parts import unmarked
from mijlpaal.web.office import Office
from tests.e2e.test_pages import KEEPING, PAGES
from tests.mijlpaal.web.screens.conftest import ComeIn
from tests.mijlpaal.web.screens.forms import send
from tests.mijlpaal.web.screens.furnished import furnish

_NO_END = frozenset({"meta", "link", "input", "br", "img", "hr", "col", "wbr"})
# They hold no element: what is Dutch in part of them can only be told of the whole.
_PLAIN = frozenset({"title", "option", "textarea"})
_WORDS = (
    *("subject.title", "subject.source_place", "subject.source_words", "event.reason"),
    *(
        "milestone.wording",
        "milestone.first_wording",
        "milestone.evidence",
        "milestone.anchor_words",
    ),
    *("statement.phrase", "project.timeline", "request.amount_split", "programme.description"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A text of a page, the element that it stands in and its language."""

    element: str
    language: str
    text: str


@dataclass
class _Reading(HTMLParser):
    parts: list[Part] = field(default_factory=list)
    _open: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        language = given.get("lang") or (self._open[-1][1] if self._open else "")
        if tag == "input" and given.get("type") in {"text", "search"} and given.get("value"):
            self.parts.append(Part(tag, language, given["value"] or ""))
        if tag not in _NO_END:
            self._open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            continue

    def handle_data(self, data: str) -> None:
        # A drawing is one picture (role="img"), with the same as a table beside it.
        is_drawn = any(tag == "svg" for tag, _ in self._open)
        if data.strip() and self._open and not is_drawn:
            self.parts.append(Part(*self._open[-1], data.strip()))


def parts_of(page: str) -> list[Part]:
    """Return the texts of a page."""
    reading = _Reading()
    reading.feed(page)
    return reading.parts


def test_what_is_dutch_on_an_english_page_says_so(come_in: ComeIn, office: Office) -> None:
    furnish(office)
    _forget_english_titles(office)
    dutch = _words_of(office, *_WORDS)

    assert list(_amiss(come_in, "en", dutch)) == []


def test_what_is_english_on_a_dutch_page_says_so(come_in: ComeIn, office: Office) -> None:
    furnish(office)
    english = _words_of(office, "subject.title_en") - _words_of(office, "subject.title")

    assert list(_amiss(come_in, "nl", english)) == []


@pytest.mark.parametrize("path", ["/mijlpalen.csv", "/verzoeken.csv", "/beheer/logboek.csv"])
def test_a_file_has_the_words_of_the_page_without_its_marks(
    come_in: ComeIn, office: Office, path: str
) -> None:
    _forget_english_titles(office)
    browser = come_in()
    send(browser, "/taal", taal="en", naar="/")

    found = browser.get(path).content.decode("utf-8-sig")

    assert found.count("\n") > 2
    assert unmarked(found) == found


def _amiss(come_in: ComeIn, language: str, foreign: set[str]) -> Iterator[str]:
    """Yield each text in another language than that of its page of which the page does not say so.

    The whole page has to be without the marks from which it says so.
    """
    for actor, paths in (("anna", PAGES), ("baas", KEEPING)):
        browser = come_in(actor)
        # Where no route is nobody is asked who reads: that page goes by what the browser likes.
        browser.headers["Accept-Language"] = language
        send(browser, "/taal", taal=language, naar="/")
        for path in paths:
            page = browser.get(path, follow_redirects=True).text
            assert f'<html lang="{language}">' in page
            assert unmarked(page) == page, path
            for part in parts_of(page):
                if part.language == language and _holds(part, foreign):
                    yield f"{actor} {path} {part.element}: {part.text[:80]}"


def _forget_english_titles(office: Office) -> None:
    with office.engine.begin() as connection:
        connection.execute(text("UPDATE subject SET title_en = NULL"))


def _words_of(office: Office, *columns: str) -> set[str]:
    """Return what some columns hold: phrases, as one word may be a name in any language."""
    found: set[str] = set()
    with office.engine.connect() as connection:
        for column in columns:
            table, name = column.split(".")
            found |= set(connection.execute(text(f"SELECT {name} FROM {table}")).scalars())  # noqa: S608  (our names)
    return {each for each in found - {None} if re.search(r"[a-z]{3} [a-z]", each)}


def _holds(part: Part, words: set[str]) -> bool:
    if part.element in _PLAIN:
        return part.text in words
    return any(each in part.text for each in words)
