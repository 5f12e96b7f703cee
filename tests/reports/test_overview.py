from datetime import date

from sqlalchemy import Engine

from models.milestones.acts import achieve, forecast
from models.storage.database import reading
from models.vocabulary import Language
from reports.overview import overview, overview_of, overview_text
from seeds.rulebook import load_rulebook
from tests.reports.worlds import PROGRESS, ROUTE_MAP, WHOLE_APPROACH, whole_programme, writing


def test_what_is_delayed_comes_before_what_needs_attention(programme: Engine) -> None:
    found = overview_of(whole_programme(programme, date(2026, 12, 22)))

    assert [(line.key, line.judged.status) for line in found.pressing] == [
        (PROGRESS, "delayed"),
        (ROUTE_MAP, "delayed"),
        (WHOLE_APPROACH, "attention"),
    ]


def test_what_presses_and_what_is_still_to_come_are_apart(programme: Engine) -> None:
    found = overview_of(whole_programme(programme, date(2026, 11, 30)))

    assert [line.key for line in found.pressing] == [PROGRESS, ROUTE_MAP]
    assert [line.key for line in found.coming] == [WHOLE_APPROACH]
    assert [line.key for line in found.duties] == [PROGRESS, WHOLE_APPROACH]


def test_what_is_closed_is_only_counted(programme: Engine) -> None:
    with writing(programme, date(2026, 11, 12)) as ledger:
        achieve(ledger, PROGRESS, date(2026, 11, 12), evidence="Kamerstuk 29826, nr. 320")

    found = overview_of(whole_programme(programme, date(2026, 11, 30)))

    assert found.closed == 1
    assert PROGRESS not in {line.key for line in found.open_milestones}


def test_the_text_names_every_cluster_and_why_something_presses(programme: Engine) -> None:
    with reading(programme) as session:
        found = overview(
            session, reference_date=date(2026, 12, 18), calendar=load_rulebook().calendar
        )

    text = overview_text(found)

    assert "- Noord-Nederland: stap onbekend" in text
    assert "laatste vergaderdag 17 december 2026 is voorbij" in text
    assert max(map(len, text.splitlines())) <= 100


def test_a_quiet_programme_says_that_nothing_presses(programme: Engine) -> None:
    with writing(programme, date(2026, 9, 1)) as ledger:
        for key in (PROGRESS, ROUTE_MAP, WHOLE_APPROACH):
            forecast(ledger, key, date(2026, 11, 12))

    found = overview_of(whole_programme(programme, date(2026, 9, 15)))

    assert "Geen open mijlpaal is vertraagd" in overview_text(found)
    assert "No open milestone is delayed" in overview_text(found, language=Language.EN)
