"""Titles and sentences as a page says them: on an English page it is known which are Dutch."""

from mijlpaal.columns import is_typed
from mijlpaal.web.language_of_parts import marked
from models.storage.records import Record
from models.vocabulary import Language
from reports.sentences import Sentences


class PageSentences(Sentences):
    """The phrases of the reports, with what the ledger keeps marked as Dutch."""

    __slots__ = ()

    def recorded(self, text: str | None) -> str:
        """Return words as the ledger keeps them, marked; empty for what is absent."""
        return marked(text or "", self.language)

    def value(self, column: str, said: str) -> str:
        """Return a value of a column, marked if it is in the words of a person."""
        return self.recorded(said) if is_typed(column, said) else said


def in_language(title: str, english: str | None, language: Language) -> str:
    """Return a title in English where it has one and the reader wants it, else in Dutch, marked."""
    return english if english and language is Language.EN else marked(title, language)


def titled(record: Record, language: Language) -> str:
    """Return what a row is called on a page."""
    return in_language(record.text("title") or record.key, record.text("title_en"), language)
