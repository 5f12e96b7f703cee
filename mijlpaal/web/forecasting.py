"""Which milestones of a table may get a forecast by one reader."""

from collections.abc import Callable

from mijlpaal.importing import MilestoneOf
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from models.errors import InvalidAmendmentError, Words
from models.reading.looking import Looking
from models.storage.records import Record
from models.vocabulary import SubjectKind

_NOT_HERE = Words(
    "uw rol geldt niet voor deze mijlpaal", "your role does not hold for this milestone"
)


def milestone_to_forecast(
    eyes: Looking, reader: Reader, look: Callable[[Record], None]
) -> MilestoneOf:
    """Return what finds the milestone of a row, for who may forecast it.

    Args:
        eyes: with which it is looked for.
        reader: who imports.
        look: is given each milestone before its forecast; what it raises is a fault of that row.
    """

    def milestone_of(key: str) -> Record:
        record = eyes.record(SubjectKind.MILESTONE, key).record
        if not reader.may_do(record, Resource.MILESTONE, Action.FORECAST):
            raise InvalidAmendmentError(
                subject=record.name, field="sleutel", value=key[:80], problem=_NOT_HERE
            )
        look(record)
        return record

    return milestone_of
