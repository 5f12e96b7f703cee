"""Documents read back with other programs than those that wrote them."""

import re
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import page
import pypdf
from pypdf.generic import DecodedStreamObject, NameObject, StreamObject

_LIMITS = page.SafetyLimits.unlimited()  # a table of two thousand rows is no attack
_STREAM_LENGTH = "STREAM-LENGTH"
_STANDARDS = (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1)
_DRAWING = re.compile(rb"(?<=\s)(?:-?[\d.]+ ){2,6}[mlcvy]\s")
_STREAM = re.compile(rb"^(\d+) 0 obj\n<</Length (\d+).*?>>\nstream\n", re.MULTILINE | re.DOTALL)


def violations(pdf: bytes) -> list[str]:
    """Return what in a PDF breaks PDF/A-3a or PDF/UA-1.

    The validator takes the last byte of a compressed stream for part of the line break behind it
    when it happens to be a carriage return; a length that we find right ourselves is right.
    """
    return [
        f"{failure.rule_id} {failure.message} {failure.object_id}"
        for standard in _STANDARDS
        for failure in page.validate_pdf_bytes(pdf, profile=standard, limits=_LIMITS).failures
        if not (_STREAM_LENGTH in failure.rule_id and _lengths_are_right(pdf))
    ]


def text_of_pdf(pdf: bytes) -> str:
    """Return the text of all pages in one line; a word broken at its end is whole again."""
    read = (_without_lines(each).extract_text() for each in pypdf.PdfReader(BytesIO(pdf)).pages)
    return " ".join(" ".join(read).replace("\u200b", "").split())


def words_in(path: Path) -> str:
    """Return everything that a file of a report says, attachments included."""
    if path.suffix == ".pdf":
        file = path.read_bytes()
        attached = pypdf.PdfReader(BytesIO(file)).attachments.values()
        inside = b" ".join(content for contents in attached for content in contents)
        return text_of_pdf(file) + inside.decode()
    if path.suffix in {".odt", ".xlsx"}:
        return b" ".join(parts_of(path.read_bytes()).values()).decode()
    return path.read_text(encoding="utf-8")


def parts_of(file: bytes) -> dict[str, bytes]:
    """Return the files inside a zip file by their names, in order."""
    with zipfile.ZipFile(BytesIO(file)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def tree_of(file: bytes, part: str) -> ET.Element:
    """Return a part of a zip file as XML."""
    return ET.fromstring(parts_of(file)[part])  # noqa: S314  (our own file)


def ink_in_margins(png: bytes, share: float) -> int:
    """Return how many points in the left and right margins of a page are not white.

    Args:
        png: a page without an interlace, eight bits per channel.
        share: of the width that a margin takes.
    """
    width, height, channels, data = _png(png)
    size = width * channels
    edge = int(width * share) * channels
    above, inked = bytearray(size), 0
    for row in range(height):
        start = row * (size + 1)
        above = _unfiltered(data[start], data[start + 1 : start + 1 + size], above, channels)
        inked += sum(value != 0xFF for value in above[:edge] + above[-edge:])
    return inked


def _without_lines(leaf: pypdf.PageObject) -> pypdf.PageObject:
    """Return a page without the lines that are drawn on it: they take longest, and say nothing."""
    drawn = leaf["/Contents"].get_object()
    assert isinstance(drawn, StreamObject)
    kept = DecodedStreamObject()
    kept.set_data(_DRAWING.sub(b"", drawn.get_data()))
    leaf[NameObject("/Contents")] = kept
    return leaf


def _png(png: bytes) -> tuple[int, int, int, bytes]:
    width, height, depth, colour = struct.unpack_from(">IIBB", png, 16)
    assert depth == 8
    data, place = b"", 8
    while place < len(png):
        length, kind = struct.unpack_from(">I4s", png, place)
        if kind == b"IDAT":
            data += png[place + 8 : place + 8 + length]
        place += 12 + length
    return width, height, {2: 3, 6: 4}[colour], zlib.decompress(data)


def _unfiltered(kind: int, row: bytes, above: bytearray, channels: int) -> bytearray:
    found = bytearray(row)
    for place in range(len(found)):
        left = found[place - channels] if place >= channels else 0
        corner = above[place - channels] if place >= channels else 0
        up = above[place]
        guess = (0, left, up, (left + up) // 2, _paeth(left, up, corner))[kind]
        found[place] = (found[place] + guess) & 0xFF
    return found


def _paeth(left: int, up: int, corner: int) -> int:
    estimate = left + up - corner
    return min((left, up, corner), key=lambda value: abs(estimate - value))


def _lengths_are_right(pdf: bytes) -> bool:
    """Return whether every stream ends where it says it does."""
    return all(
        pdf[found.end() + int(found[2]) :].startswith(b"\nendstream")
        for found in _STREAM.finditer(pdf)
    )
