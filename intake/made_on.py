"""What a docx or odt says of itself: its title, and the day on which the file was made."""

from dataclasses import dataclass
from datetime import date

from intake.letter import FileKind, Source, clean
from intake.xml_parts import walk

_DAY_LENGTH = len("2026-06-15")


@dataclass(frozen=True, slots=True)
class Particulars:
    """Title and day, None where the file does not say."""

    title: str | None = None
    made_on: date | None = None


def particulars_of(content: bytes | None, source: Source, kind: FileKind) -> Particulars:
    """Return what the part with the particulars says.

    Raises:
        DamagedLetterError: it is no XML.
    """
    if content is None:
        return Particulars()
    found = _Particulars()
    walk(content, found, source, kind)
    return Particulars(
        title=" ".join(clean(found.said.get("title", "")).split()) or None,
        made_on=_day(found.said.get("created") or found.said.get("creation-date") or ""),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:_DAY_LENGTH])
    except ValueError:
        return None


class _Particulars:
    """Keeps the text of each element by its name."""

    def __init__(self) -> None:
        self.said: dict[str, str] = {}
        self.name = ""

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self.name = name

    def end(self, _name: str) -> None:
        self.name = ""

    def text(self, text: str) -> None:
        if self.name:
            self.said[self.name] = self.said.get(self.name, "") + text
