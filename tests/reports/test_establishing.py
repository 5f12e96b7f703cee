"""An edition is proposed by one person and established by another; then nothing of it changes."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from models.clock import morning_of
from models.errors import ApprovalError, ReasonMissingError, UnknownSubjectError
from models.ledger.writer import Ledger
from models.milestones.acts import forecast
from models.publications import editions
from models.publications.editions import EditionName, find_report, read_name
from models.storage.database import reading, transaction
from models.storage.records import Record
from models.vocabulary import Approval, Confidentiality, Language, SubjectKind
from reports.editions import editions as stored_editions
from reports.editions import keep_edition, load_edition
from reports.figures import cluster_figures
from reports.form import Form
from reports.history import previous_report
from reports.publishing import print_established
from seeds.rulebook import load_rulebook
from tests.reports.worlds import ROUTE_MAP

DAY = date(2026, 11, 30)
NAME = EditionName("chemelot", DAY, 1)
FORMS = (Form.HTML, Form.JSON, Form.TEXT)


@pytest.fixture
def published(own_world: Engine) -> Engine:
    return publish(own_world)


@pytest.fixture
def published_on_both(programme: Engine) -> Engine:
    return publish(programme)


def publish(engine: Engine, day: date = DAY) -> Engine:
    with transaction(engine) as session:
        figures = cluster_figures(
            session, "chemelot", reference_date=day, calendar=load_rulebook().calendar
        )
        keep_edition(session, figures, morning_of(day))
    return engine


def by(session: object, actor: str) -> Ledger:
    return Ledger(session, load_rulebook(), actor=actor, at=morning_of(DAY))  # type: ignore[arg-type]


def establish(engine: Engine, name: EditionName, reason: str | None = None) -> Record:
    with transaction(engine) as session:
        report = find_report(session, name)
        editions.propose(by(session, "anna"), report, reason=reason)
        return editions.establish(by(session, "bert"), report)


def change_and_publish_again(engine: Engine) -> None:
    with transaction(engine) as session:
        forecast(by(session, "anna"), ROUTE_MAP, date(2026, 12, 10))
    publish(engine)


def test_an_established_edition_says_so_and_carries_the_hash_of_its_figures(
    published: Engine,
) -> None:
    done = establish(published, NAME)

    with reading(published) as session:
        report = find_report(session, NAME)
        _, edition = load_edition(session, NAME, clearance=Confidentiality.INTERNAL)
        [line] = stored_editions(session, clearance=Confidentiality.INTERNAL, key="chemelot")
    assert done.text("digest") == report.digest
    assert (edition.approval, edition.established_on) == (Approval.ESTABLISHED, DAY)
    assert (line.proposed_by, line.established_by) == ("anna", "bert")


def test_a_concept_cannot_be_established_and_an_established_one_not_again(
    published: Engine,
) -> None:
    with transaction(published) as session, pytest.raises(ApprovalError, match="propose"):
        editions.establish(by(session, "bert"), find_report(session, NAME))
    establish(published, NAME)
    with transaction(published) as session, pytest.raises(ApprovalError, match="make a new one"):
        editions.propose(by(session, "anna"), find_report(session, NAME))


@pytest.mark.parametrize(
    "change", ["UPDATE report SET figures = '{}'", "DELETE FROM report WHERE edition = 1"]
)
def test_the_database_lets_nobody_change_an_edition(published_on_both: Engine, change: str) -> None:
    establish(published_on_both, NAME)

    with pytest.raises(DBAPIError, match="append-only"), transaction(published_on_both) as session:
        session.execute(text(change))


def test_a_correction_is_a_new_edition_that_says_so(published: Engine, tmp_path: Path) -> None:
    establish(published, NAME)
    change_and_publish_again(published)
    second = EditionName("chemelot", DAY, 2)

    with transaction(published) as session, pytest.raises(ReasonMissingError):
        editions.propose(by(session, "anna"), find_report(session, second))
    establish(published, second, reason="prognose vergeten")

    with reading(published) as session:
        figures, edition = load_edition(session, second, clearance=Confidentiality.INTERNAL)
        old, first = load_edition(session, NAME, clearance=Confidentiality.INTERNAL)
    assert (edition.corrects, edition.correction) == (1, "prognose vergeten")
    assert (first.corrects, first.approval) == (None, Approval.ESTABLISHED)
    assert old != figures
    paths = print_established(figures, edition, tmp_path, ())
    assert '"corrects": 1' in paths[0].read_text()


def test_an_edition_is_not_established_over_a_later_one(published: Engine, tmp_path: Path) -> None:
    change_and_publish_again(published)
    establish(published, EditionName("chemelot", DAY, 2))

    with transaction(published) as session, pytest.raises(ApprovalError, match="overtaken"):
        editions.propose(by(session, "anna"), find_report(session, NAME), reason="alsnog")


def test_the_files_of_an_established_edition_are_its_own(published: Engine, tmp_path: Path) -> None:
    establish(published, NAME)
    with reading(published) as session:
        figures, edition = load_edition(session, NAME, clearance=Confidentiality.INTERNAL)
    paths = print_established(figures, edition, tmp_path, (Language.NL,), FORMS)
    before = {path: path.read_bytes() for path in paths}

    change_and_publish_again(published)

    assert {path: path.read_bytes() for path in paths} == before
    assert {path.name for path in paths} == {
        f"chemelot.editie-1.{ending}" for ending in ("html", "json", "txt")
    }
    assert b"vastgesteld op 30 november 2026" in paths[0].read_bytes()


def test_changes_count_from_the_last_established_edition(published: Engine, tmp_path: Path) -> None:
    with reading(published) as session:
        cluster = find_report(session, NAME).subject_id
    establish(published, NAME)
    later = date(2026, 12, 7)
    publish(published, later)

    with reading(published) as session:
        found = previous_report(session, cluster, Confidentiality.INTERNAL, date(2026, 12, 14))

    assert found is not None
    assert found.reference_date == DAY


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("chemelot.2026-11-30", EditionName("chemelot", DAY)),
        ("chemelot.2026-11-30.2", EditionName("chemelot", DAY, 2)),
        ("chemelot.2026-11-30.2.public", EditionName("chemelot", DAY, 2, Confidentiality.PUBLIC)),
        ("een.punt.2026-11-30.1", EditionName("een.punt", DAY, 1)),
    ],
)
def test_an_edition_is_called_by_report_day_number_and_audience(
    typed: str, name: EditionName
) -> None:
    assert read_name(typed) == name
    assert str(name) == typed


@pytest.mark.parametrize("typed", ["", "chemelot", "chemelot.1", "2026-11-30", "a.2026-02-30.1"])
def test_what_is_no_name_of_an_edition_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(UnknownSubjectError, match=r"chemelot\.2026-11-30\.1"):
        read_name(typed)


def test_an_edition_for_insiders_is_not_there_for_the_public(published: Engine) -> None:
    with reading(published) as session, pytest.raises(UnknownSubjectError):
        load_edition(session, NAME, clearance=Confidentiality.PUBLIC)


def test_the_kinds_of_rows_that_approve_are_no_changes_of_a_report(published: Engine) -> None:
    establish(published, NAME)

    with reading(published) as session:
        figures, _ = load_edition(session, NAME, clearance=Confidentiality.INTERNAL)
    kinds = {each.subject_kind for each in figures.changes.lines}
    assert not kinds & {SubjectKind.EDITION, SubjectKind.STATUS_TEXT}
