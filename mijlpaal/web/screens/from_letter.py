"""The letter that a row was taken from."""

from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from models.reading.looking import Looking
from models.storage.records import SUBJECT, Record
from models.vocabulary import SubjectKind


def letter_behind(eyes: Looking, reader: Reader, key: str | None) -> Record | None:
    """Return the letter that a row was taken from, for who may see both."""
    if key is None or not reader.may(Resource.LETTER):
        return None
    found = eyes.records(SubjectKind.DOCUMENT, SUBJECT.c.key == key)
    return found[0].record if found else None
