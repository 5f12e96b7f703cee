"""What follows from a change and who waits for whom, as pages show it: drawings with lists."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mijlpaal.call import Call
from mijlpaal.show.impact import effect_in_words
from mijlpaal.web.screens.hanging import path_of, title_of
from models.consequences.changes import Change
from models.consequences.consistency import Check, Finding, Severity
from models.consequences.groups import Group, Outside
from models.consequences.impact import Effect, Impact
from models.consequences.kinds import words_of
from models.consequences.scenario import Outcome, evaluate
from models.consequences.situation import Edge, Node, Situation
from models.dates import Calendar
from models.errors import Words
from models.vocabulary import Language
from reports.drawings.group_ties import draw_group
from reports.drawings.impact_layers import draw_impact
from reports.spelling import in_words

WHAT_IF_PATH = "/wat-als"
_MOST_IN_A_CHAIN = 6
_MOST_ROWS = 500  # of a page; `/v1/impact` has them all
_SEVERITIES = {
    Severity.CONTRADICTION: (Words("Kan niet allebei waar zijn", "Cannot both be true"), "✕"),
    Severity.GAP: (Words("Nog te zeggen", "Still to be said"), "▲"),
    Severity.NOTE: (Words("Goed om te weten", "Good to know"), "○"),
}
_NEW = f"{WHAT_IF_PATH}/afhankelijkheden?wat={{subject}}&soort="
_LINKS = (
    Words("Beëindig of vervang een schakel", "End or replace a link"),
    f"{WHAT_IF_PATH}/afhankelijkheden?van={{subject}}",
)
# The one act that mends it, and where it is done.
_ACTS: Mapping[Check, tuple[Words, str]] = {
    Check.LATER_THAN_WHAT_WAITS: (
        Words("Bekijk welke prognoses meeschuiven", "See which forecasts move with it"),
        "/mijlpalen/{key}/doorwerking",
    ),
    Check.CONDITION_AFTER_DECISION: (
        Words("Geef haar een andere dag", "Give it another day"),
        "/voorwaarden/{key}/dag",
    ),
    Check.CIRCLE: _LINKS,
    Check.REFUSED_BUT_NEEDED: _LINKS,
    Check.WINDOW_OUT_OF_ORDER: (
        Words("Herijk de afspraak", "Re-plan it"),
        "/mijlpalen/{key}/herijken",
    ),
    Check.MILESTONE_WITHOUT_OWNER: (
        Words("Wijs een eigenaar aan", "Assign an owner"),
        "/mijlpalen/{key}/eigenaar",
    ),
    Check.PROJECT_WITHOUT_CONDITIONS: (
        Words("Leg een randvoorwaarde vast", "State a condition"),
        f"{_NEW}condition",
    ),
    Check.COMPANY_UNKNOWN: (
        Words("Noem het bedrijf", "Name the company"),
        f"{_NEW}participation",
    ),
    Check.DUTY_WITHOUT_FORECAST: (
        Words("Geef een prognose", "Give a forecast"),
        "/mijlpalen/{key}/prognose",
    ),
    Check.END_UNKNOWN: (
        Words("Noem beide uiteinden", "Name both ends"),
        f"{WHAT_IF_PATH}/afhankelijkheden",
    ),
    Check.RECESS_ESTIMATED: (
        Words("Bekijk de kalender", "Look at the calendar"),
        "/beheer/kalenders",
    ),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A subject with the path of its page, empty when it has none."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Touched:
    """What happens to one subject."""

    layer: int
    title: str
    path: str
    effect: str
    because: str


@dataclass(frozen=True, slots=True)
class ImpactView:
    """A drawing of what is touched, and the same as rows; ``more`` were left out."""

    drawing: Markup
    touched: tuple[Touched, ...]
    more: int


@dataclass(frozen=True, slots=True)
class GroupView:
    """A drawing of a group, and the same as lists."""

    drawing: Markup
    members: tuple[Link, ...]
    ties: tuple[str, ...]
    waits_for: tuple[tuple[Link, str], ...]
    unblocking: str
    sets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """Something that does not fit, with the one act that mends it."""

    severity: str
    sign: str
    title: str
    path: str
    words: str
    detail: str
    act: str
    act_path: str


@dataclass(frozen=True)
class OutcomeView:
    """What changes make of today."""

    is_as_today: bool
    impact: ImpactView
    moved: tuple[tuple[Link, str], ...]
    broken: tuple[tuple[Link, str], ...]
    found: tuple[FindingView, ...]
    mended: tuple[FindingView, ...]
    stuck: tuple[str, ...]
    told: tuple[tuple[Link, tuple[Link, ...]], ...]


def link_to(node: Node, language: Language) -> Link:
    """Return a subject with its page."""
    return Link(title_of(node, language), path_of(node))


def because(situation: Situation, chain: Sequence[Edge], language: Language) -> str:
    """Return the way that leads somewhere, by titles; of a long one its ends."""
    if not chain:
        return ""
    said = [title_of(situation.nodes[chain[0].on], language)]
    for edge in chain:
        lag = f" {edge.lag}" if edge.lag else ""
        how = words_of(edge.kind).say(language)
        said.append(f"{title_of(situation.nodes[edge.dependent], language)} ({how}{lag})")
    if len(said) > _MOST_IN_A_CHAIN:
        count = len(said) - _MOST_IN_A_CHAIN
        more = Words(f"… nog {count} …", f"… {count} more …")
        said[1 : 1 + count] = [more.say(language)]
    return " → ".join(said)


def impact_view(
    situation: Situation, found: Impact, call: Call, *, name: str = "gevolgen"
) -> ImpactView:
    """Return what is touched as a drawing and as rows."""
    drawing = draw_impact(
        found,
        named=lambda node: title_of(node, call.language),
        told=lambda effect: effect_in_words(effect, call),
        language=call.language,
        name=name,
    )
    rows = (
        Touched(
            layer=effect.layer,
            title=title_of(effect.node, call.language),
            path=path_of(effect.node),
            effect=effect_in_words(effect, call),
            because=because(situation, found.chain_to(effect.node.id), call.language),
        )
        for effect in found.touched[:_MOST_ROWS]
    )
    more = max(0, len(found.touched) - _MOST_ROWS)
    return ImpactView(Markup(drawing.svg), tuple(rows), more)  # noqa: S704  (our own drawing)


def outcome_view(
    situation: Situation, changes: Iterable[Change], call: Call, *, calendar: Calendar
) -> OutcomeView:
    """Return what changes make of a situation.

    Raises:
        UnknownSubjectError: a change is about something that is not there.
        InvalidAmendmentError: it cannot happen to it.
    """
    found: Outcome = evaluate(situation, changes, calendar=calendar)
    language = call.language

    def told(effects: Iterable[Effect]) -> tuple[tuple[Link, str], ...]:
        return tuple((link_to(e.node, language), effect_in_words(e, call)) for e in effects)

    return OutcomeView(
        is_as_today=found.is_as_today,
        impact=impact_view(situation, found.impact, call),
        moved=told(found.moved),
        broken=told(found.impact.broken_bounds),
        found=findings_view(situation, found.found, language),
        mended=findings_view(situation, found.mended, language),
        stuck=tuple(_names(group.members, language) for group in found.stuck),
        told=tuple(
            (
                link_to(each.organisation, language),
                tuple(link_to(node, language) for node in each.subjects),
            )
            for each in found.told
        ),
    )


def group_views(
    situation: Situation, found: Iterable[Group], language: Language
) -> list[GroupView]:
    """Return groups as drawings and as lists."""
    return [
        _group_view(situation, group, language, f"groep-{number}")
        for number, group in enumerate(found, 1)
    ]


def findings_view(
    situation: Situation, found: Iterable[Finding], language: Language
) -> tuple[FindingView, ...]:
    """Return what does not fit, each with a link to where it is mended."""
    return tuple(_finding_view(situation, each, language) for each in found)


def _group_view(situation: Situation, group: Group, language: Language, name: str) -> GroupView:
    drawing = draw_group(
        group, named=lambda node: title_of(node, language), language=language, name=name
    )
    outside = (*group.conditions, *group.decisions)
    return GroupView(
        drawing=Markup(drawing.svg),  # noqa: S704  (our own drawing)
        members=tuple(link_to(node, language) for node in group.members),
        ties=tuple(because(situation, [edge], language) for edge in group.edges),
        waits_for=tuple((link_to(e.node, language), _needed_by(e, language)) for e in outside),
        unblocking=_unblocking(group, language),
        sets=tuple(_names(each, language) for each in group.unblocking.sets if each),
    )


def _needed_by(each: Outside, language: Language) -> str:
    one_of = Words("een van", "one of").say(language)
    said = f" [{one_of}: {', '.join(each.any_of)}]" if each.any_of else ""
    day = f", {in_words(each.node.latest, language)}" if each.node.latest else ""
    return f"{_names(each.needed_by, language)}{day}{said}"


def _unblocking(group: Group, language: Language) -> str:
    found = group.unblocking
    if found.impossible:
        lost = _names(found.impossible, language)
        return Words(
            f"Zij zit vast: al afgewezen en zonder alternatief: {lost}.",
            f"It is stuck: refused already and without an alternative: {lost}.",
        ).say(language)
    if found.size is None:
        return Words(
            "Er zijn te veel keuzes om de kleinste verzameling te noemen.",
            "There are too many choices to name the smallest set.",
        ).say(language)
    if not found.size:
        return Words(
            "Zij wacht op geen randvoorwaarde meer.", "It waits for no condition any more."
        ).say(language)
    ties = len(found.sets)
    alike = Words(f", {ties} gelijkwaardig", f", {ties} alike").say(language) if ties > 1 else ""
    return Words(
        f"Het minste dat haar losmaakt ({found.size}{alike}):",
        f"The least that frees it ({found.size}{alike}):",
    ).say(language)


def _finding_view(situation: Situation, each: Finding, language: Language) -> FindingView:
    severity, sign = _SEVERITIES[each.severity]
    node = situation.by_name.get(each.subject)
    word, path = _ACTS[each.check]
    return FindingView(
        severity=severity.say(language),
        sign=sign,
        title=title_of(node, language) if node is not None else each.title,
        path=path_of(node) if node is not None else "",
        words=each.words.say(language),
        detail=each.detail.say(language),
        act=word.say(language),
        act_path=path.format(subject=each.subject, key=each.subject.partition(":")[2]),
    )


def _names(nodes: Iterable[Node], language: Language) -> str:
    return ", ".join(title_of(node, language) for node in nodes)
