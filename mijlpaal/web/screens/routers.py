"""All pages, for the application to take in."""

from collections.abc import Iterator

from fastapi import APIRouter, Depends
from fastapi.routing import APIRoute

from mijlpaal.web.office import Office
from mijlpaal.web.screens import (
    access_log,
    accounts,
    acting,
    approving,
    away,
    cascading,
    checks,
    cluster,
    deciding,
    dependencies,
    feeds,
    handing_over,
    holders,
    importing,
    kamerbrief,
    keeping,
    letter,
    letter_sent,
    letters,
    logbook,
    mandating,
    mending,
    milestone,
    milestones,
    naming,
    phrase,
    portfolio,
    proposals,
    reports,
    requests,
    scenarios,
    sessions,
    start,
    stepping,
    texts,
    tokens,
    tracks,
    what_if,
)
from mijlpaal.web.screens.address import only_known
from mijlpaal.web.screens.no_past import is_only_now, only_now
from mijlpaal.web.screens.screen import Screen

_PAGES = (
    start.make_router,
    cluster.make_router,
    milestones.make_router,
    milestone.make_router,
    acting.make_router,
    phrase.make_router,
    requests.make_router,
    portfolio.make_router,
    tracks.make_router,
    stepping.make_router,
    texts.make_router,
    letter_sent.make_router,
    kamerbrief.make_router,  # before the editions, whose names are beside it
    reports.make_router,
    approving.make_router,
    letters.make_router,
    letter.make_router,
    what_if.make_router,
    scenarios.make_router,
    holders.make_router,
    dependencies.make_router,
    checks.make_router,
    cascading.make_router,
    mending.make_router,
    proposals.make_router,
    deciding.make_router,
    importing.make_router,
    logbook.make_router,
    keeping.make_router,
    handing_over.make_router,
    away.make_router,
    accounts.make_router,
    access_log.make_router,
    mandating.make_router,
    tokens.make_router,
    naming.make_router,
    sessions.make_router,
    feeds.make_router,
)


def routers(office: Office) -> Iterator[APIRouter]:
    """Yield the router of each page."""
    screen = Screen(office)
    for make_router in _PAGES:
        router = make_router(screen)
        for route in router.routes:
            if isinstance(route, APIRoute) and is_only_now(route):
                route.dependencies.append(Depends(only_now))
            if isinstance(route, APIRoute) and "GET" in (route.methods or ()):
                route.dependencies.append(Depends(only_known))
        yield router
