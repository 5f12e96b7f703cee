"""What a fact says: whether it holds, and the rows behind the answer, for one reader.

Pure values without a language; who shows them picks one. What a reader may not see is counted
and never named.
"""

from dataclasses import dataclass

from models.errors import Words

SHOWN = 3  # rows in a sentence; ``rows`` holds them all
HOLDS = Words("voldaan", "holds")
STILL_SO = Words("dit geldt nog", "this still holds")


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number of rows is called: one of them and several, in both languages."""

    nl: tuple[str, str]
    en: tuple[str, str]

    def of(self, number: int) -> Words:
        """Return the number and what there are so many of.

        >>> Counted(("rij", "rijen"), ("row", "rows")).of(1)
        Words(nl='1 rij', en='1 row')
        """
        form = 0 if number == 1 else 1
        return Words(f"{number} {self.nl[form]}", f"{number} {self.en[form]}")


HIDDEN = Counted(
    ("vertrouwelijke rij", "vertrouwelijke rijen"), ("confidential row", "confidential rows")
)


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a fact does not hold for a subject: in words, and by the rows that say so."""

    words: Words
    rows: tuple[Words, ...] = ()
    hidden: int = 0  # rows above the reader's clearance


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a fact holds, and the rows that say so (what is missing, when it does not)."""

    name: str
    claim: Words  # what is true when the fact holds
    holds: bool
    words: Words
    rows: tuple[Words, ...] = ()
    hidden: int = 0  # rows above the reader's clearance; they count in ``words``

    def denied(self) -> "Finding":
        """Return the finding of ``not`` this fact."""
        return Finding(
            name=f"not {self.name}",
            claim=Words(f"niet: {self.claim.nl}", f"not: {self.claim.en}"),
            holds=not self.holds,
            words=STILL_SO if self.holds else self.words,
            rows=self.rows,
            hidden=self.hidden,
        )

    def say(self, language: str = "nl") -> str:
        """Return the finding in one line, with the first rows."""
        words = self.words.say(language)
        rows = self.listed(language)
        return f"{words}: {'; '.join(rows)}" if rows else words

    def listed(self, language: str = "nl", *, most: int = SHOWN) -> list[str]:
        """Return the first rows in words, and how many there are besides."""
        lines = [row.say(language) for row in self.rows[:most]]
        if (more := len(self.rows) - most) > 0:
            lines.append(Words(f"en nog {more}", f"and {more} more").say(language))
        if self.hidden:
            lines.append(HIDDEN.of(self.hidden).say(language))
        return lines
