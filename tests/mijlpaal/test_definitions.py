"""Life cycles at the terminal: published, compared, migrated and exported."""

from pathlib import Path

import pytest

from mijlpaal.exits import Exit
from tests.mijlpaal.conftest import Mijlpaal, count_events

SEED = Path(__file__).parents[2] / "seeds" / "definitions" / "cluster.yaml"


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """Version 3, in which the candidates are called applicants."""
    text = SEED.read_text("utf-8").replace("version: 2", "version: 3")
    renamed = text.replace("id: kandidaat", "id: aanmelding")
    path = tmp_path / "cluster-3.yaml"
    path.write_text(renamed, "utf-8")
    return path


def test_a_new_version_is_published_compared_planned_and_moved_to(
    loaded: Mijlpaal, second: Path, tmp_path: Path
) -> None:
    assert loaded("definition", "diff", "cluster").code == Exit.OK
    assert loaded("definition", "publish", str(second)).code == Exit.OK
    compared = loaded("definition", "diff", "cluster")
    assert compared.code == Exit.ACTION_NEEDED
    assert "+ toestand aanmelding" in compared.out

    plan = tmp_path / "plan.yaml"
    plan.write_text(loaded("definition", "plan", "cluster").out, "utf-8")
    assert "kandidaat:" in plan.read_text("utf-8")
    blocked = loaded("definition", "migrate", "cluster", "--plan", str(plan), "--yes")
    assert blocked.code == Exit.REFUSED
    assert "'kandidaat' bestaat niet meer" in blocked.err

    plan.write_text(plan.read_text("utf-8").replace("kandidaat:", "kandidaat: aanmelding"))
    dry = loaded("definition", "migrate", "cluster", "--plan", str(plan), "--dry-run")
    assert (dry.code, "kandidaat → aanmelding" in dry.out) == (Exit.OK, True)
    moved = loaded("definition", "migrate", "cluster", "--plan", str(plan), "--yes")
    assert (moved.code, "6 overgezet" in moved.out) == (Exit.OK, True)
    assert loaded("audit", "verify").code == Exit.OK
    listed = {(row["key"], row["number"]): row["subjects"]
              for row in loaded("definition", "list", "--json").rows}  # fmt: skip
    assert (listed["cluster", 2], listed["cluster", 3]) == (0, 6)


def test_what_is_published_is_never_published_otherwise(
    loaded: Mijlpaal, second: Path, database_url: str
) -> None:
    before = count_events(database_url)
    second.write_text(second.read_text("utf-8").replace("version: 3", "version: 2"), "utf-8")

    refused = loaded("definition", "publish", str(second))

    assert refused.code == Exit.INVALID
    assert "versie" in refused.err
    assert count_events(database_url) == before


def test_an_exported_definition_is_published_as_the_same_one(
    loaded: Mijlpaal, tmp_path: Path
) -> None:
    file = tmp_path / "cluster.scxml"
    file.write_text(loaded("definition", "export", "cluster").out, "utf-8")
    versions = loaded("definition", "list", "--json").rows

    published = loaded("definition", "publish", str(file))

    assert published.code == Exit.OK, published.err
    assert loaded("definition", "list", "--json").rows == versions


def test_a_drawing_marks_where_a_subject_stands(loaded: Mijlpaal, tmp_path: Path) -> None:
    file = tmp_path / "chemelot.svg"

    drawn = loaded("definition", "export", "cluster", "--format", "svg", "--at", "chemelot",
                   "--out", str(file))  # fmt: skip

    assert drawn.code == Exit.OK
    assert "<title" in file.read_text("utf-8")
    assert loaded("definition", "export", "cluster", "--format", "mermaid").out.startswith("state")
    other = loaded("definition", "export", "project", "--format", "svg", "--at", "chemelot")
    assert (other.code, "loopt niet op" in other.err) == (Exit.INVALID, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("definition: project\nto: 3\nstates: {}\n", "iets anders"),
        ("to: nul\n", "iets anders"),
        ("staten: {}\n", "bestaat niet"),
        ("states: {}\n", "ontbreekt"),
        ("to: 2\nstates: [a]\n", "velden"),
    ],
)
def test_a_plan_that_is_none_is_refused(
    loaded: Mijlpaal, tmp_path: Path, text: str, said: str
) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(text, "utf-8")

    refused = loaded("definition", "migrate", "cluster", "--plan", str(plan))

    assert refused.code == Exit.INVALID
    assert said in refused.err


def test_versions_and_files_that_are_not_there_are_named(loaded: Mijlpaal, tmp_path: Path) -> None:
    assert loaded("definition", "diff", "cluster", "--from", "7").code == Exit.NOT_FOUND
    assert "Bekend" in loaded("definition", "plan", "klaster").err
    missing = loaded("definition", "publish", str(tmp_path / "geen.scxml"))
    assert (missing.code, "geen.scxml" in missing.err) == (Exit.INVALID, True)
