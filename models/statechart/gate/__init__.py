"""The publish gate: what a definition must satisfy before anybody may run on it.

A chart that compiles can be run; whether it can be relied on takes a look at everything it can
do. ``exploration`` walks every configuration that can be reached, with every fact taken as free;
each of the other files holds one idea of what may not come out::

    reachability   states nobody gets into, traps nobody gets out of, charts without rest
    transitions    transitions that are never taken
    determinism    two transitions for one event, of which the order of the file would choose
    names          facts and roles that nobody knows
    obligations    what is due: from whom, how strongly, by when, and how it ends

Taking facts as free errs on the safe side for states and transitions (one that cannot be reached
here can never be) and not for traps: an end that is only open for facts that never hold is one.
"""

from collections.abc import Iterator

from models.errors import UnpublishableError, Words
from models.statechart.chart import Chart
from models.statechart.gate.determinism import ambiguous, rivals
from models.statechart.gate.exploration import LIMITS, Exploration, Limits, explore
from models.statechart.gate.flaw import Flaw, GateRules, Rule
from models.statechart.gate.names import unknown_facts, unknown_roles
from models.statechart.gate.obligations import unsound_obligations
from models.statechart.gate.reachability import restless, too_large, traps, unreachable
from models.statechart.gate.transitions import never_taken
from models.statechart.place import Locate, Origin

__all__ = [
    "LIMITS",
    "Exploration",
    "Flaw",
    "GateRules",
    "Limits",
    "Rule",
    "explore",
    "flaws",
    "require_publishable",
]


def flaws(chart: Chart, rules: GateRules, explored: Exploration | None = None) -> tuple[Flaw, ...]:
    """Return everything that keeps ``chart`` from being published; nothing when it may be.

    Args:
        chart: the compiled definition.
        rules: which names exist outside the kernel.
        explored: what ``explore`` found, by a caller that wants to know it as well.
    """
    return tuple(_flaws(chart, rules, explored or explore(chart)))


def require_publishable(
    chart: Chart, rules: GateRules, *, where: str, locate: Locate | None = None
) -> None:
    """Refuse a chart with flaws.

    Args:
        chart: the compiled definition.
        rules: which names exist outside the kernel.
        where: what errors call the definition.
        locate: says in which file and on which line a place of the definition stands.

    Raises:
        UnpublishableError: tells the first flaw; all are in its fact ``flaws``.
    """
    found = flaws(chart, rules)
    if not found:
        return
    first, others = found[0], len(found) - 1
    more = Words(
        f" (Nog {others}; toon alles met: mijlpaal definition check.)",
        f" ({others} more; show all with: mijlpaal definition check.)",
    )
    raise UnpublishableError(
        where=Origin(where, locate).words(first.place, first.state),
        problem=first.problem,
        remedy=first.remedy,
        more=more if others else "",
        place=first.place,
        state=first.state,
        flaws=found,
    )


def _flaws(chart: Chart, rules: GateRules, explored: Exploration) -> Iterator[Flaw]:
    yield from unknown_facts(chart, rules)
    yield from unknown_roles(chart, rules)
    unclear = ambiguous(chart)
    yield from (each.flaw for each in unclear)
    yield from rivals(explored)
    yield from restless(explored)
    yield from too_large(explored)
    yield from unreachable(explored)
    yield from traps(explored)
    told = {each.later.index for each in unclear}
    told |= {dropped.index for _, dropped in explored.rivals}
    yield from never_taken(explored, apart_from=told)
    yield from unsound_obligations(explored, rules)
