"""A life cycle whose states ask for milestones, in every place where a state can lie.

Small beside the real ones, and harder: obligations on a compound, on both regions of a parallel,
on states that a deep history resumes, and one that is owed in two states after another.
"""

import json
from collections.abc import Mapping

from models import statechart
from models.ledger.writer import Ledger
from models.lifecycles.obligations import meet_obligations
from models.lifecycles.publishing import publish_definition
from models.storage.records import Record
from models.storage.values import Value
from models.vocabulary import SubjectKind
from tests.factories import a_contact, an_organisation, standing_in


def _owed(name: str, **more: object) -> dict[str, object]:
    return {
        "id": name,
        "label": name,
        "label_en": name,
        "owner": "party",
        "modality": "requirement",
        **more,
    }


def _to(event: str, target: object, **more: object) -> dict[str, object]:
    return {"event": event, "target": target, "label": event, "label_en": event, **more}


OBLIGING: Mapping[str, object] = {
    "id": "obliging",
    "version": 1,
    "label": "Levensloop die vraagt",
    "label_en": "A life cycle that asks",
    "states": [
        {
            "id": "actief",
            "label": "Actief",
            "obligations": [
                _owed("jaarverslag", wording="31 december 2026", achieved_by="rond_af")
            ],
            "transitions": [
                _to("pauzeer", "gepauzeerd", requires="reason"),
                _to("stop", "gestopt", requires="reason"),
            ],
            "states": [
                {"id": "laatste_stand", "kind": "deep_history"},
                {
                    "id": "plan",
                    "label": "Plan",
                    "obligations": [
                        _owed("clusterplan", wording="binnen 12 weken", achieved_by="start")
                    ],
                    "transitions": [_to("start", "samen")],
                },
                {
                    "id": "samen",
                    "kind": "parallel",
                    "label": "Samen",
                    "obligations": [
                        _owed("overleg", ladder="ambition", achieved_by="done.state.samen")
                    ],
                    "transitions": [_to("done.state.samen", "slot")],
                    "states": [
                        {
                            "id": "links",
                            "label": "Links",
                            "states": [
                                {
                                    "id": "links_open",
                                    "label": "Links open",
                                    "obligations": [
                                        _owed(
                                            "links_af",
                                            wording="1 december 2026",
                                            achieved_by="rond_links_af",
                                        )
                                    ],
                                    "transitions": [_to("rond_links_af", "links_klaar")],
                                },
                                {"id": "links_klaar", "kind": "final", "label": "Links klaar"},
                            ],
                        },
                        {
                            "id": "rechts",
                            "label": "Rechts",
                            "states": [
                                {
                                    "id": "rechts_open",
                                    "label": "Rechts open",
                                    "obligations": [
                                        _owed(
                                            "rechts_af",
                                            document="advice",
                                            achieved_by="rond_rechts_af",
                                        )
                                    ],
                                    "transitions": [_to("rond_rechts_af", "rechts_klaar")],
                                },
                                {"id": "rechts_klaar", "kind": "final", "label": "Rechts klaar"},
                            ],
                        },
                    ],
                },
                {
                    "id": "slot",
                    "label": "Slot",
                    "obligations": [
                        _owed("verantwoording", wording="najaar 2027", achieved_by=["rond_af"])
                    ],
                    "transitions": [
                        _to("terug", "plan"),
                        _to("half_terug", ["links_open", "rechts_klaar"]),
                        _to("rond_af", "afgerond"),
                    ],
                },
            ],
        },
        {
            "id": "gepauzeerd",
            "label": "Gepauzeerd",
            "obligations": [_owed("hervatting", wording="binnen 4 weken", achieved_by="hervat")],
            "transitions": [
                _to("hervat", "laatste_stand"),
                _to("stop", "gestopt", requires="reason"),
            ],
        },
        {"id": "afgerond", "kind": "final", "label": "Afgerond"},
        {"id": "gestopt", "kind": "final", "label": "Gestopt"},
    ],
}
# The second version: the last state has another name, and another thing is owed in it.
OBLIGING_ANEW: Mapping[str, object] = json.loads(
    json.dumps({**OBLIGING, "version": 2})
    .replace('"slot"', '"afronding"')
    .replace('"verantwoording"', '"eindverslag"')
)
CHART = statechart.chart_from_data(OBLIGING, where="obliging")
EVENTS = CHART.events
PLACES: tuple[tuple[str, ...], ...] = (
    ("plan",),
    ("links_open", "rechts_open"),
    ("links_klaar", "rechts_open"),
    ("links_open", "rechts_klaar"),
    ("slot",),
    ("gepauzeerd",),
    ("afgerond",),
    ("gestopt",),
)


def an_obliging_cluster(ledger: Ledger, key: str = "eems", *states: str) -> Record:
    """Register a cluster on this life cycle, with a party that has two contacts to be told."""
    standing = statechart.placed(CHART, states) if states else statechart.initial(CHART).standing
    standing_in(ledger, "milestone")  # what states ask for runs on the life cycle of milestones
    fields: dict[str, Value] = {
        "title": key.title(),
        "definition_id": publish_definition(ledger.session, OBLIGING, by="baas", at=ledger.at),
        "standing": CHART.write(standing),
    }
    cluster = ledger.register(SubjectKind.CLUSTER, key, fields)
    party = an_organisation(ledger, f"{key}-partij")
    for name in ("voorzitter", "secretaris"):
        a_contact(ledger, f"{key}-{name}", organisation_id=party.id)
    ledger.register(
        SubjectKind.PARTICIPATION,
        f"{key}-partij",
        {
            "title": f"Partij van {key}",
            "target_id": cluster.id,
            "organisation_id": party.id,
            "role": "party",
        },
    )
    meet_obligations(ledger, cluster)
    return cluster
