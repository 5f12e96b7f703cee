import csv
from pathlib import Path

import pytest

from mijlpaal.exits import Exit
from mijlpaal.report_files import chosen_forms
from reports.form import Form
from tests.mijlpaal.conftest import Mijlpaal
from tests.reports.documents.reading import violations


def test_a_pdf_is_written_to_the_file_that_was_named(loaded: Mijlpaal, tmp_path: Path) -> None:
    file = tmp_path / "chemelot.pdf"

    ended = loaded("report", "chemelot", "--format", "pdf", "--out", str(file))

    assert ended.code == Exit.OK
    assert ended.out == ""
    assert ended.err == f"Geschreven: {file}\n"
    assert violations(file.read_bytes()) == []


def test_several_forms_go_into_a_folder_under_the_names_of_publishing(
    loaded: Mijlpaal, tmp_path: Path
) -> None:
    folder = tmp_path / "map"

    ended = loaded(
        *("report", "chemelot", "--format", "odt,xlsx,csv,html", "--audience", "public"),
        *("--out", str(folder)),
    )

    names = {path.name for path in folder.iterdir()}
    assert ended.code == Exit.OK
    assert {"chemelot.openbaar.odt", "chemelot.openbaar.xlsx"} <= names
    assert {"chemelot.openbaar.html", "chemelot.milestones.openbaar.csv"} <= names


def test_csv_on_the_terminal_is_one_table(loaded: Mijlpaal) -> None:
    milestones = loaded("report", "chemelot", "--format", "csv")
    requests = loaded("report", "chemelot", "--format", "csv", "--table", "requests")
    english = loaded("--lang", "en", "report", "--format", "csv", "--table", "clusters")

    assert [row[0] for row in csv.reader(milestones.out.splitlines())][1:] == ["d2", "d3", "d1"]
    assert "150000000,indicatief" in requests.out
    assert english.out.startswith("Key,Title,Current step")


@pytest.mark.parametrize(
    "options,said",
    [
        (("--format", "doc"), "die vorm is er niet. Wel: text, html, json, pdf"),
        (("--format", "pdf"), "een terminal toont dit niet. Wel: --out met een bestand"),
        (("--format", "pdf,odt"), "dat zijn meer bestanden. Wel: --out met een map"),
        (("--format", "html", "--table", "milestones"), "deze vorm is geen tabel"),
    ],
)
def test_what_cannot_be_given_is_refused_before_anything_is_read(
    mijlpaal: Mijlpaal, options: tuple[str, ...], said: str
) -> None:
    ended = mijlpaal("report", "chemelot", *options)

    assert ended.code == Exit.INVALID
    assert said in ended.err
    assert ended.out == ""


def test_a_file_where_a_folder_is_needed_is_refused(loaded: Mijlpaal, tmp_path: Path) -> None:
    (tmp_path / "bezet").write_text("")

    ended = loaded("report", "--format", "pdf,odt", "--out", str(tmp_path / "bezet"))

    assert ended.code == Exit.UNREACHABLE
    assert "bezet" in ended.err


def test_a_form_named_twice_is_one_form() -> None:
    assert chosen_forms("text, TEXT,pdf") == (Form.TEXT, Form.PDF)
