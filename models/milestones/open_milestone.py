"""A milestone that is still to be met, or a refusal in words: what people change starts here."""

from models.errors import TransitionRefusedError, Words
from models.ledger.writer import Ledger
from models.lifecycles.charts import chart_of, standing_of
from models.rules.status import Outcome, outcome_of
from models.storage.records import Record, current
from models.vocabulary import SubjectKind


def open_milestone(ledger: Ledger, key: str, action: Words) -> Record:
    """Return a milestone that is still to be met.

    Raises:
        UnknownSubjectError: there is none.
        TransitionRefusedError: it is closed; ``action`` says what was refused.
    """
    milestone = current(ledger.session, SubjectKind.MILESTONE, key)
    if outcome_of(milestone.text("standing")) is not Outcome.OPEN:
        chart = chart_of(ledger.session, milestone)
        raise TransitionRefusedError(
            subject=milestone.name,
            state=Words(
                chart.describe(standing_of(chart, milestone), "nl"),
                chart.describe(standing_of(chart, milestone), "en"),
            ),
            event=action,
            why=Words("de mijlpaal is gesloten", "the milestone is closed"),
        )
    return milestone
