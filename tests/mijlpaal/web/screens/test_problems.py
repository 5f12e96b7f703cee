"""What an error says on a page: nothing that only the command line can use."""

from collections.abc import Iterator

import pytest

from mijlpaal.web.screens.problems import problem_of, without_commands
from models import errors
from models.errors import MijlpaalError, ReasonMissingError, Words
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
