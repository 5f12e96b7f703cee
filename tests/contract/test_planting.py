from copy import deepcopy

from tests.contract.document import written
from tests.contract.planting import FAULTS, our_rules


def test_a_fault_is_planted_for_every_rule_of_ours() -> None:
    assert FAULTS.keys() == our_rules()


def test_every_fault_changes_the_document() -> None:
    whole = written()
    for name, plant in FAULTS.items():
        document = deepcopy(whole)

        plant(document)

        assert document != whole, name
