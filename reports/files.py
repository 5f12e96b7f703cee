"""The files of a day: where they lie, what they are called; written whole or not at all."""

import os
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

from models.errors import FolderUnwritableError
from models.vocabulary import Confidentiality, Language
from reports.words import CONFIDENTIALITIES

_RESERVED = frozenset({"index", "programma"})
_READABLE = 0o644


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder of one day, for one audience."""

    folder: Path
    day: date
    audience: Confidentiality

    @property
    def day_folder(self) -> Path:
        """Return the folder of the day."""
        return self.folder / self.day.isoformat()

    def prepare(self) -> None:
        """Make the folder of the day and see that it can be written.

        Raises:
            FolderUnwritableError: it cannot.
        """
        try:
            self.day_folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.day_folder):
                pass
        except OSError as problem:
            raise self._refusal(problem) from problem

    def name(self, stem: str, ending: str, language: Language = Language.NL) -> str:
        """Return the name of a file: ``chemelot.html``, ``chemelot.openbaar.en.txt``.

        A cut for others than internal readers carries its mark, so that no cut ever overwrites
        another.
        """
        mark = ""
        if self.audience is not Confidentiality.INTERNAL:
            mark = f".{CONFIDENTIALITIES[self.audience].nl}"
        tongue = "" if language is Language.NL else f".{language}"
        return f"{stem}{mark}{tongue}.{ending}"

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file so that readers see the old or the new one, never half of it.

        Raises:
            FolderUnwritableError: the folder refuses.
        """
        path = self.day_folder / name
        wanted = content.encode() if isinstance(content, str) else content
        try:
            if not path.exists() or path.read_bytes() != wanted:
                self._replace(path, wanted)
        except OSError as problem:
            raise self._refusal(problem) from problem
        return path

    def _replace(self, path: Path, content: bytes) -> None:
        handle, temporary = tempfile.mkstemp(dir=self.day_folder, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).chmod(_READABLE)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _refusal(self, problem: OSError) -> FolderUnwritableError:
        return FolderUnwritableError(folder=self.day_folder, problem=problem.strerror or problem)


def stem_of(cluster_key: str) -> str:
    """Return the file name of a cluster, which can leave no folder and take no other's place."""
    safe = quote(cluster_key, safe="").replace(".", "%2E")
    return f"cluster-{safe}" if safe in _RESERVED else safe
