"""When reports go out; the days were counted by hand on the real calendar of 2026."""

from datetime import date

from sqlalchemy import Engine
from sqlmodel import col, select

from models.clock import morning_of
from models.milestones.acts import achieve
from models.storage.database import reading, transaction
from models.tables import Report, Subject
from models.vocabulary import Confidentiality, SubjectKind
from reports.occasions import Occasion, due_occasions
from seeds.rulebook import load_rulebook
from tests.reports.worlds import PROGRESS, WHOLE_APPROACH, writing

# Ten working days before Thursday 17 December, the last sitting day for d2 and d3.
BEFORE_THE_DUTIES = date(2026, 12, 3)
SITTING_DAY = date(2026, 12, 17)
DUTIES = (
    Occasion(BEFORE_THE_DUTIES, PROGRESS, SITTING_DAY),
    Occasion(BEFORE_THE_DUTIES, WHOLE_APPROACH, SITTING_DAY),
)


def due(engine: Engine, day: date, *, is_printed: bool = True) -> tuple[Occasion, ...]:
    with reading(engine) as session:
        calendar = load_rulebook().calendar
        return due_occasions(session, day, calendar, is_printed=lambda _day: is_printed)


def published(
    engine: Engine, day: date, *, but: str = "", audience: str = Confidentiality.PUBLIC
) -> None:
    """Store an edition of every cluster and of the programme, of all but one perhaps."""
    kinds = (SubjectKind.CLUSTER, SubjectKind.PROGRAMME)
    query = select(Subject.id).where(col(Subject.kind).in_(kinds), col(Subject.key) != but)
    with transaction(engine) as session:
        for subject_id in session.exec(query).all():
            session.add(
                Report(
                    subject_id=subject_id or 0,
                    reference_date=day,
                    audience=audience,
                    edition=1,
                    digest="",
                    figures="{}",
                    published_at=morning_of(day),
                )
            )


def test_reports_go_out_on_the_first_working_day_of_a_month(programme: Engine) -> None:
    for day, first_working_day in (
        (date(2026, 9, 1), date(2026, 9, 1)),  # a Tuesday
        (date(2026, 11, 2), date(2026, 11, 2)),  # the first is a Sunday
        (date(2027, 1, 4), date(2027, 1, 4)),  # New Year's Day is a Friday
        (date(2026, 11, 6), date(2026, 11, 2)),  # it was missed, and is still due
    ):
        assert due(programme, day) == (Occasion(first_working_day),)


def test_other_days_are_no_occasion(programme: Engine) -> None:
    for day in (date(2026, 11, 10), date(2026, 11, 30), date(2026, 8, 1)):
        assert due(programme, day) == ()


def test_what_was_stored_and_not_printed_is_still_due(programme: Engine) -> None:
    published(programme, date(2026, 9, 1))

    assert due(programme, date(2026, 9, 1)) == ()
    assert due(programme, date(2026, 9, 1), is_printed=False) == (Occasion(date(2026, 9, 1)),)


def test_reports_go_out_ten_working_days_before_the_last_sitting_day(programme: Engine) -> None:
    published(programme, date(2026, 12, 1))

    assert due(programme, date(2026, 12, 2)) == ()
    assert due(programme, BEFORE_THE_DUTIES) == DUTIES


def test_a_duty_that_is_fulfilled_is_no_occasion(programme: Engine) -> None:
    published(programme, date(2026, 12, 1))
    with writing(programme, date(2026, 12, 2)) as ledger:
        achieve(ledger, PROGRESS, date(2026, 12, 2), evidence="verzonnen")

    assert due(programme, BEFORE_THE_DUTIES) == DUTIES[1:]


def test_an_occasion_that_was_served_is_not_served_again(programme: Engine) -> None:
    published(programme, BEFORE_THE_DUTIES)

    assert due(programme, BEFORE_THE_DUTIES) == ()
    assert due(programme, date(2026, 12, 4)) == ()


def test_what_was_missed_stays_due_for_a_week(programme: Engine) -> None:
    published(programme, date(2026, 12, 1))

    assert due(programme, date(2026, 12, 9)) == DUTIES
    assert due(programme, date(2026, 12, 10)) == ()


def test_a_publication_with_a_hole_in_it_does_not_count(programme: Engine) -> None:
    published(programme, BEFORE_THE_DUTIES, but="chemelot")

    assert DUTIES[0] in due(programme, BEFORE_THE_DUTIES)


def test_the_internal_reports_of_every_day_do_not_count(programme: Engine) -> None:
    published(programme, date(2026, 12, 1))
    published(programme, BEFORE_THE_DUTIES, audience=Confidentiality.INTERNAL)

    assert due(programme, BEFORE_THE_DUTIES) == DUTIES


def test_what_was_published_of_a_day_still_to_come_does_not_count(programme: Engine) -> None:
    published(programme, date(2027, 3, 1))

    assert due(programme, date(2026, 9, 1)) == (Occasion(date(2026, 9, 1)),)


def test_an_occasion_says_what_for() -> None:
    assert DUTIES[0].why.nl == "d2: 10 werkdagen voor 17 december 2026"
    assert Occasion(date(2026, 9, 1)).why.en == "the first working day of the month"
