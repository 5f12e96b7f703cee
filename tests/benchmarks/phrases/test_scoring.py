"""The score of a file of phrases: what counts, what is said of it, and what is refused.

The records are invented; their answers follow domain section 10.
"""

import json
import sys
from datetime import date
from pathlib import Path

import pytest

from benchmarks.phrases import __main__ as scoring
from benchmarks.phrases import readers
from benchmarks.phrases.judging import Answer, Judgement, judged_records, tally, verdict
from benchmarks.phrases.records import Judged, Record, read_records
from benchmarks.phrases.table import said_of_misses, table
from models.dates import Tense
from models.errors import InvalidValueError, MissingFieldError, UnreadableSourceError

SAID = date(2026, 6, 15)
LAST = date(2026, 12, 31)

ROW: dict[str, object] = {
    "said_on": "2026-06-15",
    "phrase": "uiterlijk eind dit jaar",
    "kind": "deadline",
    "earliest": "2026-06-15",
    "latest": "2026-12-31",
    "score": "latest",
}


def a_record(
    *,
    kind: Tense = Tense.DEADLINE,
    latest: date | None = LAST,
    judged: Judged = Judged.BOTH,
) -> Record:
    """A phrase said on 15 June 2026, to be ready by the end of the year."""
    return Record("uiterlijk eind dit jaar", SAID, kind, SAID, latest, judged)


def a_file(folder: Path, *rows: dict[str, object] | str) -> Path:
    """A file with these records, one a line."""
    path = folder / "phrases.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("judged", "answer", "is_exact"),
    [
        (Judged.BOTH, Answer(SAID, LAST), True),
        (Judged.BOTH, Answer(None, LAST), False),
        (Judged.LATEST, Answer(None, LAST), True),
        (Judged.LATEST, Answer(SAID, None), False),
    ],
)
def test_an_answer_is_judged_by_what_the_record_allows(
    judged: Judged, answer: Answer, *, is_exact: bool
) -> None:
    assert Judgement(a_record(judged=judged), answer).is_exact is is_exact


def test_a_bound_is_invented_only_where_the_right_answer_is_none() -> None:
    unbounded = a_record(latest=None)

    assert Judgement(unbounded, Answer(SAID, LAST)).is_invented
    assert not Judgement(unbounded, Answer(SAID, None)).is_invented
    assert not Judgement(a_record(), Answer(SAID, SAID)).is_invented


def test_what_needs_the_text_around_it_is_not_judged() -> None:
    records = [a_record(judged=Judged.SKIP), a_record()]

    assert judged_records(records) == [a_record()]


def test_the_verdict_counts_all_judged_records_and_deadlines_apart() -> None:
    judgements = [
        Judgement(a_record(), Answer(SAID, LAST)),
        Judgement(a_record(judged=Judged.LATEST), Answer(None, SAID)),
        Judgement(a_record(kind=Tense.PLANNED, latest=None), Answer(SAID, LAST)),
        Judgement(a_record(kind=Tense.PAST), Answer(None, LAST)),
    ]

    assert verdict(judgements) == "exact 1/4, deadline latest 1/2, invented 1"
    assert tally(judgements, Tense.PAST).right_latest == 1


def test_a_miss_is_said_with_the_rule_what_was_expected_and_what_was_got() -> None:
    judgement = Judgement(a_record(), Answer(SAID, None, "R-VAGUE"))

    (line,) = said_of_misses([judgement])

    assert line.startswith("R-VAGUE")
    assert "'uiterlijk eind dit jaar'" in line
    assert line.endswith("expected 2026-06-15 … 2026-12-31, got 2026-06-15 … None")


def test_the_table_has_a_row_per_kind_and_says_who_is_not_installed() -> None:
    judgements = [Judgement(a_record(), Answer(SAID, LAST))]

    shown = table({"ours": judgements, "theirs": None}).splitlines()

    assert shown[0].split() == ["kind", "judged", "ours", "exact", *shown[0].split()[4:]]
    assert [line.split()[:3] for line in shown[1:5]] == [
        ["past", "0", "0"],
        ["planned", "0", "0"],
        ["deadline", "1", "1"],
        ["all", "1", "1"],
    ]
    assert shown[5] == "theirs: not measured, it is not installed (make phrases)"


def test_scoring_a_file_ends_with_the_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(scoring, "theirs", lambda: None)
    path = a_file(tmp_path, ROW, "", ROW | {"latest": None}, ROW | {"score": "skip"})

    assert scoring.main([str(path)]) == 0

    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("R-UITERLIJK")
    assert said[-1] == "exact 1/2, deadline latest 1/2, invented 1"


def test_a_library_that_is_absent_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.path", [])
    monkeypatch.setattr(readers, "EXTRAS", tmp_path)
    monkeypatch.setitem(sys.modules, "benchmarks.phrases.with_dateparser", None)

    assert readers.theirs() is None


@pytest.mark.parametrize(
    ("row", "error", "said"),
    [
        ("no JSON", UnreadableSourceError, 'line 2: unreadable: .* Accepted: {"said_on"'),
        ("[]", UnreadableSourceError, "line 2: unreadable: no JSON object"),
        ("[" * 100_000, UnreadableSourceError, "line 2: unreadable"),
        ({"phrase": "x"}, MissingFieldError, "line 2: the field 'said_on' is missing"),
        (ROW | {"kind": "later"}, InvalidValueError, "line 2: kind: .* past, planned, deadline"),
        (ROW | {"score": None}, InvalidValueError, "line 2: score: .* both, latest, skip"),
        (ROW | {"latest": "31-12-2026"}, InvalidValueError, "line 2: latest: .* 2026-12-31, or"),
        (ROW | {"said_on": None}, InvalidValueError, "line 2: said_on: .* a day as 2026-12-31"),
        (ROW | {"phrase": 5}, InvalidValueError, "line 2: phrase: '5' cannot be"),
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_what_is_accepted(
    tmp_path: Path, row: dict[str, object] | str, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        read_records(a_file(tmp_path, ROW, row))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "phrases.jsonl"
    path.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(UnreadableSourceError, match="a file in UTF-8"):
        read_records(path)


def test_a_bad_file_ends_with_what_is_wrong_and_no_score(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert scoring.main([str(a_file(tmp_path, "{}"))]) == 2

    output = capsys.readouterr()
    assert output.out == ""
    assert "line 1: the field" in output.err


def test_a_file_that_is_not_there_is_said_and_no_score_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert scoring.main([]) == 2
    assert scoring.main(["other.jsonl"]) == 2

    by_default, named = capsys.readouterr().err.splitlines()
    assert "../shared/time/phrases.jsonl is not here: it is no part of the repository" in by_default
    assert named.startswith("other.jsonl is not here")
