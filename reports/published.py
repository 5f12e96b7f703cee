"""What came of publishing a day: editions, files, failures."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.vocabulary import Language
from reports.words import Text

PAGE = "/rapportages"  # of the pages: where every edition is listed


@dataclass(frozen=True, slots=True)
class PublishedReport:
    """One report of the day: its edition, whether that is new, and its files."""

    key: str
    title: Text
    edition: int
    is_new: bool
    files: tuple[Path, ...]

    @property
    def documents(self) -> tuple[Path, ...]:
        """Return the files that hold the whole report."""
        return tuple(path for path in self.files if path.suffix != ".csv")

    @property
    def tables(self) -> tuple[Path, ...]:
        """Return the files that hold one table each."""
        return tuple(path for path in self.files if path.suffix == ".csv")


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be made, and why."""

    key: str
    why: Text


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing a day came to."""

    day: date
    folder: Path
    indexes: tuple[Path, ...]  # one per language
    reports: tuple[PublishedReport, ...]
    failures: tuple[Failure, ...]

    @property
    def paths(self) -> tuple[Path, ...]:
        """Return every file of the day, the index first."""
        return (*self.indexes, *(path for each in self.reports for path in each.files))

    @property
    def new(self) -> tuple[PublishedReport, ...]:
        """Return the reports of which a new edition came out."""
        return tuple(each for each in self.reports if each.is_new)

    @property
    def unchanged(self) -> tuple[PublishedReport, ...]:
        """Return the reports that stayed as they were."""
        return tuple(each for each in self.reports if not each.is_new)

    def say(self, language: Language = Language.NL) -> str:
        """Return in a sentence what came of it."""
        new, same, failed = len(self.new), len(self.unchanged), len(self.failures)
        if language == Language.EN:
            said = f"{new} new editions, {same} reports unchanged"
            return f"{said}, {failed} failed" if failed else said
        said = f"{new} nieuwe edities, {same} rapportages ongewijzigd"
        return f"{said}, {failed} mislukt" if failed else said
