"""A digest with one of everything, for golden files and for looking at."""

from dataclasses import replace
from datetime import date

from models.dates import Confidence
from models.rules.ladder import Anchor
from models.rules.status import Outcome
from models.vocabulary import (
    Confidentiality,
    EventKind,
    Language,
    MessageKind,
    Modality,
    Responsibility,
)
from notifications.digest import Change, Digest, Matter, digest
from notifications.links import Claim, Links, LinkSecret
from tests.factories import a_calendar

TODAY = date(2026, 12, 8)

ROUTE_MAP = Matter(
    key="d1",
    title="Gezamenlijke routekaart",
    modality=Modality.AMBITION,
    wording="in het najaar",
    about="Chemelot",
    soft_latest=date(2026, 11, 30),
    latest=date(2026, 12, 20),
    bound=date(2026, 12, 20),
    forecast_on=date(2027, 1, 29),
    forecast_confirmed_on=date(2026, 12, 1),
    responsibilities=(Responsibility.OWNER,),
    anchors=frozenset({Anchor.BOUND}),
)
WHOLE_APPROACH = Matter(
    key="d3",
    title="Kamer informeren over de gehele maatwerkaanpak en de stand bij andere clusters",
    modality=Modality.COMMITMENT,
    wording="uiterlijk eind dit jaar",
    about="Maatwerkaanpak",
    addressee="Tweede Kamer",
    latest=date(2026, 12, 31),
    bound=date(2026, 12, 17),
    bound_confidence=Confidence.LOW,
    forecast_on=date(2026, 12, 15),
    forecast_confirmed_on=date(2026, 12, 7),
    responsibilities=(Responsibility.OWNER, Responsibility.PROGRAMME_MANAGER),
    anchors=frozenset({Anchor.BOUND, Anchor.CHANGE}),
    changes=(
        Change(
            EventKind.FORECAST,
            date(2026, 12, 7),
            reason="De brief gaat eerst langs de ministerraad.",
            old_day=date(2026, 12, 10),
            new_day=date(2026, 12, 15),
        ),
    ),
)
CONTRACT = Matter(
    key="c4",
    title="Contract met afnemer <Voorbeeld & Zn.>",
    modality=Modality.INTENDED,
    wording="eind november",
    about="Project Voorbeeld",
    confidentiality=Confidentiality.COMPANY_CONFIDENTIAL,
    latest=date(2026, 11, 30),
    bound=date(2026, 11, 30),
    responsibilities=(Responsibility.PROGRAMME_MANAGER,),
    anchors=frozenset({Anchor.LATE}),
)
PERMIT = Matter(
    key="v2",
    title="Vergunning aangevraagd",
    modality=Modality.REQUIREMENT,
    wording="begin december",
    latest=date(2026, 12, 7),
    bound=date(2026, 12, 7),
    forecast_on=date(2026, 12, 4),
    responsibilities=(Responsibility.OWNER,),
    anchors=frozenset({Anchor.BOUND, Anchor.LATE}),
)
ACHIEVED = Matter(
    key="m7",
    title="Steunbrieven ontvangen",
    modality=Modality.COMMITMENT,
    wording="in december",
    outcome=Outcome.ACHIEVED,
    achieved_on=date(2026, 12, 7),
    latest=date(2026, 12, 31),
    bound=date(2026, 12, 31),
    responsibilities=(Responsibility.ACCOUNTABLE,),
    anchors=frozenset({Anchor.CHANGE}),
    changes=(Change(EventKind.ACHIEVED, date(2026, 12, 7), new_day=date(2026, 12, 7)),),
)


BROKEN_PROMISE = replace(
    WHOLE_APPROACH,
    latest=date(2026, 12, 7),
    bound=date(2026, 12, 3),
    changes=(),
    anchors=frozenset({Anchor.LATE}),
)
SILENCE = replace(
    WHOLE_APPROACH,
    changes=(),
    responsibilities=(Responsibility.PROGRAMME_MANAGER,),
    anchors=frozenset({Anchor.ESCALATION}),
)
TAKEN_OVER = (
    replace(
        ROUTE_MAP,
        anchors=frozenset({Anchor.HAND_OVER}),
        taken_over_from="Beleidsmedewerker maatwerkaanpak",
    ),
    replace(
        PERMIT,
        anchors=frozenset({Anchor.HAND_OVER, Anchor.LATE}),
        taken_over_from="Beleidsmedewerker maatwerkaanpak",
    ),
)


def an_example(
    language: Language, *matters: Matter, kind: MessageKind = MessageKind.DAILY
) -> Digest:
    """Return a digest of these, or of late, near and changed milestones of every weight."""
    return digest(
        matters or (ROUTE_MAP, WHOLE_APPROACH, CONTRACT, PERMIT, ACHIEVED),
        reader="Programmamanager maatwerkaanpak",
        reader_key="programmamanager-maatwerk",
        language=language,
        today=TODAY,
        calendar=a_calendar(),
        kind=kind,
    )


def some_links(of: Digest) -> dict[str, str]:
    """Return an acknowledge link for each milestone, of a web address that leads nowhere."""
    links = Links("https://mijlpaal.example", LinkSecret(3, b"a secret of the tests only"))
    return {
        item.matter.key: links.address_of(Claim(12, 340 + number, of.day))
        for number, item in enumerate(of.items)
    }
