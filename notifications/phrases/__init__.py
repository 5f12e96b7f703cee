"""The sentences of a message: how they are built is written once, the words once per language."""

from collections.abc import Mapping

from models.vocabulary import Language
from notifications.phrases.en import ENGLISH
from notifications.phrases.nl import DUTCH
from notifications.phrases.sentences import Line, Phrases

PHRASES: Mapping[Language, Phrases] = {Language.NL: Phrases(DUTCH), Language.EN: Phrases(ENGLISH)}

__all__ = ["PHRASES", "Line", "Phrases"]
