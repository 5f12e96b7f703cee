"""The texts of a message, compared with the ones that were looked at and approved.

After a change on purpose: ``MIJLPAAL_UPDATE_GOLDEN=1 make test TESTS=tests/notifications``, then
look at what changed before it is committed.
"""

import os
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from models.vocabulary import Language, MessageKind
from notifications.digest import Digest
from notifications.rendering import COLUMNS, Rendered, render
from tests.contrast import contrast
from tests.notifications.examples import (
    ACHIEVED,
    BROKEN_PROMISE,
    SILENCE,
    TAKEN_OVER,
    an_example,
    some_links,
)

GOLDEN = Path(__file__).parents[1] / "golden" / "notifications"
STYLE = Path(__file__).parents[2] / "notifications" / "templates" / "style.css"
READABLE = 4.5  # WCAG 2.2, success criterion 1.4.3


@pytest.fixture(params=list(Language))
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


@pytest.fixture
def rendered(language: Language) -> Rendered:
    return render(an_example(language))


EXAMPLES: dict[str, Callable[[Language], Digest]] = {
    "daily": an_example,
    "urgent": lambda language: an_example(language, BROKEN_PROMISE, kind=MessageKind.URGENT),
    "escalated": lambda language: an_example(language, SILENCE, kind=MessageKind.URGENT),
    "hand-over": lambda language: an_example(language, *TAKEN_OVER),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_texts_are_the_approved_ones(name: str, language: Language) -> None:
    example = EXAMPLES[name](language)
    # Without a web address a message names the command: so does the daily example.
    rendered = render(example, links=None if name == "daily" else some_links(example))
    texts = {
        "subject.txt": f"{rendered.subject}\n",
        "body.txt": rendered.body_text,
        "body.html": rendered.body_html,
    }

    for kind, text in texts.items():
        approved = GOLDEN / f"{name}-{language}-{kind}"
        if os.environ.get("MIJLPAAL_UPDATE_GOLDEN"):
            approved.write_text(text, encoding="utf-8")
        assert text == approved.read_text(encoding="utf-8"), f"{approved.name} differs"


def test_a_message_links_to_acknowledging_what_is_open_and_to_nothing_else(
    language: Language,
) -> None:
    example = an_example(language)
    links = some_links(example)

    rendered = render(example, links=links)

    targets = set(re.findall(r'href="([^"]*)"', rendered.body_html))
    assert targets == {link for key, link in links.items() if key != ACHIEVED.key}
    assert all(rendered.body_text.count(f"    {link}\n") == 1 for link in targets)
    assert "reminders acknowledge" not in rendered.body_text + rendered.body_html


def test_each_link_says_in_words_which_milestone_it_is_about(language: Language) -> None:
    example = an_example(language)

    html = render(example, links=some_links(example)).body_html

    names = re.findall(r"<a href=[^>]*>([^<]*)</a>", html)
    assert len(set(names)) == len(names) == 4
    assert all(any(key in name for key in ("d1", "d3", "c4", "v2")) for name in names)


def test_no_line_of_the_text_is_longer_than_72_columns(rendered: Rendered) -> None:
    prose = [line for line in rendered.body_text.splitlines() if not _is_for_copying(line)]

    assert max(map(len, prose)) <= COLUMNS


def test_a_long_key_is_kept_whole_so_that_its_command_can_be_copied(language: Language) -> None:
    key = "een-sleutel-" * 8

    text = render(an_example(language, replace(ACHIEVED, key=key))).body_text

    assert f"    mijlpaal milestone show {key}\n" in text


def test_prose_names_no_day_in_figures(rendered: Rendered) -> None:
    iso = re.compile(r"\d{4}-\d{2}-\d{2}")

    assert not iso.search(rendered.subject + rendered.body_text + rendered.body_html)


def test_text_and_html_say_the_same(rendered: Rendered) -> None:
    shown = _words(_Text.of(rendered.body_html))

    missing = [word for word in _words(rendered.body_text) if word not in shown]

    assert missing == []


def test_what_people_typed_is_text_and_never_markup(rendered: Rendered) -> None:
    assert "&lt;Voorbeeld &amp; Zn.&gt;" in rendered.body_html
    assert "<Voorbeeld" not in rendered.body_html
    assert "<Voorbeeld & Zn.>" in rendered.body_text


def test_the_html_names_its_language_and_its_parts(rendered: Rendered, language: Language) -> None:
    html = rendered.body_html

    assert f'<html lang="{language}">' in html
    assert html.count("<h1>") == 1
    assert html.count("<h2 ") == 3
    assert html.count("<h3>") == 5
    assert '<meta name="color-scheme" content="light dark">' in html
    if language is Language.EN:
        assert '<q lang="nl">in het najaar</q>' in html


def test_the_html_asks_nothing_from_any_address(rendered: Rendered) -> None:
    for reference in ("http", "//", "src=", "href=", "url(", "@import", "<img", "<script"):
        assert reference not in rendered.body_html


def test_every_colour_of_text_can_be_read_on_its_ground_by_day_and_by_night() -> None:
    light, dark = STYLE.read_text(encoding="utf-8").split("@media (prefers-color-scheme: dark)")

    for part in (light, dark):
        ground = re.search(r"background: (#[0-9a-f]{6})", part)
        assert ground
        texts = re.findall(r"[ {]color: (#[0-9a-f]{6})", part)
        lines = re.findall(r"border-color: (#[0-9a-f]{6})", part)
        assert len(texts) >= 2
        assert min(contrast(text, ground[1]) for text in texts) >= READABLE
        assert min(contrast(line, ground[1]) for line in lines) >= 2.5


class _Text(HTMLParser):
    """Collects what a reader of the HTML sees."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    @classmethod
    def of(cls, html: str) -> str:
        parser = cls()
        parser.feed(html)
        return " ".join(parser.parts)

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.hidden += tag in {"style", "title"}

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"style", "title"}

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def _is_for_copying(line: str) -> bool:
    """Return whether the line is a command, which is never broken."""
    return line.startswith("    mijlpaal ")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
