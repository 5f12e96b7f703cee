"""What comes out of a printer: each sheet says of which day it is and how secret."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.e2e.conftest import CHROMIUM, Look, Site

LONG = ("/", "/clusters/chemelot", "/beheer", "/wat-als/controle", "/mijlpalen")
WAY_TO_A_FILE = "Deze selectie als"


@pytest.mark.e2e
def test_each_sheet_says_of_which_day_it_is_and_how_secret(
    look: Look, site: Site, tmp_path: Path
) -> None:
    page = look("anna")
    style = page.request.get(f"{site.base}/opmaak.css").text()
    (tmp_path / "opmaak.css").write_text(style, encoding="utf-8")

    printed = {}
    for number, path in enumerate(LONG):
        page.goto(f"{site.base}{path}")
        printed[path] = _sheets(page.content(), tmp_path / f"blad-{number}.html")

    assert sum(len(sheets) for sheets in printed.values()) > 2 * len(LONG)
    for path, sheets in printed.items():
        for number, sheet in enumerate(sheets, 1):
            assert "Peildatum: 2 november 2026" in sheet, (path, number)
            assert "Rubricering: intern" in sheet, (path, number)
            assert re.search(rf"\b{number} ?/ ?{len(sheets)}\b", sheet), (path, number)
            assert WAY_TO_A_FILE not in sheet
            assert "Uw sessie" not in sheet


def _sheets(page: str, file: Path) -> list[str]:
    """Return the words on each sheet that Chromium makes of a page."""
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext: apt-get install poppler-utils")
    file.write_text(page.replace('href="/opmaak.css"', 'href="opmaak.css"'), encoding="utf-8")
    pdf = file.with_suffix(".pdf")
    how = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    where = (f"--user-data-dir={file.with_suffix('')}", f"--print-to-pdf={pdf}")
    ours = [str(CHROMIUM), *how, *where, file.as_uri()]
    subprocess.run(ours, check=True, capture_output=True, timeout=120)
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True)
    return told.stdout.decode("utf-8").split("\f")[:-1]
