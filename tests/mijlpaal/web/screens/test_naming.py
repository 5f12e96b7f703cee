"""An administrator keeps whom a company named to read what is its own."""

from datetime import date

import pytest

from mijlpaal.web.office import Office
from models.access.naming import representatives
from models.storage.database import reading
from models.tables import Representative
from tests.mijlpaal.web.screens.conftest import ComeIn
from tests.mijlpaal.web.screens.forms import send, words

PATH = "/beheer/toegang/inzage"
NEW = {"naam": "genoemd", "bedrijf": "reju", "tot": "2026-12-31"}


def test_who_reads_is_shown_then_kept_and_ended(come_in: ComeIn, office: Office) -> None:
    keeper = come_in("baas")

    shown = send(keeper, PATH, **NEW, stap="bekijk")
    before = _named(office)
    done = send(keeper, PATH, **NEW, stap="vastleggen")
    [kept] = _named(office)
    ended = send(keeper, f"{PATH}/einde", naam="genoemd", bedrijf="reju")

    assert "genoemd leest wat van" in words(shown.text)
    assert "Wat hij ervan leest, komt bij de inzagen." in words(shown.text)
    assert before == []
    assert "De inzage is vastgelegd." in keeper.get(done.headers["location"]).text
    assert (kept.is_own, kept.named_by, kept.valid_until) == (False, "baas", date(2026, 12, 31))
    assert "De inzage is beëindigd." in keeper.get(ended.headers["location"]).text
    assert _named(office) == []


def test_somebody_of_the_company_itself_is_kept_as_such(come_in: ComeIn, office: Office) -> None:
    keeper = come_in("baas")

    shown = send(keeper, PATH, **NEW, eigen="ja", stap="bekijk")
    send(keeper, PATH, **NEW, eigen="ja", stap="vastleggen")

    assert "inzagen worden niet vastgelegd" in words(shown.text)
    assert [each.is_own for each in _named(office)] == [True]
    assert "van de organisatie zelf" in words(keeper.get(f"{PATH}?naam=genoemd").text)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"naam": ""}, "naam"),
        ({"bedrijf": ""}, "bedrijf"),
        ({"bedrijf": "atlantis"}, "bedrijf"),
        ({"tot": "morgen"}, "tot"),
    ],
)
def test_what_is_amiss_is_said_at_its_field(
    come_in: ComeIn, office: Office, typed: dict[str, str], field: str
) -> None:
    wrong = send(come_in("baas"), PATH, **(NEW | typed), stap="vastleggen")

    assert wrong.status_code == 422
    assert f'<a href="#{field}">' in wrong.text
    assert _named(office) == []


@pytest.mark.parametrize("who", ["anna", "bedrijf"])
def test_nobody_else_lets_read(come_in: ComeIn, office: Office, who: str) -> None:
    browser = come_in(who)

    assert browser.get(PATH).status_code == 404
    assert send(browser, PATH, **NEW, stap="vastleggen").status_code == 404
    assert send(browser, f"{PATH}/einde", naam="x", bedrijf="reju").status_code == 404
    assert _named(office) == []


def _named(office: Office) -> list[Representative]:
    with reading(office.engine) as session:
        return list(representatives(session, "genoemd", office.today))
