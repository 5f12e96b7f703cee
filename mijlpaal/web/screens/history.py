"""What happened to a row, who did it and what it changed, for who may read the log of it."""

from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.log_entries import Wanted
from mijlpaal.web.log_in_words import LogLine, log_lines
from mijlpaal.web.screens.page_words import PageSentences
from models.reading.looking import Looking
from models.storage.records import SUBJECT, Record

MOST = 200  # of one row; the log has them all


def history_seen(eyes: Looking, reader: Reader, record: Record) -> list[LogLine]:
    """Return the events of a row, the newest first; none where names and reasons are withheld."""
    if not reader.may(Resource.LOG):
        return []
    wanted = Wanted(kind=record.kind, about=SUBJECT.c.id == record.id)
    return log_lines(eyes, reader, wanted, PageSentences(reader.language), limit=MOST)
