"""What a table becomes, whatever file it came in: rows with the line that they stand on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from models.errors import MijlpaalError, UnfitTableError, Words

COLUMNS: Final = ("sleutel", "wanneer", "toelichting")
NEEDED: Final = COLUMNS[:2]
MOST_ROWS: Final = 1_000
_LISTED: Final = 200  # flaws that are told; whoever has more begins with these


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong: where, what, and what would be accepted."""

    line: int
    column: str  # as the file calls it, empty for the whole line
    problem: Words
    accepted: str


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file.

    Attributes:
        rows: each with its line (1-based) and its cells by column, as text without the spaces
            around it.
        called: what this kind of file calls a column, where that is another name.
        flaws: the lines that are no row; what stands in the other lines is told beside these.
    """

    rows: tuple[tuple[int, Mapping[str, str]], ...]
    called: Mapping[str, str]
    flaws: tuple[Flaw, ...] = ()

    def flaw(self, line: int, column: str, problem: Words, accepted: str) -> Flaw:
        """Return a flaw in a column, under the name that the file has for it."""
        return Flaw(line, self.called.get(column, column), problem, accepted)


def unfit(flaws: Sequence[Flaw]) -> UnfitTableError:
    """Return the error that says all of these, and how many more there are than it lists."""
    listed, more = flaws[:_LISTED], len(flaws) - _LISTED
    nl = [_line(each, "regel", "Verwacht", "nl") for each in listed]
    en = [_line(each, "line", "Accepted", "en") for each in listed]
    if more > 0:
        nl.append(f"… en nog {more}.")
        en.append(f"… and {more} more.")
    return UnfitTableError(
        count=len(flaws),
        listed=Words("\n".join(nl), "\n".join(en)),
        flaws=tuple(flaws),
    )


def flaws_of(error: UnfitTableError) -> tuple[Flaw, ...]:
    """Return what is wrong, each with its place."""
    return cast("tuple[Flaw, ...]", error.facts["flaws"])


def said_by(error: MijlpaalError) -> Words:
    """Return what an error says, for a flaw that it is the reason of."""
    return Words(error.say("nl").strip(), error.say("en").strip())


def table_of(lines: Iterable[tuple[int, Sequence[str]]]) -> Table:
    """Return the rows below a line of names, in any order; empty lines are none.

    A line of another length is a flaw of the table: which cell is which cannot be told.

    Raises:
        UnfitTableError: other columns than these, or too many rows.
    """
    filled = ((line, [each.strip() for each in cells]) for line, cells in lines)
    filled = ((line, cells) for line, cells in filled if any(cells))
    first, header = next(filled, (1, []))
    names = [each.lower() for each in header]
    if len(names) != len(set(names)) or not set(NEEDED) <= set(names) <= set(COLUMNS):
        found = ", ".join(names)[:200]
        other = Words("andere kolommen dan verwacht", "other columns than expected")
        raise unfit([Flaw(first, found, other, ", ".join(COLUMNS))])
    rows: list[tuple[int, Mapping[str, str]]] = []
    short: list[Flaw] = []
    for line, cells in filled:
        if len(rows) + len(short) == MOST_ROWS:
            raise unfit([Flaw(line, "", Words("te veel rijen", "too many rows"), str(MOST_ROWS))])
        if len(cells) != len(names):
            uneven = Words("niet elke kolom is gevuld", "not every column is there")
            short.append(Flaw(line, "", uneven, ", ".join(names)))
        else:
            rows.append((line, dict(zip(names, cells, strict=True))))
    return Table(tuple(rows), {}, tuple(short))


def _line(flaw: Flaw, line: str, accepted: str, language: str) -> str:
    where = f"{line} {flaw.line}" + (f", {flaw.column}" if flaw.column else "")
    return f"{where}: {flaw.problem.say(language)} {accepted}: {flaw.accepted}."
