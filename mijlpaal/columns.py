"""The columns of a subject as people call them, and their values as people read them."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from mijlpaal.call import Call
from mijlpaal.kinds import CLUSTER, FAST_TRACK
from mijlpaal.show.wording import ABSENT
from mijlpaal.words import both, pick
from models.dates.calendar import UNSURE
from models.lifecycles.charts import chart_of, step_is_known
from models.storage.records import Record, current_by_id
from models.storage.values import Value
from models.vocabulary import Language
from reports import words
from reports.drawings.step_bar import STEP_UNKNOWN
from reports.sentences import Sentences
from reports.spelling import compact, euros

NOT_SHOWN = frozenset(
    {
        *("definition_id", "seed_digest", "edtf", "bound_confidence", "replanned"),
        *("first_edtf", "first_earliest", "first_soft_latest", "first_latest", "first_bound"),
        *("first_anchor_words", "first_anchor_offset", "first_anchor_id"),
    }
)

_LABELS: Mapping[str, str] = {
    "standing": both("stand", "state"),
    "title": both("titel", "title"),
    "confidentiality": both("vertrouwelijkheid", "confidentiality"),
    "wording": both("formulering", "wording"),
    "earliest": both("op zijn vroegst", "not before"),
    "soft_latest": both("zachte grens", "soft bound"),
    "latest": both("uiterlijk (formeel)", "no later than (formally)"),
    "bound": both("telt tot", "counts to"),
    "internal_target": both("intern streven", "internal target"),
    "anchor_words": both("wacht op", "waits for"),
    "anchor_offset": both("tijd daarna", "time after it"),
    "anchor_id": both("gedateerd door", "dated by"),
    "replan_reason": both("reden", "reason"),
    "dated_on": both("dag", "day"),
    "forecast_on": both("prognose", "forecast"),
    "forecast_confirmed_on": both("prognose bevestigd", "forecast confirmed"),
    "achieved_on": both("behaald op", "achieved on"),
    "evidence": both("bewijs", "evidence"),
    "modality": both("gewicht", "weight"),
    "term_starts_on": both("termijn begint na", "term begins after"),
    "term": both("wettelijke termijn", "statutory term"),
    "suspensions": both("opgeschort", "suspended"),
    "closed_by_step": both("gesloten door een stap", "closed by a step"),
    "valid_from": both("vanaf", "from"),
    "valid_until": both("tot en met", "until"),
    "cluster_id": both("cluster", "cluster"),
    "about_id": both("gaat over", "about"),
    "addressee_id": both("aan", "to"),
    "contact_id": both("functie", "function"),
    "replaced_by_id": both("vervanger", "stand-in"),
    "milestone_id": both("mijlpaal", "milestone"),
    "target_id": both("van", "of"),
    "document_id": both("document", "document"),
    "from_id": both("wat", "what"),
    "to_id": both("waarvan", "on what"),
    "title_en": both("Engelse titel", "English title"),
    "source": both("bron", "source"),
    "source_place": both("vindplaats", "place in the source"),
    "source_words": both("bronzin", "source sentence"),
    "is_invented": both("verzonnen testgegeven", "invented test data"),
    "step_is_known": both("stap is bekend", "step is known"),
    "name_is_known": both("naam is bekend", "name is known"),
    "ladder": both("schema van herinneren", "ladder of reminders"),
    "escalation_paused_until": both("opschaling rust tot en met", "escalation rests until"),
    "override_status": both("status anders beoordeeld", "status judged otherwise"),
    "override_reason": both("reden van het oordeel", "reason of the judgement"),
    "override_by": both("beoordeeld door", "judged by"),
    "decision": both("besluit", "decision"),
    "decided_by": both("besloten door", "decided by"),
    "decided_on": both("besloten op", "decided on"),
    "expires_on": both("vervalt na", "expires after"),
    "proposed_by": both("voorgesteld door", "proposed by"),
    "approval": both("stand van vaststelling", "state of approval"),
    "text": both("tekst", "text"),
    "role": both("rol", "role"),
    "person_role": both("rol", "role"),
    "responsibility": both("verantwoordelijkheid", "responsibility"),
    "channel": both("kanaal", "channel"),
    "address": both("adres", "address"),
    "clearance": both("mag lezen tot", "may read up to"),
    "language": both("taal", "language"),
    "actor": both("persoon", "person"),
    "certainty": both("zekerheid", "certainty"),
    "description": both("omschrijving", "description"),
    "companies_announced": both("aangekondigde bedrijven", "companies announced"),
    "projects_announced": both("aangekondigde projecten", "projects announced"),
    "needed_for": both("nodig voor stap", "needed for step"),
    "said_on": both("gezegd op", "said on"),
    "said_on_is_nominal": both("dag van zeggen is nominaal", "day of saying is nominal"),
    "first_wording": both("eerste formulering", "first wording"),
    "owner_role": both("rol van de eigenaar", "role of the owner"),
    "document_kind": both("soort document", "kind of document"),
    "override_on": both("beoordeeld op", "judged on"),
    "override_until": both("oordeel geldt tot en met", "judgement holds until"),
    "organisation_kind": both("soort organisatie", "kind of organisation"),
    "reference": both("kenmerk", "reference"),
    "dated_on_is_nominal": both("dag is nominaal", "day is nominal"),
    "copies": both("exemplaren", "copies"),
    "is_reversible": both("omkeerbaar", "reversible"),
    "dependency_kind": both("soort samenhang", "kind of dependency"),
    "is_mutual": both("wederzijds", "mutual"),
    "lag": both("tussentijd", "time between"),
    "needed_by": both("nodig op", "needed by"),
    "alternative": both("alternatief", "alternative"),
    "fulfilled_on": both("vervuld op", "fulfilled on"),
    "answer": both("antwoord", "answer"),
    "answered_on": both("beantwoord op", "answered on"),
    "digest_hour": both("uur van het bericht", "hour of the message"),
    "proposed_on": both("voorgesteld op", "proposed on"),
    "phrase": both("tijdsaanduiding", "phrase of time"),
    "registered_id": both("werd", "became"),
    "reference_date": both("peildatum", "reference date"),
    "audience": both("voor", "for"),
    "written_by": both("geschreven door", "written by"),
    "established_by": both("vastgesteld door", "established by"),
    "established_on": both("vastgesteld op", "established on"),
    "correction": both("reden van de correctie", "reason of the correction"),
    **{name: label for kind in (CLUSTER, *FAST_TRACK) for name, label in kind.columns.items()},
}
# Words of people, which no language changes.
_TYPED = frozenset(
    {
        *("title", "wording", "first_wording", "anchor_words", "first_anchor_words", "evidence"),
        *("source_place", "source_words", "description", "timeline", "amount_split", "answer"),
        *("phrase", "override_reason", "reason", "correction", "text", "reference"),
    }
)
_VOCABULARIES: Mapping[str, Mapping[str, words.Text]] = {
    "side": words.SIDES,
    "condition_kind": words.CONDITION_KINDS,
    "industry": words.INDUSTRIES,
    "modality": words.MODALITIES,
    "replan_reason": words.REPLAN_REASONS,
    "amount_modality": words.MODALITIES,
    "confidentiality": words.CONFIDENTIALITIES,
}


def name_of(column: str, language: Language) -> str | None:
    """Return what people call a column; None: nobody calls it anything."""
    label = _LABELS.get(column)
    return pick(label, language) if label else None


def label_of(column: str, call: Call) -> str:
    """Return what people call a column; one without a label keeps its name."""
    return call.pick(_LABELS.get(column, column))


def value_in_words(session: Session, record: Record, column: str, call: Call) -> str:
    """Return a subject's value in a column as people read it."""
    value = record.values[column]
    if value is None or value == "":
        return ABSENT
    if column == "standing":
        if not step_is_known(record):
            return STEP_UNKNOWN.say(call.language)
        chart = chart_of(session, record)
        return chart.describe(chart.read(str(value)), call.language)
    if column.endswith("_id") and isinstance(value, int):
        return current_by_id(session, value).text("title") or str(value)
    if column == "bound" and record.values["bound_confidence"] in UNSURE:
        return plain_value(column, value, call) + Sentences(call.language).estimate(True)
    return plain_value(column, value, call)


def is_typed(column: str, said: str) -> bool:
    """Return whether a value, as it is told, is in the words of a person."""
    return (column in _TYPED or column.endswith("_id")) and said != ABSENT


def plain_value(column: str, value: Value, call: Call) -> str:
    """Return a value of a column that refers to nothing, as people read it."""
    if value is None or value == "":
        return ABSENT
    if isinstance(value, bool):
        return call.say("ja", "yes") if value else call.say("nee", "no")
    if isinstance(value, date):
        return compact(value, call.language)
    if column == "amount_eur" and isinstance(value, int):
        return euros(value, call.language)
    if column in _VOCABULARIES:
        return words.label(_VOCABULARIES[column], str(value)).say(call.language)
    return str(value)
