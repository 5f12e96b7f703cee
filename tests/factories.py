"""Small worlds for tests: each factory writes one thing through the real ledger.

Names read as articles (``a_milestone(...)``); what a test does not care about has a default.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path

import yaml
from sqlmodel import Session

from models import statechart
from models.clock import morning_of
from models.dates import Calendar, Holiday, Reading, Window
from models.ledger.writer import Ledger
from models.lifecycles.publishing import publish_definition
from models.people.absences import be_absent
from models.rules.agreements import agreed, first_agreed
from models.rules.ladder import Anchor, Ladders, LadderStep
from models.rules.rulebook import Rulebook
from models.storage.records import Record
from models.storage.values import Value
from models.vocabulary import Modality, Responsibility, SubjectKind

DEFINITIONS = Path(__file__).parent.parent / "seeds" / "definitions"
SAID_ON = date(2026, 6, 15)
START = date(2026, 7, 1)

ALL = (Responsibility.OWNER, Responsibility.ACCOUNTABLE, Responsibility.PROGRAMME_MANAGER)
OWNER = (Responsibility.OWNER,)
ADVICE = "ontvangst van het advies"
WAITING = f"binnen zes weken na {ADVICE}"


@cache
def a_calendar() -> Calendar:
    """Return a calendar with Christmas as its only holidays and no recess."""
    christmas = [date(year, 12, day) for year in range(2025, 2032) for day in (25, 26)]
    return Calendar(
        first=date(2025, 1, 1),
        last=date(2031, 12, 31),
        holidays=tuple(Holiday(day, "Kerst") for day in christmas),
    )


def some_ladders() -> Ladders:
    """Return one ladder for every modality: T-5 and T-0 to the owner, late +1 to all."""
    steps = (
        LadderStep(Anchor.SOFT, 0, OWNER),
        LadderStep(Anchor.BOUND, -5, OWNER),
        LadderStep(Anchor.BOUND, 0, (Responsibility.OWNER, Responsibility.ACCOUNTABLE)),
        LadderStep(Anchor.LATE, 1, ALL),
    )
    return dict.fromkeys(Modality, steps)


def a_rulebook(ladders: Ladders | None = None) -> Rulebook:
    """Return the rules that tests run on unless they bring their own."""
    return Rulebook(calendar=a_calendar(), ladders=ladders or some_ladders())


def a_ledger(
    session: Session,
    *,
    on: date = START,
    at: datetime | None = None,
    actor: str = "tester",
    rulebook: Rulebook | None = None,
) -> Ledger:
    """Return somebody writing on the morning of a day."""
    return Ledger(session, rulebook or a_rulebook(), actor=actor, at=at or morning_of(on))


@cache
def definition_data(name: str) -> Mapping[str, object]:
    """Return one of the real definitions as plain data."""
    data: Mapping[str, object] = yaml.safe_load((DEFINITIONS / f"{name}.yaml").read_text("utf-8"))
    return data


def standing_in(ledger: Ledger, definition: str, *states: str) -> dict[str, Value]:
    """Return the columns that put a subject in these states of a real definition."""
    data = definition_data(definition)
    chart = statechart.chart_from_data(data, where=definition)
    standing = statechart.placed(chart, states) if states else statechart.initial(chart).standing
    publish_definition(
        ledger.session, definition_data("milestone"), by="baas", at=ledger.at
    )  # for obligations
    return {
        "definition_id": publish_definition(ledger.session, data, by="baas", at=ledger.at),
        "standing": chart.write(standing),
    }


def a_cluster(ledger: Ledger, key: str = "voorbeeld", *states: str, **values: Value) -> Record:
    """Register a cluster; without states it is a candidate."""
    fields = {"title": key.title(), **standing_in(ledger, "cluster", *states), **values}
    return ledger.register(SubjectKind.CLUSTER, key, fields)


def a_project(ledger: Ledger, cluster: Record, key: str, *states: str, **values: Value) -> Record:
    """Register a project of a cluster; without states it is in development."""
    fields = {"title": f"Project {key}", **standing_in(ledger, "project", *states), **values}
    return ledger.register(SubjectKind.PROJECT, key, {"cluster_id": cluster.id, **fields})


def a_condition(
    ledger: Ledger,
    cluster: Record,
    key: str,
    *states: str,
    project: Record | None = None,
    **values: Value,
) -> Record:
    """Register a condition of a cluster or, when named, of a project; private by default."""
    fields: dict[str, Value] = {
        "title": f"Randvoorwaarde {key}",
        "cluster_id": cluster.id,
        "project_id": project.id if project else None,
        "side": "private",
        "condition_kind": "permit",
        **standing_in(ledger, "condition", *states),
    }
    return ledger.register(SubjectKind.CONDITION, key, {**fields, **values})


def a_request(ledger: Ledger, cluster: Record, key: str, *states: str, **values: Value) -> Record:
    """Register a request of a cluster; without states it was just received."""
    fields: dict[str, Value] = {
        "title": f"Verzoek {key}",
        "cluster_id": cluster.id,
        "number": 1,
        **standing_in(ledger, "request", *states),
    }
    return ledger.register(SubjectKind.REQUEST, key, {**fields, **values})


def an_organisation(ledger: Ledger, key: str, organisation_kind: str = "company") -> Record:
    """Register an organisation; ``parliament`` is the kind that has sitting days."""
    fields: dict[str, Value] = {"title": key.title(), "organisation_kind": organisation_kind}
    return ledger.register(SubjectKind.ORGANISATION, key, fields)


def a_holder(ledger: Ledger, condition: Record, key: str) -> Record:
    """Make a new organisation hold a condition."""
    fields: dict[str, Value] = {
        "title": key,
        "target_id": condition.id,
        "organisation_id": an_organisation(ledger, key).id,
        "role": "holder",
    }
    return ledger.register(SubjectKind.PARTICIPATION, f"{key}-{condition.key}", fields)


def a_document(
    ledger: Ledger, cluster: Record, key: str, document_kind: str, **values: Value
) -> Record:
    """Register a document about a cluster."""
    fields: dict[str, Value] = {
        "title": f"Document {key}",
        "cluster_id": cluster.id,
        "document_kind": document_kind,
    }
    return ledger.register(SubjectKind.DOCUMENT, key, {**fields, **values})


def a_checklist_item(ledger: Ledger, cluster: Record, key: str, **values: Value) -> Record:
    """Register a part of the route map; without a fact it is to be ticked."""
    fields: dict[str, Value] = {"title": f"Onderdeel {key}", "cluster_id": cluster.id}
    return ledger.register(SubjectKind.CHECKLIST_ITEM, key, {"position": 1, **fields, **values})


def a_milestone(
    ledger: Ledger,
    about: Record,
    key: str = "m1",
    *,
    earliest: date | None = None,
    soft_latest: date | None = None,
    latest: date | None = date(2026, 9, 30),
    modality: Modality = Modality.COMMITMENT,
    addressee: Record | None = None,
    **values: Value,
) -> Record:
    """Register an open milestone; with an addressee it is a duty."""
    to_parliament = bool(addressee and addressee.values["organisation_kind"] == "parliament")
    reading = Reading(
        text="uiterlijk dan",
        said_on=SAID_ON,
        window=Window(earliest, soft_latest, latest),
        edtf=f"../{latest}" if latest else None,
        rule="R-TEST",
    )
    agreement = agreed(reading, to_parliament=to_parliament, calendar=ledger.rulebook.calendar)
    fields: dict[str, Value] = {
        "title": f"Mijlpaal {key}",
        "about_id": about.id,
        "cluster_id": about.id if about.kind is SubjectKind.CLUSTER else None,
        "modality": modality,
        "addressee_id": addressee.id if addressee else None,
        "said_on": SAID_ON,
        **agreement,
        **first_agreed(agreement),
        **standing_in(ledger, "duty" if addressee else "milestone"),
    }
    return ledger.register(SubjectKind.MILESTONE, key, {**fields, **values})


def an_occurrence(ledger: Ledger, key: str, **values: Value) -> Record:
    """Register something that happens outside our life cycles; without values nobody knows when."""
    fields: dict[str, Value] = {"title": f"Gebeurtenis {key}"}
    return ledger.register(SubjectKind.OCCURRENCE, key, {**fields, **values})


def a_waiting_milestone(
    ledger: Ledger,
    about: Record,
    key: str = "m1",
    *,
    target: date | None = None,
    to: Record | None = None,
    tied_to: Record | None = None,
) -> Record:
    """Register a milestone of six weeks after an advice, which nothing dates yet."""
    anchor_id = tied_to.id if tied_to else None
    return a_milestone(
        ledger,
        about,
        key,
        latest=None,
        addressee=to,
        wording=WAITING,
        first_wording=WAITING,
        anchor_words=ADVICE,
        first_anchor_words=ADVICE,
        anchor_offset="P6W",
        first_anchor_offset="P6W",
        anchor_id=anchor_id,
        first_anchor_id=anchor_id,
        internal_target=target,
        bound=target,
        first_bound=target,
    )


def a_contact(ledger: Ledger, key: str, **values: Value) -> Record:
    """Register somebody who can be told something, by e-mail in Dutch."""
    fields: dict[str, Value] = {
        "title": f"Functie {key}",
        "address": f"{key}@voorbeeld.example",
        "is_invented": True,
    }
    return ledger.register(SubjectKind.CONTACT, key, {**fields, **values})


def an_absence(
    ledger: Ledger, contact: Record, stand_in: Record, first: date, last: date
) -> Record:
    """Make a contact be away, and another hear instead."""
    return be_absent(ledger, contact.key, first=first, last=last, replaced_by=stand_in.key)


def an_assignment(
    ledger: Ledger,
    milestone: Record,
    contact: Record,
    responsibility: Responsibility = Responsibility.OWNER,
    **values: Value,
) -> Record:
    """Make a contact answer for a milestone."""
    fields: dict[str, Value] = {
        "title": f"{contact.key} voor {milestone.key}",
        "milestone_id": milestone.id,
        "contact_id": contact.id,
        "responsibility": responsibility,
    }
    key = f"{milestone.key}-{contact.key}-{responsibility}"
    return ledger.register(SubjectKind.ASSIGNMENT, key, {**fields, **values})
