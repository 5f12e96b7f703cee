"""What a log calls its columns, on a page and in a file."""

from collections.abc import Mapping

from models.vocabulary import Language
from reports.words import Text

LOGS: Mapping[str, Text] = {
    "log": Text("Logboek", "Log"),
    "recorded": Text("Vastgelegd", "Recorded"),
    "in_force": Text("Geldt vanaf", "In force from"),
    "kind": Text("Soort", "Kind"),
    "key": Text("Sleutel", "Key"),
    "subject": Text("Onderwerp", "Subject"),
    "what": Text("Wat", "What"),
    "who": Text("Wie", "Who"),
    "reason": Text("Reden", "Reason"),
    "changed": Text("Eerst → daarna", "Before → after"),
    "access_log": Text("Toegangslogboek", "Access journal"),
    "about_whom": Text("Over wie", "About whom"),
    "about_what": Text("Waarover", "About what"),
    "let_in_by": Text("Besloten door", "Decided by"),
    "not_for_you": Text("niet voor u", "not for you"),
}


def say_of_log(name: str, language: Language) -> str:
    """Return what a log calls something."""
    return LOGS[name].say(language)
