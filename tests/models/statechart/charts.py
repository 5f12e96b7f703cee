"""Charts for the tests, written down as short as they can be."""

from models.statechart import Chart, chart_from_data, initial, step
from models.statechart.chart import Standing

Data = dict[str, object]


def a_state(state_id: str, *states: Data, **facts: object) -> Data:
    """Return a state with ``states`` in it and whatever else is named."""
    return {"id": state_id, **({"states": list(states)} if states else {}), **facts}


def a_parallel(state_id: str, *states: Data, **facts: object) -> Data:
    """Return a parallel state with ``states`` as its regions."""
    return a_state(state_id, *states, kind="parallel", **facts)


def a_final(state_id: str, **facts: object) -> Data:
    """Return a final state."""
    return a_state(state_id, kind="final", **facts)


def on(
    event: str | list[str] | None, target: str | list[str] | None = None, **facts: object
) -> Data:
    """Return a transition; without an event it is eventless, without a target it stays."""
    arc: Data = {"event": event, "target": target}
    return {key: value for key, value in arc.items() if value is not None} | facts


def a_definition(*states: Data, **facts: object) -> Data:
    """Return the data of a definition with ``states``."""
    return {"id": "proef", "version": 1, "states": list(states), **facts}


def a_chart(*states: Data, **facts: object) -> Chart:
    """Return the chart of ``a_definition``."""
    return chart_from_data(a_definition(*states, **facts), where="proef.yaml")


def after(chart: Chart, *events: str, facts: dict[str, bool] | None = None) -> Standing:
    """Return where ``chart`` stands after ``events``; each of them must do something."""
    standing = initial(chart, facts or {}).standing
    for event in events:
        taken = step(chart, standing, event, facts or {})
        assert taken is not None, f"{event} does nothing in {chart.write(standing)}"
        standing = taken.standing
    return standing


def leaves(chart: Chart, *events: str, facts: dict[str, bool] | None = None) -> str:
    """Return the active leaves after ``events``, without what is remembered."""
    return chart.write(after(chart, *events, facts=facts)).partition(" |")[0]
