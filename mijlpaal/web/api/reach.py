"""Which route records which event of the ledger, of which kind of subject, and why some have none.

Whoever adds an act to the ledger adds it here as well: a test walks every kind of event and of
subject, and asks for a route that the roles of the ledger come through, or for a reason.
"""

from collections.abc import Iterable, Mapping

from mijlpaal.web.api.catalogue import BY_KIND, COLLECTIONS
from models.acts.registering import LIFE_CYCLES, REGISTERED
from models.vocabulary import EventKind, SubjectKind

Kinds = Mapping[SubjectKind, str]
_FOLLOWING = (*LIFE_CYCLES, SubjectKind.MILESTONE)
_ONE = "/{sleutel}"
_CORRECTED = [each.kind for each in COLLECTIONS if each.kind is not SubjectKind.PROPOSAL]
_BY_LETTER = "/briefbesluiten"


def _below(noun: str, kinds: Iterable[SubjectKind]) -> Kinds:
    return {kind: f"{BY_KIND[kind].path}{_ONE}/{noun}" for kind in kinds}


def _of_a_milestone(noun: str) -> Kinds:
    return _below(noun, [SubjectKind.MILESTONE])


def _of_a_publication(noun: str) -> Kinds:
    return {
        SubjectKind.STATUS_TEXT: f"/statusteksten{_ONE}/{noun}",
        SubjectKind.EDITION: f"/rapportages/{{nummer}}/{noun}",
    }


RECORDED_BY: Mapping[EventKind, Kinds] = {
    EventKind.REGISTERED: {
        **{kind: BY_KIND[kind].path for kind in (*REGISTERED, SubjectKind.DEPENDENCY)},
        SubjectKind.CONTACT: "/contacten",
        SubjectKind.ASSIGNMENT: f"/mijlpalen{_ONE}/toewijzingen",
        SubjectKind.MANDATE: "/mandaten",
        SubjectKind.PROPOSAL: f"/mijlpalen{_ONE}/herijkingen",  # what needs a second person is one
        SubjectKind.STATEMENT: _BY_LETTER,
        SubjectKind.ABSENCE: "/afwezigheden",
        SubjectKind.STATUS_TEXT: "/statusteksten",
        SubjectKind.EDITION: "/rapportages/{nummer}/voorleggingen",
        SubjectKind.SCENARIO: "/scenarios",
    },
    EventKind.AMENDED: {
        **{kind: f"{BY_KIND[kind].path}{_ONE}" for kind in REGISTERED},
        **_below("beeindigingen", [SubjectKind.DEPENDENCY]),
        **_below("vinkjes", [SubjectKind.CHECKLIST_ITEM]),
        SubjectKind.CONTACT: f"/contacten{_ONE}",
        SubjectKind.ASSIGNMENT: f"/contacten{_ONE}/overdrachten",
        SubjectKind.MANDATE: f"/mandaten{_ONE}/intrekkingen",
        SubjectKind.STATEMENT: _BY_LETTER,
        SubjectKind.ABSENCE: f"/afwezigheden{_ONE}/beeindigingen",
        SubjectKind.STATUS_TEXT: "/statusteksten",
        SubjectKind.SCENARIO: f"/scenarios{_ONE}/wijzigingen",
    },
    EventKind.ADVANCED: _below("stappen", _FOLLOWING),
    EventKind.BACKDATED: _below("stappen", _FOLLOWING),
    EventKind.CORRECTED: _below("correcties", _CORRECTED),
    EventKind.REOPENED: _below("heropeningen", _FOLLOWING),
    EventKind.MIGRATED: dict.fromkeys(_FOLLOWING, f"/procesdefinities{_ONE}/overzettingen"),
    EventKind.DECIDED: _below("besluiten", [SubjectKind.PROPOSAL]),
    EventKind.DATED: _below("dateringen", [SubjectKind.OCCURRENCE, SubjectKind.DOCUMENT]),
    EventKind.FORECAST: _of_a_milestone("prognoses"),
    EventKind.FORECAST_CONFIRMED: _of_a_milestone("bevestigingen"),
    EventKind.REPLANNED: _of_a_milestone("herijkingen"),
    EventKind.ACHIEVED: _of_a_milestone("behaalmeldingen"),
    EventKind.TIED: _of_a_milestone("koppelingen"),
    EventKind.OVERRIDDEN: _of_a_milestone("oordelen"),
    EventKind.OVERRIDE_WITHDRAWN: _of_a_milestone("oordeelintrekkingen"),
    EventKind.TERM_SET: _of_a_milestone("termijnen"),
    EventKind.SUSPENDED: _of_a_milestone("opschortingen"),
    EventKind.RESUMED: _of_a_milestone("hervattingen"),
    EventKind.ACKNOWLEDGED: _of_a_milestone("kennisnemingen"),
    EventKind.PROPOSED: _of_a_publication("voorleggingen"),
    EventKind.ESTABLISHED: _of_a_publication("vaststellingen"),
    EventKind.RETURNED: _of_a_publication("teruggaven"),
}
_SEEDS = "it comes with the seeds, and no command registers or amends it"
_OWN_VERBS = "its own acts change it; a correction would go around their rules"
_NO_LIFE_CYCLE = "it has no life cycle to move along"
_ONLY_A_MILESTONE = "only a milestone has an agreement"
NOT_HERE: Mapping[EventKind, Kinds] = {
    EventKind.REGISTERED: {
        SubjectKind.PROGRAMME: _SEEDS,
        SubjectKind.CHECKLIST_ITEM: _SEEDS,
    },
    EventKind.AMENDED: {
        SubjectKind.PROGRAMME: _SEEDS,
        SubjectKind.PROPOSAL: "what was proposed is decided on as it is, or proposed anew",
        SubjectKind.EDITION: "an edition never changes; a correction is another edition",
    },
    EventKind.DATED: {
        SubjectKind.MILESTONE: "the ledger dates a window by the day of what it is tied to",
    },
}
_NOT_OF_OTHERS: Mapping[EventKind, str] = {
    EventKind.REGISTERED: "no act registers it",
    EventKind.AMENDED: "no act amends it",
    EventKind.ADVANCED: _NO_LIFE_CYCLE,
    EventKind.BACKDATED: _NO_LIFE_CYCLE,
    EventKind.CORRECTED: _OWN_VERBS,
    EventKind.REOPENED: _NO_LIFE_CYCLE,
    EventKind.MIGRATED: _NO_LIFE_CYCLE,
    EventKind.DECIDED: "only a proposal is decided on",
    EventKind.DATED: "only what happens on a day gets one",
    **dict.fromkeys(
        (
            *(EventKind.FORECAST, EventKind.FORECAST_CONFIRMED, EventKind.REPLANNED),
            *(EventKind.ACHIEVED, EventKind.TIED, EventKind.TERM_SET),
            *(EventKind.SUSPENDED, EventKind.RESUMED),
            *(EventKind.OVERRIDDEN, EventKind.OVERRIDE_WITHDRAWN),
        ),
        _ONLY_A_MILESTONE,
    ),
    EventKind.ACKNOWLEDGED: "people are told of milestones only",
    **dict.fromkeys(
        (EventKind.PROPOSED, EventKind.ESTABLISHED, EventKind.RETURNED),
        "only a text or an edition is established",
    ),
}


def why_not(event: EventKind, kind: SubjectKind) -> str | None:
    """Return why nobody records this event of this kind over the API; None: a route does."""
    if kind in RECORDED_BY.get(event, {}):
        return None
    return NOT_HERE.get(event, {}).get(kind) or _NOT_OF_OTHERS.get(event)
