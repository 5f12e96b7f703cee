"""The same state is the same bytes, in whatever process, zone and locale it is printed."""

import hashlib
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from models.storage.database import make_engine
from models.vocabulary import Language
from reports import formats
from reports.documents import odt, page, pdf
from reports.figures.kinds import AnyFigures
from reports.figures.structure import ClusterFigures, ProgrammeFigures
from reports.form import Form
from reports.formats import Order
from reports.sentences import Sentences
from tests.reports.on_demand import as_document, one_of_every_kind

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 30)
ELSEWHERE = {
    "PYTHONHASHSEED": "4711",
    "TZ": "Pacific/Kiritimati",  # fourteen hours ahead: tomorrow already
    "LC_ALL": "tr_TR.UTF-8",
    "LANG": "tr_TR.UTF-8",
    "SOURCE_DATE_EPOCH": "0",
}


def digests(engine: Engine) -> dict[str, str]:
    """Return the SHA-256 of every kind of report in every form."""
    return {
        f"{kind}.{form}": hashlib.sha256(file).hexdigest()
        for kind, figures in one_of_every_kind(engine, DAY).items()
        for form, file in _files(figures).items()
    }


def test_another_process_elsewhere_prints_the_same_bytes(letter_world: Engine) -> None:
    here = digests(letter_world)

    printed = subprocess.run(
        [sys.executable, "-m", __name__, str(letter_world.url.database)],
        cwd=ROOT,
        env={**os.environ, **ELSEWHERE},
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert json.loads(printed.stdout) == here
    assert len(here) == 2 * len(Form) + 4 * 3


def _files(figures: AnyFigures) -> dict[str, bytes]:
    if isinstance(figures, ClusterFigures | ProgrammeFigures):
        order = Order(figures)
        return {form.value: formats.render(order, form) for form in Form}
    document = as_document(figures, Sentences(Language.NL))
    return {
        "pdf": pdf.render(document),
        "odt": odt.render(document),
        "html": page.render(document).encode(),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(digests(make_engine(f"sqlite:///{sys.argv[1]}"))))
