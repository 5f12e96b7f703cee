"""The requests to State and province: a view that is its address, its files, and what is kept."""

import csv
from io import StringIO

import pytest

from mijlpaal.web.office import Office
from models.acts.commands import Command, Verb, perform
from models.storage.database import transaction
from models.storage.records import SUBJECT
from models.vocabulary import Confidentiality, SubjectKind
from tests.mijlpaal.web.screens.conftest import ComeIn
from tests.mijlpaal.web.screens.forms import words
from tests.mijlpaal.web.screens.marks import keep_back

LIST = "/verzoeken"
MONEY = "financiele-bijdrage"


@pytest.fixture
def granted(office: Office) -> None:
    """One of the five was granted."""
    with transaction(office.engine) as session:
        act = Command(Verb.ADVANCE, SubjectKind.REQUEST, "europees-beleid", {"event": "honoreer"})
        perform(office.ledger(session, "anna"), act)


def test_all_requests_stand_there_with_whom_they_are_for_and_their_state(come_in: ComeIn) -> None:
    page = words(come_in("lezer").get(LIST).text)

    assert "5 verzoeken aan Rijk en provincie" in page
    assert "Provincie Limburg, Rijk In onderzoek indicatief € 150 miljoen" in page


@pytest.mark.usefixtures("granted")
@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("stand=Gehonoreerd", ["europees-beleid"]),
        ("aan=Rijk&open=1&zoek=grond", ["publieke-grondpositie"]),
        ("aan=Gemeente", []),
        ("cluster=chemelot&sorteer=-bedrag&zoek=bijdrage", [MONEY]),
        ("cluster=cluster-6", []),
    ],
)
def test_the_file_is_of_exactly_the_view(come_in: ComeIn, query: str, keys: list[str]) -> None:
    browser = come_in()

    answer = browser.get(f"{LIST}.csv?{query}")
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    page = browser.get(f"{LIST}?{query}").text

    assert [row["Sleutel"] for row in rows] == keys
    assert page.count('<th scope="row">') == len(keys)
    assert browser.get(f"{LIST}.xlsx?{query}").content.startswith(b"PK")


def test_the_greatest_amount_comes_first_when_asked(come_in: ComeIn) -> None:
    page = come_in().get(f"{LIST}?sorteer=-bedrag").text

    assert page.index(MONEY) < page.index("generiek-instrumentarium")
    assert 'aria-sort="descending"' in page


def test_what_is_kept_is_in_no_row_and_no_file(come_in: ComeIn, office: Office) -> None:
    secret = Confidentiality.COMPANY_CONFIDENTIAL
    with transaction(office.engine) as session:
        keep_back(session, office, SubjectKind.REQUEST, MONEY, "amount_eur")
        hide = SUBJECT.update().where(SUBJECT.c.key == "europees-beleid")
        session.execute(hide.values(confidentiality=str(secret)))
    browser = come_in("lezer")

    # What stands around a page holds the random key of its session, in which any number may occur.
    page = browser.get(LIST).text.partition("<main")[2].partition("</main>")[0]

    for path, said in ((LIST, page), (f"{LIST}.csv", browser.get(f"{LIST}.csv").text)):
        assert MONEY in said
        assert "150" not in said, path
        assert "europees-beleid" not in said, path


def test_a_cluster_and_the_navigation_lead_to_the_requests(come_in: ComeIn) -> None:
    page = come_in().get("/clusters/chemelot").text

    assert 'href="/verzoeken?cluster=chemelot"' in page
    assert '<a href="/verzoeken">Verzoeken</a>' in page
