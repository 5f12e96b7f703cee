"""Date phrases as Dutch government letters use them, read by rules that a reader can check."""

from models.dates.phrases.grammar import Rule, Tense
from models.dates.phrases.reader import read_moment, read_phrase
from models.dates.phrases.rules import RULES

__all__ = ["RULES", "Rule", "Tense", "read_moment", "read_phrase"]
