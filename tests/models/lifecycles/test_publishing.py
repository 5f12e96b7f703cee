"""Publishing: once, past the gate, and never other content under the same version."""

import pytest
from sqlalchemy import Engine
from sqlmodel import func, select

from models.errors import DefinitionError, UnpublishableError
from models.lifecycles.publishing import publish_definition
from models.lifecycles.versions import versions_of
from models.storage.database import transaction
from models.tables import Definition
from tests.factories import a_ledger, definition_data


def test_publishing_the_same_definition_twice_keeps_one(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        data = definition_data("request")

        first = publish_definition(session, data, by="baas", at=ledger.at)
        second = publish_definition(session, data, by="anna", at=ledger.at)
        [version] = versions_of(session)

        assert first == second == version.id
        assert (version.published_at, version.published_by) == (ledger.at, "baas")
        assert session.exec(select(func.count()).select_from(Definition)).one() == 1


def test_what_has_flaws_cannot_be_published(engine: Engine) -> None:
    data = {**definition_data("request"), "states": [{"id": "ontvangen"}]}

    with transaction(engine) as session, pytest.raises(UnpublishableError) as refused:
        publish_definition(session, data, by="baas", at=a_ledger(session).at)

    assert refused.value.say() == (
        "Definitie request: er is geen eindtoestand op het hoogste niveau. "
        "Voeg een toestand van soort 'final' toe, met een overgang ernaartoe."
    )


@pytest.mark.parametrize("version", [1, 2])
def test_what_was_published_never_changes_under_its_version(engine: Engine, version: int) -> None:
    data = definition_data("request")
    with transaction(engine) as session:
        ledger = a_ledger(session)
        publish_definition(session, {**data, "version": 2}, by="baas", at=ledger.at)

        with pytest.raises(DefinitionError, match="Raise 'version' to 3") as refused:
            publish_definition(
                session, {**data, "version": version, "label": "Anders"}, by="baas", at=ledger.at
            )
        higher = publish_definition(
            session, {**data, "version": 3, "label": "Anders"}, by="baas", at=ledger.at
        )

        assert "en dat staat vast. Verhoog 'version' naar 3." in refused.value.say()
        assert higher
