"""The words of the reports: every label once, Dutch first, English second.

Dutch words are those of the domain's glossary (docs/glossary.md); official terms without an
English one (routekaart, clusterplan, Kamer) stay Dutch in both.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from models import vocabulary
from models.rules.status import Status
from models.vocabulary import (
    Approval,
    Confidentiality,
    EventKind,
    Language,
    Modality,
    Responsibility,
    Side,
    SubjectKind,
)


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages."""

    nl: str
    en: str

    def say(self, language: str = Language.NL) -> str:
        """Return the text in Dutch (``nl``) or English (``en``)."""
        return self.en if language == Language.EN else self.nl


UNKNOWN = Text("onbekend", "unknown")
NONE = Text("geen", "none")
FORMAL_BOUND = Text("uiterste dag", "latest day")
LAST_SITTING_DAY = Text("laatste vergaderdag", "last sitting day")
SOFT_BOUND = Text("zachte grens", "soft bound")

# The sign is a character for plain text; drawings and pages draw the same shape.
STATUS_SIGNS: Mapping[Status, str] = {
    Status.ON_TRACK: "●",
    Status.ATTENTION: "▲",
    Status.DELAYED: "◆",
    Status.NO_FORECAST: "◌",
    Status.ACHIEVED: "✓",
    Status.LAPSED: "✕",
}
STATUSES: Mapping[Status, Text] = {
    Status.ON_TRACK: Text("op schema", "on track"),
    Status.ATTENTION: Text("aandacht nodig", "attention needed"),
    Status.DELAYED: Text("vertraagd", "delayed"),
    Status.NO_FORECAST: Text("geen prognose", "no forecast"),
    Status.ACHIEVED: Text("behaald", "achieved"),
    Status.LAPSED: Text("vervallen", "lapsed"),
}
APPROVALS: Mapping[Approval, Text] = {
    Approval.CONCEPT: Text("concept", "concept"),
    Approval.PROPOSED: Text("voorgelegd ter vaststelling", "proposed, to be established"),
    Approval.ESTABLISHED: Text("vastgesteld", "established"),
}
COMPUTED = Text("berekend", "computed")  # of a status beside the one that a person gave
STATUS_MEANINGS: Mapping[Status, Text] = {
    Status.ON_TRACK: Text(
        "de prognose valt binnen de afspraak en is in de laatste 90 dagen bevestigd",
        "the forecast lies within the agreement and was confirmed in the last 90 days",
    ),
    Status.ATTENTION: Text(
        "zachte grens of laatste vergaderdag is bereikt of wordt volgens de prognose overschreden,"
        " de bevestiging is oud, of er zijn zonder prognose tien werkdagen of minder over",
        "soft bound or last sitting day was reached or is exceeded by the forecast, the"
        " confirmation is old, or ten working days or fewer are left without a forecast",
    ),
    Status.DELAYED: Text(
        "de uiterste dag is voorbij, of de prognose ligt erna",
        "the latest day has passed, or the forecast lies after it",
    ),
    Status.NO_FORECAST: Text(
        "de eigenaar heeft geen verwachte dag opgegeven, of die dag is voorbij",
        "the owner has given no expected day, or that day has passed",
    ),
    Status.ACHIEVED: Text("vastgesteld, met bewijsstuk", "established, with evidence"),
    Status.LAPSED: Text("vervallen of niet voldaan", "lapsed or not fulfilled"),
}

MODALITIES: Mapping[str, Text] = {
    Modality.COMMITMENT: Text("toezegging", "commitment"),
    Modality.REQUIREMENT: Text("vereiste", "requirement"),
    Modality.AMBITION: Text("ambitie", "ambition"),
    Modality.POSSIBILITY: Text("mogelijk", "possible"),
    Modality.INDICATIVE: Text("indicatief", "indicative"),
    Modality.INTENDED: Text("voorgenomen", "intended"),
    Modality.PROVISIONAL: Text("voorlopig", "provisional"),
    Modality.ANNOUNCED: Text("aangekondigd", "announced"),
}
CONFIDENTIALITIES: Mapping[str, Text] = {
    Confidentiality.PUBLIC: Text("openbaar", "public"),
    Confidentiality.INTERNAL: Text("intern", "internal"),
    Confidentiality.COMPANY_CONFIDENTIAL: Text("bedrijfsvertrouwelijk", "company-confidential"),
}
SIDES: Mapping[str, Text] = {
    Side.PRIVATE: Text("privaat", "private"),
    Side.PUBLIC: Text("publiek", "public"),
    Side.MIXED: Text("deels publiek", "partly public"),
}
INDUSTRIES: Mapping[str, Text] = {
    "existing": Text("bestaande industrie", "existing industry"),
    "new": Text("nieuwe industrie", "new industry"),
}
CONDITION_KINDS: Mapping[str, Text] = {
    "offtake_or_supply_contract": Text(
        "afname- of leveringscontract", "offtake or supply contract"
    ),
    "subsidy": Text("subsidie", "subsidy"),
    "permit": Text("vergunning", "permit"),
    "other": Text("overig", "other"),
}
DOCUMENT_KINDS: Mapping[str, Text] = {
    "kamerbrief": Text("Kamerbrief", "Kamerbrief (letter to parliament)"),
    "cluster_plan": Text("clusterplan", "clusterplan"),
    "indicative_roadmap": Text("indicatieve roadmap", "indicative roadmap"),
    "route_map": Text("routekaart", "route map"),
    "figure": Text("figuur", "figure"),
    "support_letter": Text("support letters", "support letters"),
    "analysis": Text("analyse", "analysis"),
    "expression_of_principles": Text("expression of principles", "expression of principles"),
    "draft_joint_letter_of_intent": Text(
        "concept joint letter of intent", "draft joint letter of intent"
    ),
    "joint_letter_of_intent": Text("joint letter of intent", "joint letter of intent"),
    "advice": Text("advies", "advice"),
    "decision": Text("beschikking", "decision"),
    "coalition_agreement": Text("coalitieakkoord", "coalition agreement"),
    "parliamentary_case": Text("zaak", "parliamentary case"),
    "other": Text("overig", "other"),
}
KINDS: Mapping[str, Text] = {
    SubjectKind.PROGRAMME: Text("programma", "programme"),
    SubjectKind.CLUSTER: Text("cluster", "cluster"),
    SubjectKind.PROJECT: Text("project", "project"),
    SubjectKind.CONDITION: Text("randvoorwaarde", "condition"),
    SubjectKind.REQUEST: Text("verzoek", "request"),
    SubjectKind.MILESTONE: Text("mijlpaal", "milestone"),
    SubjectKind.COMPANY_TRACK: Text("bedrijfstraject", "company track"),
    SubjectKind.ORGANISATION: Text("organisatie", "organisation"),
    SubjectKind.PARTICIPATION: Text("rol", "role"),
    SubjectKind.DOCUMENT: Text("document", "document"),
    SubjectKind.OCCURRENCE: Text("gebeurtenis", "event"),
    SubjectKind.DEPENDENCY: Text("afhankelijkheid", "dependency"),
    SubjectKind.CHECKLIST_ITEM: Text("onderdeel van de routekaart", "part of the route map"),
    SubjectKind.OPEN_QUESTION: Text("open vraag", "open question"),
    SubjectKind.CONTACT: Text("functie", "function"),
    SubjectKind.ASSIGNMENT: Text("verantwoordelijkheid", "responsibility"),
    SubjectKind.MANDATE: Text("mandaat", "mandate"),
    SubjectKind.PROPOSAL: Text("voorstel", "proposal"),
    SubjectKind.STATEMENT: Text("uitspraak", "statement"),
    SubjectKind.ABSENCE: Text("afwezigheid", "absence"),
    SubjectKind.STATUS_TEXT: Text("statustekst", "status text"),
    SubjectKind.EDITION: Text("editie", "edition"),
    SubjectKind.SCENARIO: Text("scenario", "scenario"),
}
KINDS_PLURAL: Mapping[str, Text] = {
    SubjectKind.CLUSTER: Text("clusters", "clusters"),
    SubjectKind.PROJECT: Text("projecten", "projects"),
    SubjectKind.CONDITION: Text("randvoorwaarden", "conditions"),
    SubjectKind.REQUEST: Text("verzoeken", "requests"),
    SubjectKind.MILESTONE: Text("mijlpalen", "milestones"),
    SubjectKind.COMPANY_TRACK: Text("bedrijfstrajecten", "company tracks"),
    SubjectKind.ORGANISATION: Text("organisaties", "organisations"),
    SubjectKind.PARTICIPATION: Text("rollen", "roles"),
    SubjectKind.DOCUMENT: Text("documenten", "documents"),
    SubjectKind.OCCURRENCE: Text("gebeurtenissen", "events"),
    SubjectKind.DEPENDENCY: Text("afhankelijkheden", "dependencies"),
    SubjectKind.CHECKLIST_ITEM: Text("onderdelen van de routekaart", "parts of the route map"),
    SubjectKind.OPEN_QUESTION: Text("open vragen", "open questions"),
}
EVENT_KINDS: Mapping[str, Text] = {
    EventKind.REGISTERED: Text("geregistreerd", "registered"),
    EventKind.AMENDED: Text("gegevens gewijzigd", "data amended"),
    EventKind.ADVANCED: Text("stap gezet", "moved on"),
    EventKind.FORECAST: Text("prognose", "forecast"),
    EventKind.FORECAST_CONFIRMED: Text("prognose bevestigd", "forecast confirmed"),
    EventKind.REPLANNED: Text("herijkt", "re-planned"),
    EventKind.ACHIEVED: Text("behaald", "achieved"),
    EventKind.CORRECTED: Text("gecorrigeerd", "corrected"),
    EventKind.BACKDATED: Text("stap achteraf vastgelegd", "step recorded afterwards"),
    EventKind.REOPENED: Text("heropend", "reopened"),
    EventKind.MIGRATED: Text("overgezet", "migrated"),
    EventKind.DECIDED: Text("besloten", "decided"),
    EventKind.DATED: Text("gedateerd", "dated"),
    EventKind.TIED: Text("gekoppeld", "tied"),
    EventKind.OVERRIDDEN: Text("status anders beoordeeld", "status judged otherwise"),
    EventKind.OVERRIDE_WITHDRAWN: Text("ander oordeel ingetrokken", "other judgement withdrawn"),
    EventKind.TERM_SET: Text("wettelijke termijn gesteld", "statutory term set"),
    EventKind.SUSPENDED: Text("termijn opgeschort", "term suspended"),
    EventKind.RESUMED: Text("termijn hervat", "term resumed"),
    EventKind.ACKNOWLEDGED: Text("bevestigd ervan te weten", "acknowledged"),
    EventKind.PROPOSED: Text("ter vaststelling voorgelegd", "proposed"),
    EventKind.ESTABLISHED: Text("vastgesteld", "established"),
    EventKind.RETURNED: Text("teruggegeven", "returned"),
}
RESPONSIBILITIES: Mapping[str, Text] = {
    Responsibility.OWNER: Text("eigenaar", "owner"),
    Responsibility.ACCOUNTABLE: Text("verantwoordelijke", "accountable"),
    Responsibility.PROGRAMME_MANAGER: Text("programmamanager", "programme manager"),
}
REPLAN_REASONS: Mapping[str, Text] = {
    code: Text(words.nl, words.en) for code, words in vocabulary.REPLAN_REASONS.items()
}


def label(words: Mapping[str, Text], key: str | None) -> Text:
    """Return the label of a key; one that nobody foresaw is shown as it is written."""
    if key is None:
        return UNKNOWN
    plain = key.replace("_", " ")
    return words.get(key, Text(plain, plain))
