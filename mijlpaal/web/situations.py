"""What hangs on what and what slipped before, as far as one reader may see it.

Both are kept for that reader until anything is recorded (``mijlpaal.web.kept``).
"""

from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.office import Office
from models.consequences.situation import Situation
from models.consequences.slipping import Case
from models.foresight.situation_in_sight import situation_in_sight
from models.foresight.slip_history import own_cases
from models.reading.looking import Looking
from seeds.slippages import reference_cases


def situation_seen(office: Office, eyes: Looking, reader: Reader) -> Situation:
    """Return today's situation without anything that this reader may not see.

    It is kept for this reader until anything is recorded; what of other companies is in it is
    noted each time that it is shown.
    """
    eyes.note_of_companies()

    def make() -> Situation:
        return situation_in_sight(eyes, office.today)

    return office.situations.of(eyes.session, reader, office.today, "situation", make)


def cases_seen(office: Office, eyes: Looking, reader: Reader) -> list[Case]:
    """Return the programme's own cases, as far as a reader may see them, and the reference ones."""

    def make() -> list[Case]:
        return [*own_cases(eyes.session, sight=reader.sight), *reference_cases()]

    return office.situations.of(eyes.session, reader, office.today, "cases", make)
