"""A saved view of the log: everything in it comes from the address and goes back into it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from mijlpaal.web.log_entries import Wanted, is_called
from mijlpaal.web.screens.address import BLANK, DayAsked, PageAsked, TextAsked
from mijlpaal.web.screens.viewing import query_of
from models.vocabulary import EventKind, SubjectKind


@dataclass(frozen=True, slots=True)
class LogView:
    """A saved view of the log: everything in it comes from the address and goes back into it."""

    kind: SubjectKind | None = None
    text: str = ""
    event: EventKind | None = None
    actor: str = ""
    first: date | None = None
    last: date | None = None
    page: int = 1

    @property
    def query(self) -> str:
        """Return the query of the address, without what is so by itself."""
        given = {
            "soort": self.kind,
            "onderwerp": self.text,
            "gebeurtenis": self.event,
            "wie": self.actor,
            "vanaf": self.first,
            "totenmet": self.last,
        }
        return query_of(given, self.page)

    @property
    def wanted(self) -> Wanted:
        """Return which events are in the view."""
        return Wanted(
            kind=self.kind,
            about=is_called(self.text) if self.text else None,
            event=self.event,
            actor=self.actor,
            first=self.first,
            last=self.last,
        )

    def on_page(self, page: int) -> "LogView":
        """Return the same view, another page of it."""
        return replace(self, page=page)


def read_log_view(
    *,
    soort: Annotated[SubjectKind | None, BLANK] = None,
    onderwerp: TextAsked = "",
    gebeurtenis: Annotated[EventKind | None, BLANK] = None,
    wie: TextAsked = "",
    vanaf: DayAsked = None,
    totenmet: DayAsked = None,
    blz: PageAsked = 1,
) -> LogView:
    """Return the view that an address asks for."""
    return LogView(
        kind=soort,
        text=onderwerp,
        event=gebeurtenis,
        actor=wie,
        first=vanaf,
        last=totenmet,
        page=blz,
    )
