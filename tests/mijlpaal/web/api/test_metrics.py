"""The figures, and the dashboard and the alert rules that are made of them."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import Engine

from models.clock import morning_of
from models.storage.database import transaction
from models.tables import Sweep
from tests.conftest import REPOSITORY
from tests.mijlpaal.web.api.conftest import AProgram
from tests.mijlpaal.web.conftest import NEXT_DAY

OBSERVABILITY = REPOSITORY / "docs" / "observability"
_NAME = re.compile(r"\bmijlpaal_[a-z_]+")


def exported(text: str) -> dict[str, dict[tuple[str, ...], float]]:
    """Return the figures by name, and by the values of their labels."""
    return {
        family.name: {tuple(each.labels.values()): each.value for each in family.samples}
        for family in text_string_to_metric_families(text)
    }


def expressions() -> Iterator[str]:
    dashboard = json.loads((OBSERVABILITY / "grafana.json").read_text(encoding="utf-8"))
    rules = yaml.safe_load((OBSERVABILITY / "alerts.yaml").read_text(encoding="utf-8"))
    yield from (target["expr"] for panel in dashboard["panels"] for target in panel["targets"])
    yield from (rule["expr"] for group in rules["groups"] for rule in group["rules"])


def test_the_dashboard_and_the_rules_ask_for_what_we_export_and_for_all_of_it(
    program: AProgram,
) -> None:
    ours = exported(program("baas").get("/metrics").text)

    asked = {name for expression in expressions() for name in _NAME.findall(expression)}

    assert asked == ours.keys()


def test_the_flows_that_the_rules_name_are_exported(program: AProgram) -> None:
    ours = exported(program("baas").get("/metrics").text)

    named = {name for each in expressions() for name in re.findall(r'flow="([^"]+)"', each)}

    assert named
    assert {(name,) for name in named} <= ours["mijlpaal_flow_finished_seconds"].keys()


def test_figures_with_other_labels_are_brought_together_in_so_many_words() -> None:
    """``and`` alone finds nothing where one side has a label that the other has not."""
    sides = [each.split(" and ") for each in expressions() if " and " in each]

    assert sides
    for left, right in sides:
        assert ("{" in left) == ("{" in right) or right.startswith(("ignoring(flow) ", "on("))


def test_each_rule_says_what_to_do() -> None:
    rules = yaml.safe_load((OBSERVABILITY / "alerts.yaml").read_text(encoding="utf-8"))

    for rule in rules["groups"][0]["rules"]:
        assert rule["labels"]["severity"] in {"critical", "warning", "info"}
        assert rule["annotations"]["summary"]
        assert rule["annotations"]["description"]


@pytest.mark.parametrize(("days_ago", "is_overdue"), [(0, 0.0), (4, 1.0)])
def test_a_sweep_that_stayed_away_is_a_figure(
    program: AProgram, house: Engine, days_ago: int, is_overdue: float
) -> None:
    day = NEXT_DAY - timedelta(days=days_ago)
    with transaction(house) as session:
        session.add(Sweep(day=day, swept_at=morning_of(day), reminders=0))

    ours = exported(program("baas").get("/metrics").text)

    assert ours["mijlpaal_sweep_overdue"] == {(): is_overdue}
