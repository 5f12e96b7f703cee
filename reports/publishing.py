"""Publishing: a frozen edition in the database, and the files that people read.

An edition is a row that is never changed; another state is another edition. The files of a day are
made from it and can be made again. What comes out of a run is a concept: a second person
establishes it (``models.publications.editions``), and then it has files of its own, which no run
overwrites.
"""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models.dates import Calendar
from models.errors import FolderUnwritableError, MijlpaalError
from models.rules.rulebook import Rulebook
from models.storage.database import reading, transaction
from models.tables import Subject
from models.vocabulary import Confidentiality, Language, SubjectKind
from models.wordless import wordless
from reports import html
from reports.edition import Edition
from reports.editions import keep_edition, last_editions
from reports.figures import Figures, ProgrammeFigures, cluster_figures, programme_figures
from reports.files import Shelf, stem_of
from reports.form import Form
from reports.printing import Printer
from reports.published import Failure, Published, PublishedReport
from reports.words import Text

__all__ = [
    "Failure",
    "Progress",
    "Published",
    "PublishedReport",
    "is_printed",
    "print_established",
    "publish_reports",
    "report_names",
]

_LOG = logging.getLogger(__name__)
_PROGRAMME = "programma"
_AT_ONCE = 2  # setting type does not hold the interpreter: meanwhile another report is written

Progress = Callable[[int, int, str], None]
"""Told before each report: how many are done, of how many, and the name of the next."""

_Reader = Callable[[Session], Figures]


def publish_reports(  # noqa: PLR0913  (what, when, by which rules, where to, for whom)
    engine: Engine,
    *,
    today: date,
    now: datetime,
    rulebook: Rulebook,
    folder: Path,
    audience: Confidentiality = Confidentiality.INTERNAL,
    languages: Sequence[Language] = (Language.NL,),
    forms: Collection[Form] = tuple(Form),
    progress: Progress | None = None,
    only: Collection[str] | None = None,
    made_since: datetime | None = None,
) -> Published:
    """Publish the report of every cluster and the programme overview for a day.

    A report whose figures are those of the last edition of the day stays as it is; one that
    fails is named and does not stop the others.

    Args:
        engine: the database; each report has a transaction of its own.
        today: the reference date.
        now: the instant of publication.
        rulebook: its calendar is what statuses are judged by.
        folder: of all reports; ``<folder>/<day>/`` is made.
        audience: who will read them; files for others than *intern* say so in their names.
        languages: of the documents; the JSON holds all languages.
        forms: in which they are written.
        progress: told before each report.
        only: the names of some clusters, as ``report_names`` gives them: these reports and no
            other, and no index.
        made_since: all clusters were made since then, in such parts: take up what is there, and
            make the overview and the index.

    Raises:
        FolderUnwritableError: the folder cannot be written.
    """
    press = _Press(engine, now, Shelf(folder, today, audience), tuple(languages), forms)
    press.shelf.prepare()
    jobs = _jobs(engine, today=today, rulebook=rulebook, audience=audience)
    if only is not None:
        for name in only:
            press.run(name, jobs[name])
        return press.part(tuple(jobs))
    if made_since is not None:
        press.take_up(made_since)
    made = {each.key for each in press.printed}
    missing = {name: read for name, read in jobs.items() if name not in made}
    _print_all(press, missing, progress or _untold)
    return press.close(tuple(jobs))


def report_names(engine: Engine, audience: Confidentiality) -> tuple[str, ...]:
    """Return the names of the reports of all clusters that this audience may read."""
    return tuple(stem_of(key) for key in _cluster_keys(engine, audience))


def is_printed(engine: Engine, folder: Path, day: date, audience: Confidentiality) -> bool:
    """Return whether all files of a day lie there in all languages: the reports and their index.

    An edition is stored before its files are written, and a press can be killed in between.
    """
    shelf = Shelf(folder, day, audience)
    indexes = [shelf.name("index", "html", language) for language in Language]
    printers = [Printer(shelf, (language,), ()) for language in Language]
    names = (*report_names(engine, audience), _PROGRAMME)
    return all((shelf.day_folder / index).exists() for index in indexes) and all(
        printer.printed(name) for printer in printers for name in names
    )


def print_established(
    figures: Figures,
    edition: Edition,
    folder: Path,
    languages: Sequence[Language],
    forms: Collection[Form] = tuple(Form),
) -> tuple[Path, ...]:
    """Write the files of an established edition: ``chemelot.editie-2.html`` and the others.

    Raises:
        FolderUnwritableError: the folder cannot be written.
    """
    masthead = figures.masthead
    shelf = Shelf(folder, masthead.reference_date, masthead.audience)
    shelf.prepare()
    stem = _PROGRAMME if isinstance(figures, ProgrammeFigures) else stem_of(masthead.key)
    # A dot, which no name of a cluster keeps (``stem_of``), so that no cluster can be called so.
    printer = Printer(shelf, tuple(languages), forms)
    return printer.files(f"{stem}.editie-{edition.number}", figures, edition)


def _print_all(press: "_Press", jobs: Mapping[str, _Reader], told: Progress) -> None:
    """Print every report, the last one when all others are there: it leads to them."""
    *others, last = jobs.items()
    running: set[Future[None]] = set()
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        for begun, (name, read) in enumerate(others):
            running = _with_room(running)
            told(begun - len(running), len(jobs), name)
            running.add(threads.submit(press.run, name, read))
        _with_room(running, at_most=0)
    told(len(others), len(jobs), last[0])
    press.run(*last)


def _with_room(running: set[Future[None]], at_most: int = _AT_ONCE - 1) -> set[Future[None]]:
    """Wait until no more than so many run; raise what stopped one of those that ended."""
    while len(running) > at_most:
        ended, running = wait(running, return_when=FIRST_COMPLETED)
        for each in ended:
            each.result()
    return running


def _untold(_done: int, _total: int, _name: str) -> None:
    """Tell nobody."""


def _jobs(
    engine: Engine, *, today: date, rulebook: Rulebook, audience: Confidentiality
) -> Mapping[str, _Reader]:
    """Return what is to be made, by file name: the clusters by key, the programme last."""
    keys = _cluster_keys(engine, audience)
    order = _Order(today, rulebook.calendar, audience)
    clusters: dict[str, _Reader] = {stem_of(key): partial(order.cluster, key) for key in keys}
    return {**clusters, _PROGRAMME: order.programme}


def _cluster_keys(engine: Engine, audience: Confidentiality) -> Sequence[str]:
    query = (
        select(Subject.key)
        .where(
            col(Subject.kind) == SubjectKind.CLUSTER,
            col(Subject.confidentiality).in_(audience.readable()),
        )
        .order_by(col(Subject.key))
    )
    with reading(engine) as session:
        return session.exec(query).all()


@dataclass(frozen=True, slots=True)
class _Order:
    """What all reports of one run have in common."""

    today: date
    calendar: Calendar
    audience: Confidentiality

    def cluster(self, key: str, session: Session) -> Figures:
        """Return the figures of a cluster."""
        return cluster_figures(
            session,
            key,
            reference_date=self.today,
            calendar=self.calendar,
            audience=self.audience,
        )

    def programme(self, session: Session) -> Figures:
        """Return the figures of the programme."""
        return programme_figures(
            session,
            reference_date=self.today,
            calendar=self.calendar,
            audience=self.audience,
        )


@dataclass(slots=True)
class _Press:
    """One run: what was printed so far, and what could not be."""

    engine: Engine
    now: datetime
    shelf: Shelf
    languages: tuple[Language, ...]
    forms: Collection[Form]
    printed: list[PublishedReport] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def run(self, name: str, read: _Reader) -> None:
        """Print one report, or keep why not; only a folder that refuses stops the press."""
        try:
            self.printed.append(self._print(name, read))
        except FolderUnwritableError:
            raise
        except Exception as problem:  # noqa: BLE001  (one report must not stop the others)
            _LOG.error("report failed", extra={"report": name}, exc_info=wordless(problem))
            self.failures.append(Failure(name, _why(problem)))

    def take_up(self, made_since: datetime) -> None:
        """Count as printed what others made of the clusters: the last edition, and its files."""
        printer = Printer(self.shelf, self.languages, self.forms)
        with reading(self.engine) as session:
            for key, title, edition, published_at in last_editions(
                session, self.shelf.day, self.shelf.audience
            ):
                name = stem_of(key)
                is_new = published_at >= made_since
                files = printer.printed(name)
                self.printed.append(PublishedReport(name, title, edition, is_new, files))

    def part(self, order: Sequence[str]) -> Published:
        """Return what came of it, in this order of the names, without an index."""
        self.printed.sort(key=lambda each: order.index(each.key))
        self.failures.sort(key=lambda each: order.index(each.key))
        return Published(
            self.shelf.day, self.shelf.day_folder, (), tuple(self.printed), tuple(self.failures)
        )

    def close(self, order: Sequence[str]) -> Published:
        """Write the index and return what came of it all, in this order of the names."""
        part = self.part(order)
        index = [
            self.shelf.write(
                self.shelf.name("index", "html", language),
                html.render_index(
                    self.shelf.day,
                    self.shelf.audience,
                    self.printed,
                    self.failures,
                    language=language,
                ),
            )
            for language in self.languages
        ]
        return replace(part, indexes=tuple(index))

    def _print(self, name: str, read: _Reader) -> PublishedReport:
        try:
            figures, edition, is_new = self._stored(read)
        except IntegrityError:  # another press stored this edition first: then it is not ours
            figures, edition, is_new = self._stored(read)
        links = self._links(figures)
        files = Printer(self.shelf, self.languages, self.forms).files(name, figures, edition, links)
        title = figures.masthead.title
        return PublishedReport(name, title, edition.number, is_new, files)

    def _stored(self, read: _Reader) -> tuple[Figures, Edition, bool]:
        with transaction(self.engine) as session:
            figures = read(session)
            edition, is_new = keep_edition(session, figures, self.now)
        return figures, edition, is_new

    def _links(self, figures: Figures) -> Mapping[str, str]:
        """Return for each cluster of the overview the stem of the page that was printed of it."""
        if not isinstance(figures, ProgrammeFigures):
            return {}
        printed = {each.key for each in self.printed}
        stems = {line.key: stem_of(line.key) for line in figures.clusters}
        return {key: stem for key, stem in stems.items() if stem in printed}


def _why(problem: Exception) -> Text:
    if isinstance(problem, MijlpaalError):
        return Text(problem.say("nl"), problem.say("en"))
    # The message may hold data; which error it is says enough, the log has the rest.
    name = type(problem).__name__
    return Text(
        f"onverwachte fout ({name}); zie het logboek", f"unexpected error ({name}); see log"
    )
