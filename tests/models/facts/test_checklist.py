"""The route map checklist: proved by facts or ticked with evidence."""

from datetime import date

import pytest
from sqlalchemy import Engine

from models.errors import DefinitionError
from models.facts import checklist, findings
from models.facts.checklist import CHECKLIST
from models.storage.database import transaction
from models.storage.values import Values
from models.vocabulary import Confidentiality, EventKind
from tests.factories import a_checklist_item, a_cluster, a_ledger, a_project


def test_the_checklist_is_proved_by_facts_or_ticked_with_evidence(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        a_project(ledger, cluster, "kraker", timeline="2027-2030")
        a_checklist_item(ledger, cluster, "a", position=1, fact="elk_project_heeft_tijdlijn")
        item = a_checklist_item(ledger, cluster, "b", position=2)
        before = findings(session, cluster, [CHECKLIST])[CHECKLIST]
        assert [line.holds for line in checklist(session, cluster)] == [True, False]

        ticked: Values = {"fulfilled_on": date(2026, 10, 1), "evidence": "notitie samenhang"}
        ledger.record(item, EventKind.AMENDED, ticked)

        lines = checklist(session, cluster)
        assert before.say() == "1 onderdeel van de routekaart ontbreekt: Onderdeel b"
        assert [line.holds for line in lines] == [True, True]
        assert lines[1].words.en == "established on 2026-10-01 (notitie samenhang)"
        assert findings(session, cluster, [CHECKLIST])[CHECKLIST].holds


def test_evidence_that_a_reader_may_not_see_is_not_told(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        a_checklist_item(
            ledger,
            cluster,
            "a",
            fulfilled_on=date(2026, 10, 1),
            evidence="GEHEIM bewijs",
            confidentiality=Confidentiality.COMPANY_CONFIDENTIAL,
        )

        (line,) = checklist(session, cluster)
        (seen,) = checklist(session, cluster, clearance=Confidentiality.COMPANY_CONFIDENTIAL)

        assert line.title is None
        assert line.words.nl == "vastgesteld op 2026-10-01"
        assert "GEHEIM bewijs" in seen.words.nl


def test_an_item_that_waits_for_its_own_checklist_is_refused(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        a_checklist_item(ledger, cluster, "slang", fact=CHECKLIST)

        with pytest.raises(DefinitionError, match="slang"):
            findings(session, cluster, [CHECKLIST])
