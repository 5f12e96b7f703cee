"""The access journal on the pages: what was decided, for whom to see, and what of it is kept."""

from datetime import timedelta

import pytest

from mijlpaal.web.office import Office
from models.access.login_links import make_link
from models.access.naming import name_reader
from models.access.tokens import make_token
from models.reading.marking import mark_field
from models.storage.database import transaction
from models.storage.records import SUBJECT
from models.vocabulary import Confidentiality, SubjectKind
from tests.mijlpaal.web.screens.conftest import ComeIn
from tests.mijlpaal.web.screens.forms import words

LOG = "/beheer/toegang/logboek"


@pytest.fixture(autouse=True)
def decided(office: Office) -> None:
    """Piet is let in, gets a token and reads for Reju; a field of d2 is kept back."""
    now = office.now()
    with transaction(office.engine) as session:
        make_link(session, "piet", by="roos", now=now)
        until = office.today + timedelta(days=5)
        make_token(session, "piet", "koppeling", by="roos", now=now, until=until, may_write=True)
        name_reader(session, "piet", "reju", named_by="roos", now=now)
        mark_field(
            session,
            SubjectKind.MILESTONE,
            "d2",
            "forecast_on",
            Confidentiality.INTERNAL,
            actor="baas",
            now=now,
        )


def test_the_journal_says_who_decided_what_about_whom(come_in: ComeIn) -> None:
    page = words(come_in("baas").get(f"{LOG}?wie=Piet").text)

    assert "API-token gemaakt" in page
    assert "waarvoor: koppeling" in page
    assert "mag wijzigen: ja" in page
    assert "inzage gegeven piet reju" in page
    assert "merk van een veld" not in page.partition("Besloten door")[2]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("wie=piet", 4),
        ("wie=roos", 4),
        ("wie=BAAS&soort=field_marked", 1),
        ("soort=token_made", 1),
        ("wie=niemand", 0),
        ("wie=piet&vanaf=2999-01-01", 0),
        ("wie=piet&totenmet=2000-01-01", 0),
        ("wie=piet&vanaf=0001-01-01&totenmet=9999-12-31", 4),
    ],
)
def test_the_file_is_of_exactly_the_view(come_in: ComeIn, query: str, found: int) -> None:
    browser = come_in("baas")

    page = browser.get(f"{LOG}?{query}").text
    lines = browser.get(f"{LOG}.csv?{query}").text.splitlines()

    assert page.count('<th scope="row">') == found
    assert len(lines) == 1 + found


def test_of_a_row_that_is_not_for_the_reader_only_the_decision_is_told(
    come_in: ComeIn, office: Office
) -> None:
    with transaction(office.engine) as session:
        hide = SUBJECT.update().where(SUBJECT.c.key == "d2")
        session.execute(hide.values(confidentiality="company_confidential"))

    page = words(come_in("baas").get(f"{LOG}?soort=field_marked").text)

    assert "milestone:d2" not in page
    assert "vertrouwelijkheid" not in page
    assert "merk van een veld gewijzigd" in page.partition("Besloten door")[2]
    assert "niet voor u" in page


def test_the_journal_goes_on_to_older_pages(come_in: ComeIn, office: Office) -> None:
    with transaction(office.engine) as session:
        for _ in range(51):
            make_link(session, "velen", by="roos", now=office.now())
    browser = come_in("baas")

    first, second = (browser.get(f"{LOG}?wie=velen{more}").text for more in ("", "&blz=2"))

    assert first.count('<th scope="row">') == 50
    assert second.count('<th scope="row">') == 2  # the account was made as well
    assert 'rel="next"' in first
    assert 'rel="prev"' in second


def test_everybody_sees_what_was_decided_on_themselves(come_in: ComeIn, office: Office) -> None:
    with transaction(office.engine) as session:
        make_token(session, "baas", "eigen", by="roos", now=office.now(), until=office.today)

    page = words(come_in("baas").get("/sessies").text)

    assert "Wat over uw toegang besloten is" in page
    assert "waarvoor: eigen" in page
    assert "koppeling" not in page  # of piet
