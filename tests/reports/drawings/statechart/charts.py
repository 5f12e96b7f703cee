"""Life cycles to draw: the real ones, and ones that nobody should write but somebody will."""

from collections.abc import Mapping, Sequence

from models.statechart import Chart, Standing, chart_from_data, initial, placed, step
from seeds.lifecycles import read_life_cycles

SEEDS = {name: each.chart for name, each in read_life_cycles().items()}
CLUSTER = SEEDS["cluster"]

Row = Mapping[str, object]


def a_chart(*states: Row) -> Chart:
    """Return a life cycle with these states."""
    data = {"id": "proef", "version": 1, "label": "Proef", "states": list(states)}
    return chart_from_data(data, where="test")


def a_state(name: str, *transitions: Row, **more: object) -> dict[str, object]:
    """Return a state as data, labelled with its own name unless told otherwise."""
    return {"id": name, "label": name, "transitions": list(transitions), **more}


def to(target: str | Sequence[str], **more: object) -> dict[str, object]:
    """Return a transition as data."""
    named = target if isinstance(target, str) else "_".join(target)
    goal = target if isinstance(target, str) else list(target)
    return {"event": f"ga_{named}", "target": goal, "label": f"Ga naar {named}", **more}


def elaborating() -> Standing:
    """Return the standing of a cluster in both strands of the elaboration phase."""
    return placed(CLUSTER, ["uitwerkingsfase"])


def paused() -> Standing:
    """Return the standing of a cluster that was paused in the elaboration phase."""
    taken = step(CLUSTER, elaborating(), "pauzeer", dict.fromkeys(CLUSTER.facts, False))
    assert taken is not None
    return taken.standing


def beginning(chart: Chart) -> Standing:
    """Return where a life cycle starts."""
    return initial(chart, dict.fromkeys(chart.facts, False)).standing


def with_labels(label: str) -> Chart:
    """Return a life cycle of every kind of state, on which everything is called ``label``."""
    named = {"label": label}
    leaf = a_state("a1", to("a2", cond="feit_een and not feit_twee", **named), **named)
    regions = [
        a_state("a", states=[leaf, a_state("a2", kind="final", **named)], **named),
        a_state("b", states=[a_state("b1", to("b1", **named), **named)], **named),
    ]
    both = a_state("p", to("z", **named), kind="parallel", states=regions, **named)
    inner = [
        {"id": "h", "kind": "history", **named},
        both,
        a_state("z", to("a1", **named), {"event": "blijf", **named}, **named),
    ]
    return a_chart(
        a_state("top", to("uit", **named), states=inner, **named),
        a_state("uit", to("h", **named), to("einde", **named), **named),
        a_state("einde", kind="final", **named),
    )


def of_sixty_states() -> Chart:
    """Return a long road with a way back and a way ahead at every state."""
    return a_chart(
        *(
            a_state(
                f"s{n}",
                *([to(f"s{n + 1}")] if n < 59 else []),
                *([to(f"s{n - 7}", cond="feit")] if n % 3 == 0 and n > 7 else []),
                *([to(f"s{n + 5}")] if n % 4 == 0 and n < 54 else []),
            )
            for n in range(60)
        )
    )


def of_depth_six() -> Chart:
    """Return boxes in boxes in boxes, with ways out of the innermost one."""
    inner = a_state("diep", to("uit"), to("laag2"), to("naast"))
    for depth in range(5, 0, -1):
        beside = [a_state("naast", to("diep"))] if depth == 5 else []
        inner = a_state(f"laag{depth}", to("uit"), states=[inner, *beside])
    return a_chart(inner, a_state("uit", to("diep"), to("laag3")))


def of_eight_regions() -> Chart:
    """Return eight strands beside each other, with ways in and out of each."""
    regions = [
        a_state(
            f"r{n}",
            *([to("uit")] if n % 2 else []),
            states=[a_state(f"r{n}a", to(f"r{n}b"), to("uit")), a_state(f"r{n}b", kind="final")],
        )
        for n in range(8)
    ]
    return a_chart(
        a_state("p", to("uit"), kind="parallel", states=regions),
        a_state("uit", to("r2b"), to([f"r{n}b" for n in range(8)])),
    )
