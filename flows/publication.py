"""What goes out on an occasion: every report in both cuts and both languages.

The public cut comes last: whether it is whole, stored and printed, tells whether an occasion was
served.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Protocol

from flows import work
from flows.moment import Moment
from flows.stages import Progress
from flows.workplace import Workplace
from models.storage.database import reading
from models.vocabulary import Confidentiality, Language
from reports import publishing
from reports.occasions import Occasion, due_occasions
from reports.publishing import Failure, Published

CUTS = (Confidentiality.INTERNAL, Confidentiality.PUBLIC)


class MakeCut(Protocol):
    """Makes every report of one cut: here, or shared with other workers."""

    def __call__(
        self,
        workplace: Workplace,
        moment: Moment,
        *,
        audience: Confidentiality = ...,
        languages: Sequence[Language] = ...,
        progress: Sequence[Progress] = ...,
    ) -> Published:
        """Return what came of it."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing came to: one part per cut, none when it was no day for it."""

    day: date
    occasions: tuple[Occasion, ...]
    parts: tuple[Published, ...]

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Return what could not be made, each once, whichever cut it failed in."""
        found = {each.key: each for part in self.parts for each in part.failures}
        return tuple(found[key] for key in sorted(found))


def publish(
    workplace: Workplace,
    moment: Moment,
    *,
    occasions: tuple[Occasion, ...] = (),
    progress: Sequence[Progress] = (),
    make: MakeCut = work.publish_reports,
) -> Publication:
    """Publish every report in both cuts and both languages; one that fails stops no other.

    Raises:
        FolderUnwritableError: the folder of the reports cannot be written.
    """
    parts = [
        make(
            workplace,
            moment,
            audience=cut,
            languages=tuple(Language),
            progress=[_of_both(each, number) for each in progress],
        )
        for number, cut in enumerate(CUTS)
    ]
    return Publication(moment.today, occasions, tuple(parts))


def publish_when_due(
    workplace: Workplace,
    moment: Moment,
    *,
    progress: Sequence[Progress] = (),
    make: MakeCut = work.publish_reports,
) -> Publication:
    """Publish when there is an occasion that was not served yet; else do nothing.

    Raises:
        OutsideCalendarError: the calendar does not reach the bound of a duty.
        FolderUnwritableError: the folder of the reports cannot be written.
    """
    with reading(workplace.engine) as session:
        printed = partial(_is_printed, workplace)
        calendar = workplace.rulebook.calendar
        found = due_occasions(session, moment.today, calendar, is_printed=printed)
    if not found:
        return Publication(moment.today, (), ())
    return publish(workplace, moment, occasions=found, progress=progress, make=make)


def _is_printed(workplace: Workplace, day: date) -> bool:
    """Return whether the files of the cut that is made last lie there."""
    return publishing.is_printed(workplace.engine, workplace.reports_folder, day, CUTS[-1])


def _of_both(told: Progress, number: int) -> Progress:
    """Return what tells how far both cuts are, while the one of this number is made."""

    def moved(done: int, total: int, name: str) -> None:
        told(done + number * total, len(CUTS) * total, name)

    return moved
