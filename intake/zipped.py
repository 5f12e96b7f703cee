"""A document that is a ZIP of XML (docx, odt): unpacked part by part, within one bound."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from intake.letter import Source
from intake.limits import MAX_UNPACKED_BYTES
from models.errors import DamagedLetterError, LockedLetterError, OversizedLetterError, Words

_ENCRYPTED = 0x1  # bit of the general purpose flags (PKWARE, 4.4.4)
_TROUBLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


class Parts:
    """The files inside a document."""

    def __init__(self, source: Source, kind: str, archive: zipfile.ZipFile) -> None:
        """Read from an archive that is open."""
        self._source = source
        self._kind = kind
        self._archive = archive
        self._left = MAX_UNPACKED_BYTES
        self.names = frozenset(archive.namelist())

    def read(self, name: str) -> bytes | None:
        """Return a part unpacked; None when there is none of that name.

        Raises:
            OversizedLetterError: with what was read before it unpacks to more than is read here.
            LockedLetterError: it is encrypted.
            DamagedLetterError: it cannot be unpacked.
        """
        if name not in self.names:
            return None
        if self._archive.getinfo(name).flag_bits & _ENCRYPTED:
            raise LockedLetterError(file=self._source.name, kind=self._kind)
        try:
            # What the directory says of the size is not to be believed: count while unpacking.
            with self._archive.open(name) as part:
                content = part.read(self._left + 1)
        except _TROUBLE as problem:
            raise damaged(self._source, self._kind) from problem
        self._left -= len(content)
        if self._left < 0:
            raise OversizedLetterError(
                file=self._source.name,
                problem=Words("het is veel groter uitgepakt", "it is much larger unpacked"),
                limit=f"{MAX_UNPACKED_BYTES // 1_000_000} MB",
            )
        return content

    def require(self, name: str) -> bytes:
        """Return a part that must be there.

        Raises:
            DamagedLetterError: it is not.
        """
        content = self.read(name)
        if content is None:
            missing = Words(f"'{name}' ontbreekt", f"'{name}' is missing")
            raise DamagedLetterError(file=self._source.name, kind=self._kind, problem=missing)
        return content


@contextmanager
def unpacked(source: Source, kind: str) -> Iterator[Parts]:
    """Open a document that is a ZIP.

    Raises:
        DamagedLetterError: it is none, or cut off.
    """
    with _opened(source, kind) as archive:
        yield Parts(source, kind, archive)


def names_in_zip(source: Source) -> frozenset[str]:
    """Return the names of the files inside.

    Raises:
        DamagedLetterError: it is no ZIP, or cut off.
    """
    with _opened(source, "zip") as archive:
        return frozenset(archive.namelist())


def damaged(source: Source, kind: str) -> DamagedLetterError:
    """Return the error that a document is broken or cut off."""
    broken = Words("het is beschadigd of afgebroken", "it is damaged or cut off")
    return DamagedLetterError(file=source.name, kind=kind, problem=broken)


def _opened(source: Source, kind: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(source.content))
    except _TROUBLE as problem:
        raise damaged(source, kind) from problem
