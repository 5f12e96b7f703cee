"""Two companies and a province with rows of their own, beside those that are nobody's of them.

Invented, but for the roles: the letter says of a company with its project that it takes part.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from models.access.naming import name_reader
from models.acts.mandates import give
from models.foresight.dependencies import state_dependency
from models.ledger.writer import Ledger
from models.milestones.acts import forecast
from models.storage.records import Record, current
from models.vocabulary import ParticipationRole, Responsibility, Role, SubjectKind
from tests.factories import (
    a_cluster,
    a_condition,
    a_contact,
    a_milestone,
    a_project,
    a_request,
    an_assignment,
    an_organisation,
    standing_in,
)

BOUND = date(2026, 12, 10)
EXPECTED, SLIPPED = BOUND - timedelta(days=7), BOUND + timedelta(days=7)
OWN = {
    "alfa": frozenset(
        {
            "project:alfa-project",
            "condition:alfa-contract",
            "condition:alfa-gehouden",
            "company_track:alfa-traject",
            "milestone:alfa-over-project",
            "milestone:alfa-over-contract",
            "milestone:alfa-over-traject",
            "milestone:alfa-toegewezen",
            "milestone:alfa-verantwoordelijk",
        }
    ),
    "limburg": frozenset({"milestone:limburg-toegewezen"}),
}
OWN["beta"] = frozenset(each.replace("alfa", "beta") for each in OWN["alfa"])


def parties(ledger: Ledger) -> None:
    """Register two companies and a province, what is whose, and who acts for them.

    ``anna`` is of ``alfa``, ``bert`` of ``beta``, ``piet`` of the province; ``manager`` manages the
    programme, ``baas`` keeps the installation.
    """
    ledger.register(SubjectKind.PROGRAMME, "aanpak", {"title": "Aanpak"})
    one, two = a_cluster(ledger, "een"), a_cluster(ledger, "twee")
    request = a_request(ledger, one, "verzoek")
    a_milestone(ledger, one, "van-het-kabinet", latest=BOUND)
    a_milestone(ledger, request, "van-het-verzoek", latest=BOUND, cluster_id=one.id)
    alfa, beta = _company(ledger, "alfa", one), _company(ledger, "beta", two)
    _asked_for_only(ledger, alfa, one)
    province = an_organisation(ledger, "limburg", "province")
    _role(ledger, province, request, ParticipationRole.ADDRESSEE)
    _role(ledger, province, one, ParticipationRole.PARTY)
    named = a_contact(ledger, "gedeputeerde", organisation_id=province.id)
    assigned = a_milestone(ledger, request, "limburg-toegewezen", latest=BOUND, cluster_id=one.id)
    an_assignment(ledger, assigned, named)
    for milestone in _milestones(ledger):
        forecast(ledger, milestone, SLIPPED if milestone.endswith("-over-project") else EXPECTED)
    # What follows from a slip of the one is the other's.
    for what, on in (("alfa", "beta"), ("beta", "alfa")):
        follows, slips = (
            current(ledger.session, SubjectKind.MILESTONE, key)
            for key in (f"{what}-over-traject", f"{on}-over-project")
        )
        state_dependency(ledger, "finish_to_start", follows, slips)
    give(ledger, "baas", Role.ADMINISTRATOR)
    keeper = Ledger(ledger.session, ledger.rulebook, actor="baas", at=ledger.at)
    for actor, role, organisation in (
        ("manager", Role.PROGRAMME_MANAGER, None),
        ("anna", Role.COMPANY, alfa),
        ("bert", Role.COMPANY, beta),
        ("piet", Role.PROVINCE, province),
        ("los", Role.COMPANY, None),
        ("gedeputeerde", Role.PROVINCE, None),
    ):
        give(keeper, actor, role)
        if organisation is not None:
            name_reader(
                ledger.session,
                actor,
                organisation.key,
                named_by="baas",
                now=ledger.at,
                is_own=True,
            )


def _company(ledger: Ledger, name: str, cluster: Record) -> Record:
    company = an_organisation(ledger, name)
    project = a_project(ledger, cluster, f"{name}-project")
    _role(ledger, company, project, ParticipationRole.PARTICIPANT)
    contract = a_condition(ledger, cluster, f"{name}-contract", project=project)
    held = a_condition(ledger, cluster, f"{name}-gehouden")
    _role(ledger, company, held, ParticipationRole.HOLDER)
    track = ledger.register(
        SubjectKind.COMPANY_TRACK,
        f"{name}-traject",
        {
            "title": f"Traject {name}",
            "cluster_id": cluster.id,
            "organisation_id": company.id,
            **standing_in(ledger, "company_track"),
        },
    )
    for about, key in ((project, "project"), (contract, "contract"), (track, "traject")):
        a_milestone(ledger, about, f"{name}-over-{key}", latest=BOUND, cluster_id=cluster.id)
    director = a_contact(ledger, f"{name}-directeur", organisation_id=company.id)
    for key, responsibility in (
        ("toegewezen", Responsibility.OWNER),
        ("verantwoordelijk", Responsibility.ACCOUNTABLE),
    ):
        milestone = a_milestone(ledger, cluster, f"{name}-{key}", latest=BOUND)
        an_assignment(ledger, milestone, director, responsibility)
    return company


def _asked_for_only(ledger: Ledger, company: Record, cluster: Record) -> None:
    """Register what a company has to do with and does not answer for, or no longer does."""
    yesterday = ledger.today - timedelta(days=1)
    for key, role, until in (
        ("geadresseerd", ParticipationRole.ADDRESSEE, None),
        ("geschreven", ParticipationRole.AUTHOR, None),
        ("verlaten", ParticipationRole.OWNER, yesterday),
    ):
        project = a_project(ledger, cluster, key)
        _role(ledger, company, project, role, until)
    _role(ledger, company, cluster, ParticipationRole.PARTY)
    former = a_contact(ledger, "oud-directeur", organisation_id=company.id, valid_until=yesterday)
    director = a_contact(ledger, "alfa-tweede", organisation_id=company.id)
    overdue = a_milestone(ledger, cluster, "overgedragen", latest=BOUND)
    an_assignment(ledger, overdue, director, valid_until=yesterday)
    an_assignment(ledger, overdue, former, Responsibility.ACCOUNTABLE)
    watched = a_milestone(ledger, cluster, "gevolgd", latest=BOUND)
    an_assignment(ledger, watched, director, Responsibility.PROGRAMME_MANAGER)


def _role(
    ledger: Ledger,
    organisation: Record,
    target: Record,
    role: ParticipationRole,
    until: date | None = None,
) -> None:
    ledger.register(
        SubjectKind.PARTICIPATION,
        f"{organisation.key}-{target.kind}-{target.key}",
        {
            "title": f"{organisation.key} bij {target.key}",
            "target_id": target.id,
            "organisation_id": organisation.id,
            "role": role,
            "valid_until": until,
        },
    )


def _milestones(ledger: Ledger) -> Iterator[str]:
    yield from ("van-het-kabinet", "van-het-verzoek", "limburg-toegewezen")
    for own in (OWN["alfa"], OWN["beta"]):
        for each in sorted(own):
            kind, _, key = each.partition(":")
            if kind == SubjectKind.MILESTONE:
                yield key
