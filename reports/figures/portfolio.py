"""What a cluster plan brings along: requests, conditions, projects, documents, events."""

from collections import Counter
from datetime import date

from models.tables import Condition, Document, Occurrence, Project, Request, Subject
from models.vocabulary import Confidentiality, Modality, Side
from reports.figures.names import name_in, parties_in, standing_in, title_of
from reports.figures.structure import (
    Amount,
    ConditionCount,
    ConditionLine,
    DocumentLine,
    OccurrenceLine,
    ProjectLine,
    RequestLine,
)
from reports.state import Row, State
from reports.words import Text

_SIDES = tuple(Side)
_UNKNOWN_OF_A_PROJECT = {
    "name": Text("naam", "name"),
    "companies": Text("bedrijf", "company"),
    "timeline": Text("tijdlijn", "timeline"),
    "conditions": Text("randvoorwaarden", "conditions"),
    "industry": Text("bestaande of nieuwe industrie", "existing or new industry"),
}


def requests_in(state: State) -> tuple[RequestLine, ...]:
    """Return the requests in the order in which the plan makes them."""
    rows = sorted(state.requests, key=lambda row: (row.subject.cluster_id or 0, row.detail.number))
    return tuple(
        RequestLine(
            key=row.subject.key,
            number=row.detail.number,
            title=title_of(row.subject),
            state=standing_in(state, row.subject),
            addressees=parties_in(state, row.id, ("addressee",)),
            amount=_amount(row.detail),
        )
        for row in rows
    )


def conditions_in(state: State) -> tuple[ConditionLine, ...]:
    """Return the conditions by side (private, public, mixed) and title."""
    rows = sorted(
        state.conditions,
        key=lambda row: (_SIDES.index(Side(row.detail.side)), row.subject.title, row.subject.key),
    )
    return tuple(_condition(state, row) for row in rows)


def condition_counts(lines: tuple[ConditionLine, ...]) -> tuple[ConditionCount, ...]:
    """Return how many conditions of each side are in each state, in the order of the lines."""
    counts = Counter((line.side, line.state) for line in lines)
    return tuple(ConditionCount(side, state, count) for (side, state), count in counts.items())


def projects_in(state: State) -> tuple[ProjectLine, ...]:
    """Return the projects, those with a known name first."""
    rows = sorted(
        state.projects,
        key=lambda row: (not row.detail.name_is_known, row.subject.key),
    )
    conditions = Counter(row.detail.project_id for row in state.conditions)
    return tuple(_project(state, row, conditions[row.id]) for row in rows)


def occurrences_in(state: State) -> tuple[OccurrenceLine, ...]:
    """Return what happened outside our own life cycles, oldest first, undated ones last."""
    rows = sorted(
        state.occurrences,
        key=lambda row: (row.detail.latest or date.max, row.subject.key),
    )
    return tuple(_occurrence(state, row) for row in rows)


def documents_in(state: State) -> tuple[DocumentLine, ...]:
    """Return the documents that the reader may know of, by date, undated ones last."""
    rows = sorted(
        state.documents,
        key=lambda row: (row.detail.dated_on or date.max, row.subject.key),
    )
    return tuple(_document(row) for row in rows)


def _amount(request: Request) -> Amount | None:
    if request.amount_eur is None:
        return None
    return Amount(
        eur=request.amount_eur,
        modality=Modality(request.amount_modality) if request.amount_modality else None,
        is_additional=request.amount_is_additional,
        split=request.amount_split,
    )


def _condition(state: State, row: Row[Condition]) -> ConditionLine:
    return ConditionLine(
        key=row.subject.key,
        title=title_of(row.subject),
        side=Side(row.detail.side),
        kind=row.detail.condition_kind,
        state=standing_in(state, row.subject),
        project=name_in(state, row.detail.project_id),
        holders=parties_in(state, row.id, ("holder",)),
        due_on=row.detail.due_on,
    )


def _project(state: State, row: Row[Project], conditions: int) -> ProjectLine:
    project = row.detail
    companies = parties_in(state, row.id, ("owner", "participant", "holder", "party"))
    known = {
        "name": project.name_is_known,
        "companies": bool(companies),
        "timeline": project.timeline is not None,
        "conditions": conditions > 0,
        "industry": project.industry is not None,
    }
    return ProjectLine(
        key=row.subject.key,
        title=title_of(row.subject),
        state=standing_in(state, row.subject),
        companies=companies,
        industry=project.industry,
        is_first_of_a_kind=project.is_first_of_a_kind,
        timeline=project.timeline,
        conditions=conditions,
        unknown=tuple(
            _UNKNOWN_OF_A_PROJECT[key] for key, is_known in known.items() if not is_known
        ),
    )


def _occurrence(state: State, row: Row[Occurrence]) -> OccurrenceLine:
    detail = row.detail
    return OccurrenceLine(
        key=row.subject.key,
        title=title_of(row.subject),
        about=name_in(state, detail.about_id),
        wording=detail.wording,
        earliest=detail.earliest,
        latest=detail.latest,
        modality=Modality(detail.modality) if detail.modality else None,
        is_reversible=detail.is_reversible,
    )


def _document(row: Row[Document]) -> DocumentLine:
    subject: Subject = row.subject
    return DocumentLine(
        key=subject.key,
        title=title_of(subject),
        kind=row.detail.document_kind,
        reference=row.detail.reference,
        dated_on=row.detail.dated_on,
        dated_on_is_nominal=row.detail.dated_on_is_nominal,
        copies=row.detail.copies,
        confidentiality=Confidentiality(subject.confidentiality),
    )
