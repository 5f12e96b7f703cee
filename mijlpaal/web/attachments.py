"""Files that are kept rather than shown: the same ones from a page and over the API."""

from collections.abc import Mapping
from urllib.parse import quote

from fastapi.responses import Response

from reports.form import Form

MEDIA_TYPES: Mapping[Form, str] = {
    Form.TEXT: "text/plain",
    Form.HTML: "text/html",
    Form.JSON: "application/json",
    Form.PDF: "application/pdf",
    Form.ODT: "application/vnd.oasis.opendocument.text",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.CSV: "text/csv",
}


def as_file(made: bytes, form: Form, name: str) -> Response:
    """Return a document to be kept: one with a style sheet of its own is not shown from here."""
    return attachment(made, MEDIA_TYPES[form], f"{name}.{form.ending}")


def attachment(made: bytes, media_type: str, name: str) -> Response:
    """Return a file to be kept, under a name."""
    return Response(made, media_type=media_type, headers={"Content-Disposition": kept_as(name)})


def kept_as(name: str) -> str:
    """Return the header by which a file is kept, under any name (RFC 6266, 4.3; RFC 8187).

    >>> print(kept_as("chemelot.csv"))
    attachment; filename="chemelot.csv"
    >>> print(kept_as('Łódź".csv'))
    attachment; filename="__d__.csv"; filename*=UTF-8''%C5%81%C3%B3d%C5%BA%22.csv
    """
    plain = "".join(map(_plain, name))
    said = f'attachment; filename="{plain}"'
    return said if plain == name else f"{said}; filename*=UTF-8''{quote(name, safe='')}"


def _plain(character: str) -> str:
    fits = character.isascii() and character.isprintable() and character not in '"\\/'
    return character if fits else "_"
