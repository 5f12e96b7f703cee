"""What is marked is never loaded for who may not see it: secrets are planted and looked for."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.clock import morning_of
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import advance
from models.milestones.acts import replan
from models.reading.sight import Sight
from models.storage.database import reading
from models.storage.records import Record, current
from models.storage.values import Value
from models.tables import FieldMark, Report
from models.vocabulary import Confidentiality, EventKind, SubjectKind
from reports import as_json, formats, html, text
from reports.figures import Figures, cluster_figures
from reports.form import Form
from reports.formats import Order
from reports.overview import overview_of, overview_text
from reports.publishing import publish_reports
from seeds.rulebook import load_rulebook
from tests.factories import (
    a_condition,
    a_milestone,
    a_project,
    a_request,
    an_organisation,
)
from tests.reports.documents.reading import words_in
from tests.reports.worlds import chemelot, line_of, whole_programme, writing

DAY = date(2026, 11, 30)
SECRET = "GEHEIM"
PUBLIC, INTERNAL = Confidentiality.PUBLIC, Confidentiality.INTERNAL
COMPANY = Confidentiality.COMPANY_CONFIDENTIAL


_OTHERS: dict[SubjectKind, dict[str, Value]] = {
    SubjectKind.DOCUMENT: {"document_kind": "analysis", "reference": f"{SECRET} kenmerk"},
    SubjectKind.OCCURRENCE: {"wording": f"{SECRET} gebeurtenis"},
    SubjectKind.OPEN_QUESTION: {},
    SubjectKind.DEPENDENCY: {"dependency_kind": "energy"},
    SubjectKind.CHECKLIST_ITEM: {"position": 9, "evidence": f"{SECRET} bewijs"},
}


@pytest.fixture
def planted(programme: Engine) -> Engine:
    """The real programme with a marked secret in every kind of row that a report reads."""
    with writing(programme, date(2026, 11, 2)) as ledger:
        cluster = current(ledger.session, SubjectKind.CLUSTER, "chemelot")
        _plant(ledger, cluster, COMPANY)
        _plant(ledger, cluster, INTERNAL)
    return programme


def _plant(ledger: Ledger, cluster: Record, mark: Confidentiality) -> None:
    def hidden(what: str) -> dict[str, Value]:
        secret = f"{SECRET} {mark} {what}"
        return {
            "title": secret,
            "title_en": secret,
            "source_words": secret,
            "source_place": secret,
            "confidentiality": mark,
        }

    def words(what: str) -> str:
        return f"{SECRET} {mark} {what}"

    project = a_project(
        ledger, cluster, f"geheim-project-{mark}", timeline=words("tijdlijn"), **hidden("project")
    )
    condition = a_condition(ledger, cluster, f"geheim-voorwaarde-{mark}")
    ledger.record(condition, EventKind.AMENDED, hidden("voorwaarde"))
    a_condition(ledger, cluster, f"open-voorwaarde-{mark}", project=project)
    a_request(
        ledger,
        cluster,
        f"geheim-verzoek-{mark}",
        number=9,
        amount_eur=987_654_321,
        amount_split=words("verdeling"),
        **hidden("verzoek"),
    )
    milestone = a_milestone(ledger, project, f"geheim-mijlpaal-{mark}", cluster_id=cluster.id)
    ledger.record(milestone, EventKind.AMENDED, hidden("mijlpaal"))
    a_milestone(ledger, project, f"open-mijlpaal-{mark}", cluster_id=cluster.id)
    replan(ledger, milestone.key, "uiterlijk 1 maart 2027", code="other", reason=words("reden"))
    advance(ledger, SubjectKind.PROJECT, project.key, "maak_concreet", reason=words("reden"))
    company = an_organisation(ledger, f"geheim-bedrijf-{mark}")
    ledger.record(company, EventKind.AMENDED, hidden("bedrijf"))
    _take_part(ledger, company, current(ledger.session, SubjectKind.PROJECT, "project-03"), mark)
    _take_part(ledger, company, cluster, mark)
    _take_part(ledger, company, current(ledger.session, SubjectKind.MILESTONE, "d1"), mark)
    for kind, detail in _OTHERS.items():
        fields = {**hidden(kind), "cluster_id": cluster.id, **detail}
        ledger.register(kind, f"geheim-{kind}-{mark}".replace("_", "-"), fields)


def _take_part(ledger: Ledger, company: Record, target: Record, mark: Confidentiality) -> None:
    fields: dict[str, Value] = {
        "title": "een rol die ieder mag kennen, van een organisatie die niemand mag kennen",
        "target_id": target.id,
        "organisation_id": company.id,
        "role": "owner",
    }
    ledger.register(SubjectKind.PARTICIPATION, f"rol-{target.key}-{mark}", fields)


def _documents(figures: Figures) -> Iterator[str]:
    yield html.render(figures)
    yield text.render(figures)
    yield as_json.render(figures)


def test_no_secret_shows_in_any_public_document(planted: Engine) -> None:
    for figures in (
        chemelot(planted, DAY, audience=PUBLIC),
        whole_programme(planted, DAY, audience=PUBLIC),
    ):
        for document in _documents(figures):
            assert SECRET not in document
            assert "987" not in document


def test_no_company_secret_shows_in_any_internal_document(planted: Engine) -> None:
    for figures in (chemelot(planted, DAY), whole_programme(planted, DAY)):
        for document in _documents(figures):
            assert f"{SECRET} {COMPANY}" not in document


def test_who_may_see_everything_sees_the_secrets(planted: Engine) -> None:
    page = text.render(chemelot(planted, DAY, audience=COMPANY))

    assert f"{SECRET} {COMPANY} project" in page
    assert f"{SECRET} {INTERNAL} verzoek" in page


@pytest.mark.parametrize("form", [Form.PDF, Form.ODT, Form.XLSX])
def test_a_secret_that_may_be_seen_is_found_in_every_form(
    planted: Engine, tmp_path: Path, form: Form
) -> None:
    file = tmp_path / f"rapport.{form.ending}"
    file.write_bytes(formats.render(Order(chemelot(planted, DAY, audience=COMPANY)), form))

    assert f"{SECRET} {COMPANY} project" in words_in(file)


def test_what_is_kept_back_is_counted_with_its_mark(programme: Engine) -> None:
    page = text.render(chemelot(programme, DAY, audience=PUBLIC))

    assert "2 documenten niet getoond: bedrijfsvertrouwelijk" in page
    assert "analyses over het cluster" not in page


def test_a_fact_counts_hidden_rows_without_naming_them(planted: Engine) -> None:
    gate = chemelot(planted, DAY, audience=PUBLIC).gates[0]

    holders = gate.facts[1]
    assert holders.rows_not_shown == 2
    assert not any(SECRET in row.nl for row in holders.rows)


def test_no_secret_shows_in_the_public_overview(planted: Engine) -> None:
    overview = overview_of(whole_programme(planted, DAY, audience=PUBLIC))

    assert SECRET not in overview_text(overview)
    assert SECRET not in as_json.render(overview)


def test_no_secret_is_stored_with_or_written_for_a_public_edition(
    planted: Engine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("rapporten")

    published = publish_reports(
        planted,
        today=DAY,
        now=morning_of(DAY),
        rulebook=load_rulebook(),
        folder=folder,
        audience=PUBLIC,
    )

    # Pages of a PDF are slow to read; that of the cluster holds what all others hold.
    files = [path for path in published.paths if path.suffix != ".pdf" or "chemelot" in path.name]
    assert {path.suffix for path in files} >= {".pdf", ".odt", ".xlsx", ".csv", ".html"}
    assert not any(SECRET in words_in(path) for path in files)
    with reading(planted) as session:
        assert not any(SECRET in figures for figures in _stored(session))


def _stored(session: Session) -> list[str]:
    return list(session.exec(select(col(Report.figures))))


def test_what_happened_before_a_row_was_made_public_is_told_to_insiders_only(
    programme: Engine,
) -> None:
    with writing(programme, date(2026, 9, 1)) as ledger:
        cluster = current(ledger.session, SubjectKind.CLUSTER, "chemelot")
        a_milestone(ledger, cluster, "eerst-intern", confidentiality=INTERNAL)
    _replan(programme, date(2026, 9, 2), "medio november 2026")
    with writing(programme, date(2026, 9, 3)) as ledger:
        opened = current(ledger.session, SubjectKind.MILESTONE, "eerst-intern")
        ledger.record(opened, EventKind.AMENDED, {"confidentiality": PUBLIC})
    _replan(programme, date(2026, 9, 4), "medio december 2026")

    told = line_of(chemelot(programme, DAY, audience=PUBLIC), "eerst-intern").replannings
    inside = line_of(chemelot(programme, DAY), "eerst-intern").replannings

    assert [each.new_wording for each in told] == ["medio december 2026"]
    assert [each.new_wording for each in inside] == ["medio november 2026", "medio december 2026"]


def test_what_happened_to_a_row_that_was_always_public_is_told(programme: Engine) -> None:
    with writing(programme, date(2026, 9, 1)) as ledger:
        cluster = current(ledger.session, SubjectKind.CLUSTER, "chemelot")
        a_milestone(ledger, cluster, "eerst-intern")
    _replan(programme, date(2026, 9, 2), "medio november 2026")

    told = chemelot(programme, DAY, audience=PUBLIC)
    assert [each.new_wording for each in line_of(told, "eerst-intern").replannings] == [
        "medio november 2026"
    ]
    assert dict(told.changes.added)[SubjectKind.MILESTONE] > 0


def test_a_marked_field_is_left_out_of_what_happened_and_nothing_else_is(
    programme: Engine,
) -> None:
    with writing(programme, date(2026, 9, 1)) as ledger:
        cluster = current(ledger.session, SubjectKind.CLUSTER, "chemelot")
        a_milestone(ledger, cluster, "eerst-intern")
        ledger.session.add(_marked(ledger, "eerst-intern", "latest"))
    _replan(programme, date(2026, 9, 2), "medio november 2026")

    told = line_of(chemelot(programme, DAY, audience=PUBLIC), "eerst-intern")
    inside = line_of(chemelot(programme, DAY), "eerst-intern")

    assert (told.current.latest, inside.current.latest) == (None, date(2026, 11, 20))
    assert [each.new_latest for each in told.replannings] == [None]
    assert [each.new_wording for each in told.replannings] == ["medio november 2026"]
    assert [each.new_latest for each in inside.replannings] == [date(2026, 11, 20)]


@pytest.mark.parametrize(
    ("sight", "latest"), [(Sight(), None), (Sight(everywhere=INTERNAL), date(2026, 11, 20))]
)
def test_a_marked_field_is_left_out_of_what_happened_for_one_reader_too(
    programme: Engine, sight: Sight, latest: date | None
) -> None:
    with writing(programme, date(2026, 9, 1)) as ledger:
        cluster = current(ledger.session, SubjectKind.CLUSTER, "chemelot")
        a_milestone(ledger, cluster, "eerst-intern")
        ledger.session.add(_marked(ledger, "eerst-intern", "latest"))
    _replan(programme, date(2026, 9, 2), "medio november 2026")

    with reading(programme) as session:
        said = {"reference_date": DAY, "calendar": load_rulebook().calendar, "sight": sight}
        found = cluster_figures(session, "chemelot", **said)  # type: ignore[arg-type]

    line = line_of(found, "eerst-intern")
    assert line.current.latest == latest
    assert [each.new_latest for each in line.replannings] == [latest]
    assert [each.new_wording for each in line.replannings] == ["medio november 2026"]


def _marked(ledger: Ledger, key: str, field: str) -> FieldMark:
    return FieldMark(
        subject_id=current(ledger.session, SubjectKind.MILESTONE, key).id,
        field=field,
        confidentiality=INTERNAL,
        marked_by=ledger.actor,
        marked_at=ledger.at,
    )


def _replan(engine: Engine, day: date, words: str) -> None:
    with writing(engine, day) as ledger:
        replan(ledger, "eerst-intern", words, code="other", reason="het werd later")
