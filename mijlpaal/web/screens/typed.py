"""What somebody typed into a form, as they typed it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from fastapi import Request

from mijlpaal.web.posted import form_of
from mijlpaal.web.screens.words import say_word
from models.errors import InvalidAmendmentError, Words
from models.vocabulary import Language

# What a field is called, in mijlpaal.web.screens.words.
LABELS: Mapping[str, str] = {
    "wanneer": "when",
    "reden": "reason",
    "code": "code",
    "streven": "internal_target",
    "op": "achieved_on",
    "bewijs": "evidence",
}
_KNOWN_AS = {"op": "achieved_on", "streven": "internal_target"}  # as errors name the column


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed, as they typed it."""

    fields: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a field without the space around it."""
        return self.fields.get(name, "").strip()

    @property
    def version(self) -> int:
        """The version of the row that the form was made of; 0 when it does not say."""
        text = self.text("versie")
        return int(text) if text.isdecimal() else 0

    def day(self, name: str) -> date | None:
        """Return a field that is a day, None when it is empty.

        Raises:
            InvalidAmendmentError: it is no day.
        """
        text = self.text(name)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError as problem:
            raise amiss(name, text, "one_date") from problem


async def typed_form(request: Request) -> Typed:
    """Return what was typed into a form, for ``Depends``."""
    form = await form_of(request)
    return Typed({name: value for name, value in form.items() if isinstance(value, str)})


def amiss(field: str, value: str, word: str) -> InvalidAmendmentError:
    """Return the error that a field cannot hold this; the word says what it can hold."""
    label = LABELS.get(field, "when")
    return InvalidAmendmentError(
        subject=Words(say_word(label, Language.NL), say_word(label, Language.EN)),
        field=_KNOWN_AS.get(field, field),
        value=value,
        problem=Words(say_word(word, Language.NL), say_word(word, Language.EN)),
    )
