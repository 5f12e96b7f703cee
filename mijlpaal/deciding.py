"""Carrying out what was decided about a letter: all of it in one transaction, or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from mijlpaal.desk import Desk
from mijlpaal.letters import Line, Review, reviewed
from models.dates.spelling import in_words
from models.ledger.writer import Ledger
from models.reviewing import Taking, accept, know_by_file, register_letter, reject
from models.reviewing.columns import cluster_of
from models.storage.records import Record
from models.vocabulary import Confidentiality, DocumentKind, Language
from reports.words import DOCUMENT_KINDS, label


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What a person decided.

    Attributes:
        taken: by number, with what they added.
        rejected: by number.
        reason: why those are rejected.
    """

    taken: Mapping[int, Taking] = field(default_factory=dict)
    rejected: Sequence[int] = ()
    reason: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was decided."""
        return not (self.taken or self.rejected)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """How a letter that is new is registered."""

    title: str | None = None
    kind: DocumentKind = DocumentKind.KAMERBRIEF
    confidentiality: Confidentiality = Confidentiality.PUBLIC
    about: Record | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of it: the letter as it now is, and the subjects by the number of the statement."""

    review: Review
    taken: Sequence[tuple[int, Record]]
    rejected: Sequence[int]


def settle(at: Desk, found: Review, verdicts: Verdicts, filing: Filing) -> Settled:
    """Register what is taken over and remember what is rejected, with the letter as the source.

    Raises:
        MijlpaalError: whatever one of the acts raises; then nothing is recorded.
    """
    with at.writing() as ledger:
        return settled(ledger, found, verdicts, filing)


def settled(ledger: Ledger, found: Review, verdicts: Verdicts, filing: Filing) -> Settled:
    """Do in the caller's transaction what ``settle`` does in one of its own."""
    # Looked at anew: somebody may have decided since the letter was read.
    now = _again(ledger, found)
    document = (
        _filed(ledger, now, filing)
        if now.document is None
        else know_by_file(ledger, now.document, now.letter.digest)
    )
    lines = {line.placed.number: line for line in now.lines}
    taken = [
        (number, _taken(ledger, document, lines[number], taking))
        for number, taking in sorted(verdicts.taken.items())
    ]
    for number in verdicts.rejected:
        reject(
            ledger,
            document,
            lines[number].placed,
            known=lines[number].known,
            about=filing.about,
            reason=verdicts.reason,
        )
    after = _again(ledger, replace(now, document=document))
    return Settled(after, taken, verdicts.rejected)


def _again(ledger: Ledger, found: Review) -> Review:
    statements = [(line.placed.place, line.placed.statement) for line in found.lines]
    again = reviewed(
        ledger.session,
        found.letter,
        found.dated,
        found.document,
        statements,
        ledger.rulebook.calendar,
    )
    return replace(again, beside=found.beside)


def _taken(ledger: Ledger, document: Record, line: Line, taking: Taking) -> Record:
    """Take a statement over, to and by whom the letter itself names where nobody says otherwise."""
    complete = replace(
        taking,
        addressee=taking.addressee or line.addressee,
        owner=taking.owner or line.owner,
    )
    return accept(ledger, document, line.placed, complete, known=line.known)


def _filed(ledger: Ledger, found: Review, filing: Filing) -> Record:
    return register_letter(
        ledger,
        title=filing.title or found.title or _plain_title(found, filing.kind),
        kind=filing.kind,
        confidentiality=filing.confidentiality,
        dated_on=found.dated.day,
        file_digest=found.letter.digest,
        cluster_id=cluster_of(filing.about),
    )


def _plain_title(found: Review, kind: DocumentKind) -> str:
    """Return a title that is true whatever the letter is about."""
    name = label(DOCUMENT_KINDS, kind).say(Language.NL)
    return f"{name[:1].upper()}{name[1:]} van {in_words(found.dated.day, Language.NL)}"
