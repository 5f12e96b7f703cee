"""Names that lead nowhere: facts that nobody computes, roles that nobody has."""

from collections.abc import Iterator

from models.errors import Words
from models.statechart.chart import Chart
from models.statechart.gate.flaw import Flaw, GateRules, Rule
from models.statechart.place import nearest


def unknown_facts(chart: Chart, rules: GateRules) -> Iterator[Flaw]:
    """Yield a flaw for each fact of a condition that nobody computes."""
    remedies: dict[str, Words] = {}  # finding the nearest name takes time, and names come back
    for transition in chart.transitions:
        for name in transition.cond.names if transition.cond else ():
            if name not in rules.facts:
                if name not in remedies:
                    remedies[name] = nearest(name, sorted(rules.facts))
                yield Flaw(
                    Rule.UNKNOWN_FACT,
                    chart.states[transition.source].id,
                    (*transition.place, "cond"),
                    Words(f"het feit '{name}' bestaat niet", f"there is no fact '{name}'"),
                    remedies[name],
                )


def unknown_roles(chart: Chart, rules: GateRules) -> Iterator[Flaw]:
    """Yield a flaw for each role that may send an event and that nobody has."""
    for transition in chart.transitions:
        for name in transition.authority:
            if name not in rules.roles:
                yield Flaw(
                    Rule.UNKNOWN_ROLE,
                    chart.states[transition.source].id,
                    (*transition.place, "authority"),
                    Words(f"de rol '{name}' bestaat niet", f"there is no role '{name}'"),
                    nearest(name, sorted(rules.roles)),
                )
