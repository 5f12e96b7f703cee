"""How far promises slip: the chance to hold a bound, and by which day half and four in five come.

Empirical, without a model behind it. A case is one promise of one day and what became of it: held,
or followed by a later day. Sizes of slips come from the programme's own history and from the
reference cases of ``seeds/slippages.jsonl``; how often promises slip at all can only come from its
own history, for the reference cases are all of promises that did. A quantile is the smallest case
at rank ``⌈q · (n + 1)⌉``: a new case of the same sort lies at or below it with a chance of at least
q (the order statistics of exchangeable cases), whatever their distribution. With fewer cases than
``FEWEST`` there is no number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

FEWEST = 10  # cases
_HALF, _FOUR_IN_FIVE = 0.5, 0.8


@dataclass(frozen=True, slots=True)
class Case:
    """A promise of a day, and by how many days it slipped; None: to no day that was said."""

    slip_days: int | None
    is_own: bool = False

    @property
    def is_held(self) -> bool:
        """Return whether it did not slip."""
        return self.slip_days is not None and self.slip_days <= 0


@dataclass(frozen=True, slots=True)
class Outlook:
    """What history says of one open milestone.

    Attributes:
        counted_from: the later of its bound and its forecast: slips are added to this day.
        bound: the last day that was agreed.
        chance: that it holds its bound; None with too few own cases, or without a bound.
        half_by, most_by: the days by which half and four in five of such promises have come.
        if_it_slips: whether these two hold for a promise that slips, for want of own cases.
        own_cases: promises of this programme that it rests on.
        slips: of these and of the reference cases, those that slipped by a known number of days,
            and by more than this one did already.
    """

    counted_from: date | None
    bound: date | None
    chance: float | None
    half_by: date | None
    most_by: date | None
    if_it_slips: bool
    own_cases: int
    slips: int


def outlook(
    bound: date | None, expected: date | None, cases: Iterable[Case], *, today: date
) -> Outlook:
    """Return what history says of a milestone with this bound and this forecast.

    Args:
        bound: the last day that was agreed; None where there is none.
        expected: the forecast; one in the past says nothing.
        cases: the programme's own and the reference cases.
        today: a milestone that is open today cannot have come before.
    """
    known = list(cases)
    own = [case for case in known if case.is_own]
    sizes = sorted(days for case in known if (days := case.slip_days) is not None and days > 0)
    start = _start(bound, expected, today)
    if start is None:
        return Outlook(None, bound, None, None, None, False, len(own), len(sizes))  # noqa: FBT003
    is_known = len(own) >= FEWEST
    held = sum(case.is_held for case in own) / len(own) if is_known else 0.0
    elapsed = (today - start).days
    if elapsed > 0:  # it slipped by so much already: only those that slipped further compare
        held, sizes = 0.0, [days for days in sizes if days > elapsed]
    return Outlook(
        counted_from=start,
        bound=bound,
        chance=_chance(own, start, bound, today) if is_known else None,
        half_by=_day(start, _HALF, held, sizes),
        most_by=_day(start, _FOUR_IN_FIVE, held, sizes),
        if_it_slips=not is_known,
        own_cases=len(own),
        slips=len(sizes),
    )


def quantile(sizes: Sequence[int], share: float) -> int | None:
    """Return the size that a share of cases does not exceed; None with too few to say so.

    >>> quantile([7, 30, 31, 31, 32, 59, 62, 74, 83], 0.5)
    32
    """
    if len(sizes) < FEWEST - 1:
        return None
    rank = ceil(share * (len(sizes) + 1))
    return sizes[rank - 1] if rank <= len(sizes) else None


def _start(bound: date | None, expected: date | None, today: date) -> date | None:
    counting = expected if expected is not None and expected >= today else None
    known = [day for day in (bound, counting) if day is not None]
    return max(known) if known else None


def _chance(own: Sequence[Case], start: date, bound: date | None, today: date) -> float | None:
    """Return the share of own cases that would hold the bound, by the rule of succession."""
    if bound is None:
        return None
    if today > bound:
        return 0.0
    slack = (bound - start).days
    holding = sum(case.slip_days is not None and case.slip_days <= slack for case in own)
    return (holding + 1) / (len(own) + 2)


def _day(start: date, share: float, held: float, sizes: Sequence[int]) -> date | None:
    """Return the day by which a share has come, with those that do not slip on the first one."""
    if share <= held:
        return start
    days = quantile(sizes, (share - held) / (1 - held))
    if days is None or days > (date.max - start).days:
        return None
    return start + timedelta(days=days)
