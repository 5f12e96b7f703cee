"""Whether this process lives, and whether it can do its work; for whoever keeps it running."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from mijlpaal.web.entry.paths import ALIVE_PATH, READY_PATH
from mijlpaal.web.office import Office
from models.errors import MijlpaalError
from models.storage.database import reading

_OK, _UNAVAILABLE = 200, 503


def make_router(office: Office) -> APIRouter:
    """Return the router of both; they say no more than yes or no."""

    def is_alive() -> Response:
        return JSONResponse({"status": "ok"})

    def is_ready() -> Response:
        try:
            with reading(office.engine) as session:
                session.execute(text("SELECT 1"))
        except (SQLAlchemyError, MijlpaalError):
            return JSONResponse({"status": "unavailable"}, _UNAVAILABLE)
        return JSONResponse({"status": "ok"}, _OK)

    router = APIRouter()
    router.add_api_route(ALIVE_PATH, is_alive, methods=["GET"])
    router.add_api_route(READY_PATH, is_ready, methods=["GET"])
    return router
