"""What a holder owes, the year page, the facts of a postponement."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from models.acts.commands import Command, Verb
from models.acts.mandates import give
from models.acts.proposals import submit
from models.errors import UnknownSubjectError
from models.ledger.writer import Ledger
from models.milestones.acts import achieve, replan
from models.storage.database import reading, transaction
from models.vocabulary import Confidentiality, Language, Role, SubjectKind
from reports.documents import page, plain_text
from reports.documents.on_demand import document_on_demand
from reports.figures.duty_year import DutyYearFigures, duty_year_figures
from reports.figures.holder import HolderFigures, holder_figures
from reports.figures.kinds import OnDemand
from reports.figures.postponement import PostponementFigures, postponement_figures
from reports.sentences import Sentences
from seeds.rulebook import load_rulebook
from tests.reports.pages import read_page
from tests.reports.worlds import PROGRESS, ROUTE_MAP, WHOLE_APPROACH, writing

DAY = date(2026, 11, 23)
PUBLIC, INTERNAL = Confidentiality.PUBLIC, Confidentiality.INTERNAL


def holder(
    engine: Engine, key: str, *, day: date = DAY, audience: Confidentiality = INTERNAL
) -> HolderFigures:
    with reading(engine) as session:
        return holder_figures(
            session,
            key,
            reference_date=day,
            calendar=load_rulebook().calendar,
            audience=audience,
        )


def year_page(engine: Engine, year: int, *, day: date = DAY) -> DutyYearFigures:
    with reading(engine) as session:
        return duty_year_figures(
            session, year, reference_date=day, calendar=load_rulebook().calendar
        )


def postponement(
    engine: Engine, key: str, *, day: date = DAY, audience: Confidentiality = INTERNAL
) -> PostponementFigures:
    with reading(engine) as session:
        return postponement_figures(
            session,
            key,
            reference_date=day,
            calendar=load_rulebook().calendar,
            audience=audience,
        )


def said(figures: OnDemand, language: Language = Language.NL) -> str:
    return plain_text.render(document_on_demand(figures, Sentences(language)))


def postpone(engine: Engine, wording: str, *, on: date = date(2026, 11, 16)) -> None:
    with writing(engine, on) as ledger:
        replan(ledger, PROGRESS, wording, code="input_awaited", reason="het advies komt later")


# --- what a holder owes ----------------------------------------------------------------------


def test_the_cabinet_owes_both_duties_and_shares_the_ambition(letter_world: Engine) -> None:
    found = holder(letter_world, "kabinet")

    assert [line.key for line in found.owed] == [PROGRESS, WHOLE_APPROACH, ROUTE_MAP]
    assert found.next_bound is not None
    assert found.next_bound.day == date(2026, 11, 30)


def test_the_province_is_asked_five_things_and_shares_one_ambition(letter_world: Engine) -> None:
    found = holder(letter_world, "provincie-limburg")

    assert [line.key for line in found.owed] == [ROUTE_MAP]
    assert [line.number for line in found.requests] == [1, 2, 3, 4, 5]


def test_a_condition_that_is_met_is_owed_no_longer(letter_world: Engine) -> None:
    """Reju held the condition of the NIKI subsidy, which was granted."""
    assert holder(letter_world, "reju").conditions == ()
    [contract] = holder(letter_world, "betrokken-bedrijven").conditions
    assert contract.key == "contract-afnemer-of-leverancier"


def test_what_was_fulfilled_is_settled(own_world: Engine) -> None:
    with writing(own_world, date(2026, 11, 12)) as ledger:
        achieve(ledger, PROGRESS, date(2026, 11, 12), evidence="Kamerstuk 29826, nr. 320")

    found = holder(own_world, "kabinet")

    assert [line.key for line in found.settled] == [PROGRESS]
    assert PROGRESS not in {line.key for line in found.owed}


def test_a_holder_that_is_not_there_is_named(letter_world: Engine) -> None:
    with pytest.raises(UnknownSubjectError, match="waterschap"):
        holder(letter_world, "waterschap")


def test_a_holder_that_is_kept_back_is_not_there(own_world: Engine) -> None:
    with writing(own_world, DAY) as ledger:
        fields = {"title": "Stil", "organisation_kind": "company", "confidentiality": "internal"}
        ledger.register(SubjectKind.ORGANISATION, "stil", fields)

    assert holder(own_world, "stil").owed == ()
    with pytest.raises(UnknownSubjectError):
        holder(own_world, "stil", audience=PUBLIC)


# --- the year page ---------------------------------------------------------------------------


def test_a_postponed_duty_stays_on_the_page_of_both_years(own_world: Engine) -> None:
    postpone(own_world, "in het eerste kwartaal van 2027")

    assert PROGRESS in {line.key for line in year_page(own_world, 2026).duties}
    assert [line.key for line in year_page(own_world, 2027).duties] == [PROGRESS]
    page_2027 = said(year_page(own_world, 2027))
    assert "Eerste afspraak: 1 sep 2026 t/m 20 dec 2026" in page_2027
    assert "Herijkt: 1 ×" in page_2027


def test_a_duty_without_a_day_is_on_every_page_apart(own_world: Engine) -> None:
    with writing(own_world, date(2026, 11, 16)) as ledger:
        replan(
            ledger,
            PROGRESS,
            "zo spoedig mogelijk",
            code="other",
            reason="niet te zeggen",
            internal_target=date(2027, 3, 1),
        )

    page = year_page(own_world, 2030)

    assert page.duties == ()
    assert [line.key for line in page.undated] == [PROGRESS]
    assert "ZONDER DAG" in said(page)


def test_the_year_page_says_the_sentence_the_sitting_day_and_the_owner(
    letter_world: Engine,
) -> None:
    text = said(year_page(letter_world, 2026))

    assert "„In het najaar zal het kabinet de Kamer informeren over de voortgang" in text
    assert "Laatste vergaderdag     donderdag 17 december 2026 (geschat reces)" in text
    assert "Eigenaar                Kabinet" in text


# --- the facts of a postponement -------------------------------------------------------------


def test_each_time_has_both_bounds_the_reason_and_whether_it_was_in_time(
    own_world: Engine,
) -> None:
    postpone(own_world, "uiterlijk 31 januari 2027")
    postpone(own_world, "uiterlijk 31 maart 2027", on=date(2027, 2, 3))

    found = postponement(own_world, PROGRESS, day=date(2027, 2, 4))

    assert [(each.number, each.days, each.is_in_time) for each in found.postponements] == [
        (1, 42, True),  # 20 December → 31 January, decided on 16 November
        (2, 59, False),  # 31 January → 31 March, decided three days too late
    ]
    assert found.source is not None
    text = said(found)
    assert "1e keer" in text
    assert "2e keer" in text
    assert "besloten nadat de grens was verstreken" in text
    assert "wacht op advies, onderzoek of antwoord van een ander" in text
    assert "het advies komt later" in text
    assert "Kamerbrief over het clusterplan Chemelot" in text


def test_what_was_never_postponed_says_so(letter_world: Engine) -> None:
    found = postponement(letter_world, PROGRESS)

    assert found.postponements == ()
    assert "De afspraak is nooit vervangen." in said(found)


def test_a_postponement_that_waits_for_a_second_person_is_shown_to_insiders_only(
    own_world: Engine,
) -> None:
    with writing(own_world, date(2026, 11, 16)) as ledger:
        give(ledger, "beheer", Role.ADMINISTRATOR)
        for name in ("anna", "bert"):
            give(replace(ledger, actor="beheer"), name, Role.POLICY_OFFICER)
    with transaction(own_world) as session:
        anna = Ledger(session, load_rulebook(), actor="anna", at=ledger.at)
        arguments = {"wording": "uiterlijk 31 januari 2027", "code": "more_work", "reason": "werk"}
        submit(anna, Command(Verb.REPLAN, SubjectKind.MILESTONE, PROGRESS, arguments))

    found = postponement(own_world, PROGRESS)

    assert [each.wording for each in found.proposed] == ["uiterlijk 31 januari 2027"]
    assert "NU VOORGESTELD" in said(found)
    assert postponement(own_world, PROGRESS, audience=PUBLIC).proposed == ()


# --- as documents ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", list(Language))
def test_each_is_a_page_of_its_own_that_loads_nothing(
    letter_world: Engine, language: Language
) -> None:
    for figures in (
        holder(letter_world, "kabinet"),
        year_page(letter_world, 2026),
        postponement(letter_world, PROGRESS),
    ):
        document = page.render(document_on_demand(figures, Sentences(language)))

        found = read_page(document)
        assert found.headings[0] == 1
        assert f'<html lang="{language}"' in document
        assert "src=" not in document
        assert "23 november 2026" in document.lower()


def test_markup_in_a_name_stays_text(own_world: Engine) -> None:
    with writing(own_world, DAY) as ledger:
        fields = {"title": "<script>alert(1)</script> & =1+1", "organisation_kind": "company"}
        ledger.register(SubjectKind.ORGANISATION, "boos", fields)

    document = page.render(document_on_demand(holder(own_world, "boos"), Sentences(Language.NL)))

    assert "<script>" not in document
    assert "&lt;script&gt;" in document
