"""Words that not everybody may read, planted in every field that can hold one, and looked for.

A company's rows, and fields of public rows that bear its mark, hold words that nothing else holds.
So does what is internal. Whoever is answered with one of them was told what is not theirs.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import count

from sqlalchemy import update

from models.ledger.writer import Ledger
from models.reading.log import keep_reads
from models.reading.marking import markable
from models.storage.records import DETAIL, SUBJECT, Record, current
from models.storage.values import Value
from models.tables import FieldMark, Message, Reminder
from models.vocabulary import Confidentiality, SubjectKind
from tests.factories import (
    a_checklist_item,
    a_cluster,
    a_condition,
    a_contact,
    a_document,
    a_milestone,
    a_project,
    a_request,
    an_occurrence,
    standing_in,
)

WORD = re.compile(r"zwijg-\d{4}")
KEPT_DAY, INTERNAL_DAY = date(2027, 3, 7), date(2027, 3, 14)
_LATEST = date(2026, 12, 10)
_UID = "00000000-0000-4000-8000-000000000007"
_COMPANYS = str(Confidentiality.COMPANY_CONFIDENTIAL)
_INTERNAL = str(Confidentiality.INTERNAL)
# What people write in words of their own; nothing of it is read by a rule.
_FREE = (
    *("title", "title_en", "source", "source_place", "source_words", "industry", "timeline"),
    *("needed_for", "evidence", "override_reason", "override_by", "amount_split", "reference"),
    *("alternative", "answer"),
)


class Whose(StrEnum):
    """Who may read a word."""

    COMPANYS = "companys"
    INSIDERS = "insiders"
    NOBODYS = "nobodys"  # of a company, in rows that are shown to nobody at all


@dataclass
class Planted:
    """The words that were planted, by whose they are."""

    words: dict[Whose, set[str]] = field(default_factory=lambda: {each: set() for each in Whose})
    numbers: Iterator[int] = field(default_factory=lambda: count(1), repr=False)

    def word(self, whose: Whose = Whose.COMPANYS) -> str:
        """Return a word that nothing else holds."""
        word = f"zwijg-{next(self.numbers):04d}"
        self.words[whose].add(word)
        return word

    def of(self, *whose: Whose) -> frozenset[str]:
        """Return the words of some."""
        return frozenset().union(*(self.words[each] for each in whose))

    def kept_from(self, *, reads_internal: bool) -> frozenset[str]:
        """Return what somebody may not be told who is not of the company."""
        kept = self.of(Whose.COMPANYS, Whose.NOBODYS) | {KEPT_DAY.isoformat()}
        if reads_internal:
            return kept
        return kept | self.of(Whose.INSIDERS) | {INTERNAL_DAY.isoformat()}


def plant(ledger: Ledger, now: datetime) -> Planted:
    """Register rows of ``acme`` and fill every field that can be kept with a word of its own."""
    planted = Planted()
    one = current(ledger.session, SubjectKind.CLUSTER, "een")
    acme = current(ledger.session, SubjectKind.ORGANISATION, "acme")
    for row in _rows(ledger, planted, one, acme, is_hidden=True):
        _fill(ledger, planted, row, whose=_whose(row))
    for row in [*_rows(ledger, planted, one, acme, is_hidden=False), acme]:
        names = [each for each in markable(row.kind) if each in (*_FREE, "due_on")]
        _fill(ledger, planted, row, [each for each in names if each != "due_on"], whose=_whose(row))
        _mark(ledger, row, names, now)
    _plant_internal(ledger, planted, one)
    _plant_letters(ledger, planted, one)
    hidden = a_milestone(ledger, acme, planted.word(), latest=_LATEST, confidentiality=_COMPANYS)
    insider = a_contact(ledger, "insider", clearance=_COMPANYS)
    given_up(ledger, hidden, insider, _UID, _told(planted))
    _propose(ledger, planted, hidden)
    keep_reads(ledger.session, "roos", {hidden.id: ["*"]}, now=now, by="GET /v1/mijlpalen")
    return planted


def _whose(row: Record) -> Whose:
    """Return who may read what is in a row of the company: a role is shown with what it is of."""
    is_role = row.kind is SubjectKind.PARTICIPATION
    return Whose.NOBODYS if is_role else Whose.COMPANYS


def _told(planted: Planted) -> list[str]:
    """Return the words of a message; its HTML is shown to nobody but its receiver."""
    subject, text, problem = (planted.word() for _ in range(3))
    return [subject, text, planted.word(Whose.NOBODYS), problem]


def _rows(
    ledger: Ledger, planted: Planted, one: Record, acme: Record, *, is_hidden: bool
) -> Sequence[Record]:
    """Return a row of each kind that can be a company's own, and make them ``acme``'s."""
    numbers = count(1)
    mark = _COMPANYS if is_hidden else str(Confidentiality.PUBLIC)
    values: dict[str, Value] = {"confidentiality": mark}

    def key() -> str:
        return planted.word() if is_hidden else f"deels-{next(numbers)}"

    project = a_project(ledger, one, key(), **values)
    due: dict[str, Value] = {} if is_hidden else {"due_on": KEPT_DAY}
    track: dict[str, Value] = {"title": "Traject", "cluster_id": one.id, "organisation_id": acme.id}
    rows = [
        project,
        a_condition(ledger, one, key(), project=project, **due, **values),
        a_request(ledger, one, key(), **values),
        a_document(ledger, one, key(), "kamerbrief", **values),
        an_occurrence(ledger, key(), about_id=acme.id, **values),
        a_checklist_item(ledger, one, key(), **values),
        a_milestone(ledger, project, key(), latest=_LATEST, confidentiality=mark),
        a_cluster(ledger, key(), **values),
        ledger.register(
            SubjectKind.COMPANY_TRACK,
            key(),
            {**track, **standing_in(ledger, "company_track")} | values,
        ),
        ledger.register(SubjectKind.OPEN_QUESTION, key(), {"title": "Vraag", **values}),
    ]
    rows.append(
        ledger.register(
            SubjectKind.DEPENDENCY,
            key(),
            {"title": "Hangt", "dependency_kind": "other", "from_id": project.id, **values},
        )
    )
    return [*rows, *(_make_own(ledger, planted, acme, each, mark) for each in rows)]


def _make_own(ledger: Ledger, planted: Planted, acme: Record, row: Record, mark: str) -> Record:
    key = planted.word(Whose.NOBODYS) if mark == _COMPANYS else f"rol-{row.key}"
    said: dict[str, Value] = {
        "title": "Rol",
        "confidentiality": mark,
        "target_id": row.id,
        "organisation_id": acme.id,
        "role": "author",
    }
    return ledger.register(SubjectKind.PARTICIPATION, key, said)


def _fill(
    ledger: Ledger,
    planted: Planted,
    row: Record,
    names: Sequence[str] = _FREE,
    *,
    whose: Whose = Whose.COMPANYS,
) -> None:
    for table, of in ((SUBJECT, SUBJECT.c.id), (DETAIL[row.kind], None)):
        words = {each: planted.word(whose) for each in names if each in table.c}
        if words:
            key = table.c.subject_id if of is None else of
            ledger.session.execute(update(table).where(key == row.id).values(**words))


def _mark(
    ledger: Ledger, row: Record, names: Sequence[str], now: datetime, mark: str = _COMPANYS
) -> None:
    for each in names:
        ledger.session.add(
            FieldMark(
                subject_id=row.id, field=each, confidentiality=mark, marked_by="baas", marked_at=now
            )
        )
    ledger.session.flush()


def _plant_internal(ledger: Ledger, planted: Planted, one: Record) -> None:
    row = a_milestone(
        ledger,
        one,
        planted.word(Whose.INSIDERS),
        latest=_LATEST,
        confidentiality=_INTERNAL,
    )
    _fill(ledger, planted, row, whose=Whose.INSIDERS)
    seen = a_milestone(ledger, one, "deels-intern", latest=_LATEST, internal_target=INTERNAL_DAY)
    _fill(ledger, planted, seen, ("override_reason", "override_by"), whose=Whose.INSIDERS)
    marked = a_document(ledger, one, "deels-intern", "kamerbrief")
    _fill(ledger, planted, marked, ("source_words",), whose=Whose.INSIDERS)
    _mark(ledger, marked, ("source_words",), ledger.at, _INTERNAL)


def _plant_letters(ledger: Ledger, planted: Planted, one: Record) -> None:
    """Register letters that not everybody may see, and let rows for all come of them."""
    for mark, whose in ((_COMPANYS, Whose.NOBODYS), (_INTERNAL, Whose.INSIDERS)):
        key, title = planted.word(whose), planted.word(whose)
        a_document(ledger, one, key, "kamerbrief", title=title, confidentiality=mark)
        project = a_project(ledger, one, f"uit-brief-{whose}", source=key)
        a_condition(ledger, one, f"uit-brief-{whose}", project=project, source=key)
        a_request(ledger, one, f"uit-brief-{whose}", source=key)
        a_milestone(ledger, one, f"uit-brief-{whose}", latest=_LATEST, source=key)


def given_up(
    ledger: Ledger,
    milestone: Record,
    contact: Record,
    uid: str,
    words: Sequence[str] = ("Daginfo", "Tekst", "Tekst", "Weigert"),
) -> None:
    """Let a message about a milestone be given up: subject, body as text and HTML, and why."""
    subject, text, html, problem = words
    message = Message(
        uid=uid,
        contact_id=contact.id,
        day=ledger.today,
        channel="email",
        address="insider@acme.example",
        language="nl",
        subject=subject,
        body_text=text,
        body_html=html,
        created_at=ledger.at,
        next_attempt_at=ledger.at,
        dead_at=ledger.at,
        problem=problem,
    )
    ledger.session.add(message)
    ledger.session.flush()
    reminder = Reminder(
        milestone_id=milestone.id,
        contact_id=contact.id,
        anchor="bound",
        step=-5,
        bound=_LATEST,
        responsibility="owner",
        swept_on=ledger.today,
        message_id=message.id,
    )
    ledger.session.add(reminder)
    ledger.session.flush()


def _propose(ledger: Ledger, planted: Planted, milestone: Record) -> None:
    said: dict[str, Value] = {
        "title": planted.word(Whose.NOBODYS),
        "confidentiality": _COMPANYS,
        "about_id": milestone.id,
        "about_version": milestone.version,
        "verb": "replan",
        "arguments": f'{{"wording": "{planted.word(Whose.NOBODYS)}"}}',
        "proposed_by": "roos",
        "proposed_on": ledger.today,
        "expires_on": _LATEST,
    }
    ledger.register(SubjectKind.PROPOSAL, planted.word(Whose.NOBODYS), said)
