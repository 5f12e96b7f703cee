"""The access journal in words: each decision as a line, and the lines as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mijlpaal.decisions_on_access import changes, kind_in_words
from mijlpaal.web.words_of_logs import say_of_log
from models.access.journal import Decision
from models.clock import AMSTERDAM
from models.vocabulary import Language
from reports.sentences import Sentences
from reports.tables.table import DataTable

ACCESS_LOG_FILE = "toegangslogboek"
_HEAD = ("recorded", "what", "about_whom", "about_what", "changed", "let_in_by")


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision in words."""

    at: str  # in Amsterdam
    what: str
    about: str
    on: str  # the token, company, row or calendar
    changes: tuple[str, ...]
    by: str


def lines_of(found: Sequence[Decision], language: Language) -> list[DecisionLine]:
    """Return decisions in words."""
    hidden = say_of_log("not_for_you", language)
    return [
        DecisionLine(
            f"{each.at.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}",
            kind_in_words(each.kind, language),
            each.about,
            hidden if each.is_kept else each.what,
            tuple(map(str, changes(each, language))),
            each.by,
        )
        for each in found
    ]


def access_log_table(found: Sequence[Decision], language: Language, today: date) -> DataTable:
    """Return decisions as a table of data."""
    head = [say_of_log(name, language) for name in _HEAD]
    head.append(Sentences(language).t("reference_date"))
    rows = tuple(_row(each, today) for each in lines_of(found, language))
    return DataTable("access_log", say_of_log("access_log", language), tuple(head), rows)


def _row(line: DecisionLine, today: date) -> tuple[str | date, ...]:
    return (line.at, line.what, line.about, line.on, "; ".join(line.changes), line.by, today)
