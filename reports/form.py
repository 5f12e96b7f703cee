"""In which forms a report comes; this module costs nothing, the writers of the forms do."""

from enum import StrEnum


class Form(StrEnum):
    """A form; its name is the ending of its files, but for plain text."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"
    PDF = "pdf"
    ODT = "odt"
    XLSX = "xlsx"
    CSV = "csv"

    @property
    def ending(self) -> str:
        """Return the ending of a file's name."""
        return "txt" if self is Form.TEXT else self.value

    @property
    def is_text(self) -> bool:
        """Return whether a terminal can show it."""
        return self not in (Form.PDF, Form.ODT, Form.XLSX)
