"""Bad input: a clear message with file and line, and nothing written."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from models.errors import (
    DuplicateIdError,
    InvalidValueError,
    MissingFieldError,
    SourceError,
    UnknownFieldError,
    UnknownReferenceError,
    UnreadableSourceError,
)
from seeds.reading import read_seeds
from tests.seeds.folders import a_folder, counts, loaded, with_own

ORGANISATION = """\
is_invented: true
organisation:
  - key: proefbedrijf
    title: Proefbedrijf
    organisation_kind: company
"""

BAD: list[tuple[str, type[SourceError], int, str]] = [
    (
        (
            "is_invented: true\nmilestone:\n  - key: a\n    title: A\n    about: cluster:chemelot\n"
            "    modality: commitment\n    wording: in het najaar\n    said_on: 2026-06-15\n"
            "    tied_to: occurrence:oplevering-clusterplan\n"
        ),
        InvalidValueError,
        9,
        "de formulering wacht op geen gebeurtenis",
    ),
    (
        (
            "is_invented: true\ncondition:\n  - key: a\n    title: A\n    project: project-heliks\n"
            "    side: private\n    condition_kind: permit\n"
        ),
        UnknownReferenceError,
        5,
        "Bedoelde u: project-helix",
    ),
    (
        (
            "source: brief-die-er-niet-is\norganisation:\n  - key: a\n    title: A\n"
            "    organisation_kind: company\n    place: p\n    words: w\n"
        ),
        UnknownReferenceError,
        3,
        "source wijst naar 'brief-die-er-niet-is'",
    ),
    (
        (
            "is_invented: true\norganisation:\n  - key: reju\n    title: R\n"
            "    organisation_kind: company\n"
        ),
        DuplicateIdError,
        3,
        "organisations.yaml, regel",
    ),
    (
        ORGANISATION + "  - key: proefbedrijf\n    title: P\n    organisation_kind: company\n",
        DuplicateIdError,
        6,
        "eigen/eigen.yaml, regel 3",
    ),
    (ORGANISATION + "    title: Nogmaals\n", DuplicateIdError, 6, "regel 4"),
    (
        (
            "is_invented: true\ndocument:\n  - key: d\n    title: D\n    document_kind: other\n"
            "    dated_on: 2026-02-30\n"
        ),
        InvalidValueError,
        6,
        "die dag bestaat niet",
    ),
    (
        (
            "is_invented: true\ndocument:\n  - key: d\n    title: D\n    document_kind: other\n"
            "    dated_on: 30 februari\n"
        ),
        InvalidValueError,
        6,
        "JJJJ-MM-DD",
    ),
    (ORGANISATION + "   x: [\n", UnreadableSourceError, 6, "onleesbaar"),
    (ORGANISATION + "    industrie: new\n", UnknownFieldError, 6, "industry (bedoelde u dat?)"),
    (ORGANISATION + "    title_en: '  '\n", InvalidValueError, 6, "de tekst is leeg"),
    (ORGANISATION + f"    title_en: {'x' * 2001}\n", InvalidValueError, 6, "langer dan 2000"),
    (ORGANISATION + "    industry: [new]\n", InvalidValueError, 6, "niet één waarde"),
    ("is_invented: true\ncondition:\n  - {key: a, title: A}\n", MissingFieldError, 3, "private"),
    (
        "is_invented: true\nparticipation:\n- {key: a, title: A, organisation: reju, role: owner}\n",
        MissingFieldError,
        3,
        "de sleutel van een rij: programme | cluster",
    ),
    (ORGANISATION + "    industry: nieuw\n", InvalidValueError, 6, "existing | new"),
    (ORGANISATION + "    is_first_of_a_kind: ja\n", InvalidValueError, 6, "true | false"),
    ("is_invented: true\norganisatie: []\n", UnknownFieldError, 2, "organisation (bedoelde u"),
    ("is_invented: true\norganisation: geen\n", InvalidValueError, 2, "een lijst"),
    ("is_invented: true\norganisation:\n  - los\n", InvalidValueError, 3, "velden met een naam"),
    (
        "is_invented: true\norganisation:\n  - key: a\n    title: A\n",
        MissingFieldError,
        3,
        "organisation_kind",
    ),
    (
        "organisation:\n  - key: a\n    title: A\n    organisation_kind: company\n",
        MissingFieldError,
        2,
        "'source' ontbreekt",
    ),
    (
        (
            "is_invented: true\norganisation:\n  - key: Een Bedrijf\n    title: A\n"
            "    organisation_kind: company\n"
        ),
        InvalidValueError,
        3,
        "koppeltekens",
    ),
    (
        (
            "is_invented: true\norganisation:\n  - key: a\n    title: 2026\n"
            "    organisation_kind: company\n"
        ),
        InvalidValueError,
        4,
        "aanhalingstekens",
    ),
    (
        (
            "is_invented: true\nparticipation:\n"
            "  - {key: a, title: A, organisation: reju, role: owner, target: project-reju}\n"
        ),
        InvalidValueError,
        3,
        "soort:sleutel",
    ),
    (
        "is_invented: true\nproject:\n  - key: a\n    title: A\n    state: concreat\n",
        InvalidValueError,
        5,
        "concreet",
    ),
    (
        (
            "is_invented: true\ncluster:\n  - key: a\n    title: A\n"
            "    state: [kandidaat, uitvoering]\n"
        ),
        InvalidValueError,
        5,
        "state",
    ),
    (
        (
            "is_invented: true\nmilestone:\n  - key: a\n    title: A\n    about: cluster:chemelot\n"
            "    modality: ambition\n    said_on: 2026-06-15\n    wording: als het zo uitkomt\n"
        ),
        InvalidValueError,
        8,
        "lees ik geen moment",
    ),
    (
        (
            "is_invented: true\nmilestone:\n  - key: a\n    title: A\n    about: cluster:chemelot\n"
            "    modality: ambition\n    said_on: 2026-06-15\n    wording: in het najaar\n"
            "    needed_for: stel_routekart_vast\n"
        ),
        InvalidValueError,
        9,
        "stel_routekaart_vast",
    ),
    (
        (
            "is_invented: true\nmilestone:\n  - key: a\n    title: A\n    about: cluster:chemelot\n"
            "    modality: ambition\n    said_on: 2026-06-15\n    wording: in het najaar\n"
            "    obligation: routekart\n"
        ),
        InvalidValueError,
        9,
        "routekaart",
    ),
    (
        "is_invented: true\noccurrence:\n  - key: a\n    title: A\n    wording: op 1 juni jl.\n",
        InvalidValueError,
        3,
        "said_on",
    ),
    (
        "is_invented: true\noccurrence:\n  - key: a\n    title: A\n    edtf: 2026-13\n",
        InvalidValueError,
        5,
        "EDTF",
    ),
    (
        (
            "is_invented: true\nchecklist_item:\n"
            "  - {key: a, title: A, position: 1, fact: elk_project}\n"
        ),
        InvalidValueError,
        3,
        "elk_project_heeft_",
    ),
    (
        "is_invented: true\nrequest:\n  - {key: a, title: A, number: eerste}\n",
        InvalidValueError,
        3,
        "een geheel getal",
    ),
    (
        (
            "is_invented: true\nassignment:\n  - key: a\n    title: A\n"
            "    milestone: d1\n"
            "    contact: directeur-kgg\n    responsibility: owner\n    valid_from: 2026-09-01\n"
            "    valid_until: 2026-08-31\n"
        ),
        InvalidValueError,
        9,
        "ligt voor valid_from",
    ),
    (
        (
            "is_invented: true\ndependency:\n  - key: a\n    title: A\n"
            "    dependency_kind: energy\n    from: organisation:fibrant\n    to: organisation:fibrant\n"
        ),
        InvalidValueError,
        7,
        "iets hangt niet van zichzelf af",
    ),
    (
        (
            "is_invented: true\ndependency:\n  - key: a\n    title: A\n"
            "    dependency_kind: finish_to_start\n    from: organisation:fibrant\n    to: milestone:d1\n"
        ),
        InvalidValueError,
        6,
        "kan niet bij finish_to_start",
    ),
    (
        (
            "is_invented: true\ndependency:\n  - key: a\n    title: A\n"
            "    dependency_kind: energy\n    from: organisation:fibrant\n    to: organisation:oci\n    lag: P2W\n"
        ),
        InvalidValueError,
        8,
        "alleen tussen mijlpalen",
    ),
    (
        (
            "is_invented: true\ndependency:\n  - key: a\n    title: A\n"
            "    dependency_kind: finish_to_start\n    from: milestone:d2\n    to: milestone:d1\n    lag: gauw\n"
        ),
        InvalidValueError,
        8,
        "geen tijdsduur",
    ),
    (
        (
            "is_invented: true\ndependency:\n  - key: a\n    title: A\n"
            "    dependency_kind: finish_to_start\n    from: milestone:d2\n    to: milestone:d1\n    is_mutual: true\n"
        ),
        InvalidValueError,
        8,
        "maar één kant op",
    ),
    (
        "is_invented: true\ncontact:\n  - key: a\n    title: A\n    address: nergens\n",
        InvalidValueError,
        5,
        "geen adres",
    ),
    (
        (
            "is_invented: true\ncontact:\n  - key: a\n    title: A\n    channel: webhook\n"
            "    address: http://onveilig.example\n"
        ),
        InvalidValueError,
        6,
        "https://",
    ),
    (
        (
            "is_invented: true\ncontact:\n  - key: a\n    title: A\n    channel: notify\n"
            "    address: nergens\n"
        ),
        InvalidValueError,
        6,
        "geen adres voor notify",
    ),
    (
        (
            "is_invented: true\ncontact:\n  - key: a\n    title: A\n    channel: apprise\n"
            "    address: mmosts://chat.example/een sleutel\n"
        ),
        InvalidValueError,
        6,
        "zonder spaties",
    ),
    (
        (
            "is_invented: true\nopen_question:\n"
            "  - {key: a, title: A, about: 'open_question:b'}\n"
            "  - {key: b, title: B, about: 'open_question:a'}\n"
        ),
        InvalidValueError,
        3,
        "kring",
    ),
]


@pytest.mark.parametrize("text,error,line,said", BAD)
def test_a_bad_seed_is_refused_with_file_and_line(
    tmp_path: Path, text: str, error: type[SourceError], line: int, said: str
) -> None:
    folder = a_folder(tmp_path, text)

    with pytest.raises(error) as caught:
        with_own(folder)

    message = caught.value.say("nl")
    assert said in message
    assert f"eigen/eigen.yaml, regel {line}:" in message


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match="die map is er niet"):
        read_seeds(tmp_path / "weg")


def test_nothing_is_written_when_one_row_of_many_is_bad(tmp_path: Path, engine: Engine) -> None:
    folder = a_folder(tmp_path, ORGANISATION + "    dated_on: 2026-02-30\n")
    before = counts(engine)

    with pytest.raises(UnknownFieldError):
        loaded(engine, with_own(folder))

    assert counts(engine) == before == (0, 0)


def test_nothing_is_written_when_a_bound_lies_outside_the_calendar(
    tmp_path: Path, engine: Engine
) -> None:
    text = """\
        is_invented: true
        milestone:
          - key: verre-toekomst
            title: Verre toekomst
            about: cluster:chemelot
            addressee: tweede-kamer
            modality: commitment
            said_on: 2026-06-15
            wording: uiterlijk 31 december 2099
        """
    seeds = with_own(a_folder(tmp_path, text))

    with pytest.raises(Exception, match="2099-12-31"):
        loaded(engine, seeds)

    assert counts(engine) == (0, 0)
