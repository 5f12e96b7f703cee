"""Every place of the cluster's life cycle and every step from there: what the kernel is asked."""

from dataclasses import dataclass

from models import statechart
from models.statechart import Chart, Facts, Standing
from tests.factories import definition_data


@dataclass(frozen=True, slots=True)
class Journeys:
    """A chart, facts under which its guards hold, and the steps that it then knows."""

    chart: Chart
    facts: Facts
    standings: tuple[Standing, ...]  # in the order in which they are first reached
    steps: tuple[tuple[Standing, str], ...]  # each leads somewhere


def cluster_journeys() -> Journeys:
    """Return all steps of the real definition of a cluster, found by taking them."""
    chart = statechart.chart_from_data(definition_data("cluster"), where="cluster")
    facts = dict.fromkeys(chart.facts, True)
    reached = [statechart.initial(chart, facts).standing]
    steps = []
    for standing in reached:  # grows while it is walked
        for option in statechart.enabled(chart, standing, facts):
            step = statechart.step(chart, standing, option.event, facts)
            if step is not None:
                steps.append((standing, option.event))
                if step.standing not in reached:
                    reached.append(step.standing)
    return Journeys(chart, facts, tuple(reached), tuple(steps))
