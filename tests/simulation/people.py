"""People who act or don't: most of what they try is refused, some of it moves everything."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from random import Random
from typing import TypeVar

from sqlmodel import col, select

from models.acts.commands import Argument, Command, Verb
from models.acts.proposals import all_proposals, confirm, submit
from models.ledger.writer import Ledger
from models.lifecycles.obligations import meet_obligations
from models.milestones.acts import confirm as confirm_forecast
from models.milestones.acts import forecast
from models.people.absences import be_absent
from models.people.acknowledging import acknowledge
from models.people.hand_over import hand_over
from models.storage.values import Value
from models.tables import Message, Reminder, Subject
from models.vocabulary import Confidentiality, Responsibility, SubjectKind
from tests.factories import (
    a_cluster,
    a_condition,
    a_contact,
    a_milestone,
    a_project,
    a_request,
    a_waiting_milestone,
    an_assignment,
    an_occurrence,
)
from tests.obliging import EVENTS, an_obliging_cluster

Act = Callable[[Ledger, Random], object]
Choice = TypeVar("Choice")

# Of these nobody is ever away or replaced: the oracle knows what they must hear.
STEADY = ("anna", "bert")
OTHERS = ("carla", "daan")
# What makes people differ in what they hear, and when.
_WISHES: Mapping[str, Mapping[str, Value]] = {
    "anna": {"clearance": Confidentiality.COMPANY_CONFIDENTIAL},
    "bert": {"clearance": Confidentiality.COMPANY_CONFIDENTIAL, "digest_hour": 11},
    "carla": {"clearance": Confidentiality.PUBLIC},
    "daan": {"unwanted": "cluster:chemelot", "digest_hour": 9},
}
_STEPS = (
    *EVENTS,
    *("start_uitwerking", "concretiseer", "honoreer", "wijs_af", "stel_vervulling_vast"),
    *("laat_vervallen", "behaal"),
)
_MOVABLE = (SubjectKind.CLUSTER, SubjectKind.PROJECT, SubjectKind.CONDITION, SubjectKind.REQUEST)


def settle_in(ledger: Ledger, chance: Random) -> None:
    """Register a programme, with people who answer for its milestones."""
    eems = an_obliging_cluster(ledger)
    chemelot = a_cluster(ledger, "chemelot", "uitwerkingsfase")
    meet_obligations(ledger, chemelot)
    project = a_project(ledger, chemelot, "kraker")
    a_condition(ledger, chemelot, "vergunning", project=project)
    a_request(ledger, chemelot, "grond")
    advice = an_occurrence(ledger, "advies")
    contacts = [
        a_contact(ledger, name, address=f"{name}@{name}.example", **_WISHES[name])
        for name in (*STEADY, *OTHERS)
    ]
    for number in range(chance.randint(4, 8)):
        about = chance.choice((eems, chemelot))
        key = f"m{number}"
        if chance.random() < 0.2:
            milestone = a_waiting_milestone(ledger, about, key, tied_to=advice)
        else:
            latest = ledger.today + timedelta(days=chance.randint(3, 400))
            mark = chance.choice(tuple(Confidentiality))
            milestone = a_milestone(ledger, about, key, latest=latest, confidentiality=mark)
        for responsibility in Responsibility:
            if responsibility is Responsibility.OWNER or chance.random() < 0.7:
                an_assignment(ledger, milestone, chance.choice(contacts), responsibility)


def do_something(ledger: Ledger, chance: Random) -> None:
    """Do one thing that somebody might; much of it is refused.

    Raises:
        MijlpaalError: as the act itself does.
    """
    acts: Sequence[Act] = (
        *[_acknowledge] * 5,
        *[_achieve] * 2,
        *[_replan] * 3,
        *[_advance] * 4,
        *(_forecast, _date_the_advice, _reopen, _correct, _be_away, _hand_over, _decide, _suspend),
    )
    chance.choice(acts)(ledger, chance)


def _acknowledge(ledger: Ledger, chance: Random) -> object:
    query = (
        select(Reminder, Subject.key)
        .join(Message, col(Message.id) == col(Reminder.message_id))
        .join(Subject, col(Subject.id) == col(Reminder.contact_id))
        .order_by(col(Reminder.id).desc())
        .limit(10)
    )
    reminder, contact = _one_of(ledger.session.exec(query).all(), chance)
    milestone = ledger.session.get_one(Subject, reminder.milestone_id)
    return acknowledge(ledger, milestone.key, contact)


def _submit(
    ledger: Ledger,
    chance: Random,
    verb: Verb,
    kinds: Sequence[SubjectKind] = (SubjectKind.MILESTONE,),
    **arguments: Argument,
) -> object:
    query = select(Subject).where(col(Subject.kind).in_(kinds)).order_by(col(Subject.id))
    subject = _one_of(ledger.session.exec(query).all(), chance)
    given = {"reason": "zo is het", **arguments}
    return submit(ledger, Command(verb, SubjectKind(subject.kind), subject.key, given))


def _achieve(ledger: Ledger, chance: Random) -> object:
    return _submit(ledger, chance, Verb.ACHIEVE, evidence="kst-1", on=str(ledger.today))


def _replan(ledger: Ledger, chance: Random) -> object:
    day = ledger.today + timedelta(days=chance.randint(-3, 200))
    wording = chance.choice((f"{day.day}-{day.month}-{day.year}", "binnen 6 weken", "ooit"))
    return _submit(ledger, chance, Verb.REPLAN, wording=wording, code="other")


def _advance(ledger: Ledger, chance: Random) -> object:
    return _submit(ledger, chance, Verb.ADVANCE, _MOVABLE, event=chance.choice(_STEPS))


def _reopen(ledger: Ledger, chance: Random) -> object:
    return _submit(ledger, chance, Verb.REOPEN)


def _correct(ledger: Ledger, chance: Random) -> object:
    fields: Mapping[str, str] = {"title": f"Anders {chance.random():.3f}"}
    if chance.random() < 0.5:
        fields = {"confidentiality": chance.choice(tuple(Confidentiality))}
    return _submit(ledger, chance, Verb.CORRECT, fields=fields)


def _suspend(ledger: Ledger, chance: Random) -> object:
    verb = chance.choice((Verb.SET_TERM, Verb.SUSPEND, Verb.RESUME))
    more: dict[str, Argument] = {}
    if verb is Verb.SET_TERM:
        more = {"term": "8 weken", "starts_on": str(ledger.today)}
    return _submit(ledger, chance, verb, (SubjectKind.MILESTONE,), **more)


def _date_the_advice(ledger: Ledger, chance: Random) -> object:
    when = ledger.today + timedelta(days=chance.randint(-20, 20))
    return _submit(ledger, chance, Verb.DATE, (SubjectKind.OCCURRENCE,), when=when.isoformat())


def _forecast(ledger: Ledger, chance: Random) -> object:
    key = f"m{chance.randrange(8)}"
    if chance.random() < 0.5:
        return confirm_forecast(ledger, key)
    return forecast(ledger, key, ledger.today + timedelta(days=chance.randint(0, 90)))


def _be_away(ledger: Ledger, chance: Random) -> object:
    first = ledger.today + timedelta(days=chance.randint(0, 10))
    last = first + timedelta(days=chance.randint(0, 20))
    who, instead = chance.choice(OTHERS), chance.choice((*STEADY, *OTHERS))
    return be_absent(ledger, who, first=first, last=last, replaced_by=instead)


def _hand_over(ledger: Ledger, chance: Random) -> object:
    giver, receiver = chance.sample(OTHERS, 2)
    since = ledger.today + timedelta(days=chance.randint(0, 5))
    return hand_over(ledger, giver, receiver, since=since, reason="ander werk")


def _decide(ledger: Ledger, chance: Random) -> object:
    return confirm(ledger, _one_of(all_proposals(ledger.session), chance).key)


def _one_of(them: Sequence[Choice], chance: Random) -> Choice:
    if not them:
        raise NothingToDoError
    return them[chance.randrange(len(them))]


class NothingToDoError(Exception):
    """Nothing is there that it could be done to."""
