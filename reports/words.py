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


# What the fields of figures are called where two editions differ in them, and words that they hold.
DIFFERING: Mapping[str, Text] = {
    **{str(status): text for status, text in STATUSES.items()},
    "judged": Text("status", "status"),
    "judged_first": Text("status tegen de eerste afspraak", "status against the first agreement"),
    "against_first": Text("tegen de eerste afspraak", "against the first agreement"),
    "decided_by": Text("bepaald door", "decided by"),
    "status": Text("oordeel", "judgement"),
    "reason": Text("toelichting", "reason"),
    "computed": COMPUTED,
    "current": Text("huidige afspraak", "current agreement"),
    "first": Text("eerste afspraak", "first agreement"),
    "wording": Text("formulering", "wording"),
    "edtf": Text("notatie", "notation"),
    "earliest": Text("op zijn vroegst", "not before"),
    "soft_latest": SOFT_BOUND,
    "latest": FORMAL_BOUND,
    "bound": Text("telt tot", "counts to"),
    "practical": LAST_SITTING_DAY,
    "internal_target": Text("intern streven", "internal target"),
    "forecast_on": Text("prognose", "forecast"),
    "forecast_confirmed_on": Text("prognose bevestigd", "forecast confirmed"),
    "achieved_on": Text("behaald op", "achieved on"),
    "evidence": Text("bewijs", "evidence"),
    "state": Text("stand", "state"),
    "owners": Text("eigenaren", "owners"),
    "replanned": Text("keer herijkt", "times re-planned"),
    "holds": Text("geldt", "holds"),
    "text": Text("tekst", "text"),
    "now": Text("nu", "now"),
    "day": Text("dag", "day"),
    "name": Text("welke", "which"),
    "milestones": Text("mijlpalen", "milestones"),
    "count": Text("aantal", "count"),
    "amount": Text("bedrag", "amount"),
    "due_on": Text("nodig op", "needed by"),
    "open_milestones": Text("open mijlpalen", "open milestones"),
    "requests_open": Text("open verzoeken", "open requests"),
    "slip": Text("verschuiving", "slip"),
    "basis": Text("op grond van", "based on"),
    "is_at_least": Text("ten minste", "at least"),
    "title": Text("titel", "title"),
    "label": Text("naam", "name"),
    "key": Text("sleutel", "key"),
    "kind": Text("soort", "kind"),
    "rests_on_estimate": Text("berust op een schatting", "rests on an estimate"),
    "about": Text("gaat over", "about"),
    "addressee": Text("gericht aan", "addressed to"),
    "addressees": Text("gericht aan", "addressed to"),
    "modality": Text("aard", "nature"),
    "said_on": Text("gezegd op", "said on"),
    "said_on_is_nominal": Text("gezegd op, nominaal", "said on, nominal"),
    "source": Text("bron", "source"),
    "source_place": Text("plaats in de bron", "place in the source"),
    "source_words": Text("woorden van de bron", "words of the source"),
    "waits_for": Text("wacht op", "waits for"),
    "offset": Text("termijn daarna", "time from it"),
    "needed_for": Text("nodig voor", "needed for"),
    "is_needed_next": Text("nodig voor de volgende stap", "needed for the next step"),
    "is_duty": Text("toezegging aan de Kamer", "commitment to the Kamer"),
    "is_programme_wide": Text("hele programma", "whole programme"),
    "is_invented": Text("verzonnen testgegeven", "invented test data"),
    "asked_in": Text("gevraagd in", "asked in"),
    "dated_by": Text("gedateerd door", "dated by"),
    "term": Text("wettelijke termijn", "statutory term"),
    "document": Text("document", "document"),
    "cluster": Text("cluster", "cluster"),
    "number": Text("nummer", "number"),
    "side": Text("kant", "side"),
    "project": Text("project", "project"),
    "projects": Text("projecten", "projects"),
    "holders": Text("houders", "holders"),
    "companies": Text("bedrijven", "companies"),
    "industry": Text("industrie", "industry"),
    "is_first_of_a_kind": Text("first of a kind", "first of a kind"),
    "timeline": Text("tijdlijn", "timeline"),
    "conditions": Text("randvoorwaarden", "conditions"),
    "unknown": Text("onbekend", "unknown"),
    "is_reversible": Text("omkeerbaar", "reversible"),
    "reference": Text("kenmerk", "reference"),
    "dated_on": Text("gedateerd op", "dated on"),
    "dated_on_is_nominal": Text("gedateerd op, nominaal", "dated on, nominal"),
    "copies": Text("exemplaren", "copies"),
    "is_additional": Text("aanvullend", "additional"),
    "split": Text("verdeling", "split"),
    "starts_on": Text("begint op", "starts on"),
    "length": Text("duur", "length"),
    "end": Text("einde", "end"),
    "stands_still": Text("staat stil", "stands still"),
    "confidentiality": Text("rubricering", "marking"),
    "reference_date": Text("peildatum", "reference date"),
    "previous_reference_date": Text("peildatum van de vorige", "reference date of the previous"),
    "audience": Text("classificatie", "classification"),
    "status_rule": Text("versie van de regel", "version of the rule"),
    "as_of": Text("terugblik", "look back"),
    "is_open": Text("nu mogelijk", "possible now"),
    "waits_in": Text("kan pas vanuit", "can only be taken from"),
    "leads_on": Text("leidt naar de volgende stap", "leads to the next step"),
    "stages": Text("stappen", "steps"),
    "facts": Text("feiten", "facts"),
    "rows": Text("regels erachter", "rows behind it"),
    "rows_not_shown": Text("niet getoonde regels", "rows not shown"),
    "replannings": Text("herijkingen", "re-plannings"),
    "forecasts": Text("prognoses", "forecasts"),
    "reminders": Text("herinneringen", "reminders"),
    "contacts": Text("contacten", "contacts"),
    "messages_delivered": Text("bezorgde berichten", "messages delivered"),
    "messages_waiting": Text("wachtende berichten", "messages waiting"),
    "messages_failed": Text("mislukte berichten", "messages that failed"),
    "last_on": Text("laatst op", "last on"),
}

# Sections of which is only said that they differ, and what then differs.
DIFFERING_AS_A_WHOLE: Mapping[str, Text] = {
    "condition_counts": Text("de telling per kant en stand", "the counts by side and state"),
    "changes": Text("de lijst van wijzigingen", "the list of changes"),
    "unshown": Text("hoeveel er niet wordt getoond", "how much is not shown"),
    "reminded": Text("wie is herinnerd", "who was reminded"),
    "life_cycle": Text("de levensloop of de stand daarop", "the life cycle or the place on it"),
}
ORDER = Text("de volgorde", "the order")


def label(words: Mapping[str, Text], key: str | None) -> Text:
    """Return the label of a key; one that nobody foresaw is shown as it is written."""
    if key is None:
        return UNKNOWN
    plain = key.replace("_", " ")
    return words.get(key, Text(plain, plain))


# Headings, column heads and short phrases of the documents.
LABELS: Mapping[str, Text] = {
    "product": Text("Mijlpaal", "Mijlpaal"),
    "report": Text("Voortgangsrapportage", "Status report"),
    "programme_report": Text("Programmaoverzicht", "Programme overview"),
    "index": Text("Rapportages van deze dag", "Reports of this day"),
    "reference_date": Text("Peildatum", "Reference date"),
    "classification": Text("Classificatie", "Classification"),
    "edition": Text("Editie", "Edition"),
    "published": Text("Gepubliceerd", "Published"),
    "previous_report": Text("Vorige rapportage", "Previous report"),
    "first_report": Text("geen, dit is de eerste", "none, this is the first"),
    "in_short": Text("In het kort", "In short"),
    "step": Text("Huidige stap", "Current step"),
    "steps": Text("Stappen", "Steps"),
    "step_unknown": Text("stap onbekend", "step unknown"),
    "status": Text("Status", "Status"),
    "status_of_cluster": Text("Status voor de volgende stap", "Status for the next step"),
    "status_undecided": Text("niet te bepalen", "cannot be told"),
    "decided_by": Text("bepaald door", "decided by"),
    "next_step": Text("Volgende stap", "Next step"),
    "next_bound": Text("Eerstvolgende grens", "Next bound"),
    "gates": Text("Wat de volgende stap nodig heeft", "What the next step needs"),
    "gates_note": Text(
        "Een stap is mogelijk zodra alle feiten gelden; achter elk feit staat wat ontbreekt.",
        "A step is possible as soon as all facts hold; behind each fact stands what is missing.",
    ),
    "fact": Text("Feit", "Fact"),
    "holds": Text("geldt", "holds"),
    "missing": Text("ontbreekt", "missing"),
    "no_facts": Text("geen voorwaarde", "no condition"),
    "open_now": Text("nu mogelijk", "possible now"),
    "shut": Text("nog niet mogelijk", "not possible yet"),
    "only_from": Text("kan pas vanuit", "can only be taken from"),
    "duties": Text("Toezeggingen aan de Tweede Kamer", "Commitments to the Tweede Kamer"),
    "duties_short": Text("Aan de Kamer", "To the Kamer"),
    "duty": Text("Toezegging", "Commitment"),
    "formal_bound": Text("Formele grens", "Formal bound"),
    "counts_to": Text("Telt tot", "Counts to"),
    "practical_bound": Text("Laatste vergaderdag", "Last sitting day"),
    "milestones": Text("Mijlpalen", "Milestones"),
    "milestone": Text("Mijlpaal", "Milestone"),
    "timeline": Text("Tijdlijn", "Timeline"),
    "first_agreement": Text("Eerste afspraak", "First agreement"),
    "current_agreement": Text("Huidige afspraak", "Current agreement"),
    "no_date_agreed": Text("nog geen datum afgesproken", "no date agreed yet"),
    "same_agreement": Text("gelijk aan de eerste", "same as the first"),
    "forecast": Text("Prognose", "Forecast"),
    "computed": COMPUTED,
    "against_first": Text("tegen de eerste afspraak", "against the first agreement"),
    "slip": Text("Verschuiving", "Slip"),
    "against_first_short": Text("eerste afspraak", "first agreement"),
    "reason": Text("Toelichting", "Reason"),
    "owner": Text("Eigenaar", "Owner"),
    "owners": Text("Eigenaren", "Owners"),
    "said": Text("Gezegd", "Said"),
    "nominal": Text("nominaal", "nominal"),
    "whole_programme": Text("hele programma", "whole programme"),
    "replanned": Text("Herijkt", "Re-planned"),
    "needed_next": Text("nodig voor de volgende stap", "needed for the next step"),
    "invented": Text("verzonnen testgegeven", "invented test data"),
    "checklist": Text("Checklist van de routekaart", "Checklist of the route map"),
    "checklist_item": Text("Onderdeel", "Part"),
    "requests": Text("Verzoeken aan de overheden", "Requests to the authorities"),
    "request": Text("Verzoek", "Request"),
    "addressees": Text("Gericht aan", "Addressed to"),
    "amount": Text("Bedrag", "Amount"),
    "no_amount": Text("geen bedrag genoemd", "no amount named"),
    "state": Text("Stand", "State"),
    "conditions": Text("Randvoorwaarden", "Conditions"),
    "condition": Text("Randvoorwaarde", "Condition"),
    "side": Text("Kant", "Side"),
    "holder": Text("Houder", "Holder"),
    "due": Text("Nodig op", "Needed by"),
    "projects": Text("Projecten", "Projects"),
    "project": Text("Project", "Project"),
    "companies": Text("Bedrijf", "Company"),
    "unknown_of_it": Text("Onbekend", "Unknown"),
    "first_of_a_kind": Text("first of a kind", "first of a kind"),
    "occurrences": Text("Gebeurtenissen", "Events"),
    "occurrence": Text("Gebeurtenis", "Event"),
    "when": Text("Wanneer", "When"),
    "weight": Text("Aard", "Nature"),
    "reversible": Text("omkeerbaar", "reversible"),
    "changes": Text("Wijzigingen", "Changes"),
    "change": Text("Wijziging", "Change"),
    "day": Text("Dag", "Day"),
    "no_changes": Text("Geen wijzigingen vastgelegd.", "No changes were recorded."),
    "documents": Text("Documenten", "Documents"),
    "document": Text("Document", "Document"),
    "kind": Text("Soort", "Kind"),
    "reference": Text("Kenmerk", "Reference"),
    "quality": Text("Kwaliteit van de gegevens", "Quality of the data"),
    "quality_note": Text(
        "Wat onbekend, geschat of verzonnen is. Onbekend wordt getoond en nooit ingevuld.",
        "What is unknown, estimated or made up. Unknown is shown and never filled in.",
    ),
    "count": Text("Aantal", "Count"),
    "gap": Text("Wat", "What"),
    "where": Text("Waar", "Where"),
    "told": Text("Wie is bericht", "Who was told"),
    "not_shown": Text("Niet getoond", "Not shown"),
    "nothing_registered": Text("Niet geregistreerd", "Not registered"),
    "legend": Text("Hoe de status tot stand komt", "How the status comes about"),
    "legend_note": Text(
        "De status volgt uit één vaste regel (versie {rule}), niet uit een oordeel. Naast de status"
        " tegen de huidige afspraak staat altijd die tegen de eerste. De status van een cluster is"
        " die van de slechtste open mijlpaal waarop de volgende stap wacht, niet de slechtste van"
        " alles. Een prognose in het verleden telt niet.",
        "The status follows from one fixed rule (version {rule}), not from an opinion. Beside the"
        " status against the current agreement always stands that against the first. The status"
        " of a cluster is that of the worst open milestone that the next step waits for, not the"
        " worst of everything. A forecast in the past does not count.",
    ),
    "life_cycle": Text("Levensloop", "Life cycle"),
    "life_cycle_note": Text(
        "Alle toestanden en de stappen daartussen; waar het cluster nu staat, is gemarkeerd.",
        "All states and the steps between them; where the cluster stands now is marked.",
    ),
    "life_cycle_as_table": Text("Dezelfde gegevens als tabel", "The same data as a table"),
    "life_cycle_states": Text("De toestanden.", "The states."),
    "life_cycle_steps": Text("De stappen.", "The steps."),
    "state_of_chart": Text("Toestand", "State"),
    "inside": Text("Binnen", "Inside"),
    "marked": Text("Nu", "Now"),
    "step_of_chart": Text("Stap", "Step"),
    "from": Text("Van", "From"),
    "to": Text("Naar", "To"),
    "condition_of_step": Text("Voorwaarde", "Condition"),
    "stays": Text("blijft waar het is", "stays where it is"),
    "clusters": Text("Clusters", "Clusters"),
    "cluster": Text("Cluster", "Cluster"),
    "open_milestones": Text("Open mijlpalen", "Open milestones"),
    "open_requests": Text("Open verzoeken", "Open requests"),
    "due_or_late": Text("Wat aandacht vraagt", "What needs attention"),
    "nothing_due": Text(
        "Geen open mijlpaal is vertraagd of vraagt aandacht.",
        "No open milestone is delayed or needs attention.",
    ),
    "coming": Text("Wat nog komt", "What is still to come"),
    "failed": Text("Niet gelukt", "Failed"),
    "and_more": Text("en nog {count}", "and {count} more"),
    "and_hidden": Text("en {count} niet getoond", "and {count} not shown"),
    "see_below": Text("hieronder, in vraagvorm", "below, as questions"),
    "open_questions": Text("Open vragen", "Open questions"),
    "missing_of_it": Text("Wat ontbreekt", "What is missing"),
    "duties_caption": Text(
        "Met de formele grens en de laatste dag waarop de Kamer daarvoor vergadert.",
        "With the formal bound and the last day before it on which the Kamer sits.",
    ),
    "trend": Text("Mijlpaaltrend", "Milestone trend"),
    "trend_note": Text(
        "Wat op elke peildatum werd verwacht. Een lijn die stijgt, schuift; verschuivingen worden"
        " niet opgeteld.",
        "What was expected on each reference date. A line that rises slips; slips are not added"
        " up.",
    ),
    "trend_caption": Text(
        "Dezelfde gegevens als tabel: de verwachte dag op elke peildatum.",
        "The same data as a table: the expected day on each reference date.",
    ),
    "trend_of_one": Text(
        "Vanaf de tweede peildatum staat hier ook een tekening.",
        "From the second reference date on there is a drawing here as well.",
    ),
    "milestones_caption": Text(
        "Eerste afspraak, huidige afspraak en prognose naast elkaar, met de reden van de status.",
        "First agreement, current agreement and forecast side by side, with the reason of the"
        " status.",
    ),
    "checklist_caption": Text(
        "Wat de routekaart volgens de brief uiteen moet zetten.",
        "What the route map must set out according to the letter.",
    ),
    "requests_caption": Text(
        "De verzoeken uit het clusterplan; de uitkomst van het onderzoek kan nee zijn.",
        "The requests of the cluster plan; the outcome of the examination may be no.",
    ),
    "conditions_caption": Text(
        "Randvoorwaarden voor investeringsbeslissingen, naar kant.",
        "Conditions for investment decisions, by side.",
    ),
    "projects_caption": Text(
        "Projecten, hun stand en wat er niet van bekend is.",
        "Projects, their state and what is not known of them.",
    ),
    "occurrences_caption": Text(
        "Wat buiten onze eigen levenslopen is gebeurd of aangekondigd.",
        "What happened or was announced outside our own life cycles.",
    ),
    "changes_caption": Text(
        "In de volgorde waarin ze zijn vastgelegd.", "In the order in which they were recorded."
    ),
    "documents_caption": Text("Documenten die er zijn.", "Documents that exist."),
    "clusters_caption": Text(
        "De clusters, het verst gevorderde eerst.", "The clusters, the furthest advanced first."
    ),
    "reports": Text("Rapportages", "Reports"),
    "reports_caption": Text(
        "Per cluster en voor het hele programma.", "Per cluster and for the whole programme."
    ),
    "files": Text("Bestanden", "Files"),
    "holder_report": Text("Wat u nog moet doen", "What you owe"),
    "owed": Text("Nog te doen", "Still owed"),
    "owed_what": Text("Wat", "What"),
    "owed_caption": Text(
        "Mijlpalen en toezeggingen waarvan u eigenaar bent, de eerste grens bovenaan.",
        "Milestones and duties that you own, the nearest bound first.",
    ),
    "nothing_owed": Text("niets", "nothing"),
    "settled": Text("Afgerond", "Settled"),
    "conditions_held_caption": Text(
        "Randvoorwaarden waarvoor u zorgt en die nog niet zijn vervuld.",
        "Conditions that you see to and that are not fulfilled yet.",
    ),
    "requests_to_you_caption": Text(
        "Verzoeken die aan u zijn gericht en nog open staan.",
        "Requests that are addressed to you and still open.",
    ),
    "duty_year_report": Text("Jaarblad van de toezeggingen", "Year page of duties"),
    "year": Text("Jaar", "Year"),
    "sentence": Text("Zin", "Sentence"),
    "no_duties": Text("geen", "none"),
    "duty_year_caption": Text(
        "Elke toezegging met haar zin, haar grens, de laatste vergaderdag daarvoor en haar"
        " eigenaar.",
        "Each duty with its sentence, its bound, the last sitting day before it and its owner.",
    ),
    "duty_year_note": Text(
        "Een toezegging blijft staan in elk jaar waarin ooit haar grens lag, ook na uitstel.",
        "A duty stays in each year that its bound ever lay in, also after it was postponed.",
    ),
    "undated": Text("Zonder dag", "Without a day"),
    "undated_note": Text(
        "Uit deze woorden volgt geen dag; ze kunnen in elk jaar vallen.",
        "No day follows from these words; they may fall in any year.",
    ),
    "postponement_report": Text("Feitenblad uitstel", "Facts of a postponement"),
    "promise": Text("Toezegging of afspraak", "Promise"),
    "source": Text("Bron", "Source"),
    "target": Text("Intern streven", "Internal target"),
    "postponements": Text("Uitstel", "Postponements"),
    "postponements_caption": Text(
        "Elke keer dat de afspraak is vervangen, met beide grenzen en de reden.",
        "Each time that the agreement was replaced, with both bounds and the reason.",
    ),
    "never_postponed": Text("De afspraak is nooit vervangen.", "It was never replaced."),
    "nth_time": Text("Hoeveelste keer", "Which time"),
    "old_bound": Text("Oude grens", "Old bound"),
    "new_bound": Text("Nieuwe grens", "New bound"),
    "before_the_bound": Text("besloten voor de grens verstreek", "decided before the bound passed"),
    "after_the_bound": Text(
        "besloten nadat de grens was verstreken", "decided after the bound had passed"
    ),
    "proposed_now": Text("Nu voorgesteld", "Proposed now"),
    "proposed_caption": Text(
        "Wacht op een tweede persoon; nog niet vastgelegd.",
        "Waits for a second person; not recorded yet.",
    ),
    "kamerbrief_report": Text("Concept-brief aan de Kamer", "Draft letter to the Kamer"),
    "draft_letter": Text("concept, niet verzonden", "draft, not sent"),
    "addressed_to": Text("Aan", "To"),
    "send_by": Text("Uiterlijk te verzenden", "To be sent by"),
    "dear_chair": Text("Geachte Voorzitter,", "Dear Chair,"),
    "fulfils": Text(
        "Met deze brief wordt uw Kamer geïnformeerd zoals is toegezegd:",
        "With this letter the Kamer is informed as was promised:",
    ),
    "signature": Text("[Ondertekening]", "[Signature]"),
    "annex": Text("Bijlage: afspraken", "Annex: agreements"),
    "annex_caption": Text(
        "De openbare afspraken per cluster, met hun gewicht.",
        "The public agreements of each cluster, with their weight.",
    ),
    "tables_as_csv": Text("Tabellen als CSV", "Tables as CSV"),
    "page": Text("pagina", "page"),
}
