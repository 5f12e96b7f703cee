"""Giving a mandate and withdrawing it: what it comes to is shown first, then recorded."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from mijlpaal.call import Call
from mijlpaal.roles import a_role, role_in_words
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.language_of_parts import marked
from mijlpaal.web.screens.keeping import KEEPING_PATH, ways
from mijlpaal.web.screens.look_then_record import Form, Said, look_then_record
from mijlpaal.web.screens.page_words import titled
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.seen import require_seen
from mijlpaal.web.screens.typed import Typed, typed_form
from mijlpaal.web.screens.words import say_word
from models.acts import mandates
from models.authority.roles import mandates_on
from models.errors import Words
from models.ledger.writer import Ledger
from models.reading.titles import titles_of
from models.storage.database import reading, transaction, trial
from models.storage.records import Record, current
from models.vocabulary import Language, Role, SubjectKind

MANDATES_PATH = f"{KEEPING_PATH}/mandaten"
GIVE_PATH = f"{MANDATES_PATH}/geven"
_SEES = Depends(permitted(Resource.MANDATE))
_GIVES = Depends(permitted(Resource.MANDATE, Action.REGISTER))
_WITHDRAWS = Depends(permitted(Resource.MANDATE, Action.AMEND))
_REQUIRED = {"naam": "person", "rol": "role"}
_FIELDS = {
    "mandaat": "naam",
    "rol": "rol",
    "vanaf": "vanaf",
    "tot": "tot",
    "UnknownSubjectError": "cluster",
    "ReasonMissingError": "reden",
}


@dataclass(frozen=True, slots=True)
class _Given:
    """What would be given."""

    mandate: Record
    role: str
    is_first: bool  # from then on only who has a mandate may change anything


def make_router(screen: Screen) -> APIRouter:
    """Return the router of giving and withdrawing."""
    desk = _Desk(screen)
    router = APIRouter()
    router.add_api_route(GIVE_PATH, desk.ask, methods=["GET"])
    router.add_api_route(GIVE_PATH, desk.give, methods=["POST"])
    router.add_api_route(f"{MANDATES_PATH}/{{key}}", desk.one, methods=["GET"])
    router.add_api_route(f"{MANDATES_PATH}/{{key}}", desk.withdraw, methods=["POST"])
    return router


@dataclass(frozen=True)
class _Desk:
    """Answers for these pages."""

    screen: Screen

    def ask(
        self,
        request: Request,
        reader: Annotated[Reader, _GIVES],
        naam: str = "",
        gedaan: str = "",
    ) -> Response:
        """Show the form, for whom an address names."""
        done = say_word("mandate_given", reader.language) if gedaan else ""
        return self._form(request, reader, Said(Typed({"naam": naam}), done=done))

    def give(
        self,
        request: Request,
        reader: Annotated[Reader, _GIVES],
        typed: Annotated[Typed, Depends(typed_form)],
    ) -> Response:
        """Show what would be given, and give it when that was seen."""
        office = self.screen.office

        def look() -> _Given:
            with reading(office.engine) as session:
                is_first = mandates_on(session, office.today).is_open
            with trial(office.engine) as session:
                mandate = _give(office.ledger(session, reader.actor), typed)
            return _Given(mandate, _role(mandate, reader.language), is_first)

        def record() -> str:
            with transaction(office.engine) as session:
                _give(office.ledger(session, reader.actor), typed)
            return "1"

        def page(said: Said[_Given]) -> Response:
            return self._form(request, reader, said)

        form = Form(GIVE_PATH, _REQUIRED, _FIELDS, look=look, record=record, page=page)
        return look_then_record(request, reader, typed, form)

    def one(
        self, request: Request, key: str, reader: Annotated[Reader, _SEES], gedaan: str = ""
    ) -> Response:
        """Show one mandate."""
        done = say_word("mandate_withdrawn", reader.language) if gedaan else ""
        return self._one(request, reader, key, Said(done=done))

    def withdraw(
        self,
        request: Request,
        key: str,
        reader: Annotated[Reader, _WITHDRAWS],
        typed: Annotated[Typed, Depends(typed_form)],
    ) -> Response:
        """Show from when it holds no more, and withdraw it when that was seen."""
        office = self.screen.office
        with self.screen.looking(request, reader) as eyes:
            eyes.record(SubjectKind.MANDATE, key)

        def act(ledger: Ledger) -> Record:
            require_seen(current(ledger.session, SubjectKind.MANDATE, key), typed.version)
            return mandates.withdraw(ledger, key, reason=typed.text("reden"))

        def look() -> Record:
            with trial(office.engine) as session:
                return act(office.ledger(session, reader.actor))

        def record() -> str:
            with transaction(office.engine) as session:
                act(office.ledger(session, reader.actor))
            return "1"

        def page(said: Said[Record]) -> Response:
            return self._one(request, reader, key, said)

        fields = {**_FIELDS, "mandaat": ""}
        address, required = f"{MANDATES_PATH}/{key}", {"reden": "reason"}
        form = Form(address, required, fields, look=look, record=record, page=page)
        return look_then_record(request, reader, typed, form)

    def _form(self, request: Request, reader: Reader, said: Said[_Given]) -> Response:
        call, language = Call(reader.language, reader.actor), reader.language
        with self.screen.looking(request, reader) as eyes:
            clusters = [
                (each.record.key, titled(each.record, call.language))
                for each in eyes.records(SubjectKind.CLUSTER)
            ]
        return self.screen.show(
            request,
            reader,
            "mandate_giving.html",
            status=said.status,
            here=GIVE_PATH,
            roles=[(str(each), role_in_words(each).say(language)) for each in Role],
            clusters=clusters,
            where=dict(clusters).get(said.typed.text("cluster")),
            given=said.follows,
            typed=said.typed,
            problems=said.problems,
            done=said.done,
            ways=ways(reader),
        )

    def _one(self, request: Request, reader: Reader, key: str, said: Said[Record]) -> Response:
        today = self.screen.office.today
        with self.screen.looking(request, reader) as eyes:
            mandate = eyes.record(SubjectKind.MANDATE, key).record
            cluster = mandate.number("cluster_id")
            titles = titles_of(
                eyes, {cluster} if cluster else set(), reader.language, otherwise=marked
            )
        last = mandate.day("valid_until")
        return self.screen.show(
            request,
            reader,
            "mandate.html",
            status=said.status,
            here=f"{MANDATES_PATH}/{key}",
            mandate=mandate,
            role=_role(mandate, reader.language),
            is_everywhere=cluster is None,
            cluster=titles.get(cluster or 0),
            is_over=last is not None and last < today,
            version=said.version_of(mandate.version),
            becomes=said.follows,
            typed=said.typed,
            problems=said.problems,
            done=said.done,
            ways=ways(reader),
        )


def _give(ledger: Ledger, typed: Typed) -> Record:
    name = typed.text("naam")
    return mandates.give(
        ledger,
        name,
        a_role(typed.text("rol"), Words(f"mandaat van '{name}'", f"mandate of '{name}'")),
        cluster=typed.text("cluster") or None,
        valid_from=typed.day("vanaf"),
        valid_until=typed.day("tot"),
    )


def _role(mandate: Record, language: Language) -> str:
    return role_in_words(Role(mandate.text("role") or "")).say(language)
