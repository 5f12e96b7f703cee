"""What an error says on a page: nothing that only the command line can use."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest
import typer
from typer.core import TyperGroup

import models
from mijlpaal.app import app
from mijlpaal.web.screens.problems import problem_of, without_commands
from models import errors
from models.errors import InvalidAmendmentError, MijlpaalError, ReasonMissingError, Words
from models.vocabulary import Language

# Told to who installs and runs it, where there is no page, or none that does it.
OF_THE_MACHINE = {
    errors.DatabaseMissingError,
    errors.EmptyLedgerError,
    errors.FeedMissingError,
    errors.MissingLimitError,
    errors.OrganisationClockError,
    errors.PortTakenError,
    errors.PrefectServerError,
    errors.RealDataError,
    errors.UnfinishedCopyError,
}


def _all(kind: type[MijlpaalError]) -> Iterator[type[MijlpaalError]]:
    for each in kind.__subclasses__():
        yield each
        yield from _all(each)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_error_on_a_page_names_a_command_or_an_option(language: str) -> None:
    said = {
        each: without_commands(getattr(each, language))
        for each in _all(MijlpaalError)
        if each not in OF_THE_MACHINE and hasattr(each, language)
    }

    assert {each: words for each, words in said.items() if "mijlpaal " in words} == {}
    assert {each: words for each, words in said.items() if "--" in words} == {}


def test_what_it_says_besides_stays() -> None:
    error = ReasonMissingError(action=Words("Herijken", "Re-planning"), subject=Words("d2", "d2"))

    problem = problem_of(error, {"ReasonMissingError": "reden"}, Language.NL)

    assert problem.field == "reden"
    assert problem.text == "Herijken van d2 vraagt om een toelichting."
    assert error.say("nl").endswith("toelichting (--reason).")


# Told by the command line and by health, which have words of their own for a page.
_FOR_THE_MACHINE = {
    "as_of/past.py",
    "consequences/consistency.py",
    "copying/copy.py",
    "statechart/gate/__init__.py",
}


def _words_of_facts() -> Iterator[tuple[str, str]]:
    """Return each text that the models put into an error, with where it stands."""
    root = Path(models.__file__).parent
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Words":
                for text in node.args:
                    yield str(path.relative_to(root)), ast.unparse(text)


def test_no_fact_of_an_error_names_a_command_outside_brackets() -> None:
    commands = "|".join(cast("TyperGroup", typer.main.get_command(app)).commands)
    named = re.compile(rf"(?:mijlpaal |: )(?:{commands}) [a-z]|--[a-z]")

    found = {where for where, text in _words_of_facts() if named.search(without_commands(text))}

    assert found == _FOR_THE_MACHINE


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.NL, "Prognose „1 nov 2026” kan niet: die dag is al voorbij."),
        (Language.EN, "Forecast “1 Nov 2026” cannot be: that day lies in the past."),
    ],
)
def test_a_page_calls_a_column_as_people_do(language: Language, said: str) -> None:
    error = _refused("forecast_on", date(2026, 11, 1))

    problem = problem_of(error, {"forecast_on": "wanneer"}, language)

    assert problem.field == "wanneer"
    assert problem.text == said


def test_a_value_that_was_left_out_is_not_shown() -> None:
    problem = problem_of(_refused("evidence", ""), {}, Language.NL)

    assert problem.text == "Bewijs: die dag is al voorbij."


def _refused(field: str, value: object) -> InvalidAmendmentError:
    return InvalidAmendmentError(
        subject=Words("mijlpaal 'd2'", "milestone 'd2'"),
        field=field,
        value=value,
        problem=Words("die dag is al voorbij", "that day lies in the past"),
    )
