"""Reading as a reader, over HTTP: what is a company's own is logged before it is shown."""

from typing import Annotated

import pytest
from fastapi import Depends, FastAPI, Request

from mijlpaal.web.entry import eyes
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.office import Office
from models.access.naming import name_reader
from models.errors import UnknownSubjectError
from models.reading.log import kept_reads
from models.storage.database import reading, transaction
from models.vocabulary import Confidentiality, Role, SubjectKind
from tests.factories import a_cluster, a_ledger, a_project, an_organisation
from tests.mijlpaal.web.entry.conftest import ComeIn, a_mandate
from tests.models.reading.test_reading import a_participation


@pytest.fixture
def app(app: FastAPI, office: Office) -> FastAPI:
    """The application, with a page that shows a project."""
    with transaction(office.engine) as session:
        ledger = a_ledger(session)
        secret = a_project(
            ledger,
            a_cluster(ledger),
            "geheim",
            title="GEHEIM",
            confidentiality=Confidentiality.COMPANY_CONFIDENTIAL,
        )
        a_participation(ledger, secret, an_organisation(ledger, "bedrijf"))

    def show(
        request: Request, key: str, reader: Annotated[Reader, Depends(permitted(Resource.PROJECT))]
    ) -> str:
        try:
            with looking(office, reader, request) as found:
                shown = found.record(SubjectKind.PROJECT, key)
        except UnknownSubjectError:
            return "niets"
        return str(shown.record.text("title"))

    app.add_api_route("/proef/{key}", show, methods=["GET"])
    return app


def _name(office: Office, actor: str, *, is_own: bool) -> None:
    with transaction(office.engine) as session:
        name_reader(session, actor, "bedrijf", named_by="baas", now=office.now(), is_own=is_own)


def _reads(office: Office) -> list[tuple[str, str, str, str]]:
    with reading(office.engine) as session:
        return [
            (read.actor, subject.key, read.fields, read.by) for read, subject in kept_reads(session)
        ]


def test_whom_the_company_named_reads_it_and_that_is_logged(
    come_in: ComeIn, office: Office
) -> None:
    a_mandate(office, "anna", Role.POLICY_OFFICER)
    _name(office, "anna", is_own=False)

    assert "GEHEIM" in come_in("anna").get("/proef/geheim").text
    assert _reads(office) == [("anna", "geheim", "*", "GET /proef/{key}")]


def test_its_own_people_read_it_and_that_is_not_logged(come_in: ComeIn, office: Office) -> None:
    a_mandate(office, "bert", Role.COMPANY)
    _name(office, "bert", is_own=True)

    assert "GEHEIM" in come_in("bert").get("/proef/geheim").text
    assert _reads(office) == []


@pytest.mark.parametrize("role", Role)
def test_no_role_reads_it_without_being_named(come_in: ComeIn, office: Office, role: Role) -> None:
    a_mandate(office, "cor", role)

    assert "GEHEIM" not in come_in("cor").get("/proef/geheim").text
    assert _reads(office) == []


def test_what_cannot_be_logged_is_not_shown(
    come_in: ComeIn, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    _name(office, "anna", is_own=False)
    browser = come_in("anna")

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(eyes, "keep_reads", fail)
    answer = browser.get("/proef/geheim")

    assert answer.status_code == 500
    assert "GEHEIM" not in answer.text
