"""Deciding about a statement: registered once with its source, or rejected and remembered."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, func, select

from models.acts.mandates import give
from models.errors import (
    ConflictError,
    InvalidAmendmentError,
    LetterDayError,
    NotPermittedError,
    StatementDecidedError,
)
from models.ledger.chain import events_of
from models.ledger.writer import Ledger
from models.reviewing import (
    Placed,
    Taking,
    accept,
    document_of_file,
    known_statements,
    register_letter,
    reject,
)
from models.storage.database import transaction
from models.storage.records import Record, current
from models.tables import Event, Rung
from models.vocabulary import DocumentKind, EventKind, Role, SubjectKind
from tests.factories import START, a_cluster, a_ledger, an_organisation
from tests.invariants import broken_invariants
from tests.models.reviewing.letters import (
    AMBITION,
    DAY,
    DIGEST,
    DUTY,
    EVENT,
    VAGUE,
    a_letter,
    placed,
)


class World:
    """A cluster, a chamber, a cabinet, and a letter."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.ledger = a_ledger(session)
        self.cluster = a_cluster(self.ledger, "eems")
        self.chamber = an_organisation(self.ledger, "tweede-kamer", "parliament")
        self.cabinet = an_organisation(self.ledger, "kabinet", "cabinet")
        self.letter = a_letter(self.ledger)

    def taking(self, **more: object) -> Taking:
        return Taking(about=self.cluster, addressee=self.chamber, **more)  # type: ignore[arg-type]

    def accept(self, each: Placed, **more: object) -> Record:
        return accept(self.ledger, self.letter, each, self.taking(**more))


@pytest.fixture
def world(engine: Engine) -> Iterator[World]:
    with transaction(engine) as session:
        made = World(session)
        yield made
        assert broken_invariants(session, made.ledger.rulebook) == []


def test_a_duty_is_registered_with_the_letter_as_its_source(world: World) -> None:
    (each,) = placed(DUTY)

    duty = world.accept(each)

    assert duty.kind is SubjectKind.MILESTONE
    assert duty.key == f"kamerbrief-{DAY}-1"
    assert duty.text("source") == world.letter.key
    assert duty.text("source_place") == "alinea 1"
    assert duty.text("source_words") == DUTY
    assert duty.number("addressee_id") == world.chamber.id
    assert duty.number("cluster_id") == world.cluster.id
    assert duty.day("said_on") == DAY
    assert duty.text("modality") == "commitment"


def test_its_first_agreement_and_its_current_one_begin_as_the_reading(world: World) -> None:
    (each,) = placed(DUTY)

    duty = world.accept(each)

    for prefix in ("", "first_"):
        assert duty.text(f"{prefix}wording") == "In het najaar"
        assert duty.day(f"{prefix}earliest") == date(2026, 9, 1)
        assert duty.day(f"{prefix}soft_latest") == date(2026, 11, 30)
        assert duty.day(f"{prefix}latest") == date(2026, 12, 20)
        assert duty.day(f"{prefix}bound") == date(2026, 12, 17)  # the last sitting day


def test_it_counts_since_the_day_of_the_letter_and_reminders_are_laid(world: World) -> None:
    (each,) = placed(DUTY)

    duty = world.accept(each)

    assert events_of(world.session, duty.id)[0].effective_on == DAY
    rungs = select(func.count()).select_from(Rung).where(Rung.milestone_id == duty.id)
    assert world.session.exec(rungs).one() > 0


def test_an_ambition_becomes_a_milestone_and_no_duty(world: World) -> None:
    (each,) = placed(AMBITION)

    milestone = accept(world.ledger, world.letter, each, Taking(about=world.cluster))

    assert milestone.text("modality") == "ambition"
    assert milestone.number("addressee_id") is None
    assert milestone.day("bound") == milestone.day("latest") == date(2027, 8, 31)


def test_an_event_becomes_an_occurrence_with_its_day_and_its_weight(world: World) -> None:
    (each,) = placed(EVENT)

    event = accept(world.ledger, world.letter, each, Taking())

    assert event.kind is SubjectKind.OCCURRENCE
    assert event.day("earliest") == event.day("latest") == date(2026, 6, 1)
    assert event.text("modality") == "intended"
    assert event.number("about_id") is None


def test_a_short_title_is_taken_and_a_long_sentence_is_shortened_at_a_word(world: World) -> None:
    long = DUTY.replace("het plan", "het plan en al wat daarbij hoort " * 5)
    first, second = placed(DUTY, long)

    assert world.accept(first, title="Voortgang van het plan").text("title") == (
        "Voortgang van het plan"
    )
    title = world.accept(second).text("title")
    assert title is not None
    assert len(title) <= 120
    assert title.endswith(" …")


def test_who_sees_to_it_becomes_its_owner(world: World) -> None:
    (each,) = placed(DUTY)

    duty = world.accept(each, owner=world.cabinet)

    owner = current(world.session, SubjectKind.PARTICIPATION, f"{duty.key}-kabinet")
    assert owner.number("target_id") == duty.id
    assert owner.number("organisation_id") == world.cabinet.id
    assert owner.text("role") == "owner"


# --- what is lacking ---------------------------------------------------------------------------


def test_a_milestone_must_be_about_something(world: World) -> None:
    (each,) = placed(AMBITION)

    with pytest.raises(InvalidAmendmentError, match="--about"):
        accept(world.ledger, world.letter, each, Taking())


def test_a_duty_must_be_owed_to_somebody(world: World) -> None:
    (each,) = placed(DUTY)

    with pytest.raises(InvalidAmendmentError, match="--addressee"):
        accept(world.ledger, world.letter, each, Taking(about=world.cluster))


def test_words_without_a_last_day_ask_for_a_day_to_work_to(world: World) -> None:
    (each,) = placed(VAGUE)

    with pytest.raises(InvalidAmendmentError, match="--internal-target"):
        world.accept(each)
    with pytest.raises(InvalidAmendmentError, match="past"):
        world.accept(each, internal_target=START - timedelta(days=1))

    duty = world.accept(each, internal_target=date(2026, 10, 1))
    assert duty.day("latest") is None
    assert duty.day("internal_target") == duty.day("bound") == date(2026, 10, 1)


def test_a_letter_cannot_be_of_a_day_that_is_to_come(world: World) -> None:
    with pytest.raises(LetterDayError, match="still to come"):
        register_letter(
            world.ledger,
            title="Brief",
            kind=DocumentKind.KAMERBRIEF,
            dated_on=START + timedelta(days=1),
            file_digest=DIGEST,
            cluster_id=None,
        )


def test_a_second_letter_of_the_same_day_gets_a_key_of_its_own(world: World) -> None:
    assert a_letter(world.ledger, file_digest="1" * 64).key == f"kamerbrief-{DAY}-2"


def test_the_same_file_is_the_same_letter(world: World) -> None:
    found = document_of_file(world.session, DIGEST)

    assert found is not None
    assert found.key == world.letter.key
    assert document_of_file(world.session, "1" * 64) is None


# --- once --------------------------------------------------------------------------------------


def _known(world: World, each: Placed, *, said_on: date = DAY) -> dict[str, object]:
    return dict(known_statements(world.session, [each.statement], said_on, None))


def test_what_was_registered_is_known_and_registering_it_again_changes_nothing(
    world: World,
) -> None:
    (each,) = placed(DUTY)
    duty = world.accept(each)
    events = world.session.exec(select(func.count()).select_from(Event)).one()

    known = known_statements(world.session, [each.statement], DAY, None)[each.statement.digest]
    again = accept(world.ledger, world.letter, each, world.taking(), known=known)

    assert known.registered is not None
    assert known.registered.key == again.key == duty.key
    assert world.session.exec(select(func.count()).select_from(Event)).one() == events


def test_what_was_rejected_is_known_with_who_and_when_and_why(world: World) -> None:
    (each,) = placed(DUTY)

    reject(world.ledger, world.letter, each, reason="staat al in de vorige brief")

    known = known_statements(world.session, [each.statement], DAY, None)[each.statement.digest]
    assert known.registered is None
    assert known.decided is not None
    assert known.decided.text("decision") == "rejected"
    assert known.decided.text("decided_by") == "tester"
    assert known.decided.day("decided_on") == START
    assert events_of(world.session, known.decided.id)[0].reason == "staat al in de vorige brief"


def test_what_was_rejected_can_be_registered_after_all(world: World) -> None:
    (each,) = placed(DUTY)
    reject(world.ledger, world.letter, each)
    known = known_statements(world.session, [each.statement], DAY, None)[each.statement.digest]

    duty = accept(world.ledger, world.letter, each, world.taking(), known=known)

    after = known_statements(world.session, [each.statement], DAY, None)[each.statement.digest]
    assert after.registered is not None
    assert after.registered.key == duty.key
    assert after.decided is not None
    kinds = [event.kind for event in events_of(world.session, after.decided.id)]
    assert kinds == [EventKind.REGISTERED, EventKind.AMENDED]


def test_what_was_registered_cannot_be_rejected(world: World) -> None:
    (each,) = placed(DUTY)
    world.accept(each)
    known = known_statements(world.session, [each.statement], DAY, None)[each.statement.digest]

    with pytest.raises(StatementDecidedError, match="registered already"):
        reject(world.ledger, world.letter, each, known=known)


def test_rejecting_twice_changes_nothing(world: World) -> None:
    (each,) = placed(DUTY)
    reject(world.ledger, world.letter, each)
    known = known_statements(world.session, [each.statement], DAY, None)[each.statement.digest]
    events = world.session.exec(select(func.count()).select_from(Event)).one()

    reject(world.ledger, world.letter, each, known=known)

    assert world.session.exec(select(func.count()).select_from(Event)).one() == events


def test_a_copy_with_broken_words_says_the_same(world: World) -> None:
    (each,) = placed(DUTY)
    (copy,) = placed(DUTY.replace("voortgang", "voort-\ngang").replace(" zal ", "  zal "))
    world.accept(each)

    assert copy.statement.digest in _known(world, copy)


def test_the_same_words_on_another_day_say_something_else(world: World) -> None:
    (each,) = placed(DUTY)
    a_year_later = DAY.replace(year=2027)
    (later,) = placed(DUTY, said_on=a_year_later)
    world.accept(each)

    assert _known(world, later, said_on=a_year_later) == {}


def test_another_moment_in_the_same_sentence_is_another_statement(world: World) -> None:
    both = "Het kabinet zal de Kamer in het najaar van 2026 en uiterlijk 1 juli 2027 informeren."
    first, *others = placed(both)
    world.accept(first)

    assert others
    assert all(_known(world, each) == {} for each in others)


def test_what_was_registered_by_its_words_alone_is_known(world: World) -> None:
    """As the founding letter is: its rows came as data, and hold a part of the sentence."""
    (each,) = placed(DUTY)
    duty = world.accept(each)
    words = "zal het kabinet de Kamer informeren over de voortgang van het plan"
    world.ledger.record(duty, EventKind.AMENDED, {"source_words": f"In het najaar {words}"})
    (statement,) = [
        key
        for (key,) in world.session.connection().exec_driver_sql(
            "SELECT key FROM subject WHERE kind = 'statement'"
        )
    ]
    kept = current(world.session, SubjectKind.STATEMENT, statement)
    world.ledger.record(kept, EventKind.AMENDED, {"digest": "x", "source_words": "iets anders"})

    known = known_statements(world.session, [each.statement], DAY, None)[each.statement.digest]

    assert known.registered is not None
    assert known.registered.key == duty.key
    assert known.decided is None


def test_a_letter_with_a_nominal_day_may_be_read_with_another(world: World) -> None:
    (each,) = placed(DUTY)
    world.accept(each)
    next_day = DAY + timedelta(days=1)
    (copy,) = placed(DUTY, said_on=next_day)
    assert _known(world, copy, said_on=next_day) == {}

    world.ledger.record(world.letter, EventKind.AMENDED, {"dated_on_is_nominal": True})

    assert copy.statement.digest in _known(world, copy, said_on=next_day)


def test_who_decides_in_the_same_moment_is_told_that_somebody_was_first(engine: Engine) -> None:
    (each,) = placed(DUTY)
    with transaction(engine) as session:
        world = World(session)
        world.accept(each)

    with pytest.raises(ConflictError, match="statement 1"), transaction(engine) as session:
        reject(a_ledger(session), world.letter, each, known=None)


# --- who may -----------------------------------------------------------------------------------


def test_who_has_no_mandate_registers_and_rejects_nothing(world: World) -> None:
    (each,) = placed(DUTY)
    give(world.ledger, "anna", Role.ADMINISTRATOR)
    give(a_ledger(world.session, actor="anna"), "lies", Role.READER)
    reader: Ledger = a_ledger(world.session, actor="lies")

    with pytest.raises(NotPermittedError):
        accept(reader, world.letter, each, world.taking())
    with pytest.raises(NotPermittedError):
        reject(reader, world.letter, each)
