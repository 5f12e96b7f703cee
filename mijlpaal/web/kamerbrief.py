"""The letter to the Kamer, as pages and the API both need it: who may, what it says, its draft."""

from collections.abc import Sequence

from mijlpaal.call import Call
from mijlpaal.on_demand import OnDemandForm, content_of
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.entry.refusals import HiddenError
from mijlpaal.web.office import Office
from models.reading.looking import Looking
from models.vocabulary import Confidentiality, Language, SubjectKind
from reports.figures.kamerbrief import KamerbriefFigures, kamerbrief_figures


def require_insider(reader: Reader) -> None:
    """Refuse who is no insider to the whole programme: what is missing speaks of all of it.

    Raises:
        HiddenError: the reader is not.
    """
    if reader.sight.everywhere is Confidentiality.PUBLIC or reader.sight.within is not None:
        raise HiddenError


def figures_of_letter(office: Office, eyes: Looking, duties: Sequence[str]) -> KamerbriefFigures:
    """Return what a letter that fulfils these duties would say today.

    Raises:
        UnknownSubjectError: there is no such duty, or not for this reader.
        NoDutyError: one of them is no duty to the Kamer.
    """
    for key in duties:
        eyes.record(SubjectKind.MILESTONE, key)
    day, calendar = office.today, office.rulebook.calendar
    return kamerbrief_figures(eyes.session, duties, reference_date=day, calendar=calendar)


def name_of_draft(figures: KamerbriefFigures) -> str:
    """Return how the file of a draft is called, without its ending."""
    return f"kamerbrief-{figures.masthead.reference_date}"


def draft_of(
    figures: KamerbriefFigures, form: OnDemandForm, reader: Reader, language: Language
) -> bytes:
    """Return the draft of a letter, for a person to finish."""
    return content_of(figures, form, Call(language, reader.actor))
