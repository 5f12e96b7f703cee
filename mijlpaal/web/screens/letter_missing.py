"""What a letter to the Kamer still lacks, each with the page where it is mended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.language_of_parts import marked
from mijlpaal.web.screens.texts import TEXTS_PATH
from models.errors import Words
from models.vocabulary import Language
from reports.figures.kamerbrief_check import Missing
from reports.sentences import Sentences
from reports.words import Text


@dataclass(frozen=True, slots=True)
class _Mend:
    """What mends it, on which page, and who may do that."""

    words: Words
    path: str
    resource: Resource
    action: Action = Action.READ


@dataclass(frozen=True, slots=True)
class MissingView:
    """One thing to see to; ``act`` is empty where nothing can be done, or not by this reader."""

    text: str
    act: str = ""
    path: str = ""


_WRITE = _Mend(
    Words("Schrijf de statustekst", "Write the status text"),
    f"{TEXTS_PATH}/{{about}}",
    Resource.STATUS_TEXT,
    Action.REGISTER,
)
_LOOK = _Mend(
    Words("Bekijk de statustekst", "Look at the status text"),
    f"{TEXTS_PATH}/{{about}}",
    Resource.STATUS_TEXT,
)
_REPLAN = _Mend(
    Words("Herijk de afspraak", "Re-plan it"),
    "/mijlpalen/{about}/herijken",
    Resource.MILESTONE,
    Action.REPLAN,
)
# By what it is called in the check; of the rest one must only know.
_MENDS: Mapping[str, _Mend] = {
    "no_text": _WRITE,
    "old_text": _WRITE,
    "moved_since": _WRITE,
    "newer_text": _LOOK,
    "text_not_established": _LOOK,
    "no_bound": _REPLAN,
    "bound_passed": _REPLAN,
    "duty_closed": _Mend(
        Words("Bekijk de toezegging", "Look at the duty"),
        "/mijlpalen/{about}",
        Resource.MILESTONE,
    ),
    "step_unknown": _Mend(
        Words("Zet een stap", "Take a step"),
        "/clusters/{about}/stap",
        Resource.CLUSTER,
        Action.ADVANCE,
    ),
    "estimated_recess": _Mend(
        Words("Bekijk de kalender", "Look at the calendar"),
        "/beheer/kalenders",
        Resource.CALENDAR,
    ),
}


def missing_seen(found: Iterable[Missing], reader: Reader) -> list[MissingView]:
    """Return what is missing in words, each with what this reader can do about it."""
    return [_seen(each, reader) for each in found]


def _seen(each: Missing, reader: Reader) -> MissingView:
    language = reader.language
    text, mend = _said(each.text, language), _MENDS.get(each.code)
    if mend is None or not reader.may(mend.resource, mend.action):
        return MissingView(text)
    return MissingView(text, mend.words.say(language), mend.path.format(about=each.about))


def _said(text: Text, language: Language) -> str:
    """Return what is the matter; what stands before it is Dutch if no language changes it."""
    said, (title, colon, _) = Sentences(language).say(text), text.en.partition(": ")
    if not colon or not text.nl.startswith(title + colon):
        return said
    return marked(title, language) + said.removeprefix(title)
