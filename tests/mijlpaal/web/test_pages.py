"""What holds for every page: headers, languages, contrast, and silence about links."""

import logging
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sqlalchemy import Engine

import mijlpaal.web
from mijlpaal.web import acknowledging
from mijlpaal.web.guard import HEADERS
from mijlpaal.web.limiting import BadTries
from mijlpaal.web.words import SIGNS
from models.clock import morning_of
from models.errors import DatabaseLockedError
from models.vocabulary import Language
from notifications.acknowledgements import LinkState
from tests.contrast import contrast
from tests.mijlpaal.web.conftest import NEXT_DAY, Browse

STYLE = Path(mijlpaal.web.__file__).parent / "style.css"
READABLE = 4.5  # WCAG 2.2, success criterion 1.4.3
SEEN = 3.0  # success criterion 1.4.11: parts of a control, and its focus
FOREIGN = {"Origin": "https://elders.example"}
NOWHERE = ("/bevestig", "/bevestig/", "/bevestig/a/b", "/docs", "/openapi.json", "/static/")


def test_every_answer_is_strict(browse: Browse, link: str) -> None:
    browser = browse()
    answers = [
        browser.get(link),
        browser.post(link),
        browser.get("/opmaak.css"),
        browser.get("/bevestig/onzin"),
        browser.put(link),
        *(browser.get(path) for path in NOWHERE),
        browser.options(link, headers={**FOREIGN, "Access-Control-Request-Method": "POST"}),
        browser.get("/v1/mijlpalen", headers=FOREIGN),
    ]

    for answer in answers:
        assert not [name for name in answer.headers if name.startswith("access-control")]
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_only_the_stylesheet_may_be_kept(browse: Browse, link: str) -> None:
    browser = browse()

    assert browser.get("/opmaak.css").headers["cache-control"] == "public, max-age=3600"
    for path in (link, "/bevestig/onzin", *NOWHERE):
        assert browser.get(path).headers["cache-control"] == "no-store"
    assert browser.post(link).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", NOWHERE)
def test_there_is_nothing_else(browse: Browse, path: str) -> None:
    answer = browse().get(path)

    assert answer.status_code == 404
    assert "Deze pagina bestaat niet" in answer.text


def test_a_page_asks_for_its_style_and_for_nothing_else(browse: Browse, link: str) -> None:
    page = browse().get(link).text

    assert re.findall(r'(?:src|href|action|url\()="?([^"\s>]+)', page) == ["/opmaak.css"]
    assert "<script" not in page
    assert "style=" not in page


def test_behind_a_path_the_style_is_found_there(browse: Browse, link: str) -> None:
    browser = browse()
    browser.app.root_path = "/mijlpaal"  # type: ignore[attr-defined]

    assert 'href="/mijlpaal/opmaak.css"' in browser.get(link).text


def test_a_page_says_what_it_is_to_who_cannot_see_it(browse: Browse, link: str) -> None:
    parts = _Parts.of(browse().get(link).text)

    assert parts.names[:2] == ["html", "head"]
    assert parts.attributes["html"]["lang"] == "nl"
    assert [name for name in parts.names if re.fullmatch(r"h\d", name)] == ["h1", "h2"]
    assert parts.names.count("main") == 1
    assert parts.attributes["button"]["aria-describedby"] == parts.attributes["p"]["id"]
    assert parts.attributes["button"]["type"] == "submit"


@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
def test_everything_can_be_read_by_day_and_by_night(night: bool) -> None:
    colours = _properties(night)

    for ground in ("ground", "raised"):
        for ink in ("ink", "ink-soft", "accent", "on-track", "attention", "delayed"):
            assert contrast(colours[ink], colours[ground]) >= READABLE, (ink, ground)
        for edge in ("line", "focus", "accent"):
            assert contrast(colours[edge], colours[ground]) >= SEEN, (edge, ground)
    assert contrast(colours["on-accent"], colours["accent"]) >= READABLE


def test_no_colour_stands_outside_the_properties() -> None:
    rules = re.sub(r":root \{[^}]*\}", "", STYLE.read_text(encoding="utf-8"))

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgb\(", rules) == []


def test_a_button_is_large_enough_to_hit() -> None:
    style = STYLE.read_text(encoding="utf-8")
    heights = re.findall(r"button[^{}]*\{[^}]*min-height: ([\d.]+)rem", style)

    assert len(heights) == 2
    assert min(map(float, heights)) * 16 >= 24  # success criterion 2.5.8


def test_both_languages_say_the_same_things() -> None:
    assert SIGNS[Language.NL].keys() == SIGNS[Language.EN].keys()
    assert {str(state) for state in LinkState} - {"open"} <= SIGNS[Language.NL].keys()


# --- when something breaks -------------------------------------------------------------------


def test_a_defect_shows_no_trace_and_logs_no_link(
    browse: Browse, link: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    words = "Jan de Vries"  # a log may not keep them

    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError(words)

    monkeypatch.setattr(acknowledging, "look_up", break_down)
    with caplog.at_level(logging.DEBUG):
        answer = browse().get(link)

    assert answer.status_code == 500
    assert "De fout zit in Mijlpaal" in answer.text
    assert "RuntimeError" not in answer.text
    assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
    ours = [record for record in caplog.records if record.name == "mijlpaal.web.guard"]
    assert [record.message for record in ours] == ["page failed"]
    assert "RuntimeError" in caplog.text
    assert words not in "".join(caplog.handler.format(record) for record in ours)


def test_a_busy_database_is_said_as_such(
    browse: Browse, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wait(*_: object, **__: object) -> None:
        raise DatabaseLockedError(where="x")

    monkeypatch.setattr(acknowledging, "use", wait)
    answer = browse().post(link)

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert "probeer het zo opnieuw" in answer.text


def test_nothing_that_is_logged_holds_a_link(
    browse: Browse, link: str, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    token = link.rpartition("/")[2]
    with caplog.at_level(logging.DEBUG):
        for path in (link, link[:-1] + "!", f"/elders{link}"):
            browse().get(path)
            browse().post(path)

    own = [record for record in caplog.records if not record.name.startswith("httpx")]
    assert not any(token[:-1] in str(vars(record)) for record in own)


def test_what_is_remembered_of_visitors_has_an_end() -> None:
    tries = BadTries(lambda: morning_of(NEXT_DAY))

    for number in range(10_050):
        tries.are_too_many(f"10.{number // 65536}.{number // 256 % 256}.{number % 256}")

    assert len(tries._tries) == 10_000
    assert not tries.are_too_many("geen adres")


class _Parts(HTMLParser):
    """The elements of a page, and the attributes of the first of each with any."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: dict[str, dict[str, str]] = {}

    @classmethod
    def of(cls, page: str) -> "_Parts":
        parts = cls()
        parts.feed(page)
        return parts

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        found = {name: value or "" for name, value in attrs}
        if "id" in found or tag not in self.attributes:
            self.attributes[tag] = found


def _properties(night: bool) -> dict[str, str]:
    """Return the colours as a browser has them: those of the night replace those of the day."""
    day, dark = re.findall(r":root \{([^}]*)\}", STYLE.read_text(encoding="utf-8"))[:2]
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", day))
    return found | (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", dark)) if night else {})
