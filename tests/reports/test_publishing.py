import json
import threading
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from models.clock import morning_of
from models.errors import FolderUnwritableError
from models.milestones.acts import forecast
from models.storage.database import reading
from models.tables import Report
from models.vocabulary import Confidentiality, Language
from reports import publishing
from reports.figures import cluster_figures
from reports.form import Form
from reports.publishing import Progress, Published, publish_reports
from reports.settings import ReportSettings
from seeds.rulebook import load_rulebook
from tests.reports.pages import read_page
from tests.reports.worlds import ROUTE_MAP, writing

DAY = date(2026, 11, 30)
QUICK = (Form.TEXT, Form.HTML, Form.JSON)
REPORTS = 7  # six clusters and the programme


def publish(
    engine: Engine,
    folder: Path,
    *,
    day: date = DAY,
    hours_later: int = 0,
    audience: Confidentiality = Confidentiality.INTERNAL,
    languages: Sequence[Language] = (Language.NL,),
    forms: Sequence[Form] = QUICK,
    progress: Progress | None = None,
) -> Published:
    return publish_reports(
        engine,
        today=day,
        now=morning_of(day) + timedelta(hours=hours_later),
        rulebook=load_rulebook(),
        folder=folder,
        audience=audience,
        languages=languages,
        forms=forms,
        progress=progress,
    )


def editions(engine: Engine) -> list[tuple[date, int]]:
    with reading(engine) as session:
        query = select(Report).order_by(col(Report.id))
        return [(row.reference_date, row.edition) for row in session.exec(query)]


def test_each_cluster_and_the_programme_get_an_edition_and_three_files(
    programme: Engine, tmp_path: Path
) -> None:
    published = publish(programme, tmp_path)

    assert len(published.new) == REPORTS
    names = {path.name for path in published.paths}
    assert {"index.html", "programma.html", "chemelot.html", "chemelot.txt"} <= names
    assert "chemelot.json" in names
    assert {path.parent for path in published.paths} == {tmp_path / "2026-11-30"}
    assert {path.name for path in (tmp_path / "2026-11-30").iterdir()} == names


def test_the_same_day_again_brings_nothing_new_and_says_so(
    programme: Engine, tmp_path: Path
) -> None:
    first = publish(programme, tmp_path)
    before = {path: path.read_bytes() for path in first.paths}

    second = publish(programme, tmp_path, hours_later=3)

    assert second.new == ()
    assert len(second.unchanged) == REPORTS
    assert second.say() == "0 nieuwe edities, 7 rapportages ongewijzigd"
    assert {path: path.read_bytes() for path in second.paths} == before
    assert len(editions(programme)) == REPORTS


def test_another_state_on_the_same_day_is_another_edition(
    programme: Engine, tmp_path: Path
) -> None:
    publish(programme, tmp_path)
    with writing(programme, DAY) as ledger:
        forecast(ledger, ROUTE_MAP, date(2026, 12, 10))

    published = publish(programme, tmp_path, hours_later=1)

    assert {each.key: each.edition for each in published.new} == {"chemelot": 2, "programma": 2}
    stored = json.loads((tmp_path / "2026-11-30" / "chemelot.json").read_text())
    assert stored["edition"] == 2


def test_the_next_report_counts_changes_from_the_last_edition(
    programme: Engine, tmp_path: Path
) -> None:
    publish(programme, tmp_path)
    with writing(programme, DAY + timedelta(days=1)) as ledger:
        forecast(ledger, ROUTE_MAP, date(2026, 12, 10))

    publish(programme, tmp_path, day=date(2026, 12, 2))

    text = (tmp_path / "2026-12-02" / "chemelot.txt").read_text()
    assert "WIJZIGINGEN SINDS 30 NOVEMBER 2026" in text
    assert "prognose 10 december 2026 (was: geen)" in text
    assert "Nieuw geregistreerd" not in text


def test_a_stored_edition_holds_the_figures_and_is_never_changed(
    programme: Engine, tmp_path: Path
) -> None:
    publish(programme, tmp_path)
    with reading(programme) as session:
        [before] = session.exec(select(Report.figures).where(Report.edition == 1).limit(1))
    with writing(programme, DAY) as ledger:
        forecast(ledger, ROUTE_MAP, date(2026, 12, 10))
    publish(programme, tmp_path, hours_later=1)

    with reading(programme) as session:
        [after] = session.exec(select(Report.figures).where(Report.edition == 1).limit(1))
    assert after == before
    assert json.loads(before)["masthead"]["reference_date"] == "2026-11-30"


def test_a_cluster_that_fails_is_named_and_does_not_stop_the_others(
    programme: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(session: object, key: str, **settings: object) -> object:
        if key == "noord-nederland":
            raise ZeroDivisionError(key)
        return cluster_figures(session, key, **settings)  # type: ignore[arg-type]

    monkeypatch.setattr(publishing, "cluster_figures", failing)

    published = publish(programme, tmp_path)

    assert [failure.key for failure in published.failures] == ["noord-nederland"]
    assert len(published.new) == REPORTS - 1
    assert published.say().endswith("1 mislukt")
    assert "noord-nederland" in (tmp_path / "2026-11-30" / "index.html").read_text()
    assert not (tmp_path / "2026-11-30" / "noord-nederland.html").exists()


def test_the_log_says_where_a_report_failed_and_nothing_of_what_was_in_it(
    programme: Engine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    secret = "GE" + "HEIM"  # a trace quotes the line that failed

    def failing(*_: object, **__: object) -> object:
        raise ValueError(secret)

    monkeypatch.setattr(publishing, "programme_figures", failing)

    publish(programme, tmp_path)

    assert "report failed" in caplog.text
    assert "in failing" in caplog.text
    assert "ValueError" in caplog.text
    assert secret not in caplog.text


def test_a_day_outside_the_calendar_is_a_failure_with_a_reason(
    programme: Engine, tmp_path: Path
) -> None:
    published = publish(programme, tmp_path, day=date(1999, 1, 4))

    assert len(published.failures) == REPORTS
    assert "buiten de kalender" in published.failures[0].why.nl


def test_a_lost_file_is_made_again_from_the_same_edition(programme: Engine, tmp_path: Path) -> None:
    published = publish(programme, tmp_path)
    page = tmp_path / "2026-11-30" / "chemelot.html"
    before = page.read_bytes()
    page.unlink()

    publish(programme, tmp_path, hours_later=2)

    assert page.read_bytes() == before
    assert published.failures == ()


def test_a_folder_that_cannot_be_written_is_refused_before_anything_is_stored(
    programme: Engine, tmp_path: Path
) -> None:
    (tmp_path / "bezet").write_text("een bestand waar een map hoort")

    with pytest.raises(FolderUnwritableError, match="bezet"):
        publish(programme, tmp_path / "bezet")

    assert editions(programme) == []


def test_cuts_for_other_readers_lie_beside_each_other_under_names_of_their_own(
    programme: Engine, tmp_path: Path
) -> None:
    publish(programme, tmp_path)
    public = publish(programme, tmp_path, audience=Confidentiality.PUBLIC)

    assert len(public.new) == REPORTS
    assert {path.name for path in public.paths} & {"chemelot.openbaar.html", "index.openbaar.html"}
    assert not any(path.name == "chemelot.html" for path in public.paths)


def test_every_language_has_its_pages_and_the_json_holds_both(
    programme: Engine, tmp_path: Path
) -> None:
    published = publish(programme, tmp_path, languages=tuple(Language))

    names = {path.name for path in published.paths}
    assert {"chemelot.html", "chemelot.en.html", "index.en.html"} <= names
    assert "chemelot.en.json" not in names


def test_the_index_leads_to_every_file_of_the_day(programme: Engine, tmp_path: Path) -> None:
    published = publish(programme, tmp_path)

    document = (tmp_path / "2026-11-30" / "index.html").read_text()

    assert read_page(document).headings[0] == 1
    for report in published.reports:
        assert all(f'href="{path.name}"' in document for path in report.files)


def test_every_form_is_written_and_the_tables_have_a_place_of_their_own(
    programme: Engine, tmp_path: Path
) -> None:
    published = publish(programme, tmp_path, forms=tuple(Form))

    [chemelot] = [each for each in published.reports if each.key == "chemelot"]
    assert {path.suffix for path in chemelot.documents} == {
        *(".html", ".txt", ".json", ".pdf", ".odt", ".xlsx")
    }
    assert "chemelot.milestones.csv" in {path.name for path in chemelot.tables}
    page = read_page((tmp_path / "2026-11-30" / "index.html").read_text())
    assert page.elements.count("details") == REPORTS


def test_only_the_forms_that_were_set_are_written(programme: Engine, tmp_path: Path) -> None:
    published = publish(programme, tmp_path, forms=(Form.PDF,))

    assert {path.suffix for each in published.reports for path in each.files} == {".pdf"}


def test_the_forms_are_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIJLPAAL_REPORT_FORMATS", "pdf, csv")

    assert ReportSettings().report_formats == (Form.PDF, Form.CSV)


def test_progress_is_told_before_each_report(programme: Engine, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []

    publish(
        programme, tmp_path, progress=lambda done, total, name: told.append((done, total, name))
    )

    assert told[0] == (0, REPORTS, "chemelot")
    assert told[-1] == (REPORTS - 1, REPORTS, "programma")


def test_reports_come_in_the_order_of_their_names_whichever_is_ready_first(
    programme: Engine, tmp_path: Path
) -> None:
    published = publish(programme, tmp_path)

    names = [each.key for each in published.reports]
    assert names == [*sorted(names[:-1]), "programma"]


def test_two_presses_at_once_store_each_edition_once(programme: Engine, tmp_path: Path) -> None:
    results: list[Published] = []
    presses = [
        threading.Thread(target=lambda: results.append(publish(programme, tmp_path)))
        for _ in range(3)
    ]
    for press in presses:
        press.start()
    for press in presses:
        press.join()

    assert [each.failures for each in results] == [()] * 3
    assert sum(len(each.new) for each in results) == REPORTS
    assert len(editions(programme)) == REPORTS


def test_the_reports_folder_lies_in_the_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIJLPAAL_HOME", "/ergens")

    assert ReportSettings().reports_folder == Path("/ergens/reports")
