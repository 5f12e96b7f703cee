"""The columns of a subject as people call them, and their values as people read them."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from mijlpaal.call import Call
from mijlpaal.kinds import CLUSTER, FAST_TRACK
from mijlpaal.show.wording import ABSENT
from mijlpaal.words import both
from models.dates.calendar import UNSURE
from models.lifecycles.charts import chart_of
from models.storage.records import Record, current_by_id
from models.storage.values import Value
from reports import words
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
    **{name: label for kind in (CLUSTER, *FAST_TRACK) for name, label in kind.columns.items()},
}
_VOCABULARIES: Mapping[str, Mapping[str, words.Text]] = {
    "side": words.SIDES,
    "condition_kind": words.CONDITION_KINDS,
    "industry": words.INDUSTRIES,
    "modality": words.MODALITIES,
    "replan_reason": words.REPLAN_REASONS,
    "amount_modality": words.MODALITIES,
    "confidentiality": words.CONFIDENTIALITIES,
}


def label_of(column: str, call: Call) -> str:
    """Return what people call a column; one without a label keeps its name."""
    return call.pick(_LABELS.get(column, column))


def value_in_words(session: Session, record: Record, column: str, call: Call) -> str:
    """Return a subject's value in a column as people read it."""
    value = record.values[column]
    if value is None or value == "":
        return ABSENT
    if column == "standing":
        chart = chart_of(session, record)
        return chart.describe(chart.read(str(value)), call.language)
    if column.endswith("_id") and isinstance(value, int):
        return current_by_id(session, value).text("title") or str(value)
    if column == "bound" and record.values["bound_confidence"] in UNSURE:
        return _plain(column, value, call) + Sentences(call.language).estimate(True)
    return _plain(column, value, call)


def _plain(column: str, value: Value, call: Call) -> str:
    if isinstance(value, bool):
        return call.say("ja", "yes") if value else call.say("nee", "no")
    if isinstance(value, date):
        return compact(value, call.language)
    if column == "amount_eur" and isinstance(value, int):
        return euros(value, call.language)
    if column in _VOCABULARIES:
        return words.label(_VOCABULARIES[column], str(value)).say(call.language)
    return str(value)
