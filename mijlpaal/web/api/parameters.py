"""What comes along in the address: pages and filters, each refused when it is unknown."""

import re
from datetime import date
from typing import Annotated, ClassVar, Literal

from fastapi import Path
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

from models.rules.status import Status
from models.vocabulary import Modality

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MOST_PER_PAGE = 200


def _day(value: object) -> object:
    """Let pass a day as ISO 8601 writes it and nothing else: no instant, no number of seconds."""
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    if value is None or isinstance(value, date):
        return value
    raise PydanticCustomError("not_a_day", "a day is expected, yyyy-mm-dd")


def _number(value: object) -> object:
    if isinstance(value, str | bool):
        raise PydanticCustomError("int_type", "a whole number is expected")
    return value


Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=date)]
Line = Annotated[
    str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]+$")
]
Reference = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z_]+:[^\x00-\x1f\x7f]+$", max_length=200),
    Field(examples=["cluster:chemelot"]),
]
# In a body, as its schema says: 0 is not false, and 7.0 is 7 while "7" and true are no number.
YesOrNo = Annotated[bool, Field(strict=True)]
NUMERIC = BeforeValidator(_number)
Text = Annotated[str, StringConstraints(max_length=5000, pattern=r"^[^\x00]*$")]
Key = Annotated[
    str,
    Path(
        alias="sleutel",
        min_length=1,
        max_length=200,
        pattern=r"^[^\x00-\x1f\x7f]+$",
        description="De sleutel van de rij. / The key of the row.",
        examples=["d2"],
    ),
]


Cursor = Annotated[
    str, StringConstraints(min_length=1, max_length=4000, pattern=r"^[^\x00-\x1f\x7f]+$")
]
Search = Annotated[
    str, StringConstraints(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$")
]
MilestoneOrder = Literal[
    "sleutel",
    "-sleutel",
    "teltTot",
    "-teltTot",
    "status",
    "-status",
    "titel",
    "-titel",
    "cluster",
    "-cluster",
    "prognose",
    "-prognose",
]
RequestOrder = Literal[
    "sleutel",
    "-sleutel",
    "cluster",
    "-cluster",
    "titel",
    "-titel",
    "geadresseerde",
    "-geadresseerde",
    "stand",
    "-stand",
    "bedragInEuro",
    "-bedragInEuro",
]
_SEARCH = "Wat erin staat, in welke letters ook. / What is in it, in whatever case."
_SORT = "Waarop, met een min ervoor andersom. / By what; with a minus the other way round."
LARGEST = 2**31 - 1
Number = Annotated[int, Path(alias="nummer", ge=1, le=LARGEST)]


class Strict(BaseModel):
    """What is sent: unknown names are refused, and names are camelCase."""

    model_config = ConfigDict(extra="forbid", alias_generator=to_camel, populate_by_name=True)


class LooksBack(Strict):
    """The day that is looked back at."""

    op: Day | None = Field(
        None,
        description="Zoals bekend aan het eind van deze dag; telt voor 20 verzoeken. / "
        "As known at the end of this day; counts as 20 requests.",
        examples=["2026-09-01"],
    )


class OfToday(Strict):
    """Which part of a list that does not look back."""

    aantal: int = Field(
        20, ge=1, le=MOST_PER_PAGE, description="Rijen per bladzijde. / Rows per page."
    )
    cursor: Line | None = Field(
        None, description="Waar de bladzijde begint: zie `Link`. / Where the page begins."
    )


class Page(OfToday, LooksBack):
    """Which part of a list."""


class Newest(Strict):
    """Which part of a list of which the newest comes first."""

    aantal: int = Field(
        20, ge=1, le=MOST_PER_PAGE, description="Rijen per bladzijde. / Rows per page."
    )
    cursor: int = Field(
        LARGEST, ge=1, le=LARGEST, description="Waar de bladzijde begint: zie `Link`."
    )


class WithinCluster(Page):
    """A part of a list, of one cluster."""

    cluster: Line | None = Field(None, description="Sleutel van een cluster. / Key of a cluster.")


class SelectedPage(WithinCluster):
    """A part of a list that is selected and sorted."""

    cursor: Cursor | None = Field(
        None, description="Waar de bladzijde begint: zie `Link`. / Where the page begins."
    )
    zoek: Search | None = Field(None, description=_SEARCH)
    is_open: bool | None = None
    sorteer: str | None = None

    @property
    def is_selected(self) -> bool:
        """Return whether more is asked than the order of the keys and what a column says."""
        return not self._selecting.isdisjoint(self.model_fields_set)

    _selecting: ClassVar[frozenset[str]] = frozenset()


class OfMilestones(SelectedPage):
    """A part of the list of milestones."""

    _selecting = frozenset({"status", "eigenaar", "zoek", "vraagt_actie", "sorteer"})

    gewicht: Modality | None = Field(None, description="Het gewicht. / The weight.")
    onderwerp: Line | None = Field(
        None, description="Waar het over gaat, `soort:sleutel`. / What it is about, `kind:key`."
    )
    is_open: bool | None = Field(None, description="Nog te behalen. / Still to be met.")
    is_toezegging: bool | None = Field(
        None, description="Aan de Kamer verschuldigd. / Owed to the Kamer."
    )
    telt_vanaf: Day | None = Field(None, description="Grens vanaf. / Bound from.")
    telt_tot_en_met: Day | None = Field(None, description="Grens tot en met. / Bound up to.")
    status: Status | None = Field(None, description="De status van nu. / The status of now.")
    eigenaar: Line | None = Field(
        None, description="Naam van wie ervoor instaat. / Name of who answers for it."
    )
    vraagt_actie: bool | None = Field(
        None, description="Of het nu actie vraagt. / Whether it asks for action now."
    )
    sorteer: MilestoneOrder | None = Field(None, description=_SORT)


class OfRequests(SelectedPage):
    """A part of the list of requests."""

    _selecting = frozenset({"geadresseerde", "stand", "zoek", "is_open", "sorteer"})

    geadresseerde: Line | None = Field(
        None, description="Naam van aan wie het is gericht. / Name of whom it is addressed to."
    )
    stand: Line | None = Field(
        None, description="Een toestand van de levensloop. / A state of the life cycle."
    )
    is_open: bool | None = Field(None, description="Nog niet afgerond. / Not concluded yet.")
    sorteer: RequestOrder | None = Field(None, description=_SORT)
