"""Every kind of document, in both languages: valid, and no heading at the foot of a page."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from itertools import pairwise

import pypdf
import pytest
from sqlalchemy import Engine

from models.vocabulary import Language
from reports.documents import odt, pdf
from reports.documents.content import Document, Facts, Heading, Paragraph, Table, leads
from reports.sentences import Sentences
from tests.reports.documents.reading import violations
from tests.reports.documents.samples import HOSTILE, a_document, one_of_each
from tests.reports.on_demand import as_document, one_of_every_kind

DAY = date(2026, 11, 30)
KINDS = ("cluster", "programme", "holder", "duties", "postponement", "kamerbrief")
Documents = Mapping[str, Document]


@pytest.fixture(scope="module")
def documents(letter_world: Engine) -> Documents:
    """The documents by kind and language."""
    return {
        f"{kind}-{language}": as_document(figures, Sentences(language))
        for kind, figures in one_of_every_kind(letter_world, DAY).items()
        for language in Language
    }


@pytest.fixture(scope="module")
def opened(documents: Documents, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What LibreOffice makes of the ODT of each, as PDF; it is started once for all."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed here")
    folder = tmp_path_factory.mktemp("odt")
    hostile = {"hostile": a_document(*one_of_each(HOSTILE[0]))}
    for name, document in {**documents, **hostile}.items():
        (folder / f"{name}.odt").write_bytes(odt.render(document))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = sorted(folder.glob("*.odt"))
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *files],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return {path.stem: path.with_suffix(".pdf").read_bytes() for path in files}


def pages_of(file: bytes) -> list[list[str]]:
    """Return the lines of each page between its head and its foot."""
    read = (each.extract_text().splitlines() for each in pypdf.PdfReader(BytesIO(file)).pages)
    return [
        [line.strip() for line in page[1:] if line.strip() and not _is_foot(line)] for page in read
    ]


def squeezed(text: str) -> str:
    """Return a text without what the end of a line adds or takes."""
    return re.sub(r"[\s\u00ad\u200b-]", "", text)


def left_alone(document: Document, file: bytes) -> list[str]:
    """Return what leads to something else and ends a page, with nothing of that below it."""
    blocks = document.blocks
    leading = [
        each.text
        for each, following in pairwise(blocks)
        if isinstance(each, Heading) or (isinstance(each, Paragraph) and leads(each, following))
    ]
    ends = [squeezed("".join(page)) for page in pages_of(file)]
    return [text for text in leading if any(end.endswith(squeezed(text)) for end in ends)]


def texts_of(document: Document) -> list[str]:
    """Return what a document says in headings, paragraphs, facts and tables."""
    found = [document.title]
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            found.append(block.text)
        elif isinstance(block, Facts):
            found += [line.text for _, said in block.rows for line in said]
        elif isinstance(block, Table):
            found += [line.text for row in block.rows for cell in row for line in cell]
    return found


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", KINDS)
def test_its_pdf_keeps_both_standards_and_leaves_no_heading_alone(
    documents: Documents, kind: str, language: Language
) -> None:
    document = documents[f"{kind}-{language}"]

    file = pdf.render(document)

    assert violations(file) == []
    assert left_alone(document, file) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", KINDS)
def test_libreoffice_shows_all_of_its_odt_and_leaves_no_heading_alone(
    documents: Documents, opened: dict[str, bytes], kind: str, language: Language
) -> None:
    document = documents[f"{kind}-{language}"]

    file = opened[f"{kind}-{language}"]

    shown = squeezed(" ".join(line for page in pages_of(file) for line in page))
    # A row of a table is read across its cells, so only its words are looked for.
    words = {word for text in texts_of(document) for word in re.findall(r"\w{3,}", text)}
    assert sorted(word for word in words if squeezed(word) not in shown) == []
    assert left_alone(document, file) == []


@pytest.mark.slow
def test_libreoffice_takes_a_text_for_a_text(opened: dict[str, bytes]) -> None:
    shown = squeezed(" ".join(line for page in pages_of(opened["hostile"]) for line in page))

    assert squeezed("Kop <script>alert(1)</script>") in shown
    assert "1." in shown


def _is_foot(line: str) -> bool:
    return re.fullmatch(r"\s*(pagina|page) \d+ / \d+\s*", line) is not None
