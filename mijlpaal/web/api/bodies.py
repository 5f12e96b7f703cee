"""What is sent with each act; names as in the answers, unknown ones are refused."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from mijlpaal.web.api.parameters import Day, Line, Strict, Text
from models.vocabulary import ReplanReason, Responsibility

# Without a pattern: of names that do not fit one, a schema would say nothing at all.
_Name = Annotated[str, StringConstraints(min_length=1, max_length=100)]


class Nothing(Strict):
    """Nothing needs to be said."""


class WithReason(Strict):
    """A reason, in the words of whoever does it."""

    toelichting: Text | None = None


class Step(WithReason):
    """A step of the life cycle."""

    gebeurtenis: Line = Field(description="Zie `stappen`. / See `stappen`.")
    per: Day | None = Field(None, description="Sinds wanneer. / Since when.")


class Forecast(WithReason):
    """When it is expected now: a date or Dutch words; of a period the last day counts."""

    wanneer: Line = Field(examples=["2026-12-10", "medio november 2026"])


class Replanning(WithReason):
    """Another agreement."""

    formulering: Line = Field(examples=["eind januari 2027"])
    code: ReplanReason
    intern_streven: Day | None = None
    gezegd_op: Day | None = None


class Achievement(WithReason):
    """What was achieved, when, and what proves it."""

    op: Day
    bewijs: Line = Field(examples=["Kamerstuk 29826, nr. 320"])


class Correction(WithReason):
    """What should have been recorded."""

    toestanden: list[Line] = Field(default_factory=list, max_length=20)
    velden: dict[_Name, Text | None] = Field(default_factory=dict, max_length=50)
    per: Day | None = None


class Reopening(WithReason):
    """Where it stands from now on; without it, where it last stood open."""

    toestanden: list[Line] = Field(default_factory=list, max_length=20)


class Tie(WithReason):
    """What dates the window, as `soort:sleutel`; null lets it loose."""

    aan: Line | None


class Dating(WithReason):
    """The day of an event; null: not known any more."""

    wanneer: Line | None
    gezegd_op: Day | None = None


class Term(WithReason):
    """A statutory term."""

    begint_na: Day
    termijn: Line = Field(examples=["P6W"])


class Since(WithReason):
    """From a day on."""

    vanaf: Day


class Judgement(WithReason):
    """Another status than the rule gives."""

    status: Line
    tot_en_met: Day | None = None


class Ladder(WithReason):
    """Another ladder of reminders, by name."""

    herinneringsladder: Line


class Pause(WithReason):
    """Nothing moves up until after this day."""

    tot_en_met: Day


class Tick(WithReason):
    """A part of the route map that is there."""

    sinds: Day
    bewijs: Line


class Ending(WithReason):
    """The last day on which it counts."""

    op: Day


class Leaving(WithReason):
    """The last day of its roles; today, without it."""

    op: Day | None = None


class DueDay(WithReason):
    """When a condition will be there."""

    op: Day


class Assignment(WithReason):
    """Which function answers for it, as what and from when."""

    functie: Line
    verantwoordelijkheid: Responsibility = Responsibility.OWNER
    vanaf: Day | None = None


class Kamerbrief(WithReason):
    """A letter to the Kamer that was sent, and the duties that it fulfils."""

    kenmerk: Line
    op: Day
    titel: Line | None = None
    voldoet: list[Line] = Field(default_factory=list, max_length=200)
    voldoet_deels: list[Line] = Field(default_factory=list, max_length=200)


class Verdict(StrEnum):
    """What a second person says."""

    CONFIRMED = "bevestigd"
    REJECTED = "afgewezen"


class Decision(WithReason):
    """What a second person decides on a proposal."""

    besluit: Verdict
