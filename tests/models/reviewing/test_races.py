"""Two people who decide about the same letter in the same moment decide it once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from models.errors import ConflictError
from models.reviewing import Taking, accept, document_of_file, know_by_file, known_statements
from models.storage.database import transaction
from models.storage.records import Record, current
from models.tables import Subject
from models.vocabulary import SubjectKind
from tests.factories import a_cluster, a_ledger
from tests.models.reviewing.letters import AMBITION, DAY, DIGEST, a_letter, placed

PEOPLE = 4


def _count(session: Session, kind: SubjectKind) -> int:
    query = select(func.count(col(Subject.id))).where(col(Subject.kind) == kind)
    return session.exec(query).one()


def test_one_statement_becomes_one_milestone_however_many_accept_it_at_once(
    engine: Engine,
) -> None:
    (each,) = placed(AMBITION)
    with transaction(engine) as session:
        a_cluster(a_ledger(session), "eems")
        a_letter(a_ledger(session))
    start = Barrier(PEOPLE)

    def accept_it(number: int) -> Record | ConflictError:
        start.wait()
        try:
            with transaction(engine) as session:
                letter = document_of_file(session, DIGEST)
                assert letter is not None
                known = known_statements(session, [each.statement], DAY, letter)
                taking = Taking(about=current(session, SubjectKind.CLUSTER, "eems"))
                ledger = a_ledger(session, actor=f"persoon {number}")
                return accept(ledger, letter, each, taking, known=known.get(each.statement.digest))
        except ConflictError as told:
            return told

    with ThreadPoolExecutor(PEOPLE) as people:
        outcomes = list(people.map(accept_it, range(PEOPLE)))

    keys = {outcome.key for outcome in outcomes if isinstance(outcome, Record)}
    assert len(keys) == 1
    with transaction(engine) as session:
        assert _count(session, SubjectKind.MILESTONE) == 1
        assert _count(session, SubjectKind.STATEMENT) == 1


def test_one_file_becomes_one_letter_however_many_read_it_at_once(engine: Engine) -> None:
    with transaction(engine) as session:
        a_cluster(a_ledger(session), "eems")
        a_letter(a_ledger(session, actor="van gisteren"), file_digest="1" * 64)
    start = Barrier(PEOPLE)

    def file_it(number: int) -> str | ConflictError:
        start.wait()
        try:
            with transaction(engine) as session:
                ledger = a_ledger(session, actor=f"persoon {number}")
                return (document_of_file(session, DIGEST) or a_letter(ledger)).key
        except ConflictError as told:
            return told

    with ThreadPoolExecutor(PEOPLE) as people:
        outcomes = list(people.map(file_it, range(PEOPLE)))

    assert {each for each in outcomes if isinstance(each, str)} == {f"kamerbrief-{DAY}-2"}
    with transaction(engine) as session:
        assert _count(session, SubjectKind.DOCUMENT) == 2


def test_a_file_that_is_a_letter_already_is_no_second_letter(engine: Engine) -> None:
    with transaction(engine) as session:
        a_cluster(a_ledger(session), "eems")
        a_letter(a_ledger(session))
        typed_in = a_ledger(session).register(
            SubjectKind.DOCUMENT, "analyse", {"title": "Analyse", "document_kind": "analysis"}
        )

    with pytest.raises(ConflictError), transaction(engine) as session:
        a_letter(a_ledger(session))
    with pytest.raises(ConflictError), transaction(engine) as session:
        know_by_file(a_ledger(session), typed_in, DIGEST)
    with transaction(engine) as session:
        assert _count(session, SubjectKind.DOCUMENT) == 2
