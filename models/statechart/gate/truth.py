"""Truth tables over the facts of a few conditions."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from models.statechart.condition import Condition

MAX_FACTS = 12  # a table of 4,096 rows
MAX_EFFORT = 200_000  # over all tables of one definition, about a second
_CHARACTERS_AT_ONCE = 8  # a row costs more when there is more to evaluate


class TooManyFactsError(Exception):
    """The conditions name more facts than a table can be made of."""


@dataclass(slots=True)
class TruthTables:
    """Tables for one definition, with the effort that they may still take."""

    effort_left: int = MAX_EFFORT

    @property
    def is_spent(self) -> bool:
        """Whether nothing more is looked at."""
        return self.effort_left < 0

    def example(self, conditions: Sequence[Condition | None]) -> dict[str, bool] | None:
        """Return the first row in which all conditions hold, or None when there is none.

        Rows come in order, true before false; no condition (None) always holds.

        Raises:
            TooManyFactsError: there are more facts, or more rows, than are looked at.
        """
        guards = [each for each in conditions if each is not None]
        names = list(dict.fromkeys(name for guard in guards for name in guard.names))
        if len(names) > MAX_FACTS:
            raise TooManyFactsError
        effort = 1 + sum(len(guard.text) for guard in guards) // _CHARACTERS_AT_ONCE
        for values in product((True, False), repeat=len(names)):
            self.effort_left -= effort
            if self.is_spent:
                raise TooManyFactsError
            row = dict(zip(names, values, strict=True))
            if all(guard.holds(row) for guard in guards):
                return row
        return None
