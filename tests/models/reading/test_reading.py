"""What a reader sees: rows and fields, decided by the query, and a log of who looked."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from models.access.naming import name_reader, unname_reader
from models.access.standing import standing_of
from models.acts.mandates import give
from models.as_of import as_of
from models.clock import morning_of
from models.errors import InvalidAmendmentError, NotPermittedError, UnknownSubjectError
from models.ledger.writer import Ledger
from models.reading.condition import HANGS_ON, readable
from models.reading.log import keep_reads, kept_reads
from models.reading.looking import Looking
from models.reading.marking import mark_field, markable
from models.reading.sight import CLEARANCE, NEVER_PUBLIC, PUBLIC, Sight, sight_of
from models.storage.database import reading, transaction
from models.storage.records import DETAIL, SUBJECT, Record
from models.storage.values import Value
from models.tables import Account, FieldMark
from models.vocabulary import Confidentiality, ParticipationRole, Role, SubjectKind
from tests.factories import (
    START,
    a_cluster,
    a_condition,
    a_contact,
    a_ledger,
    a_milestone,
    a_project,
    an_organisation,
)

SECRET = Confidentiality.COMPANY_CONFIDENTIAL
INTERNAL = Confidentiality.INTERNAL
OFFICER = Sight(everywhere=INTERNAL, today=START)


class World:
    """Two clusters; in the first a company with a secret project, a condition and a milestone."""

    def __init__(self, ledger: Ledger) -> None:
        self.one, self.two = a_cluster(ledger, "een"), a_cluster(ledger, "twee")
        self.company = an_organisation(ledger, "bedrijf")
        self.rival = an_organisation(ledger, "concurrent")
        self.open = a_project(ledger, self.one, "open")
        self.internal = a_project(ledger, self.one, "intern", confidentiality=INTERNAL)
        self.elsewhere = a_project(ledger, self.two, "elders", confidentiality=INTERNAL)
        self.secret = a_project(ledger, self.one, "geheim", confidentiality=SECRET)
        a_participation(ledger, self.secret, self.company)
        self.condition = a_condition(
            ledger, self.one, "k1", project=self.secret, confidentiality=SECRET
        )
        self.milestone = a_milestone(ledger, self.secret, "m-geheim", cluster_id=self.one.id)
        # Both are public by their own mark: what they hang on is not.
        self.hanging = a_condition(ledger, self.one, "k2", project=self.secret)
        self.deeper = a_milestone(ledger, self.hanging, "m-k2", cluster_id=self.one.id)
        self.known = a_milestone(ledger, self.open, "m-open", cluster_id=self.one.id)

    def of_the_company(self, *, own: bool = True) -> Sight:
        return Sight(organisations=((self.company.id, own),), today=START)


def a_participation(
    ledger: Ledger,
    target: Record,
    organisation: Record,
    role: ParticipationRole = ParticipationRole.OWNER,
    **period: date,
) -> Record:
    """Make an organisation take part in something."""
    fields: dict[str, Value] = {
        "title": f"{organisation.key} in {target.key}",
        "target_id": target.id,
        "organisation_id": organisation.id,
        "role": role,
        **period,
    }
    key = f"{organisation.key}-{target.key}-{role}"
    return ledger.register(SubjectKind.PARTICIPATION, key, fields)


@pytest.fixture
def world(engine: Engine) -> World:
    with transaction(engine) as session:
        return World(a_ledger(session))


def _keys(session: Session, sight: Sight, kind: SubjectKind) -> list[str]:
    return [each.record.key for each in Looking(session, sight).records(kind)]


# --- rows ------------------------------------------------------------------------------------


def test_everybody_sees_the_rows_of_their_clearance_and_company(
    engine: Engine, world: World
) -> None:
    one = Sight(clusters=frozenset({world.one.id}), today=START)
    rival = Sight(organisations=((world.rival.id, True),), today=START)
    expected = {
        PUBLIC: ["open"],
        OFFICER: ["elders", "intern", "open"],
        one: ["intern", "open"],
        world.of_the_company(): ["geheim", "open"],
        world.of_the_company(own=False): ["geheim", "open"],
        rival: ["open"],
        OFFICER.limited_to(frozenset({world.two.id})): ["elders"],
        PUBLIC.limited_to(frozenset()): [],
    }

    with reading(engine) as session:
        for sight, keys in expected.items():
            assert _keys(session, sight, SubjectKind.PROJECT) == keys, sight


def test_what_is_counted_is_what_is_seen(engine: Engine, world: World) -> None:
    with reading(engine) as session:
        for sight in (PUBLIC, OFFICER, world.of_the_company()):
            eyes = Looking(session, sight)
            for kind in SubjectKind:
                assert eyes.count(kind) == len(eyes.records(kind)), (sight, kind)


def test_asked_about_some_kinds_it_says_the_same_of_them(engine: Engine, world: World) -> None:
    some = (SubjectKind.PROJECT, SubjectKind.MILESTONE, SubjectKind.CONTACT)
    of_these = SUBJECT.c.kind.in_(map(str, some))

    with reading(engine) as session:
        for sight in (PUBLIC, OFFICER, world.of_the_company()):
            of_all, of_some = (
                session.execute(select(SUBJECT.c.key).where(of_these, readable(sight, kinds)))
                for kinds in (None, some)
            )
            assert sorted(of_some) == sorted(of_all), sight


def test_a_condition_for_all_kinds_stays_short_enough_to_compile_at_once() -> None:
    of_all, of_one = (str(readable(OFFICER, kind)) for kind in (None, SubjectKind.MILESTONE))

    assert len(of_all) < 30_000
    assert len(of_one) < 4_000


def test_what_hangs_on_a_hidden_row_is_hidden_with_it(engine: Engine, world: World) -> None:
    with reading(engine) as session:
        assert _keys(session, OFFICER, SubjectKind.MILESTONE) == ["m-open"]
        assert _keys(session, OFFICER, SubjectKind.CONDITION) == []
        assert _keys(session, OFFICER, SubjectKind.PARTICIPATION) == []
        own = world.of_the_company()
        assert _keys(session, own, SubjectKind.MILESTONE) == ["m-geheim", "m-k2", "m-open"]
        assert _keys(session, own, SubjectKind.CONDITION) == ["k1", "k2"]


def test_a_query_over_all_kinds_hides_the_same(engine: Engine, world: World) -> None:
    with reading(engine) as session:
        for sight in (PUBLIC, OFFICER, world.of_the_company()):
            at_once = set(session.exec(select(SUBJECT.c.id).where(readable(sight))))
            one_by_one = {
                each.record.id
                for kind in SubjectKind
                for each in Looking(session, sight).records(kind)
            }
            assert at_once == one_by_one


def test_a_hidden_row_is_told_as_one_that_is_not_there(engine: Engine, world: World) -> None:
    eyes_say = []
    with reading(engine) as session:
        for key in ("geheim", "bestaat-niet"):
            with pytest.raises(UnknownSubjectError) as told:
                Looking(session, OFFICER).record(SubjectKind.PROJECT, key)
            eyes_say.append(told.value.say("nl").replace(key, "…"))
    assert eyes_say[0] == eyes_say[1]
    assert "open" not in eyes_say[0]


def test_a_company_that_left_sees_it_no_more(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        company = an_organisation(ledger, "bedrijf")
        project = a_project(ledger, a_cluster(ledger), "p", confidentiality=SECRET)
        a_participation(ledger, project, company, valid_until=START - timedelta(days=1))

    with reading(engine) as session:
        sight = Sight(organisations=((company.id, True),), today=START)
        assert _keys(session, sight, SubjectKind.PROJECT) == []
        before = Sight(organisations=((company.id, True),), today=START - timedelta(days=1))
        assert _keys(session, before, SubjectKind.PROJECT) == ["p"]


@pytest.mark.parametrize(
    "role", [ParticipationRole.ADDRESSEE, ParticipationRole.COMMISSIONER], ids=str
)
def test_who_is_only_addressed_does_not_own_it(
    engine: Engine, world: World, role: ParticipationRole
) -> None:
    with transaction(engine) as session:
        a_participation(a_ledger(session), world.secret, world.rival, role)

    with reading(engine) as session:
        sight = Sight(organisations=((world.rival.id, True),), today=START)
        assert _keys(session, sight, SubjectKind.PROJECT) == ["open"]


def test_rows_about_people_are_never_public_whatever_their_mark_says(engine: Engine) -> None:
    with transaction(engine) as session:
        a_contact(a_ledger(session), "eigenaar")

    with reading(engine) as session:
        assert _keys(session, PUBLIC, SubjectKind.CONTACT) == []
        assert _keys(session, OFFICER, SubjectKind.CONTACT) == ["eigenaar"]


def test_a_mark_that_nobody_knows_hides(engine: Engine, world: World) -> None:
    from sqlalchemy import update

    with transaction(engine) as session:
        changed = update(SUBJECT).where(SUBJECT.c.key == "open").values(confidentiality="TOP")
        session.execute(changed)

    with reading(engine) as session:
        assert "open" not in _keys(session, OFFICER, SubjectKind.PROJECT)
        assert "m-open" not in _keys(session, OFFICER, SubjectKind.MILESTONE)


# --- fields ----------------------------------------------------------------------------------


def _mark(engine: Engine, kind: SubjectKind, key: str, field: str, mark: Confidentiality) -> None:
    with transaction(engine) as session:
        now = a_ledger(session).at
        mark_field(session, kind, key, field, mark, actor="tester", now=now)


def test_a_marked_field_is_kept_from_who_may_see_the_row(engine: Engine, world: World) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        project = a_project(ledger, world.one, "half", timeline="in 2029")
        a_participation(ledger, project, world.company)
    _mark(engine, SubjectKind.PROJECT, "half", "timeline", SECRET)

    with reading(engine) as session:
        seen = Looking(session, OFFICER).record(SubjectKind.PROJECT, "half")
        own = Looking(session, world.of_the_company()).record(SubjectKind.PROJECT, "half")
        other = Looking(session, OFFICER).record(SubjectKind.PROJECT, "open")
    assert (seen.record.text("timeline"), seen.withheld) == (None, frozenset({"timeline"}))
    assert (own.record.text("timeline"), own.withheld) == ("in 2029", frozenset())
    assert other.withheld == frozenset()


def test_an_internal_field_is_kept_from_the_public(engine: Engine, world: World) -> None:
    with reading(engine) as session:
        public = Looking(session, PUBLIC).record(SubjectKind.MILESTONE, "m-open")
        officer = Looking(session, OFFICER).record(SubjectKind.MILESTONE, "m-open")
    assert "internal_target" in public.withheld
    assert "override_by" in public.withheld
    assert officer.withheld == frozenset()


def test_taking_a_mark_away_shows_the_field_again(engine: Engine, world: World) -> None:
    _mark(engine, SubjectKind.PROJECT, "open", "timeline", SECRET)
    _mark(engine, SubjectKind.PROJECT, "open", "timeline", Confidentiality.PUBLIC)

    with reading(engine) as session:
        assert session.exec(select(FieldMark)).all() == []


def test_only_what_may_be_unknown_can_be_kept(engine: Engine, world: World) -> None:
    for field in ("title", "confidentiality", "kind", "nonsense", "cluster_id"):
        with pytest.raises(InvalidAmendmentError, match="timeline"):
            _mark(engine, SubjectKind.PROJECT, "open", field, SECRET)
    assert all(markable(kind) for kind in SubjectKind)


def test_who_may_not_amend_a_row_marks_nothing_of_it(engine: Engine, world: World) -> None:
    with transaction(engine) as session:
        give(a_ledger(session), "baas", Role.ADMINISTRATOR)

    with pytest.raises(NotPermittedError):
        _mark(engine, SubjectKind.PROJECT, "open", "timeline", Confidentiality.PUBLIC)


def test_looking_back_does_not_show_what_is_kept_now(engine: Engine, world: World) -> None:
    with transaction(engine) as session:
        a_project(a_ledger(session), world.one, "half", timeline="in 2029")
    with transaction(engine) as session:
        later = a_ledger(session, on=START + timedelta(days=30)).at
        mark_field(
            session, SubjectKind.PROJECT, "half", "timeline", SECRET, actor="tester", now=later
        )

    with reading(engine) as session, as_of(session, START) as then:
        seen = Looking(then, OFFICER).record(SubjectKind.PROJECT, "half")
    assert seen.record.text("timeline") is None


# --- the log ---------------------------------------------------------------------------------


def test_whom_a_company_named_is_noted_and_its_own_people_are_not(
    engine: Engine, world: World
) -> None:
    with reading(engine) as session:
        named = Looking(session, world.of_the_company(own=False))
        own = Looking(session, world.of_the_company())
        for eyes in (named, own):
            eyes.records(SubjectKind.PROJECT)
            eyes.record(SubjectKind.CONDITION, "k1")
            eyes.note([world.secret.id, world.open.id])

    assert named.noted == {world.secret.id: {"*"}, world.condition.id: {"*"}}
    assert own.noted == {}


def test_one_field_that_is_read_is_noted_by_its_name(engine: Engine, world: World) -> None:
    with transaction(engine) as session:
        a_participation(a_ledger(session), world.open, world.company)
    _mark(engine, SubjectKind.PROJECT, "open", "timeline", SECRET)

    with reading(engine) as session:
        officer, named = (
            Looking(session, OFFICER),
            Looking(session, world.of_the_company(own=False)),
        )
        officer.record(SubjectKind.PROJECT, "open")
        named.record(SubjectKind.PROJECT, "open")

    assert officer.noted == {}
    assert named.noted == {world.open.id: {"timeline"}}


def test_figures_of_everything_note_marked_fields_of_open_rows(
    engine: Engine, world: World
) -> None:
    with transaction(engine) as session:
        a_participation(a_ledger(session), world.open, world.company)
    _mark(engine, SubjectKind.PROJECT, "open", "timeline", SECRET)
    _mark(engine, SubjectKind.PROJECT, "open", "source", INTERNAL)
    _mark(engine, SubjectKind.PROJECT, "elders", "timeline", SECRET)  # of nobody

    with reading(engine) as session:
        rows = Looking(session, world.of_the_company(own=False))
        rows.note([world.secret.id, world.condition.id])
        named, own, officer = (
            Looking(session, sight)
            for sight in (
                world.of_the_company(own=False),
                world.of_the_company(),
                OFFICER,
            )
        )
        for eyes in (named, own, officer):
            eyes.note_of_companies()

    assert named.noted == {**rows.noted, world.open.id: {"timeline"}}
    assert own.noted == officer.noted == {}


def test_what_was_read_is_kept_with_who_what_and_when(engine: Engine, world: World) -> None:
    with transaction(engine) as session:
        now = a_ledger(session).at
        keep_reads(session, "anna", {world.secret.id: {"*"}}, now=now, by="GET /projecten/{key}")

    with reading(engine) as session:
        ((read, subject),) = kept_reads(session, actor="anna", subject_id=world.secret.id)
        assert kept_reads(session, actor="bert") == []
    assert (read.actor, subject.key, read.fields, read.read_at) == ("anna", "geheim", "*", now)


# --- who that is -----------------------------------------------------------------------------


def _standing(session: Session, actor: str, day: date = START) -> Sight:
    account = Account(actor=actor, subject=actor, display_name=actor, made_at=a_ledger(session).at)
    return standing_of(session, account, day).sight


def test_a_company_names_somebody_until_a_day(engine: Engine, world: World) -> None:
    with transaction(engine) as session:
        until = START + timedelta(days=7)
        name_reader(session, "anna", "bedrijf", named_by="baas", now=morning_of(START), until=until)

    with reading(engine) as session:
        assert _standing(session, "anna").companies == {world.company.id}
        assert _standing(session, "anna").own == frozenset()
        assert _standing(session, "anna", START + timedelta(days=8)).companies == frozenset()
        assert _standing(session, "bert").companies == frozenset()


def test_who_is_unnamed_reads_it_no_more(engine: Engine, world: World) -> None:
    with transaction(engine) as session:
        name_reader(session, "anna", "bedrijf", named_by="baas", now=morning_of(START), is_own=True)
    with reading(engine) as session:
        assert _standing(session, "anna").own == {world.company.id}
    with transaction(engine) as session:
        assert unname_reader(session, "anna", "bedrijf", by="baas", now=morning_of(START)) == 1

    with reading(engine) as session:
        assert _standing(session, "anna").companies == frozenset()


def test_no_role_opens_what_is_a_companys_own() -> None:
    assert set(CLEARANCE) == set(Role)
    assert SECRET not in CLEARANCE.values()
    assert sight_of([(role, None) for role in Role], {}, START).companies == frozenset()


def test_without_a_company_the_sight_is_the_same_every_day() -> None:
    roles, later = [(Role.READER, None)], START + timedelta(days=1)

    assert sight_of(roles, {}, START) == sight_of(roles, {}, later)
    assert sight_of(roles, {1: True}, START) != sight_of(roles, {1: True}, later)


def test_every_column_that_a_row_hangs_by_exists() -> None:
    for kind, columns in HANGS_ON.items():
        assert set(columns) <= set(DETAIL[kind].c.keys())
    assert set(SubjectKind) >= NEVER_PUBLIC
