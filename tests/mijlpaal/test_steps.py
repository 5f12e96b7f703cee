"""What explain writes of a guard that denies a fact or has alternatives."""

import pytest

from mijlpaal.call import Call
from mijlpaal.show.steps import show_steps
from models.errors import Words
from models.facts import Finding
from models.lifecycles.lifecycle import NextStep
from models.vocabulary import Language

HOLDS = Finding(
    "tijdlijn",
    Words("er is een tijdlijn", "there is a timeline"),
    holds=True,
    words=Words("voldaan", "holds"),
)
LACKS = Finding(
    "plan",
    Words("er is een plan", "there is a plan"),
    holds=False,
    words=Words("1 plan ontbreekt", "1 plan is missing"),
    hidden=1,
)


def said(capsys: pytest.CaptureFixture[str], step: NextStep, language: Language) -> list[str]:
    show_steps("Limburg", "begin", [step], Call(language, "tester"))
    return [line.strip() for line in capsys.readouterr().out.splitlines()]


def test_a_denied_fact_reads_as_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    step = NextStep(
        event="ga",
        label="Ga",
        is_open=False,
        guard="not tijdlijn and not plan",
        holding=(LACKS.denied(),),
        missing=(HOLDS.denied(),),
        spare=(),
    )

    assert said(capsys, step, Language.NL)[-2:] == [
        "✕ niet: er is een tijdlijn: dit geldt nog",
        "✓ niet: er is een plan",
    ]
    assert said(capsys, step, Language.EN)[-2:] == [
        "✕ not: there is a timeline: this still holds",
        "✓ not: there is a plan",
    ]


def test_where_one_of_several_facts_is_enough_it_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    step = NextStep(
        event="ga",
        label="Ga",
        is_open=False,
        guard="elk_project_heeft_mijlpaal or not elk_project_heeft_tijdlijn",
        holding=(),
        missing=(LACKS, HOLDS.denied()),
        spare=(),
    )

    assert said(capsys, step, Language.NL)[-4:] == [
        "niet alles is nodig: elk project heeft een mijlpaal of niet elk project heeft een tijdlijn",
        "✕ er is een plan: 1 plan ontbreekt",
        "1 vertrouwelijke rij",
        "✕ niet: er is een tijdlijn: dit geldt nog",
    ]
    assert (
        "not all of it is needed: every project has a milestone or not every project has a timeline"
    ) in said(capsys, step, Language.EN)


def test_a_fact_that_an_open_step_can_do_without_is_no_obstacle(
    capsys: pytest.CaptureFixture[str],
) -> None:
    step = NextStep(
        event="ga",
        label="Ga",
        is_open=True,
        guard="tijdlijn or plan",
        holding=(HOLDS,),
        missing=(),
        spare=(LACKS,),
    )

    assert said(capsys, step, Language.NL)[-2:] == [
        "✓ er is een tijdlijn",
        "– er is een plan: geldt niet, en is nu niet nodig",
    ]
