"""Columns as the API calls them: in Dutch and camelCase (API Design Rules, interface-language)."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from sqlalchemy import Column

from models.storage.records import BOOKKEEPING, DETAIL, SUBJECT
from models.vocabulary import SubjectKind

# Ours alone: how the ledger finds a life cycle, and from what a row was loaded.
NOT_SHOWN = BOOKKEEPING | {"definition_id", "seed_digest", "file_digest"}
NAMES: Mapping[str, str] = {
    "title": "titel",
    "title_en": "titelEngels",
    "confidentiality": "vertrouwelijkheid",
    "cluster_id": "cluster",
    "standing": "stand",
    "source": "bron",
    "source_place": "vindplaats",
    "source_words": "bronzin",
    "is_invented": "isVerzonnen",
    # cluster
    "step_is_known": "stapIsBekend",
    "companies_announced": "aangekondigdeBedrijven",
    "projects_announced": "aangekondigdeProjecten",
    # project
    "is_concrete": "isConcreet",
    "is_first_of_a_kind": "isEersteInZijnSoort",
    "industry": "industrie",
    "timeline": "tijdpad",
    "name_is_known": "naamIsBekend",
    # condition
    "project_id": "project",
    "side": "zijde",
    "condition_kind": "soortRandvoorwaarde",
    "due_on": "uiterlijkOp",
    # request
    "number": "nummer",
    "amount_eur": "bedragInEuro",
    "amount_modality": "gewichtVanBedrag",
    "amount_is_additional": "bedragIsAanvullend",
    "amount_split": "verdelingVanBedrag",
    # milestone
    "about_id": "onderwerp",
    "modality": "gewicht",
    "addressee_id": "geadresseerde",
    "needed_for": "nodigVoor",
    "said_on": "gezegdOp",
    "said_on_is_nominal": "gezegdOpIsNominaal",
    "wording": "formulering",
    "edtf": "edtf",
    "earliest": "opZijnVroegst",
    "soft_latest": "zachteGrens",
    "latest": "uiterlijk",
    "bound": "teltTot",
    "bound_confidence": "zekerheidVanGrens",
    "anchor_words": "wachtOp",
    "anchor_offset": "tijdDaarna",
    "anchor_id": "gedateerdDoor",
    "first_wording": "eersteFormulering",
    "first_edtf": "eersteEdtf",
    "first_earliest": "eersteOpZijnVroegst",
    "first_soft_latest": "eersteZachteGrens",
    "first_latest": "eersteUiterlijk",
    "first_bound": "eersteTeltTot",
    "first_anchor_words": "eersteWachtOp",
    "first_anchor_offset": "eersteTijdDaarna",
    "first_anchor_id": "eersteGedateerdDoor",
    "internal_target": "internStreven",
    "replanned": "keerHerijkt",
    "replan_reason": "redenVanHerijking",
    "forecast_on": "prognose",
    "forecast_confirmed_on": "prognoseBevestigdOp",
    "achieved_on": "behaaldOp",
    "evidence": "bewijs",
    "obligation": "verplichting",
    "owner_role": "rolVanEigenaar",
    "document_kind": "soortDocument",
    "ladder": "herinneringsladder",
    "escalation_paused_until": "opschalingGepauzeerdTotEnMet",
    "closed_by_step": "geslotenDoorStap",
    "override_status": "oordeel",
    "override_reason": "toelichtingOpOordeel",
    "override_by": "oordeelVan",
    "override_on": "oordeelOp",
    "override_until": "oordeelTotEnMet",
    "term_starts_on": "termijnBegintNa",
    "term": "termijn",
    "suspensions": "opschortingen",
    # organisation, participation, company track
    "organisation_id": "organisatie",
    "organisation_kind": "soortOrganisatie",
    "target_id": "doel",
    "role": "rol",
    "valid_from": "geldigVanaf",
    "valid_until": "geldigTotEnMet",
    # document
    "reference": "kenmerk",
    "reference_normalised": "kenmerkGenormaliseerd",
    "dated_on": "gedateerdOp",
    "dated_on_is_nominal": "gedateerdOpIsNominaal",
    "copies": "aantalExemplaren",
    # occurrence
    "is_reversible": "isOmkeerbaar",
    # dependency
    "dependency_kind": "soortAfhankelijkheid",
    "from_id": "wat",
    "to_id": "hangtAf",
    "is_mutual": "isWederzijds",
    "lag": "tussentijd",
    "gate": "besluitmoment",
    "needed_by": "nodigOp",
    "alternative": "alternatief",
    "certainty": "zekerheid",
    # checklist item, open question
    "position": "positie",
    "fact": "feit",
    "fulfilled_on": "vervuldOp",
    "answer": "antwoord",
    "answered_on": "beantwoordOp",
    # proposal
    "about_version": "versieVanOnderwerp",
    "verb": "handeling",
    "arguments": "argumenten",
    "proposed_by": "voorgesteldDoor",
    "proposed_on": "voorgesteldOp",
    "expires_on": "verlooptOp",
    "decision": "besluit",
    "decided_by": "beslotenDoor",
    "decided_on": "beslotenOp",
}
COLUMNS: Mapping[str, str] = {name: column for column, name in NAMES.items()}
Schema = dict[str, object]


@cache
def columns_of(kind: SubjectKind) -> tuple[Column[object], ...]:
    """Return the columns of a kind that are shown, in the order in which they are."""
    return tuple(each for each in (*SUBJECT.c, *DETAIL[kind].c) if each.name not in NOT_SHOWN)


@cache
def references_of(kind: SubjectKind) -> frozenset[str]:
    """Return the columns that refer to another subject."""
    return frozenset(each.name for each in columns_of(kind) if each.foreign_keys)


def schema_of(column: Column[object]) -> Schema:
    """Return what JSON Schema says of a column; NULL is *unknown*, or kept from the reader."""
    if column.foreign_keys:
        return {"type": ["string", "null"], "examples": ["cluster:chemelot"]}
    kind = column.type.python_type
    names: Mapping[type, str] = {bool: "boolean", int: "integer"}
    said: Schema = {"type": [names.get(kind, "string"), "null"]}
    return {**said, "format": "date"} if kind is date else said
