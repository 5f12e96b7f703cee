"""From a digest to the three texts of a message, by the templates of its language."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from notifications.digest import Action, Digest
from notifications.links import VALID_FOR
from notifications.phrases import PHRASES, Line

# RFC 5322, 2.1.1 wants 78 at most; 72 leaves room for the marks of whoever quotes the message.
COLUMNS = 72
_LABEL_COLUMNS = 12
_INDENT = "  "
_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Rendered:
    """The texts of one message; the plain text is complete on its own."""

    subject: str
    body_text: str
    body_html: str


def render(digest: Digest, *, links: Mapping[str, str] | None = None) -> Rendered:
    """Return the texts of the message that says this digest, in its language.

    Args:
        digest: what there is to say.
        links: the acknowledge link of each milestone, by key; without one a text names the
            command instead, so that no link leads nowhere.
    """
    say = PHRASES[digest.language]
    folder = f"{digest.kind}/{digest.language}"
    facts = {
        "digest": digest,
        "say": say,
        "subject": " ".join(say.subject(digest).split()),
        "links": links or {},
        "until": digest.day + VALID_FOR,
        "acknowledge": Action.ACKNOWLEDGE,
    }
    return Rendered(
        subject=_environment().get_template(f"{folder}/subject.txt").render(facts).strip(),
        body_text=_environment().get_template(f"{folder}/body.txt").render(facts),
        body_html=_environment().get_template(f"{folder}/body.html").render(facts),
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(("html",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["labelled"] = _labelled
    environment.filters["wrapped"] = _wrapped
    environment.filters["underlined"] = _underlined
    return environment


def _labelled(line: Line) -> str:
    """Return a label with its text hanging behind it."""
    quote = f"„{line.quote}”: " if line.quote else ""
    label = f"{line.label}:".ljust(_LABEL_COLUMNS)
    return _fill(f"{quote}{line.text}", f"{_INDENT}{label}", _INDENT + " " * _LABEL_COLUMNS)


def _wrapped(text: str, indent: str = "") -> str:
    return _fill(text, indent, indent)


def _underlined(text: str, mark: str) -> str:
    lines = _wrapped(text).splitlines()
    return "\n".join([*lines, mark * max(len(line) for line in lines)])


def _fill(text: str, first: str, later: str) -> str:
    # Commands and references stay whole, however long.
    return textwrap.fill(
        " ".join(text.split()),
        COLUMNS,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )
