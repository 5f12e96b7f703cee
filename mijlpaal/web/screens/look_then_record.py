"""How a form that changes something goes: typed, shown with what would follow, then recorded."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.pages import below
from mijlpaal.web.screens.problems import (
    CONFLICT,
    UNPROCESSABLE,
    Problem,
    problem_of,
    status_of_form,
)
from mijlpaal.web.screens.typed import Typed
from mijlpaal.web.screens.words import say_word
from models.errors import ConflictError, MijlpaalError

Follows = TypeVar("Follows")
_SEE_OTHER = 303


@dataclass(frozen=True, slots=True)
class Said(Generic[Follows]):
    """What the page says of what was asked, beside what was typed."""

    typed: Typed = field(default_factory=Typed)
    problems: Sequence[Problem] = ()
    status: int = 200
    follows: Follows | None = None
    is_conflict: bool = False  # somebody changed a row since the form was made of it
    done: str = ""

    def version_of(self, version: int) -> int:
        """Return the version that the form is about, where the row is now at this one.

        After a conflict it is about the row as it is now, which is shown beside it.
        """
        return version if self.is_conflict or not self.typed.version else self.typed.version


@dataclass(frozen=True)
class Form(Generic[Follows]):
    """What differs from form to form.

    Attributes:
        address: where the answer goes to once it is done, with ``?gedaan=``.
        required: the fields that cannot stay empty, each with the word of its label.
        fields: the field of the page by the name that an error knows it by.
        look: returns what would follow; records nothing.
        record: does it; returns what is said to be done.
        page: shows the form.
        seen: what a person must have seen of what follows (the field ``gezien``), if anything.
    """

    address: str
    required: Mapping[str, str]
    fields: Mapping[str, str]
    look: Callable[[], Follows]
    record: Callable[[], str]
    page: Callable[[Said[Follows]], Response]
    seen: Callable[[Follows], str] | None = None


def look_then_record(
    request: Request, reader: Reader, typed: Typed, form: Form[Follows]
) -> Response:
    """Show what would follow, and record it when that was seen; what is amiss stays on the page."""
    problems = _empty(typed, reader, form.required)
    if problems:
        return form.page(Said(typed, problems, UNPROCESSABLE))
    try:
        follows = form.look()
        if typed.text("stap") != "vastleggen":
            return form.page(Said(typed, follows=follows))
        if form.seen is not None and typed.text("gezien") != form.seen(follows):
            problem = Problem("", say_word("seen_otherwise", reader.language))
            return form.page(Said(typed, [problem], CONFLICT, follows))
        done = form.record()
    except MijlpaalError as error:
        problem = problem_of(error, form.fields, reader.language)
        is_conflict = isinstance(error, ConflictError)
        return form.page(Said(typed, [problem], status_of_form(error), is_conflict=is_conflict))
    return RedirectResponse(below(request, f"{form.address}?gedaan={done}"), _SEE_OTHER)


def _empty(typed: Typed, reader: Reader, required: Mapping[str, str]) -> list[Problem]:
    language = reader.language
    said = say_word("required", language)
    return [
        Problem(name, f"{say_word(label, language)}: {said}")
        for name, label in required.items()
        if not typed.text(name)
    ]
