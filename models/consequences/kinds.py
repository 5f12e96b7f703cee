"""The kinds of edge: what may hang on what, and what of a setback travels along it.

Domain section 6: companies supply each other with feedstock and energy, and dare to invest if
others do. Section 3: a condition is needed by the investment decision. Section 4: a duty to inform
stands even when what it tells about slips, so along ``reports_on`` nothing worse travels than that
it must be looked at again.
"""

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from typing import NamedTuple

from models.errors import Words
from models.vocabulary import DependencyKind, SubjectKind


class EffectKind(IntEnum):
    """What happens to a subject, from light to heavy; a subject shows its heaviest.

    ``TELL`` is shown as ``RE_EXAMINE``: it only travels to who must tell about it.
    """

    TELL = 0
    RE_EXAMINE = 1
    AT_RISK = 2
    LATE = 3
    BLOCKED = 4

    def say(self, language: str = "nl") -> str:
        """Return what it is called."""
        return _EFFECTS[self].say(language)


_EFFECTS: Mapping[EffectKind, Words] = {
    EffectKind.TELL: Words("opnieuw bekijken", "to be re-examined"),
    EffectKind.RE_EXAMINE: Words("opnieuw bekijken", "to be re-examined"),
    EffectKind.AT_RISK: Words("onzeker", "at risk"),
    EffectKind.LATE: Words("later", "late"),
    EffectKind.BLOCKED: Words("geblokkeerd", "blocked"),
}


class ImpliedKind(StrEnum):
    """Edges that other tables hold: nobody has to state them."""

    PART_OF = "part_of"  # a cluster on its projects and companies, the programme on its clusters
    ABOUT = "about"  # a milestone on what it is about
    DECISION = "decision"  # the milestone of the investment decision on its project
    WAITS_FOR = "waits_for"  # a window on the milestone that dates it
    SERVES = "serves"  # a condition on the project that needs it, a request on a condition
    TRACK = "track"  # a company's track on the company
    ANSWERS_FOR = "answers_for"  # a milestone on an organisation with a role in it
    PROGRESS = "progress"  # what a milestone is about, on the milestone: duties tell about it


class Rule(NamedTuple):
    """What travels along a kind of edge, from what is needed to what hangs on it.

    Attributes:
        words: how the edge is said, from what hangs to what it hangs on.
        gone: when what it hangs on drops out.
        risk: whether uncertainty travels on; being late does so as uncertainty, or by the day.
        by_the_day: whether being late travels as days.
        looks: whether "to be re-examined" travels on.
        tells: whether it does so to who must tell about it.
    """

    words: Words
    gone: EffectKind
    risk: bool = True
    by_the_day: bool = False
    looks: bool = False
    tells: bool = False


_BLOCKED, _AT_RISK, _LOOK = EffectKind.BLOCKED, EffectKind.AT_RISK, EffectKind.RE_EXAMINE
RULES: Mapping[str, Rule] = {
    DependencyKind.FEEDSTOCK: Rule(Words("grondstof van", "feedstock from"), _AT_RISK),
    DependencyKind.ENERGY: Rule(Words("energie van", "energy from"), _AT_RISK),
    DependencyKind.INVESTMENT: Rule(Words("investeert als", "invests if"), _BLOCKED),
    DependencyKind.CONDITION: Rule(Words("vereist", "needs"), _BLOCKED, by_the_day=True),
    DependencyKind.REQUEST: Rule(Words("hangt op verzoek", "rests on request"), _BLOCKED),
    DependencyKind.FINISH_TO_START: Rule(Words("komt na", "follows"), _BLOCKED, by_the_day=True),
    DependencyKind.REPORTS_ON: Rule(
        Words("bericht over", "reports on"), _LOOK, risk=False, looks=True, tells=True
    ),
    DependencyKind.OTHER: Rule(Words("hangt af van", "depends on"), _AT_RISK),
    DependencyKind.PARTICIPATION: Rule(Words("project van", "project of"), _BLOCKED),
    DependencyKind.HOLDER: Rule(Words("houder", "held by"), _BLOCKED),
    ImpliedKind.PART_OF: Rule(
        Words("omvat", "comprises"), _LOOK, risk=False, looks=True, tells=True
    ),
    ImpliedKind.ABOUT: Rule(Words("gaat over", "is about"), _BLOCKED, looks=True),
    ImpliedKind.DECISION: Rule(Words("besluit over", "decides on"), _BLOCKED, by_the_day=True),
    ImpliedKind.WAITS_FOR: Rule(Words("wacht op", "waits for"), _BLOCKED, by_the_day=True),
    ImpliedKind.SERVES: Rule(Words("bestaat voor", "exists for"), _LOOK, risk=False),
    ImpliedKind.TRACK: Rule(Words("traject van", "track of"), _BLOCKED),
    ImpliedKind.PROGRESS: Rule(Words("vordert met", "makes progress with"), EffectKind.TELL),
    ImpliedKind.ANSWERS_FOR: Rule(Words("rol van", "role of"), _AT_RISK),
}
# With an owner, a project loses who invests; with another party it may still find one.
LIGHTER_ROLES = frozenset({"participant", "party"})

_MAKERS = (SubjectKind.ORGANISATION, SubjectKind.PROJECT)
Kinds = tuple[SubjectKind, ...]
# What may hang (first) on what (second), of the kinds that people state.
ENDS: Mapping[DependencyKind, tuple[Kinds, Kinds]] = {
    DependencyKind.FEEDSTOCK: (_MAKERS, _MAKERS),
    DependencyKind.ENERGY: (_MAKERS, _MAKERS),
    DependencyKind.INVESTMENT: (_MAKERS, _MAKERS),
    DependencyKind.OTHER: (_MAKERS, _MAKERS),
    DependencyKind.CONDITION: ((SubjectKind.PROJECT,), (SubjectKind.CONDITION,)),
    DependencyKind.REQUEST: ((SubjectKind.CONDITION,), (SubjectKind.REQUEST,)),
    DependencyKind.FINISH_TO_START: ((SubjectKind.MILESTONE,), (SubjectKind.MILESTONE,)),
    DependencyKind.REPORTS_ON: (
        (SubjectKind.MILESTONE,),
        (
            SubjectKind.PROGRAMME,
            SubjectKind.CLUSTER,
            SubjectKind.PROJECT,
            SubjectKind.CONDITION,
            SubjectKind.REQUEST,
            SubjectKind.MILESTONE,
            SubjectKind.COMPANY_TRACK,
            SubjectKind.ORGANISATION,
        ),
    ),
    DependencyKind.PARTICIPATION: ((SubjectKind.PROJECT,), (SubjectKind.ORGANISATION,)),
    DependencyKind.HOLDER: ((SubjectKind.CONDITION,), (SubjectKind.ORGANISATION,)),
}
AS_ROLE = frozenset({DependencyKind.PARTICIPATION, DependencyKind.HOLDER})
STORED = tuple(kind for kind in DependencyKind if kind not in AS_ROLE)
BOTH_WAYS = frozenset(
    {
        DependencyKind.FEEDSTOCK,
        DependencyKind.ENERGY,
        DependencyKind.INVESTMENT,
        DependencyKind.OTHER,
    }
)


def words_of(kind: str) -> Words:
    """Return how an edge is said, from what hangs to what it hangs on."""
    return RULES[kind].words
