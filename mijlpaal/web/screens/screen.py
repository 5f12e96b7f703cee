"""What every page is made with: the figures as its reader may see them, and how they are shown."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select
from starlette.requests import Request
from starlette.responses import HTMLResponse

from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.frame import framed
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.entry.refusals import HiddenError, NoProgrammeError
from mijlpaal.web.figures_seen import cluster_seen, programme_seen
from mijlpaal.web.looking_back import Then
from mijlpaal.web.office import Office
from mijlpaal.web.screens.addresses import Addresses
from mijlpaal.web.screens.page_words import PageSentences, titled
from mijlpaal.web.screens.words import say_word
from models.errors import NotFoundError
from models.reading.looking import Looking
from models.rules.status import Status
from models.storage.database import reading
from models.tables import Subject
from models.vocabulary import Confidentiality, SubjectKind
from reports import words as report_words
from reports.figures import ClusterFigures, ProgrammeFigures
from reports.spelling import compact, in_words, with_weekday

_PROGRAMMES = select(Subject.id).where(col(Subject.kind) == SubjectKind.PROGRAMME).limit(1)


@dataclass(frozen=True)
class Screen:
    """Where pages read and how they are shown.

    Attributes:
        office: of the day that is shown.
        then: the past that is shown; None: the present.
    """

    office: Office
    then: Then | None = None

    def back_to(self, then: Then) -> "Screen":
        """Return a screen that shows a past; nothing of it is kept."""
        return Screen(then.office, then)

    @contextmanager
    def looking(self, request: Request, reader: Reader) -> Iterator[Looking]:
        """Open a transaction that reads what this reader may see.

        Raises:
            NoProgrammeError: there is no programme, or none for this reader.
            HiddenError: what is asked for is not there, or not for this reader.
        """
        try:
            with looking(self.office, reader, request, self.then) as eyes:
                yield eyes
        except NotFoundError as problem:
            is_programme = problem.facts.get("kind") == SubjectKind.PROGRAMME
            if is_programme or not self._has_programme():
                raise NoProgrammeError from problem
            raise HiddenError from problem

    def _has_programme(self) -> bool:
        with reading(self.office.engine) as session:
            return session.exec(_PROGRAMMES).first() is not None

    def programme(self, eyes: Looking, reader: Reader) -> ProgrammeFigures:
        """Return the figures of the programme.

        Raises:
            UnknownSubjectError: no programme is registered.
        """
        return programme_seen(self.office, eyes, reader)

    def cluster(self, eyes: Looking, reader: Reader, key: str) -> ClusterFigures:
        """Return the figures of a cluster.

        Raises:
            UnknownSubjectError: there is none, or none for this reader.
        """
        return cluster_seen(self.office, eyes, reader, key)

    def show(
        self,
        request: Request,
        reader: Reader,
        template: str,
        *,
        status: int = 200,
        mark: Confidentiality | None = None,
        headers: Mapping[str, str] | None = None,
        **facts: object,
    ) -> HTMLResponse:
        """Return a page of ``templates/screens``."""
        language, say = reader.language, PageSentences(reader.language)
        addresses = Addresses(request, self.then.past.day if self.then else None)

        def word(key: str, **filled: object) -> str:
            return say_word(key, language, **filled)

        def day_in_words(day: date | None) -> str:
            return in_words(day, language)

        def short_day(day: date | None) -> str:
            return compact(day, language)

        return framed(
            request,
            reader,
            f"screens/{template}",
            today=self.office.today,
            status=status,
            mark=mark,
            headers=headers,
            say=say,
            dutch=say.recorded,
            titled=lambda record: titled(record, language),
            t=say.t,
            w=word,
            day=day_in_words,
            short=short_day,
            weekday=lambda found: with_weekday(found, language),
            to=addresses.to,
            plain=addresses.plain,
            past=self.then.past if self.then else None,
            looks_back=addresses.looks_back,
            carried=addresses.carried,
            statuses=Status,
            status_words=report_words.STATUSES,
            **facts,
        )
