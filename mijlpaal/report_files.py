"""A report in the forms that a person asked for: on the terminal, in a file, or in a folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typer

from mijlpaal.call import Call
from mijlpaal.files import put_file
from models.errors import FolderUnwritableError, ReportFormatError, Words
from reports import formats
from reports.files import Shelf, stem_of
from reports.form import Form
from reports.formats import Order

_PROGRAMME = "programma"
_OF_TABLES = (Form.CSV, Form.XLSX)
_NO_TERMINAL = Words("een terminal toont dit niet", "a terminal does not show it")
_NO_FILE = Words("dat zijn meer bestanden", "those are several files")
_NO_TABLE = Words("deze vorm is geen tabel", "this form is no table")
_ONE_FILE = Words("--out met een bestand", "--out with a file")
_ONE_FOLDER = Words("--out met een map", "--out with a folder")


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for; ``table`` is the one that CSV or a workbook must hold."""

    forms: tuple[Form, ...]
    table: str | None
    out: Path | None

    @property
    def is_for_a_folder(self) -> bool:
        """Return whether the files get names of their own."""
        return self.out is not None and (len(self.forms) > 1 or self.out.is_dir())


def chosen_forms(asked: str) -> tuple[Form, ...]:
    """Return the forms in a text such as ``pdf,odt``, each once.

    Raises:
        ReportFormatError: there is no such form.
    """
    names = dict.fromkeys(name.strip().lower() for name in asked.split(","))
    for name in names:
        if name not in tuple(Form):
            raise ReportFormatError(
                asked=f"--format {name}",
                problem=Words("die vorm is er niet", "there is no such form"),
                accepted=", ".join(Form),
            )
    return tuple(Form(name) for name in names)


def require_sense(wish: Wish) -> None:
    """See that what was asked for can be given and has a place, before anything is computed.

    Raises:
        ReportFormatError: it needs a file or a folder, or holds no table.
    """
    asked = f"--format {','.join(wish.forms)}"
    if wish.out is None and len(wish.forms) > 1:
        raise ReportFormatError(asked=asked, problem=_NO_FILE, accepted=_ONE_FOLDER)
    if wish.out is None and not wish.forms[0].is_text:
        raise ReportFormatError(asked=asked, problem=_NO_TERMINAL, accepted=_ONE_FILE)
    if wish.table is not None and not set(wish.forms) & set(_OF_TABLES):
        raise ReportFormatError(
            asked=f"--table {wish.table}", problem=_NO_TABLE, accepted="--format csv,xlsx"
        )


def put_out(order: Order, wish: Wish, call: Call) -> None:
    """Show a report on the terminal, or write it and say where.

    Raises:
        ReportFormatError: there is no such table.
        FolderUnwritableError: a file cannot be written.
    """
    if wish.out is None:
        typer.echo(_rendered(order, wish).decode(), nl=False)
    elif wish.is_for_a_folder:
        _fill(wish.out, order, wish, call)
    else:
        put_file(_rendered(order, wish), wish.out, call)


def _rendered(order: Order, wish: Wish) -> bytes:
    return formats.render(order, wish.forms[0], table=wish.table)


def _fill(folder: Path, order: Order, wish: Wish, call: Call) -> None:
    """Write a report in every form that was asked for."""
    if not call.is_trial:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            why = problem.strerror or problem
            raise FolderUnwritableError(folder=folder, problem=why) from problem
    for name, content in _files(order, wish, folder):
        put_file(content, folder / name, call)


def _files(order: Order, wish: Wish, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file, named as those that are published."""
    masthead = order.figures.masthead
    shelf = Shelf(folder, masthead.reference_date, masthead.audience)
    stem = stem_of(masthead.key) if masthead.kind == "cluster" else _PROGRAMME
    for form in wish.forms:
        if form is Form.CSV and wish.table is None:
            for table, content in formats.csv_tables(order).items():
                yield shelf.name(f"{stem}.{table}", form.ending, order.language), content
        else:
            name = f"{stem}.{wish.table}" if form in _OF_TABLES and wish.table else stem
            content = formats.render(order, form, table=wish.table)
            yield shelf.name(name, form.ending, order.language), content
