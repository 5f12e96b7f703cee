"""Reports on the command line: kinds, editions, status texts, the letter to the Kamer."""

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from openpyxl import load_workbook

from mijlpaal.exits import Exit
from models.clock import morning_of
from models.ledger.writer import Ledger
from models.storage.database import make_engine, transaction
from models.storage.migrate import upgrade
from reports.publishing import publish_reports
from seeds.loader import load
from seeds.reading import read_seeds
from seeds.rulebook import load_rulebook
from tests.mijlpaal.conftest import TODAY, Mijlpaal
from tests.mijlpaal.people import COLLEAGUE, OFFICER, an_office, speaking
from tests.tampering import tamper

NUMBER = "Kamerstuk 29826, nr. 320"


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as ``init`` makes it."""
    path = tmp_path_factory.mktemp("zaad") / "mijlpaal.db"
    engine = make_engine(f"sqlite:///{path}")
    upgrade(engine)
    with transaction(engine) as session:
        load(Ledger(session, load_rulebook(), actor="tester", at=morning_of(TODAY)), read_seeds())
    with engine.connect() as connection:
        connection.exec_driver_sql(f"VACUUM INTO '{path}.kopie'")
    engine.dispose()
    return path.with_name("mijlpaal.db.kopie")


@pytest.fixture
def seeded(mijlpaal: Mijlpaal, home: Path, seeds: Path) -> Mijlpaal:
    """The command line after ``init``; on SQLite, for rows and locks are tested elsewhere."""
    home.mkdir()
    shutil.copy(seeds, home / "mijlpaal.db")
    return mijlpaal


@pytest.fixture
def published(seeded: Mijlpaal, home: Path) -> Iterator[Mijlpaal]:
    """The same with the reports of today."""
    engine = make_engine(f"sqlite:///{home / 'mijlpaal.db'}")
    publish_reports(
        engine,
        today=TODAY,
        now=morning_of(TODAY),
        rulebook=load_rulebook(),
        folder=home / "reports",
    )
    yield seeded
    engine.dispose()


def test_a_key_alone_is_that_of_a_cluster_and_nothing_is_the_programme(seeded: Mijlpaal) -> None:
    assert seeded("report", "chemelot").out == seeded("report", "cluster", "chemelot").out
    assert seeded("report").out.startswith("Programmaoverzicht")
    assert seeded("report", "--format", "json").object["schema"] == "mijlpaal/report/1"


def test_each_kind_is_written_as_text_and_in_english(seeded: Mijlpaal) -> None:
    assert "Kabinet" in seeded("report", "holder", "kabinet").out
    assert "donderdag 17 december 2026" in seeded("report", "duties", "2026").out
    assert "Feitenblad uitstel" in seeded("report", "postponement", "d2").out
    assert "What you owe" in seeded("--lang", "en", "report", "holder", "kabinet").out
    assert seeded("report", "duties", "--day", "2027-01-05", "--format", "json").object["year"] == (
        2027
    )


def test_an_odt_is_a_file_and_nothing_for_a_terminal(seeded: Mijlpaal, tmp_path: Path) -> None:
    out = tmp_path / "brief.odt"

    refused = seeded("letter-to-parliament", "draft", "d3", "--format", "odt")
    written = seeded("letter-to-parliament", "draft", "d3", "--format", "odt", "--out", str(out))

    assert refused.code == Exit.INVALID
    assert "--out met een bestand" in refused.err
    assert written.code == Exit.OK
    with zipfile.ZipFile(out) as archive:
        assert "Geachte Voorzitter" in archive.read("content.xml").decode()


def test_a_text_is_written_proposed_and_approved_by_another(seeded: Mijlpaal) -> None:
    an_office(seeded)
    anna, carla = speaking(seeded, OFFICER), speaking(seeded, COLLEAGUE)

    assert anna("status-text", "write", "chemelot", "--text", "Het loopt.").code == Exit.OK
    assert "mijlpaal status-text approve" in anna("status-text", "propose", "chemelot").out
    refused = anna("status-text", "approve", "chemelot")
    approved = carla("status-text", "approve", "chemelot")

    assert refused.code != Exit.OK
    assert COLLEAGUE in refused.err
    assert approved.code == Exit.OK
    assert "Zonder tweede persoon" not in approved.out
    shown = seeded("status-text", "show", "chemelot", "--json").object
    assert (shown["approval"], shown["established_by"]) == ("established", COLLEAGUE)
    assert "Het loopt." in seeded("status-text", "list").out


def test_whoever_is_alone_is_told_so(seeded: Mijlpaal) -> None:
    seeded("status-text", "write", "maatwerkaanpak", "--text", "Het loopt.")
    seeded("status-text", "propose", "maatwerkaanpak")

    assert "Zonder tweede persoon" in seeded("status-text", "approve", "maatwerkaanpak").out


def test_a_text_is_read_from_a_file_that_holds_text(seeded: Mijlpaal, tmp_path: Path) -> None:
    good, bad = tmp_path / "tekst.txt", tmp_path / "foto.jpg"
    good.write_text("Uit een bestand.", encoding="utf-8")
    bad.write_bytes(b"\xff\xd8\xff\xe0")

    assert seeded("status-text", "write", "chemelot", "--file", str(good)).code == Exit.OK
    assert "Uit een bestand." in seeded("status-text", "show", "chemelot").out
    refused = seeded("status-text", "write", "chemelot", "--file", str(bad))
    assert "foto.jpg is geen tekst" in refused.err


def test_the_check_of_a_letter_says_what_is_in_the_way_and_what_to_do(seeded: Mijlpaal) -> None:
    found = seeded("letter-to-parliament", "check", "d2")

    assert found.code == Exit.ACTION_NEEDED
    assert "mijlpaal status-text write chemelot" in found.out
    assert seeded("letter-to-parliament", "check", "d1").code != Exit.OK


def test_a_letter_that_was_sent_closes_its_duties_after_a_second_person(
    seeded: Mijlpaal,
) -> None:
    an_office(seeded)
    officer, colleague = speaking(seeded, OFFICER), speaking(seeded, COLLEAGUE)

    kept = officer("letter-to-parliament", "sent", "d2", "d3", "--reference", NUMBER, "--yes")
    [waiting] = seeded("proposal", "list", "--json").rows
    shown = seeded("proposal", "show", cast("str", waiting["key"])).out
    confirmed = colleague("proposal", "confirm", cast("str", waiting["key"]), "--yes")

    assert kept.code == Exit.ACTION_NEEDED
    assert NUMBER in shown
    assert "voldoet d2, d3" in shown
    assert confirmed.code == Exit.OK, confirmed.err
    year = seeded("report", "duties", "2026").out
    assert year.count("✓ behaald") >= 2
    assert year.count(NUMBER) == 2
    assert NUMBER in seeded("report", "chemelot").out


def test_editions_are_listed_compared_proposed_and_established(
    published: Mijlpaal, home: Path
) -> None:
    name = f"chemelot.{TODAY}.1"

    assert name in published("report", "list").out
    assert published("report", "propose", name).code == Exit.OK
    done = published("--as", "een-ander", "report", "establish", name)
    shown = published("report", "show", name).out

    assert done.code == Exit.OK, done.err
    assert (home / "reports" / str(TODAY) / "chemelot.editie-1.html").exists()
    assert "vastgesteld op 23 november 2026" in shown
    assert "geen verschil" in published("report", "diff", name, name).out
    programme = f"maatwerkaanpak.{TODAY}"
    other = published("report", "diff", name, programme)
    assert other.code == Exit.OK
    assert "verschilt: de lijst van wijzigingen" in other.out
    assert published("report", "show", "chemelot.2020-01-01").code != Exit.OK


def test_a_returned_edition_needs_a_reason(published: Mijlpaal) -> None:
    name = f"chemelot.{TODAY}"
    published("report", "propose", name)

    assert published("report", "return", name).code != Exit.OK
    assert published("report", "return", name, "--reason", "cijfers kloppen niet").code == Exit.OK


def test_an_edition_that_somebody_wrote_in_is_named(published: Mijlpaal, home: Path) -> None:
    engine = make_engine(f"sqlite:///{home / 'mijlpaal.db'}")
    tamper(
        engine,
        "UPDATE report SET figures = replace(figures, 'Chemelot', 'Chemelat') WHERE subject_id = "
        "(SELECT id FROM subject WHERE kind = 'cluster' AND key = 'chemelot')",
    )
    engine.dispose()

    ended = published("audit", "verify", "--json")

    assert ended.code == Exit.ACTION_NEEDED
    assert [row["subject"] for row in ended.rows] == [f"edition:chemelot.{TODAY}.1"]


def test_a_kind_comes_as_a_table_too(seeded: Mijlpaal) -> None:
    holder = seeded("report", "holder", "kabinet", "--format", "csv").out.splitlines()
    english = seeded("--lang", "en", "report", "duties", "2026", "--format", "csv").out
    sheet = seeded("report", "postponement", "d2", "--format", "csv", "--table", "milestones").out

    assert holder[0].startswith("Sleutel,Titel,")
    assert {"d1", "d2", "d3"} <= {row.partition(",")[0] for row in holder}
    assert english.startswith("Key,Title,")
    assert [row.partition(",")[0] for row in sheet.splitlines()] == ["Sleutel", "d2"]


def test_a_workbook_holds_every_table_of_a_kind(seeded: Mijlpaal, tmp_path: Path) -> None:
    out = tmp_path / "kabinet.xlsx"

    refused = seeded("report", "holder", "kabinet", "--format", "xlsx")
    seeded("report", "holder", "kabinet", "--format", "xlsx", "--out", str(out))

    assert "--out met een bestand" in refused.err
    assert load_workbook(out).sheetnames[0] == "Mijlpalen"


def test_a_table_that_is_not_there_is_refused_with_those_that_are(seeded: Mijlpaal) -> None:
    wrong = seeded("report", "duties", "--format", "csv", "--table", "requests")
    none = seeded("report", "duties", "--table", "milestones")

    assert (wrong.code, none.code) == (Exit.INVALID, Exit.INVALID)
    assert "milestones" in wrong.err
    assert "--format csv | xlsx" in none.err
