"""Publishing by hand: what failed is named last, and the exit code says so."""

from datetime import date
from pathlib import Path

import pytest

from mijlpaal.exits import Exit
from reports import publishing
from reports.figures import cluster_figures
from tests.mijlpaal.conftest import TODAY, Mijlpaal


def test_every_report_goes_out_in_both_cuts(mijlpaal: Mijlpaal, home: Path) -> None:
    mijlpaal("init")

    ended = mijlpaal("publish", "--direct")

    folder = home / "reports" / TODAY.isoformat()
    assert ended.code == Exit.OK, ended.err
    assert "intern    7 nieuwe edities" in ended.out
    assert f"openbaar  7 nieuwe edities, 0 rapportages ongewijzigd\n          {folder}" in ended.out
    assert (folder / "chemelot.openbaar.en.html").exists()
    assert "Rapporten publiceren: 7 nieuwe edities" in ended.err


def test_one_that_fails_is_named_at_the_end(
    mijlpaal: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def figures(session: object, key: str, **settings: object) -> object:
        if key == "noord-nederland":
            raise ZeroDivisionError(key)
        return cluster_figures(session, key, **settings)  # type: ignore[arg-type]

    monkeypatch.setattr(publishing, "cluster_figures", figures)
    mijlpaal("init")

    ended = mijlpaal("publish", "--direct", "--day", str(date(2026, 12, 3)))

    assert ended.code == Exit.ACTION_NEEDED
    assert "6 nieuwe edities, 0 rapportages ongewijzigd, 1 mislukt" in ended.out
    last = ended.out.rstrip().splitlines()[-1]
    assert last == "▲ noord-nederland: onverwachte fout (ZeroDivisionError); zie het logboek"
