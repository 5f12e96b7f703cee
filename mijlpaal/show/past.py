"""Saying on top of every screen that it shows a past, and which."""

import typer

from mijlpaal.call import Call
from mijlpaal.show import screen
from models.as_of import Past
from reports.sentences import Sentences


def say_past(past: Past, call: Call) -> None:
    """Write which past follows; beside it on standard error when a program or a file reads it."""
    sentence = Sentences(call.language).past(past)
    if call.is_for_machines:
        typer.echo(sentence, err=True)
    else:
        screen.say(screen.Ink(sentence, "bold magenta"))
        screen.say("")
