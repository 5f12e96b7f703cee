"""A letter on the terminal: its day, each statement with its reading, and what became of it."""

from collections.abc import Iterator, Sequence

from mijlpaal.call import Call
from mijlpaal.deciding import Settled
from mijlpaal.letters import Line, Review
from mijlpaal.show import screen
from mijlpaal.show.wording import ABSENT
from models.dates import Reading, Tense
from models.letters import Proposed, Statement
from models.storage.records import Record
from models.vocabulary import SubjectKind
from reports.sentences import Sentences
from reports.spelling import compact, in_words, span, with_weekday

_BECOMES = {
    Proposed.DUTY: ("toezegging aan de Kamer", "duty to parliament"),
    Proposed.MILESTONE: ("mijlpaal", "milestone"),
    Proposed.EVENT: ("gebeurtenis", "event"),
}
_SENSES = {
    Tense.PAST: ("is geweest", "has been"),
    Tense.PLANNED: ("komt nog", "is to come"),
    Tense.DEADLINE: ("uiterste termijn", "deadline"),
}


def show_review(found: Review, call: Call, *, everything: bool) -> None:
    """Write a letter that was read: what is proposed, and what there is to do about it."""
    show_head(found, call)
    new = found.new
    decided = [line for line in found.lines if line.known is not None]
    if new:
        heads = call.say(f"Voorgesteld ({len(new)})", f"Proposed ({len(new)})")
        screen.heading(heads)
    for index, line in enumerate(new):
        if index:
            screen.say("")
        show_line(line, call)
    if everything or not new:
        _show_decided(decided, call)
    if everything:
        _show_beside(found.beside, call)
    _show_what_to_do(found, len(decided), call, everything=everything)


def show_head(found: Review, call: Call) -> None:
    """Write which letter it is, of which day, and what a reader should know of how it was read."""
    letter, dated = found.letter, found.dated
    kept = found.document.text("title") if found.document else None
    screen.say(screen.Ink(kept or found.title or letter.name, "bold"))
    nominal = call.say(", nominaal", ", nominal") if dated.is_nominal else ""
    day = in_words(dated.day, call.language)
    known_as = found.document.key if found.document else None
    screen.pairs(
        [
            (call.say("bestand", "file"), f"{letter.name} ({letter.kind})"),
            (
                call.say("gezegd op", "said on"),
                f"{day} ({dated.origin.say(call.language)}{nominal})",
            ),
            (
                call.say("document", "document"),
                known_as or call.say("nog niet geregistreerd", "not registered yet"),
            ),
        ]
    )
    for remark in letter.written.remarks:
        screen.say(screen.Ink(f"▲ {remark.say(call.language)}", "yellow"))


def show_line(line: Line, call: Call) -> None:
    """Write one proposal: the sentence, its reading, its parties, and what it would become."""
    statement = line.placed.statement
    screen.item(
        screen.Ink(f"{line.placed.number:>3}", "bold cyan"),
        marked(statement),
        [
            _what(line, call),
            _reading(statement.reading, call),
            *_practical(line, call),
            *_parties(line, call),
            *_doubts(statement, call),
            *_needed(line, call),
        ],
    )


def show_taken(settled: Settled, call: Call) -> None:
    """Write what was registered and what was rejected, and as which document the letter is kept."""
    document = settled.review.document
    for number, record in settled.taken:
        kind = Sentences(call.language).label("KINDS", record.kind)
        title = record.text("title")
        said = call.say(
            f"✓ {number} opgenomen als {kind} {record.key}: {title}",
            f"✓ {number} registered as {kind} {record.key}: {title}",
        )
        screen.say(screen.Ink(said, "green"))
        if record.kind is SubjectKind.MILESTONE:
            screen.say(screen.Ink(f"    mijlpaal milestone show {record.key}", "dim"))
    for number in settled.rejected:
        said = call.say(f"✕ {number} afgewezen", f"✕ {number} rejected")
        screen.say(screen.Ink(said, "yellow"))
    if document is not None:
        source = call.say("bron: document", "source: document")
        screen.say(screen.Ink(f"    {source} {document.key} · {document.text('title')}", "dim"))


def show_rest(found: Review, call: Call) -> None:
    """Write, after something was decided, what is still open in the letter."""
    numbers = ", ".join(str(line.placed.number) for line in found.new)
    if numbers:
        screen.say(call.say(f"Nog niet besloten: {numbers}.", f"Not decided yet: {numbers}."))
    else:
        screen.say(_all_decided(call))


def marked(statement: Statement) -> str:
    """Return the sentence with its phrase between arrows.

    The mark is of text, not of colour alone, and none that letters use themselves.
    """
    before, phrase, after = statement.sentence.partition(statement.phrase or "\0")
    return f"{before}»{phrase}«{after}" if phrase else statement.sentence


def became(line: Line, call: Call) -> str:
    """Return what became of a statement, in one line."""
    known = line.known
    if known is None:
        return call.say("nog niet besloten", "not decided yet")
    decided = known.decided
    by = ""
    if decided is not None:
        day = compact(decided.day("decided_on"), call.language)
        who = decided.text("decided_by")
        by = call.say(f" (door {who}, {day})", f" (by {who}, {day})")
    if known.registered is None:
        return call.say(f"afgewezen{by}", f"rejected{by}")
    kind = Sentences(call.language).label("KINDS", known.registered.kind)
    key = known.registered.key
    return call.say(f"al opgenomen als {kind} {key}{by}", f"registered already as {kind} {key}{by}")


def _what(line: Line, call: Call) -> str:
    statement = line.placed.statement
    parts = [call.say(*_BECOMES[statement.proposes])]
    if statement.modality is not None:
        weight = Sentences(call.language).label("MODALITIES", statement.modality)
        parts.append(call.say(f"gewicht: {weight}", f"weight: {weight}"))
    parts += [call.say(*_SENSES[statement.sense]), place_in_words(line.placed.place, call)]
    return " · ".join(parts)


def place_in_words(place: str, call: Call) -> str:
    """Return where a statement stands; places are kept in Dutch, as letters count them."""
    return call.say(place, place.replace("alinea", "paragraph").replace("voetnoot", "footnote"))


def _reading(reading: Reading, call: Call) -> str:
    if not reading.text:
        return call.say("noemt geen moment", "names no moment")
    window = reading.window
    said = f"„{reading.text}” = {span(window.earliest, window.latest, call.language)}"
    if window.soft_latest is not None:
        soft = compact(window.soft_latest, call.language)
        said += call.say(f", waarschuwen vanaf {soft}", f", warn from {soft}")
    if window.latest is None and window.earliest is not None:
        said += call.say("; geen uiterste dag", "; no last day")
    if reading.event is not None:
        said += call.say(f"; hangt af van: {reading.event}", f"; depends on: {reading.event}")
        said += f" ({reading.offset})" if reading.offset else ""
    edtf = f"EDTF {reading.edtf}, " if reading.edtf else ""
    return f"{said}  ({edtf}{call.say('regel', 'rule')} {reading.rule})"


def _practical(line: Line, call: Call) -> Iterator[screen.Cell]:
    if line.practical is None:
        return
    day = with_weekday(line.practical, call.language)
    said = call.say(f"laatste vergaderdag: {day}", f"last sitting day: {day}")
    if line.is_estimated:
        estimate = call.say("(geschat reces)", "(estimated recess)")
        yield screen.Ink(f"{said} {estimate}", "yellow")
    else:
        yield said


def _parties(line: Line, call: Call) -> Iterator[str]:
    statement = line.placed.statement
    said = [
        (call.say("wie", "who"), statement.debtor, line.owner),
        (call.say("aan", "to"), statement.addressee, line.addressee),
    ]
    shown = [_party(label, words, record) for label, words, record in said if words]
    if shown:
        yield " · ".join(shown)


def _party(label: str, words: str, record: Record | None) -> str:
    known = f" (= {record.text('title')})" if record is not None else ""
    return f"{label}: {words}{known}"


def _doubts(statement: Statement, call: Call) -> Iterator[screen.Cell]:
    if statement.is_quoted:
        quoted = call.say(
            "Staat in een citaat: dat spreekt vanaf een andere dag.",
            "Stands in a quotation, which speaks from another day.",
        )
        yield screen.Ink(f"▲ {quoted}", "yellow")
    for remark in statement.reading.remarks:
        if statement.phrase:
            yield screen.Ink(f"▲ {remark.say(call.language)}", "yellow")


def _needed(line: Line, call: Call) -> Iterator[screen.Cell]:
    """Yield what must be given to register it, besides what it is about."""
    statement = line.placed.statement
    needed = []
    if statement.proposes is Proposed.DUTY and line.addressee is None:
        needed.append(call.say("--addressee ORGANISATIE", "--addressee ORGANISATION"))
    if statement.proposes is not Proposed.EVENT and statement.reading.window.latest is None:
        needed.append(call.say("--internal-target DAG", "--internal-target DAY"))
    if needed:
        options = ", ".join(needed)
        yield call.say(f"nodig om op te nemen: {options}", f"needed to register: {options}")


def _show_decided(decided: Sequence[Line], call: Call) -> None:
    if decided:
        screen.heading(call.say("Al besloten", "Decided already"))
    screen.table(
        (
            call.say("nr", "no"),
            call.say("wat ermee gebeurde", "what became of it"),
            call.say("moment", "moment"),
            call.say("zin", "sentence"),
        ),
        [
            (
                str(line.placed.number),
                became(line, call),
                line.placed.statement.phrase or ABSENT,
                _beginning(line.placed.statement.sentence),
            )
            for line in decided
        ],
    )


def _show_beside(beside: Sequence[Statement], call: Call) -> None:
    if beside:
        screen.heading(
            call.say("Noemt een moment, maar er hangt niets van af", "Names a moment, no more")
        )
    for statement in beside:
        screen.say(f"  · {marked(statement)}")


def _show_what_to_do(found: Review, decided: int, call: Call, *, everything: bool) -> None:
    screen.say("")
    if not found.lines:
        screen.say(
            call.say(
                "In deze brief staat geen toezegging, mijlpaal of gebeurtenis met een moment.",
                "This letter holds no duty, milestone or event with a moment.",
            )
        )
        return
    if decided and found.new and not everything:
        screen.say(
            call.say(
                f"Al besloten: {decided} (tonen met --all).",
                f"Decided already: {decided} (shown with --all).",
            )
        )
    if found.new:
        number = found.new[0].placed.number
        screen.say(
            screen.Ink(
                call.say(
                    f"Er is niets vastgelegd. Opnemen: --accept {number} --about"
                    f" cluster:SLEUTEL; afwijzen: --reject {number}; één voor één: --interactive",
                    f"Nothing was recorded. To register: --accept {number} --about cluster:KEY;"
                    f" to reject: --reject {number}; one by one: --interactive",
                ),
                "dim",
            )
        )
    else:
        screen.say(_all_decided(call))


def _beginning(sentence: str) -> str:
    return sentence if len(sentence) <= 70 else sentence[:68].rpartition(" ")[0] + " …"  # noqa: PLR2004


def _all_decided(call: Call) -> str:
    return call.say("Over alles in deze brief is besloten.", "All in this letter is decided.")
