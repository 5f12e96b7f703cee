from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from models.clock import morning_of
from models.ledger.chain import events_of, verify
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import advance
from models.milestones.acts import replan
from models.storage.database import reading, transaction
from models.storage.records import current
from models.tables import Definition, Milestone
from models.vocabulary import EventKind, SubjectKind
from seeds.difference import FieldChange, What, difference
from seeds.loader import unpublished
from seeds.reading import read_seeds
from seeds.rulebook import load_rulebook
from tests.seeds.folders import DAY, a_folder, a_small_world, counts, found, loaded

OWN = """\
    is_invented: true
    project:
      - key: proef
        title: {title}
        cluster: proefcluster
        industry: {industry}
        state: {state}
    """


def _own(tmp_path: Path, title: str, industry: str = "new", state: str = "concreet") -> Path:
    return a_folder(tmp_path, OWN.format(title=title, industry=industry, state=state))


def test_loading_twice_changes_nothing(engine: Engine) -> None:
    seeds = read_seeds()
    first = loaded(engine, seeds)
    after_first = counts(engine)

    second = loaded(engine, seeds, on=date(2026, 9, 1))

    assert len(first.of(What.NEW)) == len(seeds.rows) == after_first[0] == after_first[1]
    assert second.is_empty
    assert len(second.of(What.UNCHANGED)) == len(seeds.rows)
    assert counts(engine) == after_first


def test_what_was_loaded_adds_up_in_the_ledger(engine: Engine) -> None:
    loaded(engine, read_seeds())

    with reading(engine) as session:
        assert list(verify(session)) == []


def test_every_life_cycle_is_published_once(engine: Engine) -> None:
    seeds = read_seeds()

    first, second = loaded(engine, seeds), loaded(engine, seeds)

    assert len(first.published) == len(seeds.life_cycles)
    assert second.published == ()
    with reading(engine) as session:
        assert len(session.exec(select(Definition)).all()) == len(seeds.life_cycles)
        assert unpublished(session, seeds) == ()


def test_a_row_from_the_letter_takes_effect_on_the_letters_nominal_day(engine: Engine) -> None:
    loaded(engine, read_seeds())

    duty = found(engine, SubjectKind.MILESTONE, "d2")
    contact = found(engine, SubjectKind.CONTACT, "directeur-kgg")
    with reading(engine) as session:
        assert events_of(session, duty.id)[0].effective_on == date(2026, 6, 15)
        assert events_of(session, contact.id)[0].effective_on == DAY


def test_a_difference_is_shown_before_anything_is_written(engine: Engine, tmp_path: Path) -> None:
    loaded(engine, a_small_world(_own(tmp_path, "Eerste naam")))
    before = counts(engine)
    changed = a_small_world(_own(tmp_path, "Tweede naam", industry="existing"))

    with reading(engine) as session:
        shown = [each for each in difference(session, changed) if each.what is not What.UNCHANGED]

    assert counts(engine) == before
    assert [(each.what, each.kind, each.key) for each in shown] == [
        (What.CHANGED, SubjectKind.PROJECT, "proef")
    ]
    assert set(shown[0].fields) == {
        FieldChange("title", "Eerste naam", "Tweede naam", is_held=False),
        FieldChange("industry", "new", "existing", is_held=False),
    }


def test_a_changed_seed_amends_its_row_once(engine: Engine, tmp_path: Path) -> None:
    loaded(engine, a_small_world(_own(tmp_path, "Eerste naam")))
    changed = a_small_world(_own(tmp_path, "Tweede naam"))

    did, again = loaded(engine, changed), loaded(engine, changed)

    project = found(engine, SubjectKind.PROJECT, "proef")
    assert project.values["title"] == "Tweede naam"
    assert len(did.of(What.CHANGED)) == 1
    assert again.is_empty
    with reading(engine) as session:
        kinds = [event.kind for event in events_of(session, project.id)]
    assert kinds == [EventKind.REGISTERED, EventKind.AMENDED]


def test_an_unchanged_seed_never_undoes_what_people_amended(engine: Engine, tmp_path: Path) -> None:
    seeds = a_small_world(_own(tmp_path, "Naam uit het bestand"))
    loaded(engine, seeds)
    _amend(engine, title="Naam van mensen")

    assert loaded(engine, seeds).is_empty
    assert found(engine, SubjectKind.PROJECT, "proef").values["title"] == "Naam van mensen"


def test_a_changed_seed_overwrites_only_the_fields_that_it_changed(
    engine: Engine, tmp_path: Path
) -> None:
    loaded(engine, a_small_world(_own(tmp_path, "Naam")))
    _amend(engine, title="Naam van mensen")

    loaded(engine, a_small_world(_own(tmp_path, "Naam", industry="existing")))

    project = found(engine, SubjectKind.PROJECT, "proef")
    assert (project.values["title"], project.values["industry"]) == ("Naam van mensen", "existing")


def test_a_field_that_a_seed_no_longer_names_becomes_unknown_again(
    engine: Engine, tmp_path: Path
) -> None:
    loaded(engine, a_small_world(_own(tmp_path, "Naam")))

    loaded(engine, a_small_world(_own(tmp_path, "Naam", industry="null")))

    assert found(engine, SubjectKind.PROJECT, "proef").values["industry"] is None


def test_an_edited_state_is_reported_and_never_applied(engine: Engine, tmp_path: Path) -> None:
    loaded(engine, a_small_world(_own(tmp_path, "Naam", state="ontwikkelfase")))

    did = loaded(engine, a_small_world(_own(tmp_path, "Naam", state="besluitrijp")))

    expected = FieldChange("standing", "ontwikkelfase", "besluitrijp", is_held=True)
    assert did.of(What.CHANGED)[0].fields == (expected,)
    assert found(engine, SubjectKind.PROJECT, "proef").values["standing"] == "ontwikkelfase"


def test_a_subject_that_moved_on_is_no_difference(engine: Engine, tmp_path: Path) -> None:
    seeds = a_small_world(_own(tmp_path, "Naam", state="ontwikkelfase"))
    loaded(engine, seeds)
    with transaction(engine) as session:
        ledger = Ledger(session, load_rulebook(), actor="mens", at=morning_of(DAY))
        advance(ledger, SubjectKind.PROJECT, "proef", "maak_concreet")

    did = loaded(engine, a_small_world(_own(tmp_path, "Andere naam", state="ontwikkelfase")))

    assert [each.field for each in did.of(What.CHANGED)[0].fields] == ["title"]
    assert found(engine, SubjectKind.PROJECT, "proef").values["standing"] == "concreet"


MILESTONE = """\
    is_invented: true
    milestone:
      - key: proefmijlpaal
        title: Proefmijlpaal
        about: cluster:proefcluster
        modality: {modality}
        wording: {wording}
        said_on: 2026-06-15
    """


def test_an_edited_wording_never_replans_a_milestone(engine: Engine, tmp_path: Path) -> None:
    text = MILESTONE.format(modality="ambition", wording="in het najaar")
    loaded(engine, a_small_world(a_folder(tmp_path, text)))

    edited = MILESTONE.format(modality="requirement", wording="uiterlijk 1 oktober 2026")
    did = loaded(engine, a_small_world(a_folder(tmp_path, edited)))

    milestone = found(engine, SubjectKind.MILESTONE, "proefmijlpaal")
    held = {each.field for each in did.of(What.CHANGED)[0].fields if each.is_held}
    assert {"wording", "first_wording", "latest", "bound"} <= held
    assert milestone.values["wording"] == "in het najaar"
    assert milestone.values["latest"] == date(2026, 12, 20)
    assert milestone.values["modality"] == "requirement"


def test_a_milestone_without_a_day_counts_to_its_internal_target(
    engine: Engine, tmp_path: Path
) -> None:
    text = MILESTONE.format(modality="ambition", wording="op korte termijn")
    folder = a_folder(tmp_path, f"{text}    internal_target: 2026-10-01\n")

    loaded(engine, a_small_world(folder))

    values = found(engine, SubjectKind.MILESTONE, "proefmijlpaal").values
    assert values["latest"] is None
    assert values["bound"] == values["internal_target"] == date(2026, 10, 1)


OCCURRENCE = """\
    is_invented: true
    occurrence:
      - key: proefgebeurtenis
        title: Proefgebeurtenis
        {when}
    """


def test_an_occurrence_takes_its_days_from_edtf_when_that_is_given(
    engine: Engine, tmp_path: Path
) -> None:
    loaded(engine, a_small_world(a_folder(tmp_path, OCCURRENCE.format(when="edtf: 2026-01"))))

    values = found(engine, SubjectKind.OCCURRENCE, "proefgebeurtenis").values
    assert values["edtf"] == "2026-01"
    assert (values["earliest"], values["latest"]) == (date(2026, 1, 1), date(2026, 1, 31))


def test_a_day_that_a_seed_takes_back_is_unknown_again(engine: Engine, tmp_path: Path) -> None:
    loaded(engine, a_small_world(a_folder(tmp_path, OCCURRENCE.format(when="edtf: 2026-01"))))

    loaded(engine, a_small_world(a_folder(tmp_path, OCCURRENCE.format(when="edtf: null"))))

    values = found(engine, SubjectKind.OCCURRENCE, "proefgebeurtenis").values
    assert (values["edtf"], values["earliest"], values["latest"]) == (None, None, None)


def test_a_replanned_milestone_is_left_alone(engine: Engine) -> None:
    seeds = read_seeds()
    loaded(engine, seeds)
    with transaction(engine) as session:
        ledger = Ledger(session, load_rulebook(), actor="mens", at=morning_of(date(2026, 11, 16)))
        replan(ledger, "d1", "in het voorjaar van 2027", code="other", reason="meer tijd nodig")

    assert loaded(engine, seeds, on=date(2026, 11, 17)).is_empty


WAITING = """\
    is_invented: true
    occurrence:
      - {{key: advies, title: Advies{when}}}
    milestone:
      - key: na-advies
        title: Na het advies
        about: cluster:proefcluster
        modality: commitment
        wording: binnen zes weken na ontvangst van het advies
        said_on: 2026-06-15
        tied_to: occurrence:advies
    """


def test_a_window_of_a_seed_waits_for_what_it_is_tied_to(engine: Engine, tmp_path: Path) -> None:
    loaded(engine, a_small_world(a_folder(tmp_path, WAITING.format(when=""))))
    waiting = found(engine, SubjectKind.MILESTONE, "na-advies").values

    dated = WAITING.format(when=", edtf: 2026-10-05")
    loaded(engine, a_small_world(a_folder(tmp_path, dated)))

    values = found(engine, SubjectKind.MILESTONE, "na-advies").values
    assert (waiting["latest"], waiting["anchor_offset"]) == (None, "P6W")
    assert (values["latest"], values["first_latest"]) == (date(2026, 11, 16), date(2026, 11, 16))
    assert loaded(engine, a_small_world(tmp_path / "eigen")).is_empty


def test_a_window_of_a_seed_that_is_tied_to_what_has_a_day_gets_it_with_it(
    engine: Engine, tmp_path: Path
) -> None:
    dated = WAITING.format(when=", edtf: 2026-10-05")
    loaded(engine, a_small_world(a_folder(tmp_path, dated)))

    values = found(engine, SubjectKind.MILESTONE, "na-advies").values

    assert values["latest"] == date(2026, 11, 16)
    assert loaded(engine, a_small_world(tmp_path / "eigen")).is_empty


def test_a_row_that_disappears_from_the_files_stays_and_is_reported(
    engine: Engine, tmp_path: Path
) -> None:
    loaded(engine, a_small_world(_own(tmp_path, "Naam")))
    before = counts(engine)
    (tmp_path / "eigen" / "eigen.yaml").unlink()

    did = loaded(engine, a_small_world(tmp_path / "eigen"))

    assert [each.key for each in did.of(What.MISSING)] == ["proef"]
    assert did.is_empty
    assert counts(engine) == before


def test_what_people_registered_is_never_reported_as_missing(
    engine: Engine, tmp_path: Path
) -> None:
    seeds = a_small_world(tmp_path / "eigen")
    loaded(engine, seeds)
    with transaction(engine) as session:
        ledger = Ledger(session, load_rulebook(), actor="mens", at=morning_of(DAY))
        ledger.register(SubjectKind.DOCUMENT, "nieuw", {"title": "N", "document_kind": "other"})

    assert loaded(engine, seeds).of(What.MISSING) == ()


def test_a_changed_row_may_refer_to_a_row_that_is_new(engine: Engine, tmp_path: Path) -> None:
    condition = """\
        is_invented: true
        condition:
          - key: proefvergunning
            title: Proefvergunning
            cluster: proefcluster
            project: {project}
            side: public
            condition_kind: permit
        """
    loaded(
        engine, a_small_world(a_folder(tmp_path, condition.format(project="ander"), name="c.yaml"))
    )
    a_folder(tmp_path, condition.format(project="proef"), name="c.yaml")
    seeds = a_small_world(_own(tmp_path, "Naam"))

    with reading(engine) as session:
        shown = next(each for each in difference(session, seeds) if each.what is What.CHANGED)
    loaded(engine, seeds)

    assert shown.fields == (FieldChange("project_id", "project:ander", "(nieuw)", is_held=False),)
    project = found(engine, SubjectKind.PROJECT, "proef")
    assert (
        found(engine, SubjectKind.CONDITION, "proefvergunning").values["project_id"] == project.id
    )


@pytest.mark.parametrize("comment", ["# nieuw\n", "\n\n"])
def test_comments_and_spacing_are_no_change(engine: Engine, tmp_path: Path, comment: str) -> None:
    folder = _own(tmp_path, "Naam")
    loaded(engine, a_small_world(folder))
    path = folder / "eigen.yaml"
    path.write_text(comment + path.read_text(encoding="utf-8"), encoding="utf-8")

    assert loaded(engine, a_small_world(folder)).is_empty


def _amend(engine: Engine, *, title: str) -> None:
    with transaction(engine) as session:
        ledger = Ledger(session, load_rulebook(), actor="mens", at=morning_of(DAY))
        project = current(session, SubjectKind.PROJECT, "proef")
        ledger.record(project, EventKind.AMENDED, {"title": title}, reason="naam bekend geworden")


def test_a_new_subject_gets_the_milestones_that_its_state_asks_for(
    engine: Engine, tmp_path: Path
) -> None:
    loaded(engine, a_small_world(_own(tmp_path, "Proef", state="besluitrijp")))

    milestone = found(engine, SubjectKind.MILESTONE, "project-proef-investeringsbesluit")

    assert milestone.text("obligation") == "investeringsbesluit"
    assert milestone.text("wording") == ""
    assert milestone.day("bound") is None


def test_the_route_map_of_the_letter_is_what_its_state_asks_for(engine: Engine) -> None:
    loaded(engine, read_seeds())

    with reading(engine) as session:
        milestones = set(session.exec(select(Milestone.obligation)))

    assert milestones == {"routekaart", None}
    assert found(engine, SubjectKind.MILESTONE, "d1").text("obligation") == "routekaart"
