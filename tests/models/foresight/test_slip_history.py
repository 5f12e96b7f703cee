from datetime import date

from sqlalchemy import Engine

from models.consequences.slipping import Case
from models.foresight.slip_history import own_cases
from models.milestones.acts import achieve, replan
from models.storage.database import transaction
from models.vocabulary import ReplanReason
from tests.factories import a_cluster, a_ledger, a_milestone


def test_each_agreement_is_a_case_by_what_took_its_place(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        for key in ("later", "vaag", "eerder", "op-tijd", "te-laat", "open"):
            a_milestone(ledger, cluster, key, latest=date(2026, 9, 30))
        code, why = ReplanReason.OTHER, "proef"
        replan(ledger, "later", "uiterlijk 30 oktober 2026", code=code, reason=why)
        replan(ledger, "eerder", "uiterlijk 31 augustus 2026", code=code, reason=why)
        target = date(2027, 1, 1)
        replan(ledger, "vaag", "zo spoedig mogelijk", code=code, reason=why, internal_target=target)
    with transaction(engine) as session:
        later = a_ledger(session, on=date(2026, 10, 10))
        achieve(later, "op-tijd", date(2026, 9, 30), evidence="stuk")
        achieve(later, "te-laat", date(2026, 10, 3), evidence="stuk")

        found = own_cases(session)

    own = [Case(days, is_own=True) for days in (30, None, 0, 3)]
    assert sorted(found, key=str) == sorted(own, key=str)
