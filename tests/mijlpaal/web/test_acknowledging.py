"""The page behind a link: looking changes nothing, pressing the button is one event."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from models.milestones.acts import achieve
from models.people.contacts import change
from models.storage.database import reading, transaction
from models.storage.records import current
from models.tables import Event
from models.vocabulary import Confidentiality, EventKind, SubjectKind
from notifications.links import VALID_FOR
from tests.factories import a_ledger
from tests.mijlpaal.web.conftest import NEXT_DAY, Browse, Hands, told


def _acknowledged(engine: Engine) -> list[str]:
    query = select(Event.actor).where(col(Event.kind) == EventKind.ACKNOWLEDGED)
    with reading(engine) as session:
        return list(session.exec(query))


def _forged(link: str) -> str:
    return link[:-1] + ("A" if link[-1] != "A" else "B")


def test_the_page_says_what_would_be_acknowledged_and_by_whom(browse: Browse, link: str) -> None:
    page = browse().get(link)

    assert page.status_code == 200
    assert "Mijlpaal m1" in page.text
    assert "U bevestigt dit als Functie eigenaar." in page.text
    assert "30 september 2026" in page.text
    assert '<form method="post">' in page.text


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"])
def test_whatever_a_mail_scanner_does_but_post_changes_nothing(
    browse: Browse, link: str, engine: Engine, method: str
) -> None:
    for _ in range(3):
        browse().request(method, link)

    assert _acknowledged(engine) == []


def test_pressing_the_button_is_an_event_of_the_contact(
    browse: Browse, link: str, engine: Engine
) -> None:
    pressed = browse().post(link)
    shown = browse().get(pressed.headers["location"])

    assert pressed.status_code == 303
    assert pressed.headers["location"] == link
    assert "Functie eigenaar weet van Mijlpaal m1 [m1] sinds 24 september 2026" in shown.text
    assert "<form" not in shown.text
    assert _acknowledged(engine) == ["eigenaar"]


def test_pressing_it_again_says_that_it_was_done(browse: Browse, link: str, engine: Engine) -> None:
    browse().post(link)

    assert browse().post(link).status_code == 303
    assert _acknowledged(engine) == ["eigenaar"]


def test_pressing_it_twice_at_once_is_one_event(browse: Browse, link: str, engine: Engine) -> None:
    start, answers = Barrier(4), list[int]()

    def press() -> None:
        browser = browse()
        start.wait()
        answers.append(browser.post(link).status_code)

    threads = [Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert set(answers) <= {303, 409}
    assert _acknowledged(engine) == ["eigenaar"]


def test_a_link_that_was_used_does_not_answer_the_next_message(
    browse: Browse, link: str, engine: Engine, clock: Hands
) -> None:
    browse().post(link)
    clock.at += timedelta(days=6)
    later = told(engine, date(2026, 9, 30))

    assert "<form" in browse().get(later).text


def test_an_old_link_says_so_and_does_nothing(
    browse: Browse, link: str, engine: Engine, clock: Hands
) -> None:
    clock.at += VALID_FOR

    shown, pressed = browse().get(link), browse().post(link)

    assert (shown.status_code, pressed.status_code) == (410, 410)
    assert "verlopen" in shown.text
    assert "23 oktober 2026" in shown.text
    assert _acknowledged(engine) == []


def test_a_forged_link_says_so_and_names_nothing(browse: Browse, link: str, engine: Engine) -> None:
    for answer in (browse().get(_forged(link)), browse().post(_forged(link))):
        assert answer.status_code == 404
        assert "Deze link klopt niet" in answer.text
        assert "m1" not in answer.text
    assert _acknowledged(engine) == []


def test_a_closed_milestone_asks_nothing(browse: Browse, link: str, engine: Engine) -> None:
    with transaction(engine) as session:
        achieve(a_ledger(session, on=NEXT_DAY), "m1", NEXT_DAY, evidence="Kamerstuk 1")

    assert "afgesloten" in browse().get(link).text
    assert browse().post(link).status_code == 410


def test_what_became_confidential_is_not_on_the_page(
    browse: Browse, link: str, engine: Engine
) -> None:
    secret = {
        "confidentiality": Confidentiality.COMPANY_CONFIDENTIAL,
        "title": "GEHEIM",
        "title_en": "GEHEIM",
    }
    with transaction(engine) as session:
        milestone = current(session, SubjectKind.MILESTONE, "m1")
        a_ledger(session).record(milestone, EventKind.AMENDED, secret)

    for answer in (browse().get(link), browse().post(link)):
        assert answer.status_code == 410
        assert "GEHEIM" not in answer.text
        assert "m1" not in answer.text
    assert _acknowledged(engine) == []


def test_the_page_is_in_the_language_of_the_contact(
    browse: Browse, link: str, engine: Engine
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        change(ledger, "eigenaar", {"language": "en"}, address_rule=lambda *_: None, reason="x")

    page = browse(**{"accept-language": "nl"}).get(link)

    assert '<html lang="en">' in page.text
    assert "Yes, I know of this" in page.text


def test_a_stranger_is_answered_in_the_language_of_the_browser(browse: Browse, link: str) -> None:
    assert "Deze link klopt niet" in browse().get(_forged(link)).text
    english = browse(**{"accept-language": "en-GB,en;q=0.9,nl;q=0.8"}).get(_forged(link))
    assert "This link is not right" in english.text


def test_a_title_is_text_and_never_markup(browse: Browse, link: str, engine: Engine) -> None:
    with transaction(engine) as session:
        milestone = current(session, SubjectKind.MILESTONE, "m1")
        a_ledger(session).record(milestone, EventKind.AMENDED, {"title": "<script>{{7*7}}"})

    text = browse().get(link).text

    assert "&lt;script&gt;{{7*7}}" in text
    assert "<script" not in text


@pytest.mark.parametrize(
    "token",
    [
        "%00",
        "%0d%0aSet-Cookie:%20x=y",
        "%F0%9F%98%80",
        "%ff%fe",
        "9" * 20_000,
        "1.1.1.739000.%2e%2e%2f%2e%2e%2f",
        "'%20OR%20'1'='1",
        "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    ],
)
def test_junk_is_a_link_that_is_not_right(browse: Browse, token: str) -> None:
    for answer in (browse().get(f"/bevestig/{token}"), browse().post(f"/bevestig/{token}")):
        assert answer.status_code == 404
        assert "script" not in answer.text
        assert "set-cookie" not in answer.headers


# --- many bad links --------------------------------------------------------------------------


def test_who_comes_with_many_bad_links_is_told_to_wait(browse: Browse, link: str) -> None:
    answers = [browse().get(_forged(link)) for _ in range(21)]

    assert [answer.status_code for answer in answers] == [404] * 20 + [429]
    assert answers[-1].headers["retry-after"] == "600"


def test_a_good_link_works_even_then(browse: Browse, link: str) -> None:
    for _ in range(30):
        browse().get(_forged(link))

    assert browse().get(link).status_code == 200


def test_others_are_not_kept_waiting_and_ten_minutes_later_nobody_is(
    browse: Browse, link: str, clock: Hands
) -> None:
    for _ in range(30):
        browse().get(_forged(link))

    assert browse("192.0.2.2").get(_forged(link)).status_code == 404
    clock.at += timedelta(minutes=11)
    assert browse().get(_forged(link)).status_code == 404


def test_another_address_of_the_same_site_is_the_same_visitor(browse: Browse, link: str) -> None:
    for number in range(21):
        last = browse(f"2001:db8::{number:x}").get(_forged(link))

    assert last.status_code == 429
    assert browse("2001:db8:0:1::1").get(_forged(link)).status_code == 404
