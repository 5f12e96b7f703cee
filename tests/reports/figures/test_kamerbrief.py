"""The letter to the Kamer: what stands in it, and what is missing before it can be sent."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from models.clock import morning_of
from models.errors import NoDutyError, UnknownSubjectError
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import advance
from models.milestones.acts import achieve
from models.publications import approval, status_texts
from models.storage.database import reading, transaction
from models.storage.records import current
from models.vocabulary import Confidentiality, Language, SubjectKind
from reports.documents import plain_text
from reports.documents.on_demand import document_on_demand
from reports.figures.kamerbrief import KamerbriefFigures, kamerbrief_figures
from reports.figures.kamerbrief_check import KamerbriefCheck, Weight, check_kamerbrief
from reports.sentences import Sentences
from seeds.rulebook import load_rulebook
from tests.reports.worlds import PROGRESS, ROUTE_MAP, WHOLE_APPROACH, writing

DAY = date(2026, 12, 1)
CLUSTERS = (
    "chemelot",
    "cluster-6",
    "noord-nederland",
    "noordzeekanaalgebied",
    "rotterdam-moerdijk",
    "zeeland-west-brabant",
)


def by(session: object, actor: str, on: date) -> Ledger:
    return Ledger(session, load_rulebook(), actor=actor, at=morning_of(on))  # type: ignore[arg-type]


def write(
    engine: Engine,
    key: str,
    text: str = "Het loopt.",
    *,
    on: date = date(2026, 11, 25),
    audience: Confidentiality = Confidentiality.PUBLIC,
    is_established: bool = True,
    is_proposed: bool = True,
) -> None:
    kind = SubjectKind.PROGRAMME if key == "maatwerkaanpak" else SubjectKind.CLUSTER
    with transaction(engine) as session:
        anna = by(session, "anna", on)
        written = status_texts.write(anna, current(session, kind, key), text, audience=audience)
        if is_proposed:
            written = approval.propose(anna, written)
        if is_proposed and is_established:
            approval.establish(by(session, "bert", on), written)


def letter(
    engine: Engine, *keys: str, day: date = DAY
) -> tuple[KamerbriefFigures, KamerbriefCheck]:
    calendar = load_rulebook().calendar
    with reading(engine) as session:
        figures = kamerbrief_figures(session, keys, reference_date=day, calendar=calendar)
        return figures, check_kamerbrief(session, figures, calendar=calendar)


def codes(check: KamerbriefCheck, weight: Weight = Weight.IN_THE_WAY) -> list[str]:
    return [each.code for each in check.missing if each.weight is weight]


def said(figures: KamerbriefFigures) -> str:
    return plain_text.render(document_on_demand(figures, Sentences(Language.NL)))


def test_without_texts_the_letter_lists_a_gap_for_each_cluster(letter_world: Engine) -> None:
    figures, check = letter(letter_world, WHOLE_APPROACH)

    assert codes(check) == ["no_text"] * (len(CLUSTERS) + 1)  # the programme as well
    assert not check.is_ready
    assert said(figures).count("[Ontbreekt: een vastgestelde tekst over") == len(CLUSTERS) + 1


def test_with_an_established_text_for_each_the_letter_is_ready(own_world: Engine) -> None:
    for key in ("maatwerkaanpak", *CLUSTERS):
        write(own_world, key, f"Zo staat het met {key}.")

    figures, check = letter(own_world, PROGRESS, WHOLE_APPROACH)

    assert check.is_ready
    assert [line.key for line in figures.duties] == [PROGRESS, WHOLE_APPROACH]
    text = said(figures)
    assert "Ontbreekt" not in text
    for key in ("maatwerkaanpak", *CLUSTERS):
        assert f"Zo staat het met {key}." in text


def test_the_letter_quotes_the_promise_and_where_it_was_made(letter_world: Engine) -> None:
    text = said(letter(letter_world, PROGRESS)[0])

    assert "„In het najaar zal het kabinet de Kamer informeren" in text
    assert "Kamerbrief over het clusterplan Chemelot" in text
    assert "concept, niet verzonden" in text
    assert "indicatief € 150 miljoen" in text
    assert "waarschuwen" not in text  # when we warn ourselves is nothing to tell the Kamer
    assert "∥" not in text


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"is_proposed": False}, "een concept van anna"),
        ({"is_established": False}, "wacht op een tweede persoon"),
        ({"audience": Confidentiality.INTERNAL}, "niet voor het openbaar bestemd"),
    ],
)
def test_a_text_that_is_not_that_far_is_not_in_the_letter(
    own_world: Engine, how: dict[str, object], words: str
) -> None:
    write(own_world, "chemelot", "Nog niet.", **how)  # type: ignore[arg-type]

    figures, check = letter(own_world, PROGRESS)

    assert codes(check) == ["text_not_established"]
    assert words in check.missing[0].text.nl
    assert "Nog niet." not in said(figures)


def test_the_last_established_text_counts_and_a_newer_concept_is_named(own_world: Engine) -> None:
    write(own_world, "chemelot", "Eerst.")
    write(own_world, "chemelot", "Daarna.", on=date(2026, 11, 27))
    write(own_world, "chemelot", "Straks.", on=date(2026, 11, 30), is_proposed=False)

    figures, check = letter(own_world, PROGRESS)

    assert figures.chapters[0].text is not None
    assert figures.chapters[0].text.text == "Daarna."
    assert "newer_text" in codes(check, Weight.TO_KNOW)


def test_a_text_from_before_the_last_step_of_the_cluster_is_in_the_way(own_world: Engine) -> None:
    write(own_world, "chemelot")
    with writing(own_world, date(2026, 11, 27)) as ledger:
        advance(ledger, SubjectKind.CLUSTER, "chemelot", "pauzeer", reason="wacht")

    assert "moved_since" in codes(letter(own_world, PROGRESS)[1])


def test_an_old_text_is_told_but_not_in_the_way(own_world: Engine) -> None:
    write(own_world, "chemelot", on=DAY - timedelta(days=31))

    check = letter(own_world, PROGRESS)[1]

    assert check.is_ready
    assert "old_text" in codes(check, Weight.TO_KNOW)


def test_a_duty_that_is_closed_is_in_the_way(own_world: Engine) -> None:
    with writing(own_world, date(2026, 11, 12)) as ledger:
        achieve(ledger, PROGRESS, date(2026, 11, 12), evidence="Kamerstuk 29826, nr. 320")

    assert "duty_closed" in codes(letter(own_world, PROGRESS)[1])


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 12, 2), None),  # eleven working days to 17 December
        (date(2026, 12, 3), "bound_near"),  # ten
        (date(2026, 12, 17), "bound_near"),
        (date(2026, 12, 18), "bound_passed"),
    ],
)
def test_the_bound_is_told_when_it_nears_and_when_it_has_passed(
    letter_world: Engine, day: date, code: str | None
) -> None:
    found = codes(letter(letter_world, PROGRESS, day=day)[1], Weight.TO_KNOW)

    assert [each for each in found if each.startswith("bound")] == ([code] if code else [])
    assert "estimated_recess" in found
    assert "signatory_unknown" in found  # domain section 8: which minister owes it is not known


def test_what_stays_out_is_counted_and_not_named(letter_world: Engine) -> None:
    check = letter(letter_world, PROGRESS)[1]

    [left_out] = [each for each in check.missing if each.code == "left_out"]
    assert left_out.text.nl.startswith("2 vertrouwelijke gegevens")


def test_an_ambition_is_no_duty_that_a_letter_fulfils(letter_world: Engine) -> None:
    with pytest.raises(NoDutyError, match="d2, d3"):
        letter(letter_world, ROUTE_MAP)
    with pytest.raises(UnknownSubjectError):
        letter(letter_world, "d9")
