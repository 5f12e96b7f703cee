"""Facts that one statement decides: what it selects for a subject is what that subject lacks.

A statement is built when the fact is first asked and kept: putting it together costs more than
running it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from sqlmodel import Session

from models.errors import Words
from models.facts.asked import Found, Statement, ask
from models.facts.finding import Counted, Lack
from models.facts.registry import fact
from models.vocabulary import Confidentiality

Build = Callable[[], Statement]

NOTHING = Words("er is nog niets geregistreerd", "nothing is registered yet")


def lists(name: str, claim: Words, counted: Counted) -> Callable[[Build], Build]:
    """Register a fact by a statement that selects what is missing (``rows.shown``)."""

    def register(build: Build) -> Build:
        built = cache(build)

        @fact(name, claim)
        def look_up(
            session: Session, subject_ids: Sequence[int], clearance: Confidentiality
        ) -> Mapping[int, Lack]:
            found = ask(session, built(), subject_ids, clearance)
            return _lacks_by_subject(found, counted)

        return build

    return register


def lacks(name: str, claim: Words, words: Words) -> Callable[[Build], Build]:
    """Register a fact by a statement that selects the subjects for which it does not hold."""

    def register(build: Build) -> Build:
        built = cache(build)

        @fact(name, claim)
        def look_up(
            session: Session, subject_ids: Sequence[int], clearance: Confidentiality
        ) -> Mapping[int, Lack]:
            found = ask(session, built(), subject_ids, clearance)
            return dict.fromkeys((row["subject_id"] for row in found), Lack(words))

        return build

    return register


def title_in(row: Found) -> Words | None:
    """Return the title of a row, Dutch where there is no English one; None if it is kept back."""
    title = row["title"]
    return None if title is None else Words(title, row["title_en"] or title)


def _lacks_by_subject(found: Iterable[Found], counted: Counted) -> dict[int, Lack]:
    """Return what each subject lacks; a row without an id says that there is nothing at all."""
    rows: defaultdict[int, list[Found]] = defaultdict(list)
    for row in found:
        rows[row["subject_id"]].append(row)
    return {number: _lack(missing, counted) for number, missing in rows.items()}


def _lack(missing: Sequence[Found], counted: Counted) -> Lack:
    if missing[0]["row_id"] is None:
        return Lack(NOTHING)
    titles = tuple(title for row in missing if (title := title_in(row)))
    return Lack(counted.of(len(missing)), titles, hidden=len(missing) - len(titles))
