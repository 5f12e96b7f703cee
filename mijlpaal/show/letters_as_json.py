"""A letter that was read, as JSON: stable keys, whatever the screen shows."""

from mijlpaal.letters import Line, Review
from models.letters import Statement
from models.storage.records import Record


def review_as_json(found: Review) -> dict[str, object]:
    """Return a letter with all its statements, decided or not."""
    letter, dated = found.letter, found.dated
    return {
        "letter": {
            "file": letter.name,
            "kind": letter.kind,
            "digest": letter.digest,
            "title": found.title,
            "said_on": dated.day,
            "said_on_origin": dated.origin.en,
            "said_on_is_nominal": dated.is_nominal,
            "document": _key(found.document),
            "remarks": [remark.en for remark in letter.written.remarks],
        },
        "statements": [_line_as_json(line) for line in found.lines],
        "beside": [_statement_as_json(statement) for statement in found.beside],
    }


def _line_as_json(line: Line) -> dict[str, object]:
    known = line.known
    decided = known.decided if known else None
    registered = known.registered if known else None
    state = "new" if known is None else "registered" if registered is not None else "rejected"
    return {
        "number": line.placed.number,
        "place": line.placed.place,
        **_statement_as_json(line.placed.statement),
        "addressee_key": _key(line.addressee),
        "owner_key": _key(line.owner),
        "last_sitting_day": line.practical,
        "last_sitting_day_is_estimated": line.is_estimated,
        "state": state,
        "registered_as": f"{registered.kind}:{registered.key}" if registered else None,
        "decided_by": decided.text("decided_by") if decided else None,
        "decided_on": decided.day("decided_on") if decided else None,
    }


def _statement_as_json(statement: Statement) -> dict[str, object]:
    reading = statement.reading
    return {
        "proposes": statement.proposes,
        "sentence": statement.sentence,
        "phrase": statement.phrase,
        "sense": statement.sense,
        "modality": statement.modality,
        "debtor": statement.debtor,
        "addressee": statement.addressee,
        "is_quoted": statement.is_quoted,
        "earliest": reading.window.earliest,
        "soft_latest": reading.window.soft_latest,
        "latest": reading.window.latest,
        "edtf": reading.edtf,
        "rule": reading.rule,
        "remarks": list(reading.remarks),
        "event": reading.event,
        "offset": reading.offset,
        "digest": statement.digest,
    }


def _key(record: Record | None) -> str | None:
    return record.key if record else None
