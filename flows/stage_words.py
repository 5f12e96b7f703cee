"""The stages of a day and what they count, in the words of the reader."""

from collections.abc import Mapping

from flows.stages import Counted, Stage
from models.vocabulary import Language

_DONE = {Language.NL: "klaar", Language.EN: "done"}
FAILED = {Language.NL: "mislukt", Language.EN: "failed"}
_TITLES = {
    Language.NL: {
        Stage.SERVER: "Prefect starten",
        Stage.DEADLINES: "Termijnen controleren",
        Stage.MESSAGES: "Berichten sturen",
        Stage.REPORTS: "Rapporten publiceren",
    },
    Language.EN: {
        Stage.SERVER: "Starting Prefect",
        Stage.DEADLINES: "Checking deadlines",
        Stage.MESSAGES: "Sending messages",
        Stage.REPORTS: "Publishing reports",
    },
}
# For one, and for any other number.
_WORDS = {
    Language.NL: {
        Counted.REMINDERS: ("nieuwe herinnering", "nieuwe herinneringen"),
        Counted.RUN_OUT: ("voorstel verlopen", "voorstellen verlopen"),
        Counted.PLANNED: ("nieuw bericht", "nieuwe berichten"),
        Counted.DELIVERED: ("verstuurd", "verstuurd"),
        Counted.FAILED: ("nog niet aangekomen", "nog niet aangekomen"),
        Counted.DEAD: ("onbestelbaar", "onbestelbaar"),
        Counted.PUBLISHED: ("nieuwe editie", "nieuwe edities"),
        Counted.UNCHANGED: ("ongewijzigd", "ongewijzigd"),
        Counted.UNPUBLISHED: ("mislukt", "mislukt"),
    },
    Language.EN: {
        Counted.REMINDERS: ("new reminder", "new reminders"),
        Counted.RUN_OUT: ("proposal ran out", "proposals ran out"),
        Counted.PLANNED: ("new message", "new messages"),
        Counted.DELIVERED: ("sent", "sent"),
        Counted.FAILED: ("not delivered yet", "not delivered yet"),
        Counted.DEAD: ("undeliverable", "undeliverable"),
        Counted.PUBLISHED: ("new edition", "new editions"),
        Counted.UNCHANGED: ("unchanged", "unchanged"),
        Counted.UNPUBLISHED: ("failed", "failed"),
    },
}


def title(stage: Stage, language: Language) -> str:
    """Return the stage as people call it."""
    return _TITLES[language][stage]


def said(counts: Mapping[Counted, int], language: Language) -> str:
    """Return the counts as a phrase: "3 nieuwe berichten, 3 verstuurd"; "klaar" without any."""
    phrases = [f"{number} {_word(what, number, language)}" for what, number in counts.items()]
    return ", ".join(phrases) or _DONE[language]


def decimal(seconds: float, language: Language) -> str:
    """Return seconds with one decimal, as the language writes it."""
    text = f"{seconds:.1f}"
    return text.replace(".", ",") if language is Language.NL else text


def _word(what: Counted, number: int, language: Language) -> str:
    one, many = _WORDS[language][what]
    return one if number == 1 else many
