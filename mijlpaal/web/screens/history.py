"""What happened to a row and who did it, for who may read the log of it."""

from mijlpaal.show.events import EventRow, event_rows
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from models.ledger.chain import events_of
from models.reading.looking import Looking
from models.storage.records import Record
from models.vocabulary import Confidentiality


def history_seen(eyes: Looking, reader: Reader, record: Record) -> list[EventRow]:
    """Return the events of a row, the newest first; none where names and reasons are withheld."""
    clearance = reader.sight.clearance_in(record.number("cluster_id"))
    if not reader.may(Resource.LOG) or clearance is Confidentiality.PUBLIC:
        return []
    return event_rows(events_of(eyes.session, record.id))[::-1]
