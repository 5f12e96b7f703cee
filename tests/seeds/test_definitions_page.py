"""The page for the functional administrator: its example passes the gate, its limits are true."""

import re
from pathlib import Path

from models.lifecycles.publishing import gate_rules
from models.statechart.gate import LIMITS, flaws
from seeds.lifecycles import read_definition

PAGE = Path(__file__).parents[2] / "docs" / "definitions.md"


def _page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_the_example_of_the_page_can_be_published(tmp_path: Path) -> None:
    examples = re.findall(r"```yaml\n(.*?)```", _page(), flags=re.DOTALL)
    path = tmp_path / "advies.yaml"
    path.write_text(next(text for text in examples if text.startswith("id:")), encoding="utf-8")

    chart = read_definition(path, name=path.name).compiled()

    assert flaws(chart, gate_rules()) == ()
    assert [each.id for each in chart.state("in_behandeling").obligations] == [
        "schriftelijk_advies"
    ]


def test_the_limits_on_the_page_are_those_of_the_gate() -> None:
    said = (
        f"more than {LIMITS.transitions:,} transitions, {LIMITS.standings:,} configurations, "
        f"or {LIMITS.guesses:,} combinations of facts"
    )

    assert said in _page()
