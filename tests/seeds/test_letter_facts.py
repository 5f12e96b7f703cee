"""What the seeds say of the letter, checked against the domain document by hand."""

import re
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from models.facts import FACTS
from models.vocabulary import Confidentiality, Modality, Responsibility, SubjectKind
from seeds.collection import Seeds
from seeds.reading import DEFAULT, read_seeds
from seeds.rows import Reference, Row
from tests.seeds.folders import found, loaded
from tests.seeds.letter import normalised, paragraphs, path_of_letter


@pytest.fixture(scope="module")
def seeds() -> Seeds:
    """The seeds that come with the product."""
    return read_seeds()


@pytest.fixture(scope="module")
def letter(shared: Path) -> dict[str, str]:
    """The paragraphs of the letter."""
    return paragraphs(path_of_letter(shared).read_text(encoding="utf-8"))


def _row(seeds: Seeds, reference: str) -> Row:
    kind, _, key = reference.partition(":")
    return seeds.rows[Reference(SubjectKind(kind), key)]


def _organisations(seeds: Seeds, target: str, role: str) -> set[str]:
    return {
        row.references["organisation"].key
        for row in seeds.of_kind(SubjectKind.PARTICIPATION)
        if str(row.references["target"]) == target and row.values["role"] == role
    }


DUTIES = [
    (
        "d1",
        "ambition",
        date(2026, 9, 1),
        date(2026, 11, 30),
        date(2026, 12, 20),
        "2026-23",
    ),
    (
        "d2",
        "commitment",
        date(2026, 9, 1),
        date(2026, 11, 30),
        date(2026, 12, 20),
        "2026-23",
    ),
    (
        "d3",
        "commitment",
        date(2026, 6, 15),
        None,
        date(2026, 12, 31),
        "../2026-12-31",
    ),
]


def test_the_windows_are_those_of_the_domain(engine: Engine, seeds: Seeds) -> None:
    loaded(engine, seeds)

    for key, modality, earliest, soft, latest, edtf in DUTIES:
        values = found(engine, SubjectKind.MILESTONE, key).values
        window = (values["earliest"], values["soft_latest"], values["latest"])
        assert window == (earliest, soft, latest)
        assert (values["modality"], values["edtf"]) == (modality, edtf)
        assert (values["said_on"], values["said_on_is_nominal"]) == (date(2026, 6, 15), True)
        for field in ("earliest", "soft_latest", "latest", "edtf", "wording"):
            assert values[f"first_{field}"] == values[field]


def test_a_duty_to_the_kamer_is_bound_by_the_last_sitting_day(engine: Engine, seeds: Seeds) -> None:
    loaded(engine, seeds)

    bounds = [found(engine, SubjectKind.MILESTONE, key).values["bound"] for key, *_ in DUTIES]
    assert bounds == [date(2026, 12, 20), date(2026, 12, 17), date(2026, 12, 17)]


def test_the_ambition_has_four_owners_and_each_commitment_one(seeds: Seeds) -> None:
    assert _organisations(seeds, "milestone:d1", "owner") == {
        "stichting-chemelot",
        "betrokken-bedrijven",
        "provincie-limburg",
        "kabinet",
    }
    for key in ("d2", "d3"):
        assert _organisations(seeds, f"milestone:{key}", "owner") == {"kabinet"}


def test_duties_run_on_the_duty_life_cycle_and_the_ambition_does_not(seeds: Seeds) -> None:
    charts = {
        row.key: life_cycle.chart.id
        for row in seeds.of_kind(SubjectKind.MILESTONE)
        if (life_cycle := seeds.life_cycle_of(row))
    }

    assert charts == {
        "d1": "milestone",
        "d2": "duty",
        "d3": "duty",
    }


def test_the_ambition_is_what_adopting_the_route_map_waits_for(seeds: Seeds) -> None:
    assert _row(seeds, "milestone:d1").values["needed_for"] == "stel_routekaart_vast"


def test_there_are_twelve_concrete_projects_and_one_of_helix_in_development(seeds: Seeds) -> None:
    projects = seeds.of_kind(SubjectKind.PROJECT)

    concrete = [row for row in projects if row.values["is_concrete"] is True]
    assert (len(projects), len(concrete)) == (13, 12)
    assert {row.states for row in concrete} == {("concreet",)}
    assert _row(seeds, "project:project-helix").states == ("ontwikkelfase",)
    assert all(row.values["name_is_known"] is False for row in projects)


def test_only_the_new_projects_are_first_of_a_kind_and_have_a_company(seeds: Seeds) -> None:
    projects = seeds.of_kind(SubjectKind.PROJECT)
    paired = {
        row.references["target"].key
        for row in seeds.of_kind(SubjectKind.PARTICIPATION)
        if row.references["target"].kind is SubjectKind.PROJECT
    }

    new = {row.key for row in projects if row.values.get("is_first_of_a_kind")}
    assert new == paired == {"project-reju", "project-furec", "project-helix"}
    assert all("industry" not in row.values for row in projects if row.key not in new)


def test_thirteen_companies_take_part_and_seven_are_named(seeds: Seeds) -> None:
    participants = _organisations(seeds, "cluster:chemelot", "participant")

    assert _row(seeds, "cluster:chemelot").values["companies_announced"] == 13
    assert participants - {"betrokken-bedrijven"} == {
        *("sabic", "oci", "anqore", "fibrant"),
        *("reju", "furec", "helix"),
    }
    assert _row(seeds, "organisation:furec").values["organisation_kind"] == "unknown"


def test_each_of_the_five_requests_is_addressed_to_rijk_and_province(seeds: Seeds) -> None:
    requests = seeds.of_kind(SubjectKind.REQUEST)

    assert sorted(int(str(row.values["number"])) for row in requests) == [1, 2, 3, 4, 5]
    for row in requests:
        both = {"rijk", "provincie-limburg"}
        assert _organisations(seeds, f"request:{row.key}", "addressee") == both
        assert row.states == ("in_onderzoek",)


def test_the_amount_is_indicative_additional_and_not_split(seeds: Seeds) -> None:
    values = _row(seeds, "request:financiele-bijdrage").values

    assert values["amount_eur"] == 150_000_000
    assert values["amount_modality"] == Modality.INDICATIVE
    assert values["amount_is_additional"] is True
    assert "amount_split" not in values


def test_only_the_analyses_are_company_confidential(seeds: Seeds) -> None:
    marked = {
        str(row.reference)
        for row in seeds.rows.values()
        if row.values.get("confidentiality") == Confidentiality.COMPANY_CONFIDENTIAL
    }

    assert marked == {"document:analyses-cluster", "document:analyses-projecten"}


def test_chemelot_stands_in_both_strands_of_the_uitwerkingsfase(
    engine: Engine, seeds: Seeds
) -> None:
    loaded(engine, seeds)

    chemelot = found(engine, SubjectKind.CLUSTER, "chemelot")
    niki = found(engine, SubjectKind.CONDITION, "niki-subsidie-reju")
    assert chemelot.values["standing"] == "projecten_in_uitwerking verzoeken_in_onderzoek"
    assert niki.values["standing"] == "vervuld"


def test_five_other_clusters_are_candidates_in_an_unknown_step(seeds: Seeds) -> None:
    others = [row for row in seeds.of_kind(SubjectKind.CLUSTER) if row.key != "chemelot"]

    assert len(others) == 5
    assert {(row.states, row.values["step_is_known"]) for row in others} == {
        (("kandidaat",), False)
    }


OCCURRENCES = [
    ("commissiedebat-verduurzaming-industrie", "2026-04-16", None, None),
    ("stilleggen-caprolactam-fibrant", "2026-01", "provisional", True),
    ("verkoop-petrochemie-sabic", None, None, None),
    ("voorgenomen-verkoop-oci-nitrogen", "2026-06-01", "intended", None),
    ("oplevering-clusterplan", None, None, None),
    ("toekenning-niki-subsidie-reju", "2026-01-01/2026-06-15", None, None),
]


def test_occurrences_have_the_days_that_the_letter_gives_and_no_others(
    engine: Engine, seeds: Seeds
) -> None:
    loaded(engine, seeds)

    for key, *expected in OCCURRENCES:
        values = found(engine, SubjectKind.OCCURRENCE, key).values
        assert [values["edtf"], values["modality"], values["is_reversible"]] == expected


def test_the_route_map_checklist_follows_the_sentence_of_the_letter(seeds: Seeds) -> None:
    items = seeds.of_kind(SubjectKind.CHECKLIST_ITEM)

    ordered = sorted(items, key=lambda row: int(str(row.values["position"])))
    assert [row.key.removeprefix("routekaart-") for row in ordered] == [
        "tijdlijnen",
        "private-randvoorwaarden",
        "publieke-randvoorwaarden",
        "mijlpalen",
        "samenhang",
    ]
    assert [row.values.get("fact") in FACTS for row in ordered] == [True] * 4 + [False]


def test_references_are_kept_as_given_and_normalised(seeds: Seeds) -> None:
    given = {
        row.values["reference"]: row.values["reference_normalised"]
        for row in seeds.of_kind(SubjectKind.DOCUMENT)
        if "reference" in row.values
    }

    assert given == {
        "Kamerstukken II 2025Z19212": "2025Z19212",
        "Kamerstuk 29826, nr. 307": "kst-29826-307",
    }


def test_thirteen_support_letters_are_counted_in_one_row(seeds: Seeds) -> None:
    assert _row(seeds, "document:support-letters").values["copies"] == 13


def test_dependencies_name_no_company_that_the_letter_does_not_name(seeds: Seeds) -> None:
    dependencies = seeds.of_kind(SubjectKind.DEPENDENCY)

    assert {row.values["dependency_kind"] for row in dependencies} == {
        *("feedstock", "energy", "investment"),
    }
    assert all(set(row.references) == {"cluster"} for row in dependencies)
    mutual = _row(seeds, "dependency:onderling-investeringsvertrouwen")
    assert mutual.values["is_mutual"] is True


def test_no_role_has_a_day_on_which_it_began_or_ended(seeds: Seeds) -> None:
    for row in seeds.of_kind(SubjectKind.PARTICIPATION):
        assert not {"valid_from", "valid_until"} & row.values.keys()


def test_the_open_questions_of_the_domain_are_asked(seeds: Seeds) -> None:
    asked = {row.key for row in seeds.of_kind(SubjectKind.OPEN_QUESTION)}

    assert asked >= {
        "welk-bedrijf-welk-project",
        "zes-niet-genoemde-bedrijven",
        "opleverdatum-clusterplan",
        "verdeling-150-miljoen",
        "welke-bewindspersoon",
        "furec-bedrijf-of-project",
        "fibrant-in-portfolio",
    }


def test_contacts_are_invented_functions_at_addresses_that_lead_nowhere(seeds: Seeds) -> None:
    for row in seeds.of_kind(SubjectKind.CONTACT):
        host = re.split("[@/]+", str(row.values["address"]).removeprefix("https://"))
        assert row.values["is_invented"] is True
        assert any(part.endswith(".example") for part in host)
    for row in seeds.of_kind(SubjectKind.ASSIGNMENT):
        assert row.values["is_invented"] is True


def test_one_contact_reads_english_and_one_listens_to_a_webhook(seeds: Seeds) -> None:
    contacts = seeds.of_kind(SubjectKind.CONTACT)

    assert [row.key for row in contacts if row.values["language"] == "en"] == [
        "bureau-stichting-chemelot"
    ]
    assert [row.key for row in contacts if row.values["channel"] == "webhook"] == [
        "zaaksysteem-provincie-limburg"
    ]


def test_every_milestone_has_all_responsibilities_and_the_companies_are_a_gap(
    seeds: Seeds,
) -> None:
    reached: dict[str, set[str]] = {}
    for row in seeds.of_kind(SubjectKind.ASSIGNMENT):
        milestone = row.references["milestone"].key
        reached.setdefault(milestone, set()).add(str(row.values["responsibility"]))

    organisations = {
        row.references["organisation"].key for row in seeds.of_kind(SubjectKind.CONTACT)
    }
    assert all(told == set(Responsibility) for told in reached.values())
    assert len(reached) == 3
    assert "betrokken-bedrijven" not in organisations


def test_the_words_of_each_row_stand_where_the_row_says(
    seeds: Seeds, letter: dict[str, str]
) -> None:
    for row in seeds.rows.values():
        words = str(row.values.get("words", "("))
        if words.startswith("("):  # our own words
            continue
        place = str(row.values["place"])
        for part in words.split(" … "):
            assert normalised(part) in letter[place], f"{row.reference}: {part} niet in {place}"


def test_no_personal_name_is_in_any_file_of_seeds(letter: dict[str, str]) -> None:
    offices = {"Minister", "Staatssecretaris", "Klimaat", "Groene", "Groei"}
    signed = set(re.findall(r"[A-Z][\w-]+", letter["Ondertekening"])) - offices
    assert len(signed) >= 4

    for path in [*DEFAULT.rglob("*.yaml"), *DEFAULT.rglob("*.py")]:
        words = set(re.findall(r"[A-Z][\w-]+", path.read_text(encoding="utf-8")))
        assert not words & signed, path
