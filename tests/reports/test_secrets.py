"""Secrets are planted in every text of every table, and looked for in everything public."""

import logging
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from flows import work
from flows.artifacts import summary_of
from flows.moment import Moment
from flows.workplace import Workplace
from models.clock import morning_of
from models.ledger.writer import Ledger
from models.publications import approval, status_texts
from models.storage.database import make_engine, reading, transaction
from models.storage.records import DETAIL_TABLES, current
from models.tables import Message, Subject
from models.vocabulary import Confidentiality, Language, SubjectKind
from notifications import deadlines, planning
from notifications.settings import MessageSettings
from reports import as_json, formats
from reports.documents import odt, page, plain_text
from reports.documents.assembly import document_of
from reports.documents.content import Document
from reports.documents.on_demand import document_on_demand
from reports.feed.opening import calendar_of, open_subject
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
from tests.reports.secrets import (
    A_SECRET_DAY,
    FIXED,
    SECRET,
    plant,
    plant_in_fields,
    text_columns,
    texts_of,
)
from tests.reports.worlds import chemelot, whole_programme

DAY = date(2026, 11, 30)
PLANTED_ON = date(2026, 11, 2)
OUTSIDER = "buitenstaander"
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
        _an_outsider(_by(session, "anna"), "geheim-milestone-internal")
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def marked_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The programme of the letter with a secret in every field that can be marked, marked."""
    url = f"sqlite:///{tmp_path_factory.mktemp('merken') / 'mijlpaal.db'}"
    load_seeds_at(url)
    engine = make_engine(url)
    with transaction(engine) as session:
        planted = plant_in_fields(_by(session, "anna"))
        _an_outsider(_by(session, "anna"), "gemerkt-milestone-internal")
    assert {"description", "title_en", "source_words"} <= planted["programme"]
    assert {"latest", "forecast_on", "evidence", "override_reason"} <= planted["milestone"]
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


def _an_outsider(ledger: Ledger, secret_milestone: str) -> None:
    """Let somebody with the clearance of the public answer for public milestones and for one more.

    A target that is only internal is among the public ones.
    """
    outsider = a_contact(ledger, OUTSIDER, clearance=PUBLIC)
    for key in ("d1", "d2", secret_milestone):
        milestone = current(ledger.session, SubjectKind.MILESTONE, key)
        an_assignment(ledger, milestone, outsider)


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


def everything_said(
    engine: Engine, audience: Confidentiality, *, as_pdf: bool = True
) -> Iterator[tuple[str, str]]:
    """Yield what each document says in each form and language, with its name."""
    whole = whole_programme(engine, DAY, audience=audience)
    reports = (chemelot(engine, DAY, audience=audience), whole)
    asked_for = list(_on_demand(engine, audience))
    for language in Language:
        say = Sentences(language)
        for figures in reports:
            yield from _forms(figures, document_of(figures, say))
            yield from _files_of(Order(figures, language))
            # Compiling and reading one takes longer than all the rest together, it is made of the
            # same document, and its attachments are the forms above: the cut that matters most.
            if as_pdf and (audience, language) == (PUBLIC, Language.NL):
                yield "pdf", text_of_pdf(formats.render(Order(figures, language), Form.PDF))
        for asked in asked_for:
            yield from _forms(asked, document_on_demand(asked, say))
        overview = overview_of(whole)
        yield "overview", overview_text(overview, language=language)
        yield "overview json", as_json.render(overview)
        yield from _calendars(engine, audience, language)


def _calendars(
    engine: Engine, audience: Confidentiality, language: Language
) -> Iterator[tuple[str, str]]:
    """Yield the feed of the cluster, of the outsider, and of whatever was planted."""
    found = col(Subject.kind).in_([SubjectKind.CLUSTER, SubjectKind.CONTACT])
    with reading(engine) as session:
        for kind, key in session.exec(select(Subject.kind, Subject.key).where(found)).all():
            if not key.startswith(("chemelot", OUTSIDER, "geheim", "gemerkt")):
                continue
            subject = current(session, SubjectKind(kind), key)
            opened = open_subject(subject, audience, language, DAY)
            if opened is not None:
                said = calendar_of(session, opened, load_rulebook().calendar)
                yield f"calendar {key}", said.decode().replace("\r\n ", "")


def _forms(figures: AnyFigures, document: Document) -> Iterator[tuple[str, str]]:
    name = type(figures).__name__
    yield f"{name} json", as_json.render(figures)
    yield f"{name} page", page.render(document)
    yield f"{name} plain", plain_text.render(document)
    for part, content in parts_of(odt.render(document)).items():
        yield f"{name} odt {part}", content.decode()


def _files_of(order: Order) -> Iterator[tuple[str, str]]:
    """Yield what every form of a status report says that is not a document like the others."""
    for form in (Form.TEXT, Form.HTML, Form.JSON):
        yield form, formats.render(order, form).decode()
    for name, content in formats.csv_tables(order).items():
        yield f"csv {name}", content.decode()
    for part, content in parts_of(formats.render(order, Form.XLSX)).items():
        yield f"xlsx {part}", content.decode(errors="replace")


def betrayed_in(said: str) -> str | None:
    """Return the words around the first secret that a text says; None when it says none."""
    found = _SECRETS.search(said)
    return None if found is None else said[max(0, found.start() - 60) : found.end() + 60]


_SECRET_WORDS = (
    SECRET,
    *("987654321", "987.654.321", "987,654,321"),
    *(
        A_SECRET_DAY.isoformat(),
        "20310304",
        "4 maart 2031",
        "4 mrt 2031",
        "4 March 2031",
        "4 Mar 2031",
    ),
)
_SECRETS = re.compile("|".join(map(re.escape, _SECRET_WORDS)), re.IGNORECASE)


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


def test_nothing_public_says_what_the_mark_of_a_field_keeps_back(marked_world: Engine) -> None:
    for name, said in everything_said(marked_world, PUBLIC, as_pdf=False):
        assert betrayed_in(said) is None, name


def test_nothing_for_insiders_says_what_a_company_keeps_of_a_field(marked_world: Engine) -> None:
    everything = dict(everything_said(marked_world, INTERNAL, as_pdf=False))

    for name, said in everything.items():
        assert f"{SECRET} {COMPANY}" not in said, name
    for kind in ("project", "condition", "milestone", "document"):
        assert f"{SECRET} {INTERNAL} {kind}" in "".join(everything.values()), kind


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


def test_the_log_of_a_whole_run_and_its_summary_say_no_secret(
    world: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The run writes to insiders of secrets."""
    moment = Moment(DAY, morning_of(DAY), is_live=False)
    workplace = Workplace(
        world,
        load_rulebook(),
        home=tmp_path,
        reports_folder=tmp_path / "rapporten",
        report_formats=(Form.TEXT,),
        messages=MessageSettings(home=tmp_path),
    )
    with caplog.at_level(logging.DEBUG):
        done = work.run_day(workplace, moment)
        shown = work.publish_reports(workplace, moment, audience=PUBLIC)

    told = "".join(path.read_text() for path in (tmp_path / "outbox").rglob("*.eml"))
    assert SECRET in told
    assert done.told.delivery.sent > 0
    assert [betrayed_in(each) for each in _kept(caplog)] == [None] * len(caplog.records)
    assert betrayed_in(summary_of(shown, audience=PUBLIC)) is None
    assert f"{SECRET} {COMPANY}" not in summary_of(done.published)


def _kept(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what a log file keeps of each record: its message, its facts and its trace."""
    return [f"{each.getMessage()} {vars(each)} {each.exc_text}" for each in caplog.records]


def test_no_message_to_an_outsider_says_a_secret(world: Engine) -> None:
    """Whoever has the clearance of the public hears of public milestones, and of nothing else."""
    rulebook = load_rulebook()
    with transaction(world) as session:
        deadlines.check_deadlines(
            session, today=DAY, now=morning_of(DAY), calendar=rulebook.calendar
        )
        planning.plan_messages(
            session, today=DAY, now=morning_of(DAY), rulebook=rulebook, web_address=""
        )
    with reading(world) as session:
        said = _messages_to(session, current(session, SubjectKind.CONTACT, OUTSIDER).id)

    assert said
    assert [betrayed_in(each) for each in said] == [None] * len(said)


def _messages_to(session: Session, contact: int) -> list[str]:
    rows = session.exec(select(Message).where(col(Message.contact_id) == contact))
    return [part for row in rows for part in (row.subject, row.body_text, row.body_html)]
