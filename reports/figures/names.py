"""Names and states of subjects in both languages, as far as the reader may see them."""

from collections.abc import Iterable
from datetime import date

from models.statechart import Kind
from models.tables import Subject
from models.vocabulary import Language
from reports.state import State
from reports.words import UNKNOWN, Text


def title_of(subject: Subject) -> Text:
    """Return the title of a subject; without an English one the Dutch stands in."""
    return Text(subject.title, subject.title_en or subject.title)


def name_in(state: State, subject_id: int | None) -> Text | None:
    """Return the title of a subject, or None when it is unknown or not for this reader."""
    subject = state.subjects.get(subject_id or 0)
    return None if subject is None else title_of(subject)


def standing_in(state: State, subject: Subject) -> Text:
    """Return in words where a subject stands on its life cycle."""
    chart = state.chart_of(subject)
    if chart is None or not subject.standing:
        return UNKNOWN
    standing = chart.read(subject.standing)
    return Text(chart.describe(standing, Language.NL), chart.describe(standing, Language.EN))


def is_open(state: State, subject: Subject) -> bool:
    """Return whether a subject's life cycle still runs (a final state ends it)."""
    chart = state.chart_of(subject)
    if chart is None or not subject.standing:
        return True
    return not chart.read(subject.standing).active & chart.of_kind[Kind.FINAL]


def parties_in(
    state: State, target_id: int, roles: Iterable[str], *, on: date | None = None
) -> tuple[str, ...]:
    """Return the names of organisations with one of these roles in a subject, by name.

    Args:
        state: what the reader may see.
        target_id: the subject.
        roles: as participations word them.
        on: only roles that are valid on this day; None for all.
    """
    wanted = frozenset(roles)
    names = {
        state.organisations[row.detail.organisation_id].subject.title
        for row in state.participations_in.get(target_id, ())
        if row.detail.role in wanted
        and row.detail.organisation_id in state.organisations
        and _is_valid(row.detail.valid_from, row.detail.valid_until, on)
    }
    return tuple(sorted(names))


def _is_valid(begin: date | None, end: date | None, day: date | None) -> bool:
    if day is None:
        return True
    return (begin is None or begin <= day) and (end is None or day <= end)
