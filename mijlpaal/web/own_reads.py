"""Whose reads a reader may see: of everything for who watches, of its own data for a company."""

from sqlalchemy import ColumnElement

from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from models.reading.condition import is_a_companys
from models.reading.looking import Looking
from models.storage.records import SUBJECT


def reads_for(eyes: Looking, reader: Reader) -> ColumnElement[bool] | None:
    """Return the condition on the row that was read; None: they may see all reads."""
    if reader.may(Resource.ACCESS):
        return None
    return is_a_companys(eyes.sight.own, eyes.sight, SUBJECT)
