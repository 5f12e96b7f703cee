"""The documents of the reports that are made when somebody asks."""

from collections.abc import Iterable
from typing import assert_never

from reports.documents import of_duty_year, of_holder, of_kamerbrief, of_postponement
from reports.documents.content import Block, Document, Facts, Look, Paragraph, lines
from reports.figures.duty_year import DutyYearFigures
from reports.figures.holder import HolderFigures
from reports.figures.kamerbrief import KamerbriefFigures
from reports.figures.kinds import OnDemand
from reports.figures.postponement import PostponementFigures
from reports.figures.structure import Masthead
from reports.sentences import Sentences
from reports.spelling import in_words


def document_on_demand(figures: OnDemand, say: Sentences) -> Document:
    """Return the document of these figures."""
    masthead = figures.masthead
    past = [Paragraph(say.past(masthead.as_of), Look.STRONG)] if masthead.as_of else []
    return Document(
        language=say.language,
        kind=say.t(_kind(figures)),
        title=_title(figures, say),
        reference_date=masthead.reference_date,
        running=say.footer(masthead),
        facts=_facts(figures, say),
        blocks=(*past, *_blocks(figures, say)),
    )


def _kind(figures: OnDemand) -> str:
    match figures:
        case HolderFigures():
            return "holder_report"
        case DutyYearFigures():
            return "duty_year_report"
        case PostponementFigures():
            return "postponement_report"
        case KamerbriefFigures():
            return "kamerbrief_report"
        case _:
            assert_never(figures)


def _title(figures: OnDemand, say: Sentences) -> str:
    title = say.say(figures.masthead.title)
    if isinstance(figures, DutyYearFigures):
        return f"{title}, {figures.year}"
    if isinstance(figures, KamerbriefFigures) and not figures.is_about_everything:
        return ", ".join(say.say(chapter.title) for chapter in figures.chapters)
    return title


def _facts(figures: OnDemand, say: Sentences) -> Facts:
    if isinstance(figures, KamerbriefFigures):
        return of_kamerbrief.facts(say, figures)
    return _masthead(figures.masthead, say)


def _masthead(masthead: Masthead, say: Sentences) -> Facts:
    return Facts(
        (
            (say.t("reference_date"), lines(in_words(masthead.reference_date, say.language))),
            (say.t("classification"), lines(say.label("CONFIDENTIALITIES", masthead.audience))),
        )
    )


def _blocks(figures: OnDemand, say: Sentences) -> Iterable[Block]:
    match figures:
        case HolderFigures():
            return of_holder.blocks(say, figures)
        case DutyYearFigures():
            return of_duty_year.blocks(say, figures)
        case PostponementFigures():
            return of_postponement.blocks(say, figures)
        case KamerbriefFigures():
            return of_kamerbrief.blocks(say, figures)
        case _:
            assert_never(figures)
