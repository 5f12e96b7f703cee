"""Definitions over several files: spliced before anything else, every value on its own line."""

from pathlib import Path

import pytest

from models.errors import DefinitionError, IncludeError
from models.statechart import content_hash
from seeds.includes import MAX_INCLUDES
from seeds.lifecycles import read_definition, read_life_cycles

WHOLE = """\
id: proef
version: 1
states:
  - id: begin
    transitions:
      - {event: ga, target: verder}
      - {event: sluit, target: einde}
  - id: verder
    transitions:
      - {event: sluit, target: einde}
  - {id: einde, kind: final}
"""
IN_PARTS = """\
id: proef
version: 1
states:
  - id: begin
    transitions:
      - {event: ga, target: verder}
      - {include: deel/sluit.yaml}
  - {include: staart.yaml}
"""
CLOSE = "transitions:\n  - {event: sluit, target: einde}\n"
TAIL = """\
states:
  - id: verder
    transitions:
      - {include: deel/sluit.yaml}
  - {id: einde, kind: final}
"""


def a_folder(folder: Path, **files: str) -> Path:
    """Write files; ``deel__x`` stands for ``deel/x.yaml``."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_a_definition_in_parts_is_the_same_as_the_whole(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, heel=WHOLE, delen=IN_PARTS, staart=TAIL, deel__sluit=CLOSE)

    whole = read_definition(folder / "heel.yaml", name="heel.yaml")
    parts = read_definition(folder / "delen.yaml", name="delen.yaml")

    assert parts.data == whole.data
    assert content_hash(parts.data) == content_hash(whole.data)
    assert {path.name for path in parts.fragments} == {"sluit.yaml", "staart.yaml"}


def test_an_included_file_is_no_definition_of_its_folder(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, delen=IN_PARTS, staart=TAIL, deel__sluit=CLOSE)

    assert list(read_life_cycles(folder)) == ["proef"]


def test_an_included_file_may_itself_refer_from_where_it_lies(tmp_path: Path) -> None:
    outer = "states:\n  - {include: binnen.yaml}\n"
    inner = "states:\n  - {id: einde, kind: final}\n"
    start = "id: p\nversion: 1\nstates:\n  - {include: deel/buiten.yaml}\n"
    folder = a_folder(tmp_path, p=start, deel__buiten=outer, deel__binnen=inner)

    assert read_definition(folder / "p.yaml", name="p.yaml").data["states"] == [
        {"id": "einde", "kind": "final"}
    ]


def test_obligations_can_be_included(tmp_path: Path) -> None:
    obligations = "obligations:\n  - {id: plan, owner: author}\n"
    start = (
        "id: p\nversion: 1\nstates:\n  - id: a\n    obligations:\n      - {include: plan.yaml}\n"
    )
    folder = a_folder(tmp_path, p=start, plan=obligations)

    chart = read_definition(folder / "p.yaml", name="p.yaml").compiled()

    assert [each.id for each in chart.state("a").obligations] == ["plan"]


def test_what_is_wrong_in_an_included_file_is_said_with_its_own_line(tmp_path: Path) -> None:
    folder = a_folder(
        tmp_path, delen=IN_PARTS, staart=TAIL, deel__sluit=CLOSE.replace("einde", "eind")
    )

    with pytest.raises(DefinitionError) as refused:
        read_life_cycles(folder)

    assert f"{folder.name}/deel/sluit.yaml, regel 2, toestand 'begin'" in refused.value.say()


def test_a_list_that_nobody_includes_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, heel=WHOLE, staart=TAIL, deel__sluit=CLOSE)

    with pytest.raises(IncludeError, match="no definition includes this"):
        read_life_cycles(folder)


def test_a_link_does_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    outside = a_folder(tmp_path, geheim="transitions: []\n") / "geheim.yaml"
    folder = tmp_path / "binnen"
    folder.mkdir()
    (folder / "link.yaml").symlink_to(outside)
    start = (
        "id: p\nversion: 1\nstates:\n  - id: a\n    transitions:\n      - {include: link.yaml}\n"
    )
    (folder / "p.yaml").write_text(start, encoding="utf-8")

    with pytest.raises(IncludeError, match="outside the folder"):
        read_definition(folder / "p.yaml", name="p.yaml")


def test_files_that_include_each_other_ever_wider_are_refused(tmp_path: Path) -> None:
    ten = "states:\n" + "  - {{include: {}.yaml}}\n" * 10
    files = {f"d{n}": ten.format(*([f"d{n + 1}"] * 10)) for n in range(8)}
    folder = a_folder(
        tmp_path,
        p="id: p\nversion: 1\nstates:\n  - {include: d0.yaml}\n",
        d8="states: []\n",
        **files,
    )

    with pytest.raises(IncludeError, match=f"more than {MAX_INCLUDES} times"):
        read_definition(folder / "p.yaml", name="p.yaml")
