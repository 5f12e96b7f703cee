"""Zip files that are the same byte for byte whenever their contents are."""

import zipfile
from collections.abc import Iterable
from datetime import date
from io import BytesIO

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip file knows no day before it


def packed(entries: Iterable[tuple[str, bytes]], day: date, *, stored: str = "") -> bytes:
    """Return a zip file of these entries in their order, all of them dated on ``day``.

    Args:
        entries: name and content.
        day: the day that each entry carries.
        stored: the name of the entry that is not compressed.
    """
    file = BytesIO()
    moment = max((day.year, day.month, day.day, 0, 0, 0), _EARLIEST)
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in entries:
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # wherever it is made
            archive.writestr(entry, content)
    return file.getvalue()
