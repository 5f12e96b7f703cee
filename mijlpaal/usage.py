"""What is wrong with how a command was written, in the reader's language.

Typer says it in English only. Its sentences are recognised here and said again; one that is not
recognised is passed on as it is (a test holds each of these against the real thing).
"""

import re

import typer

from mijlpaal.call import Call
from mijlpaal.words import both, pick

_SENTENCES = (
    (
        r"No such command '(?P<name>.*?)'\. Did you mean (?P<near>.+)\?$",
        both(
            "de opdracht '{name}' bestaat niet. Bedoelde u {near}?",
            "there is no command '{name}'. Did you mean {near}?",
        ),
    ),
    (
        r"No such command '(?P<name>.*?)'",
        both("de opdracht '{name}' bestaat niet", "there is no command '{name}'"),
    ),
    (
        r"No such option: (?P<name>\S+) \(Possible options: (?P<near>.+)\)",
        both(
            "de optie {name} bestaat niet. Bedoelde u {near}?",
            "there is no option {name}. Did you mean {near}?",
        ),
    ),
    (
        r"No such option: (?P<name>\S+)",
        both("de optie {name} bestaat niet", "there is no option {name}"),
    ),
    (
        r"Got unexpected extra argument\(s\) \((?P<name>.*)\)",
        both("'{name}' is te veel", "'{name}' is too much"),
    ),
    (
        r"Option '(?P<name>.*?)' requires an argument",
        both("bij {name} hoort een waarde", "{name} needs a value"),
    ),
    (
        r"Option '(?P<name>.*?)' does not take a value",
        both("bij {name} hoort geen waarde", "{name} takes no value"),
    ),
    (
        r"Missing argument '(?P<name>.*?)'",
        both("er ontbreekt iets: {name}", "something is missing: {name}"),
    ),
    (
        r"Missing option '(?P<name>.*?)'",
        both("de optie {name} is verplicht", "the option {name} is required"),
    ),
    (
        r"Invalid value for '(?P<name>.*?)'",
        both("de waarde bij {name} kan niet", "the value of {name} cannot be"),
    ),
)


def say_usage(problem: typer.TyperException, call: Call) -> str:
    """Return what is wrong with the command line, and where to read how it should be."""
    sentence = problem.format_message()
    for pattern, wording in _SENTENCES:
        found = re.match(pattern, sentence, re.DOTALL)
        if found:
            facts = {name: _readable(text, call) for name, text in found.groupdict().items()}
            sentence = call.pick(wording).format_map(facts)
            break
    if not hasattr(problem, "ctx"):  # one of ours, which says itself what to do
        return sentence
    # Typer does not always know in which command it stumbled.
    path = getattr(problem.ctx, "command_path", "mijlpaal")
    return f"{sentence}\n{call.say('uitleg', 'help')}: {path} --help"


def _readable(text: str, call: Call) -> str:
    """Return a name without Typer's quotes, in one language when it was declared in two."""
    return pick(text, call.language).replace("'", "")
