from datetime import date

import pytest
from sqlalchemy import Engine, func, select

from flows.rehearsal import (
    RehearsedItem,
    RehearsedMessage,
    preview,
    rehearsal_markdown,
    rehearse,
)
from models.errors import InvalidWindowError, OutsideCalendarError, UnknownSubjectError
from models.rules.ladder import Anchor
from models.storage.database import reading, transaction
from models.tables import Attempt, Message, Reminder, Rung, Sweep
from models.vocabulary import Confidentiality, Language
from tests.factories import (
    a_cluster,
    a_contact,
    a_ledger,
    a_milestone,
    a_rulebook,
    an_assignment,
)

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 31)


@pytest.fixture(autouse=True)
def _a_milestone_at_the_end_of_september(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        milestone = a_milestone(ledger, a_cluster(ledger), latest=date(2026, 9, 30))
        an_assignment(ledger, milestone, a_contact(ledger, "eigenaar"))


def test_a_rehearsal_says_who_would_be_told_and_when(engine: Engine) -> None:
    told = rehearse(engine, a_rulebook(), SEPTEMBER, date(2026, 10, 2))

    # T-5 and T-0 in working days, and the first day that it is late.
    assert [row.day for row in told] == [
        date(2026, 9, 23),
        date(2026, 9, 30),
        date(2026, 10, 1),
    ]
    assert {row.contact for row in told} == {"Functie eigenaar"}
    assert {item.milestone for row in told for item in row.items} == {"m1"}


def test_what_is_late_comes_back_every_week_while_nobody_acts(engine: Engine) -> None:
    told = rehearse(engine, a_rulebook(), date(2026, 10, 1), OCTOBER)

    assert [row.day.day for row in told] == [1, 8, 15, 22, 29]


def test_a_rehearsal_writes_nothing(engine: Engine) -> None:
    before = _rows(engine)

    rehearse(engine, a_rulebook(), SEPTEMBER, OCTOBER)

    assert _rows(engine) == before


def test_a_rehearsal_can_be_repeated_word_for_word(engine: Engine) -> None:
    first = rehearse(engine, a_rulebook(), SEPTEMBER, OCTOBER)

    assert rehearse(engine, a_rulebook(), SEPTEMBER, OCTOBER) == first


def test_days_out_of_order_are_refused(engine: Engine) -> None:
    with pytest.raises(InvalidWindowError):
        rehearse(engine, a_rulebook(), OCTOBER, SEPTEMBER)


def test_days_outside_the_calendar_are_refused_at_once(engine: Engine) -> None:
    with pytest.raises(OutsideCalendarError):
        rehearse(engine, a_rulebook(), SEPTEMBER, date(2099, 1, 1))


def test_the_table_says_who_hears_of_what_and_why() -> None:
    items = (
        RehearsedItem("d1", "Routekaart", Anchor.SOFT, 0),
        RehearsedItem("d2", "Kamerbrief", Anchor.BOUND, -5),
        RehearsedItem("d3", "Kamerbrief", Anchor.LATE, 6),
        RehearsedItem("d4", "Kamerbrief", Anchor.CHANGE, 2),
    )
    row = RehearsedMessage(date(2026, 9, 30), "Functie | eigenaar", "4 zaken", items)

    table = rehearsal_markdown([row], Language.NL).splitlines()

    assert table == [
        "| Dag | Aan | Waarover en waarom |",
        "| --- | --- | --- |",
        (
            "| 2026-09-30 | Functie \\| eigenaar | d1: de zachte grens<br>d2: 5 werkdagen voor de grens"
            "<br>d3: 6 werkdagen voorbij de grens<br>d4: gewijzigd |"
        ),
    ]


def _rows(engine: Engine) -> list[int]:
    with reading(engine) as session:
        return [
            session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (Rung, Reminder, Message, Attempt, Sweep)
        ]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("anchor", list(Anchor))
def test_every_occasion_can_be_said(anchor: Anchor, language: Language) -> None:
    said = RehearsedItem("m1", "Mijlpaal", anchor, 0).say(language)

    assert said.startswith("m1: ")


def test_a_preview_shows_what_one_contact_would_read_and_keeps_nothing(engine: Engine) -> None:
    day = date(2026, 9, 30)

    (seen,) = preview(engine, a_rulebook(), "eigenaar", day, Confidentiality.INTERNAL)

    assert "Mijlpaal m1" in (seen.text or "")
    assert not seen.is_sent
    with reading(engine) as session:
        assert session.execute(select(func.count()).select_from(Message)).scalar_one() == 0


def test_a_preview_of_nobody_is_refused(engine: Engine) -> None:
    with pytest.raises(UnknownSubjectError, match="eigenaar"):
        preview(engine, a_rulebook(), "eigenaer", date(2026, 9, 30), Confidentiality.INTERNAL)
