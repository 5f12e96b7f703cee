"""Letters: read statement by statement, decided on by a person, and read again as they are kept.

Between reading and deciding nothing is kept: both carry the letter, so that what is decided on is
what was read.
"""

from base64 import b64decode
from typing import Annotated, Self

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import ConfigDict, Field, JsonValue, StringConstraints, model_validator
from pydantic_core import PydanticCustomError
from sqlalchemy import select

from intake.letter import Source, clean
from intake.reading import letter_of
from mijlpaal.deciding import Filing, Verdicts, settled
from mijlpaal.filed import FROM_LETTERS, filed_statements
from mijlpaal.letters import Line as Proposal
from mijlpaal.letters import Review, dated_letter, find, reviewed
from mijlpaal.web.api.asked import Making
from mijlpaal.web.api.bodies import WithReason
from mijlpaal.web.api.catalogue import Collection
from mijlpaal.web.api.document import changing, reading
from mijlpaal.web.api.doing import perform_once, require_may_in, require_seen
from mijlpaal.web.api.frame import READINGS, VERDICTS
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.parameters import NUMERIC, Day, Key, Line, Page, Reference, Strict
from mijlpaal.web.api.problems import language_for
from mijlpaal.web.api.schemas import (
    ETAG,
    MAYBE_DAY,
    MAYBE_TEXT,
    NUMBER,
    TEXT,
    YES_OR_NO,
    an_object,
    array,
    rows,
)
from mijlpaal.web.api.showing import Json, etag_of, names_of
from mijlpaal.web.api.subjects import links
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.entry.refusals import HiddenError
from models.errors import InvalidAmendmentError, Words
from models.ledger.writer import Ledger
from models.reading.looking import BY_ID, Looking
from models.reviewing import Taking
from models.reviewing.columns import cluster_of
from models.storage.records import SUBJECT, Record, current_by_id
from models.vocabulary import Confidentiality, DocumentKind, Language, SubjectKind

LETTERS = Collection(
    "brieven", "brief", SubjectKind.DOCUMENT, Resource.LETTER, is_in_a_cluster=False
)
_A_LETTER = Words("brief", "letter")
_DAY: Schema = {"type": "string", "format": "date"}
_LINE = an_object(
    nummer=NUMBER,
    vindplaats=TEXT,
    bronzin=TEXT,
    formulering=TEXT,
    voorstel=TEXT,
    gewicht=MAYBE_TEXT,
    geadresseerde=MAYBE_TEXT,
    eigenaar=MAYBE_TEXT,
    opZijnVroegst=MAYBE_DAY,
    uiterlijk=MAYBE_DAY,
    laatsteZittingsdag=MAYBE_DAY,
    zittingsdagIsGeschat=YES_OR_NO,
    stand={"type": "string", "enum": ["new", "registered", "rejected"]},
    geregistreerdAls=MAYBE_TEXT,
)
_READING: Schema = an_object(
    document=MAYBE_TEXT,
    titel=MAYBE_TEXT,
    dag=_DAY,
    dagIsNominaal=YES_OR_NO,
    opmerkingen=array(TEXT),
    uitspraken=array(_LINE),
)
_ROW: Schema = an_object(
    sleutel=TEXT, titel=MAYBE_TEXT, soortDocument=MAYBE_TEXT, gedateerdOp=MAYBE_DAY
)
_FILED = an_object(
    vindplaats=MAYBE_TEXT, bronzin=TEXT, formulering=MAYBE_TEXT, geregistreerdAls=MAYBE_TEXT
)
_ITEM: Schema = {"allOf": [_ROW, an_object(uitspraken=array(_FILED))]}
_SEES = Depends(permitted(Resource.LETTER))
_READS = Depends(permitted(Resource.LETTER, Action.REGISTER))
_DECIDES = Depends(permitted(Resource.LETTER, Action.DECIDE))
_Number = Annotated[int, Field(ge=1, le=100_000), NUMERIC]


# RFC 4648, section 4: as the schema says it, and not what a lenient reader makes of it.
_BASE64 = r"^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
_ONE_OF_BOTH: list[JsonValue] = [
    {"required": [given], "properties": {given: {"type": "string"}, other: {"type": "null"}}}
    for given, other in (("tekst", "bestand"), ("bestand", "tekst"))
]


class GivenLetter(Strict):
    """A letter as text or as a file, and what it does not say of itself."""

    model_config = ConfigDict(json_schema_extra={"oneOf": _ONE_OF_BOTH})

    tekst: (
        Annotated[str, StringConstraints(min_length=1, max_length=1_000_000, pattern=r"^[^\x00]*$")]
        | None
    ) = None
    bestand: Annotated[str, StringConstraints(pattern=_BASE64)] | None = Field(
        None, description="De bytes van het bestand, in base64."
    )
    naam: Annotated[Line, StringConstraints(max_length=100)] = "brief.txt"
    dag: Day | None = Field(None, description="Wanneer de brief is geschreven.")
    document: Line | None = Field(None, description="Sleutel, als de brief al is geregistreerd.")

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.tekst is None) == (self.bestand is None):
            raise PydanticCustomError("one_of_both", "either tekst or bestand is expected")
        return self

    @property
    def source(self) -> Source:
        """The bytes with their name."""
        content = b64decode(self.bestand or "") if self.tekst is None else self.tekst.encode()
        return Source(clean(self.naam), content)


class TakenStatement(Strict):
    """A statement that is taken over, and what the letter does not say of it."""

    nummer: _Number
    titel: Line | None = None
    intern_streven: Day | None = None


class DecidedLetter(GivenLetter, WithReason):
    """What is taken over and what is rejected; a letter that is new is registered so."""

    opnemen: list[TakenStatement] = Field(default_factory=list, max_length=500)
    afwijzen: list[_Number] = Field(default_factory=list, max_length=500)
    onderwerp: Reference | None = None
    titel: Line | None = None
    soort_document: DocumentKind = DocumentKind.KAMERBRIEF
    vertrouwelijkheid: Confidentiality = Confidentiality.PUBLIC


def add_letters(router: APIRouter) -> None:
    """Add reading, deciding, and what is kept."""
    noun, one = LETTERS.noun, f"{LETTERS.path}/{{sleutel}}"
    router.add_api_route(LETTERS.path, _list, **reading("Lijst van brieven", rows(_ROW), noun))
    said = reading("Eén brief en wat ervan werd", _ITEM, noun, headers=ETAG)
    router.add_api_route(one, _read, **said)
    read = changing("Lees een brief; er wordt niets vastgelegd", noun, 200, _READING)
    router.add_api_route(READINGS, _try, methods=["POST"], **read)
    decided = changing("Neem uitspraken op of wijs ze af", noun, 200, _READING)
    router.add_api_route(VERDICTS, _decide, methods=["POST"], **decided)


def _list(
    request: Request, reader: Annotated[Reader, _SEES], page: Annotated[Page, Query()]
) -> Response:
    row = SUBJECT.alias()
    with looking(office_of(request), reader, request) as eyes:
        came = select(row.c.source).where(row.c.kind.in_(FROM_LETTERS), eyes.may_see(row=row))
        after = [] if page.cursor is None else [SUBJECT.c.key > page.cursor]
        found = eyes.records(LETTERS.kind, SUBJECT.c.key.in_(came), *after, limit=page.aantal + 1)
    shown = [_row(each.record) for each in found[: page.aantal]]
    last = found[page.aantal - 1].record.key if len(found) > page.aantal else None
    return JSONResponse({"resultaten": shown}, headers=links(request, last))


def _read(request: Request, sleutel: Key, reader: Annotated[Reader, _SEES]) -> Response:
    with looking(office_of(request), reader, request) as eyes:
        document = eyes.record(LETTERS.kind, sleutel).record
        came = [
            each.record
            for kind in FROM_LETTERS
            for each in eyes.records(kind, SUBJECT.c.source == document.key)
        ]
    statements = [
        {
            "vindplaats": each.place,
            "bronzin": each.words,
            "formulering": each.moment,
            "geregistreerdAls": each.registered_as,
        }
        for each in filed_statements(sorted(came, key=lambda record: record.id))
    ]
    row = {**_row(document), "uitspraken": statements}
    return JSONResponse(row, headers={"ETag": etag_of(document.version)})


def _try(request: Request, reader: Annotated[Reader, _READS], said: GivenLetter) -> Response:
    with looking(office_of(request), reader, request) as eyes:
        found = _review(request, eyes, said)
        return JSONResponse(_shown(eyes, found, language_for(request)))


def _decide(
    request: Request,
    reader: Annotated[Reader, _DECIDES],
    asked: Making,
    said: DecidedLetter,
) -> Response:
    # Read before anything is locked: that takes a while.
    with looking(office_of(request), reader, request) as eyes:
        found = _review(request, eyes, said)

    def perform(ledger: Ledger, eyes: Looking) -> Response:
        about = _about(eyes, said.onderwerp)
        require_may_in(reader, cluster_of(about), Resource.LETTER, Action.DECIDE)
        filing = Filing(
            title=said.titel,
            kind=said.soort_document,
            confidentiality=said.vertrouwelijkheid,
            about=about,
        )
        after = settled(ledger, found, _verdicts(found, said, about), filing)
        return JSONResponse(_shown(eyes, after.review, language_for(request)))

    return perform_once(asked.by(reader, LETTERS, "", said), perform)


def _review(request: Request, eyes: Looking, said: GivenLetter) -> Review:
    """Return what a letter says and what is known of it; a hidden document is none.

    Raises:
        UnknownSubjectError: the document that is named is not there, or not for this reader.
        HiddenError: the letter is registered, and not for this reader.
        LetterError: the bytes are no letter that can be read here.
        UndatedLetterError: nobody says on which day it was written.
    """
    office, session = office_of(request), eyes.session
    calendar = office.rulebook.calendar
    if said.document is not None:
        eyes.record(LETTERS.kind, said.document)
    letter = letter_of(said.source)

    def sees(document: Record) -> bool:
        return bool(eyes.narrowed(LETTERS.kind, BY_ID, {"wanted_id": document.id}))

    known_as, dated = dated_letter(
        session, letter, said.document, said.dag, today=office.today, sees=sees
    )
    statements = find(letter, dated.day, calendar)
    found = reviewed(session, letter, dated, known_as, statements, calendar)
    if found.document is not None and not sees(found.document):
        raise HiddenError  # without its key: they know the file, not the document
    return found


def _verdicts(found: Review, said: DecidedLetter, about: Record | None) -> Verdicts:
    """Return what was decided, of statements that nobody decided about.

    Raises:
        InvalidAmendmentError: there is no such statement, or it is decided, or twice.
    """
    named = [*(each.nummer for each in said.opnemen), *said.afwijzen]
    undecided = {line.placed.number for line in found.new}
    wrong = sorted({each for each in named if each not in undecided or named.count(each) > 1})
    if wrong or not named:
        raise InvalidAmendmentError(
            subject=_A_LETTER,
            field=Words("uitspraken", "statements"),
            value=", ".join(map(str, wrong)),
            problem=Words(
                "noem elk één keer, uit: " + ", ".join(map(str, sorted(undecided))),
                "name each once, out of: " + ", ".join(map(str, sorted(undecided))),
            ),
        )
    taken = {
        each.nummer: Taking(about=about, title=each.titel, internal_target=each.intern_streven)
        for each in said.opnemen
    }
    return Verdicts(taken, said.afwijzen, (said.toelichting or "").strip() or None)


def _about(eyes: Looking, name: str | None) -> Record | None:
    if name is None:
        return None
    kind, _, key = name.partition(":")
    return current_by_id(eyes.session, require_seen(eyes, _A_LETTER, "onderwerp", (kind, key)))


def _shown(eyes: Looking, found: Review, language: Language) -> Json:
    ids: set[int | None] = {found.document.id} if found.document is not None else set()
    for line in found.lines:
        ids |= {_id(line.addressee), _id(line.owner), _id(_registered(line))}
    names = names_of(eyes, ids)
    return {
        "document": names.get(_id(found.document) or 0),
        "titel": found.title,
        "dag": found.dated.day.isoformat(),
        "dagIsNominaal": found.dated.is_nominal,
        "opmerkingen": [each.say(language) for each in found.letter.written.remarks],
        "uitspraken": [_line(line, names) for line in found.lines],
    }


def _line(line: Proposal, names: dict[int, str]) -> Json:
    said, registered = line.placed.statement, _registered(line)
    window = said.reading.window
    decided = "registered" if registered is not None else "rejected"
    return {
        "nummer": line.placed.number,
        "vindplaats": line.placed.place,
        "bronzin": said.sentence,
        "formulering": said.phrase,
        "voorstel": said.proposes,
        "gewicht": said.modality,
        "geadresseerde": names.get(_id(line.addressee) or 0),
        "eigenaar": names.get(_id(line.owner) or 0),
        "opZijnVroegst": window.earliest and window.earliest.isoformat(),
        "uiterlijk": window.latest and window.latest.isoformat(),
        "laatsteZittingsdag": line.practical and line.practical.isoformat(),
        "zittingsdagIsGeschat": line.is_estimated,
        "stand": "new" if line.known is None else decided,
        "geregistreerdAls": names.get(_id(registered) or 0),
    }


def _registered(line: Proposal) -> Record | None:
    return line.known.registered if line.known is not None else None


def _id(record: Record | None) -> int | None:
    return None if record is None else record.id


def _row(document: Record) -> Json:
    day = document.day("dated_on")
    return {
        "sleutel": document.key,
        "titel": document.text("title"),
        "soortDocument": document.text("document_kind"),
        "gedateerdOp": None if day is None else day.isoformat(),
    }
