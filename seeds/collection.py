"""What seeds are once they have been read: rows that fit together, and their life cycles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from models.rules.agreements import PARLIAMENT
from models.vocabulary import SubjectKind
from seeds.lifecycles import LifeCycle, LifeCycles, name_of_life_cycle
from seeds.rows import WITH_LIFE_CYCLE, Reference, Row


@dataclass(frozen=True)
class Seeds:
    """Rows that fit together, and the life cycles that they run on.

    Attributes:
        rows: by reference, in the order of registering: what a row refers to stands before it.
        life_cycles: by the id of the chart.
    """

    rows: Mapping[Reference, Row]
    life_cycles: LifeCycles

    def of_kind(self, kind: SubjectKind) -> list[Row]:
        """Return the rows of one kind, in the order of registering."""
        return [row for row in self.rows.values() if row.kind is kind]

    def is_to_parliament(self, row: Row) -> bool:
        """Return whether a row is addressed to a chamber."""
        addressee = row.references.get("addressee")
        if addressee is None:
            return False
        return self.rows[addressee].values["organisation_kind"] == PARLIAMENT

    def life_cycle_of(self, row: Row) -> LifeCycle | None:
        """Return the life cycle that a row runs on, if its kind has one."""
        if row.kind not in WITH_LIFE_CYCLE:
            return None
        to_parliament = self.is_to_parliament(row)
        return self.life_cycles[name_of_life_cycle(row.kind, to_parliament=to_parliament)]


def near(word: str, known: Iterable[str]) -> str:
    """Return a question that names the words like this one, or some of those there are."""
    known = sorted(known)
    found = get_close_matches(word, known, n=3, cutoff=0.5)
    if found:
        return f"Bedoelde u: {', '.join(found)}?"
    return f"Bekend: {', '.join(known[:10])}." if known else "Er is er nog geen."
