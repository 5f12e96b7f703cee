"""The files of one report: every form that is wanted, in every language."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.vocabulary import Language
from reports import formats
from reports.edition import Edition
from reports.figures import Figures
from reports.files import Shelf
from reports.form import Form
from reports.formats import Order

_ONE_PER_LANGUAGE = (Form.HTML, Form.TEXT, Form.PDF, Form.ODT, Form.XLSX)


@dataclass(frozen=True, slots=True)
class Printer:
    """Where files go, in which languages and forms."""

    shelf: Shelf
    languages: Sequence[Language]
    forms: Collection[Form]

    def files(
        self, stem: str, figures: Figures, edition: Edition, links: Mapping[str, str] | None = None
    ) -> tuple[Path, ...]:
        """Write every file of a report; return them by name.

        Args:
            stem: what the names of the files begin with.
            figures: of the report.
            edition: which one it is.
            links: cluster key → stem of its report in the same folder, for the overview.
        """
        first = Order(figures, edition=edition)
        found = list(self._data(stem, first))
        for language in self.languages:
            pages = {
                key: self.shelf.name(each, Form.HTML.ending, language)
                for key, each in (links or {}).items()
            }
            order = Order(figures, language, edition, pages, first.data)
            found += [*self._documents(stem, order), *self._tables(stem, order)]
        return tuple(sorted(found))

    def printed(self, stem: str) -> tuple[Path, ...]:
        """Return the files of a report that lie there already, by name."""
        patterns = [self.shelf.name(stem, Form.JSON.ending)]
        for language in self.languages:
            patterns += [self.shelf.name(stem, each.ending, language) for each in _ONE_PER_LANGUAGE]
            patterns.append(self.shelf.name(f"{stem}.*", Form.CSV.ending, language))
        return tuple(
            sorted(
                path
                for pattern in patterns
                for path in self.shelf.day_folder.glob(pattern)
                # A star stands for one word: not for that and a mark, which is another cut.
                if path.name.count(".") == pattern.count(".")
            )
        )

    def _data(self, stem: str, order: Order) -> Iterator[Path]:
        if Form.JSON in self.forms:
            yield self._write(stem, Form.JSON, order)

    def _documents(self, stem: str, order: Order) -> Iterator[Path]:
        for form in _ONE_PER_LANGUAGE:
            if form in self.forms:
                yield self._write(stem, form, order)

    def _tables(self, stem: str, order: Order) -> Iterator[Path]:
        if Form.CSV in self.forms:
            for table, content in formats.csv_tables(order).items():
                named = self.shelf.name(f"{stem}.{table}", Form.CSV.ending, order.language)
                yield self.shelf.write(named, content)

    def _write(self, stem: str, form: Form, order: Order) -> Path:
        named = self.shelf.name(stem, form.ending, order.language)
        return self.shelf.write(named, formats.render(order, form))
