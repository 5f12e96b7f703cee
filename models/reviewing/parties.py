"""Which organisation the words of a letter name: only where there can be no doubt."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.reviewing.plainest import plainest
from models.rules.agreements import PARLIAMENT
from models.storage.records import Record, current
from models.tables import Subject
from models.vocabulary import SubjectKind

_ARTICLES = ("de ", "het ", "the ", "uw ", "aan ")
_CHAMBER = "kamer"
_SENATE = "eerste"


@dataclass(frozen=True, slots=True)
class Parties:
    """The organisations that there are."""

    organisations: Sequence[Record]

    def named(self, words: str | None) -> Record | None:
        """Return the organisation of exactly this name; None when no or more than one has it."""
        wanted = plainest(_bare(words or ""))
        found = [
            each
            for each in self.organisations
            if wanted and wanted in {plainest(each.text("title") or ""), plainest(each.key)}
        ]
        return found[0] if len(found) == 1 else None

    def addressed(self, words: str | None) -> Record | None:
        """Return to whom something is owed; "uw Kamer" is the one chamber, unless it is senate."""
        plain = plainest(words or "")
        if _CHAMBER not in plain:
            return self.named(words)
        chambers = [
            each
            for each in self.organisations
            if each.values["organisation_kind"] == PARLIAMENT
            and (_SENATE in plainest(each.text("title") or "")) == (_SENATE in plain)
        ]
        return chambers[0] if len(chambers) == 1 else None


def parties(session: Session) -> Parties:
    """Return every organisation, to look names up in."""
    query = select(Subject.key).where(col(Subject.kind) == SubjectKind.ORGANISATION)
    keys = session.exec(query.order_by(col(Subject.id))).all()
    return Parties([current(session, SubjectKind.ORGANISATION, key) for key in keys])


def _bare(words: str) -> str:
    """Return a name without the article in front of it."""
    for article in _ARTICLES:
        if words.lower().startswith(article):
            return words[len(article) :]
    return words
