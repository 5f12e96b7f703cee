"""A letter at the desk: its day, its statements with their numbers, and what is known of each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from intake.letter import FileKind, Letter
from intake.stated import stated_days, stated_subject
from mijlpaal.desk import Desk
from mijlpaal.lookup import CLEARANCE, readable
from models.dates import Calendar, Confidence
from models.dates.spelling import in_words
from models.errors import LetterDayError, OutsideCalendarError, UndatedLetterError, Words
from models.letters import Proposed, Statement, find_statements
from models.reviewing import (
    Known,
    Placed,
    document_of_file,
    known_statements,
    letter_like,
    parties,
)
from models.rules.agreements import agreed
from models.storage.records import Record, current
from models.vocabulary import Language, SubjectKind

Sees = Callable[[Record], bool]
"""Whether a reader may hear of a document."""

_ESTIMATES = frozenset({str(Confidence.LOW), str(Confidence.UNKNOWN)})


@dataclass(frozen=True, slots=True)
class Dated:
    """The day of a letter, where it comes from, and whether it is only nominal."""

    day: date
    origin: Words
    is_nominal: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as it is proposed.

    Attributes:
        placed: the statement and its number.
        known: what became of it; None while nobody decided.
        addressee: the organisation that its addressee is.
        owner: the organisation that its debtor is.
        practical: the last sitting day before its bound, of what is owed to a chamber.
        is_estimated: that day rests on an estimated recess.
    """

    placed: Placed
    known: Known | None
    addressee: Record | None
    owner: Record | None
    practical: date | None
    is_estimated: bool


@dataclass(frozen=True, slots=True)
class Review:
    """A letter that was read, with all its statements.

    ``beside`` names a moment too, but nothing hangs on it: there is nothing to decide.
    """

    letter: Letter
    dated: Dated
    document: Record | None
    lines: Sequence[Line]
    beside: Sequence[Statement]

    @property
    def new(self) -> list[Line]:
        """Return the statements that nobody decided about."""
        return [line for line in self.lines if line.known is None]

    @property
    def title(self) -> str | None:
        """Return what the letter says that it is about.

        What a file calls itself is often what a program called it ("Microsoft Word - brief").
        """
        subject = self.letter.written.title if self.letter.kind is FileKind.EML else None
        return stated_subject(self.letter) or subject


def review(at: Desk, letter: Letter, *, document: str | None, said_on: date | None) -> Review:
    """Return the statements of a letter and what is known of them.

    Args:
        at: the desk.
        letter: what was read.
        document: the key under which the letter is registered, if a person names it.
        said_on: the day of the letter, if a person gives it.

    Raises:
        UnknownSubjectError: there is no such document.
        UndatedLetterError: nobody says on which day the letter was written.
        LetterDayError: that day is to come, or not the one of the document.
    """
    with at.reading() as session:
        known_as, dated = dated_letter(session, letter, document, said_on, today=at.today)
    found = find(letter, dated.day, at.calendar)
    with at.reading() as session:
        return reviewed(session, letter, dated, known_as, found, at.calendar)


def by_clearance(document: Record) -> bool:
    """Return whether a document is for whoever works at the command line."""
    return document.text("confidentiality") in CLEARANCE.readable()


def dated_letter(
    session: Session,
    letter: Letter,
    document: str | None,
    said_on: date | None,
    *,
    today: date,
    sees: Sees = by_clearance,
) -> tuple[Record | None, Dated]:
    """Return the document that a letter is registered as, if it is, and the day it was written.

    A document that the reader may not see is the same document, but tells nothing: no name, no day.

    Raises:
        UnknownSubjectError: there is no such document.
        UndatedLetterError: nobody says on which day the letter was written.
        LetterDayError: that day is to come, or not the one of the document.
    """
    known_as = _document(session, letter, document)
    seen = known_as if known_as is not None and sees(known_as) else None
    dated = _dated(session, letter, seen, said_on, sees)
    if dated.day > today:
        raise LetterDayError(
            file=letter.name,
            day=_day(dated.day),
            problem=Words("die dag moet nog komen", "that day is still to come"),
        )
    return known_as, dated


def find(letter: Letter, day: date, calendar: Calendar) -> list[tuple[str, Statement]]:
    """Return the statements of a letter with their places: the text first, then the notes."""
    found = [
        (f"alinea {each.paragraph}", each)
        for each in find_statements(letter.text, day, calendar=calendar)
    ]
    for number, note in enumerate(letter.written.notes, start=1):
        found += [
            (f"voetnoot {number}", each) for each in find_statements(note, day, calendar=calendar)
        ]
    first: dict[str, tuple[str, Statement]] = {}
    for place, each in found:
        first.setdefault(each.digest, (place, each))
    return list(first.values())


def reviewed(
    session: Session,
    letter: Letter,
    dated: Dated,
    document: Record | None,
    found: Sequence[tuple[str, Statement]],
    calendar: Calendar,
) -> Review:
    """Return the letter with what is known of its statements in this transaction."""
    known = known_statements(session, [each for _, each in found], dated.day, document)
    document = document or _document_behind(session, known)
    placed = list(_numbered(found))
    organisations = parties(session)
    lines = []
    for each in placed:
        statement = each.statement
        is_duty = statement.proposes is Proposed.DUTY
        addressee = organisations.addressed(statement.addressee)
        practical, is_estimated = _practical(statement, calendar) if is_duty else (None, False)
        lines.append(
            Line(
                each,
                known.get(statement.digest),
                addressee,
                organisations.named(statement.debtor),
                practical,
                is_estimated,
            )
        )
    beside = [each for _, each in found if each.proposes is Proposed.NOTHING]
    return Review(letter, dated, document, lines, beside)


def _numbered(found: Sequence[tuple[str, Statement]]) -> Iterator[Placed]:
    """Yield what there is to decide about, numbered in the order of the letter, decided or not."""
    proposing = ((place, each) for place, each in found if each.proposes is not Proposed.NOTHING)
    for number, (place, each) in enumerate(proposing, start=1):
        yield Placed(number, place, each)


def _document(session: Session, letter: Letter, key: str | None) -> Record | None:
    if key is not None:
        return readable(current(session, SubjectKind.DOCUMENT, key))
    return document_of_file(session, letter.digest)


def _document_behind(session: Session, known: Mapping[str, Known]) -> Record | None:
    """Return the document that all known statements have as their source, if it is one."""
    sources = {
        record.text("source")
        for each in known.values()
        if (record := each.registered or each.decided) is not None
    }
    key = sources.pop() if len(sources) == 1 else None
    return None if key is None else current(session, SubjectKind.DOCUMENT, key)


def _dated(
    session: Session,
    letter: Letter,
    document: Record | None,
    said_on: date | None,
    sees: Sees,
) -> Dated:
    known = document.day("dated_on") if document else None
    is_nominal = document is not None and bool(document.values["dated_on_is_nominal"])
    if said_on is not None:
        if known not in {None, said_on} and not is_nominal and document is not None:
            raise LetterDayError(file=letter.name, day=_day(said_on), problem=_other_day(document))
        return Dated(said_on, Words("zoals u opgaf", "as you gave it"))
    if known is not None and document is not None:
        name = f"document {document.key}"
        return Dated(known, Words(f"van {name}", f"of {name}"), is_nominal)
    days = stated_days(letter)
    if len(days) == 1:
        return Dated(days[0], Words("staat in de brief", "stated in the letter"))
    if not days and letter.written.sent_on is not None:
        return Dated(letter.written.sent_on, Words("datum van de mail", "date of the mail"))
    raise UndatedLetterError(file=letter.name, suggestion=_suggestion(session, letter, days, sees))


def _other_day(document: Record) -> Words:
    day, name = _day(document.day("dated_on")), f"document {document.key}"
    return Words(f"{name} is van {day.nl}.", f"{name} is of {day.en}.")


def _suggestion(session: Session, letter: Letter, days: Sequence[date], sees: Sees) -> Words:
    """Return what the day may be, for a person to judge: never taken by itself."""
    if days:
        nl = " of ".join(_day(day).nl for day in days)
        en = " or ".join(_day(day).en for day in days)
        return Words(f" (de brief noemt {nl}).", f" (the letter names {en}).")
    like = letter_like(session, letter.text)
    if like is not None and sees(like):
        return Words(
            f", of zeg welke brief het is: hij lijkt op {like.key} (--document {like.key}).",
            f", or say which letter it is: it looks like {like.key} (--document {like.key}).",
        )
    if letter.written.made_on is not None:
        made = letter.written.made_on
        return Words(
            f"; het bestand is gemaakt op {_day(made).nl} (--said-on {made}).",
            f"; the file was made on {_day(made).en} (--said-on {made}).",
        )
    return Words(", zoals 2027-03-03.", ", such as 2027-03-03.")


def _practical(statement: Statement, calendar: Calendar) -> tuple[date | None, bool]:
    """Return the last sitting day before a bound, and whether it rests on an estimate."""
    try:
        agreement = agreed(statement.reading, to_parliament=True, calendar=calendar)
    except OutsideCalendarError:  # said when somebody takes it over
        return None, False
    confidence, bound = agreement["bound_confidence"], agreement["bound"]
    if confidence is None or not isinstance(bound, date):
        return None, False
    return bound, str(confidence) in _ESTIMATES


def _day(day: date | None) -> Words:
    return (
        Words("onbekend", "unknown")
        if day is None
        else Words(in_words(day, Language.NL), in_words(day, Language.EN))
    )
