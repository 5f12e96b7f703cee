"""Which claim gives which role: a file whose errors name the line and what is accepted."""

from pathlib import Path

import pytest

from mijlpaal.web.entry.claim_rules import load_claim_rules
from models.errors import SourceError
from models.vocabulary import Role

GOOD = """\
claim: realm_access.roles
roles:
  - {value: beheer, role: administrator}
  - {value: regie, role: cluster_director, cluster: chemelot}
  - {value: bedrijf-x, role: company, organisation: bedrijf-x, claim: groups}
"""


def test_a_file_of_rules_is_read(tmp_path: Path) -> None:
    file = tmp_path / "rollen.yaml"
    file.write_text(GOOD)

    rules = load_claim_rules(file)

    assert [(rule.role, rule.cluster, rule.organisation) for rule in rules.rules] == [
        (Role.ADMINISTRATOR, None, None),
        (Role.CLUSTER_DIRECTOR, "chemelot", None),
        (Role.COMPANY, None, "bedrijf-x"),
    ]
    assert rules.paths == {("realm_access", "roles"), ("groups",)}


@pytest.mark.parametrize(
    ("wrong", "right", "line", "says"),
    [
        ("role: administrator", "role: koning", 3, "cluster_director"),
        ("value: beheer, ", "", 3, "value"),
        ("cluster: chemelot", "clustr: chemelot", 4, "cluster"),
        (", organisation: bedrijf-x", "", 5, "organisation"),
        ("claim: realm_access.roles\n", "", 1, "claim"),
        ("value: beheer", "value: 7", 3, "tekst"),
        ("value: regie", "value: ", 4, "tekst"),
        ("cluster: chemelot", "cluster: 'Chemelot!'", 4, "koppeltekens"),
        ("roles:\n", "roles: geen\nx:\n", 3, "x"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, wrong: str, right: str, line: int, says: str
) -> None:
    assert wrong in GOOD
    file = tmp_path / "rollen.yaml"
    file.write_text(GOOD.replace(wrong, right))

    with pytest.raises(SourceError) as told:
        load_claim_rules(file)

    assert f"rollen.yaml, regel {line}" in told.value.say("nl")
    assert says in told.value.say("nl")
