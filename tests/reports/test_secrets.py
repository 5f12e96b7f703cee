"""Secrets are planted in every text of every table, and looked for in everything public."""

import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models import approval, status_texts
from models.clock import morning_of
from models.database import make_engine, reading, transaction
from models.ledger import Ledger
from models.records import DETAIL_TABLES, current
from models.tables import Message
from models.vocabulary import Confidentiality, Language, SubjectKind
from notifications import deadlines, planning
from reports import as_json, formats
from reports.documents import odt, page, plain_text
from reports.documents.assembly import document_of
from reports.documents.content import Document
from reports.documents.on_demand import document_on_demand
from reports.figures import Figures
from reports.figures.duty_year import duty_year_figures
from reports.figures.holder import holder_figures
from reports.figures.kamerbrief import kamerbrief_figures
from reports.figures.kinds import AnyFigures, OnDemand
from reports.figures.postponement import postponement_figures
from reports.form import Form
from reports.formats import Order
from reports.overview import overview_of, overview_text
from reports.publishing import publish_reports
from reports.sentences import Sentences
from seeds.rulebook import load_rulebook
from tests.factories import a_contact, an_assignment
from tests.reports.conftest import load_seeds_at
from tests.reports.documents.reading import parts_of, text_of_pdf
from tests.reports.secrets import A_SECRET_DAY, FIXED, SECRET, plant, text_columns, texts_of
from tests.reports.worlds import chemelot, whole_programme

DAY = date(2026, 11, 30)
PLANTED_ON = date(2026, 11, 2)
PUBLIC, INTERNAL = Confidentiality.PUBLIC, Confidentiality.INTERNAL
COMPANY = Confidentiality.COMPANY_CONFIDENTIAL


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The programme of the letter with secrets everywhere, and one text that may be read."""
    url = f"sqlite:///{tmp_path_factory.mktemp('geheimen') / 'mijlpaal.db'}"
    load_seeds_at(url)
    engine = make_engine(url)
    with transaction(engine) as session:
        plant(_by(session, f"{SECRET} naam"))
        _a_public_text(_by(session, "anna"), _by(session, "bert"))
        _a_concept(_by(session, "anna"))
    yield engine
    engine.dispose()


def _by(session: Session, actor: str) -> Ledger:
    """Return somebody writing who needs no mandate: one of the secrets is a mandate."""
    ledger = Ledger(session, load_rulebook(), actor=actor, at=morning_of(PLANTED_ON))
    return ledger.as_consequence_of("planten")


def _a_public_text(author: Ledger, second: Ledger) -> None:
    cluster = current(author.session, SubjectKind.CLUSTER, "chemelot")
    written = status_texts.write(author, cluster, "Dit mag iedereen lezen.")
    approval.establish(second, approval.propose(author, written))


def _a_concept(author: Ledger) -> None:
    cluster = current(author.session, SubjectKind.CLUSTER, "cluster-6")
    status_texts.write(author, cluster, f"{SECRET} concept")


def _on_demand(engine: Engine, audience: Confidentiality) -> Iterator[OnDemand]:
    calendar = load_rulebook().calendar
    with reading(engine) as session:
        said = {"reference_date": DAY, "calendar": calendar, "audience": audience}
        for key in ("kabinet", "provincie-limburg", "rijk"):
            yield holder_figures(session, key, **said)  # type: ignore[arg-type]
        yield duty_year_figures(session, 2026, **said)  # type: ignore[arg-type]
        for key in ("d1", "d2", "d3"):
            yield postponement_figures(session, key, **said)  # type: ignore[arg-type]
        for keys in (["d2"], ["d3"], ["d2", "d3"]):
            yield kamerbrief_figures(session, keys, reference_date=DAY, calendar=calendar)


def _reports(engine: Engine, audience: Confidentiality) -> Iterator[Figures]:
    yield chemelot(engine, DAY, audience=audience)
    yield whole_programme(engine, DAY, audience=audience)


def everything_said(engine: Engine, audience: Confidentiality) -> Iterator[tuple[str, str]]:
    """Yield what each document says in each form and language, with its name."""
    for language in Language:
        say = Sentences(language)
        for figures in _reports(engine, audience):
            yield from _forms(figures, document_of(figures, say))
            yield from _files_of(Order(figures, language))
        for asked in _on_demand(engine, audience):
            yield from _forms(asked, document_on_demand(asked, say))
        overview = overview_of(whole_programme(engine, DAY, audience=audience))
        yield "overview", overview_text(overview, language=language)
        yield "overview json", as_json.render(overview)


def _forms(figures: AnyFigures, document: Document) -> Iterator[tuple[str, str]]:
    name = type(figures).__name__
    yield f"{name} json", as_json.render(figures)
    yield f"{name} page", page.render(document)
    yield f"{name} plain", plain_text.render(document)
    for part, content in parts_of(odt.render(document)).items():
        yield f"{name} odt {part}", content.decode()


def _files_of(order: Order) -> Iterator[tuple[str, str]]:
    """Yield what every form of a status report says; of a PDF with all that is attached."""
    for form in (Form.TEXT, Form.HTML, Form.JSON):
        yield form, formats.render(order, form).decode()
    for name, content in formats.csv_tables(order).items():
        yield f"csv {name}", content.decode()
    for part, content in parts_of(formats.render(order, Form.XLSX)).items():
        yield f"xlsx {part}", content.decode(errors="replace")
    # Compiling one takes as long as all the rest, and its attachments are the forms above.
    if order.language is Language.NL:
        yield "pdf", text_of_pdf(formats.render(order, Form.PDF))


def betrayed_in(said: str) -> str | None:
    """Return the words around the first secret that a text says; None when it says none."""
    for each in _SECRETS:
        at = said.casefold().find(each.casefold())
        if at >= 0:
            return said[max(0, at - 60) : at + 60]
    return None


_SECRETS = (
    SECRET,
    *("987654321", "987.654.321", "987,654,321"),
    *(A_SECRET_DAY.isoformat(), "4 maart 2031", "4 mrt 2031", "4 March 2031", "4 Mar 2031"),
)


def test_every_text_column_is_planted_or_of_fixed_words() -> None:
    for kind in SubjectKind:
        known = {*texts_of(kind), *FIXED}
        assert set(text_columns(DETAIL_TABLES[kind])) <= known, kind


def test_nothing_public_says_a_secret(world: Engine, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for name, said in everything_said(world, PUBLIC):
            assert betrayed_in(said) is None, name

    assert betrayed_in(caplog.text) is None


def test_nothing_for_insiders_says_what_a_company_keeps_to_itself(world: Engine) -> None:
    for name, said in everything_said(world, INTERNAL):
        assert f"{SECRET} {COMPANY}" not in said, name


def test_the_secrets_are_there_for_who_may_read_them(world: Engine) -> None:
    """Else nothing above would prove anything."""
    said = "".join(said for _, said in everything_said(world, COMPANY))

    for kind in ("project", "condition", "request", "milestone", "document", "occurrence"):
        assert f"{SECRET} {COMPANY} {kind} title" in said
        assert f"{SECRET} {INTERNAL} {kind} title" in said
    assert "2031" in said


def test_the_letter_says_the_public_text_and_marks_the_one_that_is_missing(world: Engine) -> None:
    with reading(world) as session:
        letter = kamerbrief_figures(
            session, ["d3"], reference_date=DAY, calendar=load_rulebook().calendar
        )

    said = plain_text.render(document_on_demand(letter, Sentences(Language.NL)))
    assert "Dit mag iedereen lezen." in said
    assert "[Ontbreekt: een vastgestelde tekst over Cluster 6" in said


def test_no_published_file_and_no_stored_edition_holds_a_secret(
    world: Engine, tmp_path: Path
) -> None:
    published = publish_reports(
        world,
        today=DAY,
        now=morning_of(DAY),
        rulebook=load_rulebook(),
        folder=tmp_path,
        audience=PUBLIC,
        forms=(Form.HTML, Form.JSON, Form.TEXT, Form.CSV),
    )

    assert published.failures == ()
    for path in published.paths:
        assert betrayed_in(path.read_text()) is None, path.name
        assert betrayed_in(path.name) is None


def test_no_message_to_an_outsider_says_a_secret(world: Engine) -> None:
    """Whoever has the clearance of the public hears of public milestones, and of nothing else."""
    with transaction(world) as session:
        ledger = _by(session, "anna")
        outsider = a_contact(ledger, "buitenstaander", clearance=PUBLIC)
        for key in ("d1", "d2", "geheim-milestone-internal"):
            an_assignment(ledger, current(session, SubjectKind.MILESTONE, key), outsider)
    rulebook = load_rulebook()
    with transaction(world) as session:
        deadlines.check_deadlines(
            session, today=DAY, now=morning_of(DAY), calendar=rulebook.calendar
        )
        planning.plan_messages(
            session, today=DAY, now=morning_of(DAY), rulebook=rulebook, web_address=""
        )
    with reading(world) as session:
        said = _messages_to(session, outsider.id)

    assert said
    assert [betrayed_in(each) for each in said] == [None] * len(said)


def _messages_to(session: Session, contact: int) -> list[str]:
    rows = session.exec(select(Message).where(col(Message.contact_id) == contact))
    return [part for row in rows for part in (row.subject, row.body_text, row.body_html)]
