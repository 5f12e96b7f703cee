"""Which fields a row of each kind has: the reference for who writes seeds.

A field that is not here is refused; one that is absent or null is unknown. ``REQUIRED`` fields
must be there. A field that refers to another row names its key (``chemelot``) or, where several
kinds are possible, kind and key (``cluster:chemelot``).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from models.consequences.kinds import STORED
from models.dates import Tense
from models.rules.anchors import ANCHORS
from models.vocabulary import (
    Certainty,
    Confidentiality,
    DocumentKind,
    Language,
    Modality,
    ParticipationRole,
    Responsibility,
    Role,
    Side,
    SubjectKind,
)
from seeds.forms import DAY, EDTF, HOUR, KEY, NUMBER, TEXT, TRUTH, Form, one_of, word_of


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what it holds, or which kinds of row it refers to (then ``form`` is unused)."""

    form: Form = KEY
    is_required: bool = False
    refers_to: tuple[SubjectKind, ...] = ()
    column: str | None = None  # if not its own name
    is_column: bool = True  # else the loader uses it to make columns


Shape = Mapping[str, Field]


def _refers(*kinds: SubjectKind, column: str, is_required: bool = False) -> Field:
    return Field(refers_to=kinds, column=column, is_required=is_required)


_ORGANISATION_KINDS = (
    "parliament",
    "cabinet",
    "state",
    "province",
    "office",
    "foundation",
    "company",
    "company_group",
    "committee",
    "unknown",
)
_INDUSTRY = Field(one_of("existing", "new"))
_ANYTHING = tuple(SubjectKind)

COMMON: Shape = {
    "key": Field(KEY, is_required=True),
    "title": Field(TEXT, is_required=True),
    "title_en": Field(TEXT),
    "confidentiality": Field(word_of(Confidentiality)),
    "cluster": _refers(SubjectKind.CLUSTER, column="cluster_id"),
    "source": Field(KEY),
    "place": Field(TEXT, column="source_place"),
    "words": Field(TEXT, column="source_words"),
    "is_invented": Field(TRUTH),
}

SHAPES: Mapping[SubjectKind, Shape] = {
    SubjectKind.PROGRAMME: {"description": Field(TEXT)},
    SubjectKind.CLUSTER: {
        "step_is_known": Field(TRUTH),
        "companies_announced": Field(NUMBER),
        "projects_announced": Field(NUMBER),
    },
    SubjectKind.PROJECT: {
        "is_concrete": Field(TRUTH),
        "is_first_of_a_kind": Field(TRUTH),
        "industry": _INDUSTRY,
        "timeline": Field(TEXT),
        "name_is_known": Field(TRUTH),
    },
    SubjectKind.CONDITION: {
        "project": _refers(SubjectKind.PROJECT, column="project_id"),
        "side": Field(word_of(Side), is_required=True),
        "condition_kind": Field(
            one_of("offtake_or_supply_contract", "subsidy", "permit", "other"), is_required=True
        ),
        "due_on": Field(DAY),
    },
    SubjectKind.REQUEST: {
        "number": Field(NUMBER, is_required=True),
        "amount_eur": Field(NUMBER),
        "amount_modality": Field(word_of(Modality)),
        "amount_is_additional": Field(TRUTH),
        "amount_split": Field(TEXT),
    },
    SubjectKind.MILESTONE: {
        "about": _refers(*_ANYTHING, column="about_id", is_required=True),
        "modality": Field(word_of(Modality), is_required=True),
        "addressee": _refers(SubjectKind.ORGANISATION, column="addressee_id"),
        "needed_for": Field(TEXT),
        "said_on": Field(DAY, is_required=True),
        "said_on_is_nominal": Field(TRUTH),
        "wording": Field(TEXT, is_required=True),
        "tense": Field(word_of(Tense), is_column=False),
        "internal_target": Field(DAY),
        "tied_to": _refers(*ANCHORS, column="anchor_id"),
        "obligation": Field(TEXT),
    },
    SubjectKind.COMPANY_TRACK: {
        "organisation": _refers(SubjectKind.ORGANISATION, column="organisation_id"),
    },
    SubjectKind.ORGANISATION: {
        "organisation_kind": Field(one_of(*_ORGANISATION_KINDS), is_required=True),
        "industry": _INDUSTRY,
        "is_first_of_a_kind": Field(TRUTH),
    },
    SubjectKind.PARTICIPATION: {
        "target": _refers(*_ANYTHING, column="target_id", is_required=True),
        "organisation": _refers(
            SubjectKind.ORGANISATION, column="organisation_id", is_required=True
        ),
        "role": Field(one_of(*ParticipationRole), is_required=True),
        "valid_from": Field(DAY),
        "valid_until": Field(DAY),
    },
    SubjectKind.DOCUMENT: {
        "document_kind": Field(one_of(*DocumentKind), is_required=True),
        "reference": Field(TEXT),
        "reference_normalised": Field(TEXT),
        "dated_on": Field(DAY),
        "dated_on_is_nominal": Field(TRUTH),
        "copies": Field(NUMBER),
    },
    SubjectKind.OCCURRENCE: {
        "about": _refers(*_ANYTHING, column="about_id"),
        "wording": Field(TEXT),
        "said_on": Field(DAY, is_column=False),
        "edtf": Field(EDTF),
        "modality": Field(word_of(Modality)),
        "is_reversible": Field(TRUTH),
    },
    SubjectKind.DEPENDENCY: {
        "dependency_kind": Field(one_of(*STORED), is_required=True),
        "from": _refers(*_ANYTHING, column="from_id"),
        "to": _refers(*_ANYTHING, column="to_id"),
        "is_mutual": Field(TRUTH),
        "lag": Field(TEXT),
        "gate": Field(TEXT),
        "needed_by": Field(DAY),
        "alternative": Field(KEY),
        "certainty": Field(word_of(Certainty)),
        "valid_from": Field(DAY),
        "valid_until": Field(DAY),
    },
    SubjectKind.CHECKLIST_ITEM: {
        "position": Field(NUMBER, is_required=True),
        "fact": Field(TEXT),
        "fulfilled_on": Field(DAY),
        "evidence": Field(TEXT),
    },
    SubjectKind.OPEN_QUESTION: {
        "about": _refers(*_ANYTHING, column="about_id"),
        "answer": Field(TEXT),
        "answered_on": Field(DAY),
    },
    SubjectKind.CONTACT: {
        "organisation": _refers(SubjectKind.ORGANISATION, column="organisation_id"),
        "language": Field(word_of(Language)),
        "channel": Field(KEY),  # which there are is for the room that sends to say
        "address": Field(TEXT, is_required=True),
        "clearance": Field(word_of(Confidentiality)),
        "person_role": Field(word_of(Role)),
        "valid_from": Field(DAY),
        "valid_until": Field(DAY),
        "digest_hour": Field(HOUR),
    },
    SubjectKind.ASSIGNMENT: {
        "milestone": _refers(SubjectKind.MILESTONE, column="milestone_id", is_required=True),
        "contact": _refers(SubjectKind.CONTACT, column="contact_id", is_required=True),
        "responsibility": Field(word_of(Responsibility), is_required=True),
        "valid_from": Field(DAY),
        "valid_until": Field(DAY),
    },
}


def shape_of(kind: SubjectKind) -> Shape:
    """Return every field that a row of this kind can have, its state excepted."""
    return {**COMMON, **SHAPES[kind]}
