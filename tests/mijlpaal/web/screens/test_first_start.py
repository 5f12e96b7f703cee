"""The first start: nothing was loaded yet, and each page offers the one thing to do next."""

import pytest

from tests.mijlpaal.web.conftest import a_database
from tests.mijlpaal.web.screens.conftest import ComeIn

NEXT = {
    "/": "<code>mijlpaal init</code>",
    "/mijlpalen": "<code>mijlpaal init</code>",
    "/rapportages": "<code>mijlpaal init</code>",
    "/rapportages/kamerbrief": "<code>mijlpaal init</code>",
    "/verzoeken": '<a href="/brieven">',
    "/brieven": '<a href="#tekst">',
    "/beheer": '<a href="/brieven">',
    "/beheer/inzagen": '<a href="/beheer">',
    "/beheer/berichten": '<a href="/beheer/functies">',
    "/beheer/functies": "<code>mijlpaal contact add</code>",
    "/beheer/functies/afwezig": '<a href="/beheer/functies">',
    "/beheer/functies/overdragen": '<a href="/beheer/functies">',
    "/beheer/mandaten": '<a href="/beheer/mandaten/geven">',
    "/beheer/levenslopen": "<code>mijlpaal init</code>",
    "/wat-als": '<a href="/wat-als/',
    "/wat-als/houders": '<a href="/wat-als/afhankelijkheden#nieuw">',
    "/wat-als/scenarios": '<a href="/wat-als">',
    "/wat-als/afhankelijkheden": '<a href="#nieuw">',
    "/voorstellen": '<a href="/mijlpalen">',
    "/bedrijfstrajecten": '<a href="/?voor=alles#clusters">',
    "/agendas": '<a href="/mijlpalen">',
}


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The schema, and no rows."""
    return a_database(tmp_path_factory.mktemp("leeg") / "start.db")


def test_each_page_offers_what_to_do_next(come_in: ComeIn) -> None:
    browser = come_in("beheerder")

    shown = {path: browser.get(path, follow_redirects=True).text for path in NEXT}
    mains = {path: page.partition("<main")[2] for path, page in shown.items()}

    assert {path for path, step in NEXT.items() if step not in mains[path]} == set()
