"""What a statement becomes: the columns of a milestone or an event, as the seeds lay them."""

from collections.abc import Mapping
from datetime import date

from models import statechart
from models.errors import InvalidAmendmentError, UnknownVersionError, Words
from models.ledger.writer import Ledger
from models.letters import Proposed
from models.lifecycles.charts import latest_of
from models.reviewing.placed import Placed, Taking
from models.rules.agreements import PARLIAMENT, agreed, first_agreed
from models.storage.records import Record
from models.storage.values import Value
from models.vocabulary import Modality, ParticipationRole, SubjectKind

TITLE_CHARACTERS = 120

# An event is a fact; only these say that it is less than that.
_LESS_THAN_A_FACT = frozenset(Modality) - {Modality.COMMITMENT, Modality.REQUIREMENT}


def milestone_columns(
    ledger: Ledger, document: Record, placed: Placed, taking: Taking
) -> Mapping[str, Value]:
    """Return the columns of a duty or milestone, whose two agreements begin as the same.

    Raises:
        InvalidAmendmentError: it lacks what it is about, to whom it is owed, or a day to work to.
        OutsideCalendarError: its bound lies where no sitting days are known.
        UnknownVersionError: its life cycle was never published.
    """
    found = placed.statement
    about = _required(placed, "about", taking.about, _ABOUT)
    is_duty = found.proposes is Proposed.DUTY
    addressee = _required(placed, "addressee", taking.addressee, _ADDRESSEE) if is_duty else None
    to_parliament = addressee is not None and addressee.values["organisation_kind"] == PARLIAMENT
    calendar = ledger.rulebook.calendar
    agreement = agreed(found.reading, to_parliament=to_parliament, calendar=calendar)
    # A target of our own is for where the words name no last day; elsewhere the promise counts.
    target = None
    if agreement["bound"] is None:
        target = agreement["bound"] = _target(ledger, placed, taking.internal_target)
    return {
        **_source(document, placed, taking),
        **_beginning(ledger, "duty" if is_duty else "milestone"),
        "cluster_id": cluster_of(about),
        "about_id": about.id,
        "modality": found.modality,
        "addressee_id": addressee.id if addressee else None,
        "said_on": found.reading.said_on,
        "said_on_is_nominal": document.values["dated_on_is_nominal"],
        "internal_target": target,
        **agreement,
        **first_agreed(agreement),
    }


def occurrence_columns(document: Record, placed: Placed, taking: Taking) -> Mapping[str, Value]:
    """Return the columns of something that happened or was announced."""
    found = placed.statement
    window = found.reading.window
    return {
        **_source(document, placed, taking),
        "cluster_id": cluster_of(taking.about),
        "about_id": taking.about.id if taking.about else None,
        "wording": found.phrase or None,
        "edtf": found.reading.edtf,
        "earliest": window.earliest,
        "latest": window.latest,
        "modality": found.modality if found.modality in _LESS_THAN_A_FACT else None,
    }


def owner_columns(document: Record, milestone: Record, owner: Record) -> Mapping[str, Value]:
    """Return the columns of the participation that makes somebody the owner of a milestone."""
    return {
        "title": f"{owner.text('title')} – eigenaar",
        "confidentiality": milestone.text("confidentiality"),
        "cluster_id": milestone.number("cluster_id"),
        "source": document.key,
        "source_place": milestone.text("source_place"),
        "source_words": milestone.text("source_words"),
        "target_id": milestone.id,
        "organisation_id": owner.id,
        "role": ParticipationRole.OWNER,
    }


def cluster_of(about: Record | None) -> int | None:
    """Return the cluster that something lies in, or that it is."""
    if about is None:
        return None
    return about.id if about.kind is SubjectKind.CLUSTER else about.number("cluster_id")


def shortened(sentence: str) -> str:
    """Return a sentence as a title: whole words, and a sign that there is more.

    >>> shortened("Kort.")
    'Kort.'
    """
    if len(sentence) <= TITLE_CHARACTERS:
        return sentence
    return sentence[: TITLE_CHARACTERS - 2].rpartition(" ")[0].rstrip(",;: ") + " …"


def _source(document: Record, placed: Placed, taking: Taking) -> dict[str, Value]:
    return {
        "title": taking.title or shortened(placed.statement.sentence),
        "confidentiality": document.text("confidentiality"),
        "source": document.key,
        "source_place": placed.place,
        "source_words": placed.statement.sentence,
    }


def _beginning(ledger: Ledger, name: str) -> dict[str, Value]:
    latest = latest_of(ledger.session, name)
    if latest is None:
        raise UnknownVersionError(definition=name, accepted="–")
    definition_id, chart = latest
    standing = chart.write(statechart.initial(chart).standing)
    return {"definition_id": definition_id, "standing": standing}


def _target(ledger: Ledger, placed: Placed, target: date | None) -> date:
    """Return the day to work to: a bound is never lost silently (domain section 4)."""
    if target is None:
        phrase = placed.statement.phrase
        raise _lacking(placed, "wording", phrase, _TARGET)
    if target < ledger.today:
        past = Words("die dag is al voorbij", "that day lies in the past")
        raise _lacking(placed, "internal_target", target, past)
    return target


_ABOUT = Words(
    "zeg waarover het gaat (--about cluster:SLEUTEL of programme:SLEUTEL)",
    "say what it is about (--about cluster:KEY or programme:KEY)",
)
_ADDRESSEE = Words(
    "zeg aan wie het is toegezegd (--addressee ORGANISATIE)",
    "say to whom it is owed (--addressee ORGANISATION)",
)
_TARGET = Words(
    "hieruit volgt geen uiterste dag; geef een intern streven (--internal-target)",
    "no latest day follows from this; give an internal target (--internal-target)",
)


def _required(placed: Placed, field: str, given: Record | None, ask: Words) -> Record:
    if given is None:
        raise _lacking(placed, field, None, ask)
    return given


def _lacking(placed: Placed, field: str, value: Value, problem: Words) -> InvalidAmendmentError:
    subject = Words(f"uitspraak {placed.number}", f"statement {placed.number}")
    shown = "–" if value is None else value
    return InvalidAmendmentError(subject=subject, field=field, value=shown, problem=problem)
