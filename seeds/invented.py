"""A programme that nobody has, to rehearse with: clusters, projects, conditions, people, promises.

Made by chance from a number, so that the same number gives the same programme. Every row says that
it is invented, and its addresses lead nowhere (RFC 2606). What is written is a folder of seeds like
any other, so the loader checks and reads it as it does a letter.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from random import Random

import yaml

from models.dates import Calendar
from models.vocabulary import Modality, Responsibility, Side

_Row = dict[str, object]

PROGRAMME = "oefenprogramma"
PARLIAMENT = "oefenkamer"

_SHORTEST_DAYS, _LONGEST_DAYS = 10, 700  # from today to what is promised
_SAID_DAYS_AGO = 120
_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli"),
    *("augustus", "september", "oktober", "november", "december"),
)
_WHAT = (
    "Vergunning aangevraagd",
    "Aansluiting op het net toegezegd",
    "Contract met een afnemer getekend",
    "Ontwerp gereed",
    "Investeringsbesluit voorbereid",
    "Subsidie beschikt",
)
_CONDITION_KINDS = ("offtake_or_supply_contract", "subsidy", "permit", "other")
_STEPS: tuple[str | list[str], ...] = (
    "kandidaat",
    "clusterplan_in_opstelling",
    "clusterplan_opgeleverd",
    ["projecten_in_uitwerking", "verzoeken_in_onderzoek"],
)
_DUTIES = ("Kamer informeren over de voortgang", "Kamer informeren over de vervolgstappen")


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is invented; where there are two numbers, chance decides between them.

    Attributes:
        clusters: of the programme.
        projects: of each cluster; each has a company with a contact, and a milestone.
        conditions: of each project.
        milestones: of each cluster, beside those of its projects.
        people: of each cluster, beside those of companies: one directs, the others own its
            milestones in turn. At least two.
    """

    clusters: int = 6
    projects: tuple[int, int] = (3, 12)
    conditions: tuple[int, int] = (0, 3)
    milestones: tuple[int, int] = (2, 5)
    people: int = 2


def invented_programme(
    extent: Extent, seed: int, *, today: date, calendar: Calendar
) -> Mapping[str, str]:
    """Return the files of the programme by name: one for what is shared, one for each cluster.

    Args:
        extent: how much of everything.
        seed: by which the same programme can be had again.
        today: the day that promises lie around.
        calendar: what is promised lies within it.
    """
    chance = Random(seed)  # noqa: S311  (a rehearsal, no secret)
    files = {"00-programma.yaml": _written(_shared())}
    for number in range(1, extent.clusters + 1):
        cluster = _Cluster(number, extent, chance, today, calendar)
        files[f"{cluster.key}.yaml"] = _written(cluster.rows(), cluster=cluster.key)
    return files


class _Cluster:
    """One cluster, and all that belongs to it."""

    def __init__(
        self, number: int, extent: Extent, chance: Random, today: date, calendar: Calendar
    ) -> None:
        self.key = f"oefencluster-{number}"
        self._number, self._chance, self._today = number, chance, today
        self._extent, self._calendar = extent, calendar
        others = (f"beleid-{each}" for each in range(2, extent.people))
        self._owners = tuple(f"{self.key}-{function}" for function in ("beleid", *others))
        self._promises: list[_Row] = []

    def rows(self) -> Mapping[str, Sequence[_Row]]:
        """Return the rows, by kind."""
        projects = [
            self._project(number) for number in range(1, self._between(self._extent.projects) + 1)
        ]
        conditions = [row for project in projects for row in self._conditions(str(project["key"]))]
        for project in projects:
            self._promise(f"project:{project['key']}", self._chance.choice(_WHAT))
        for _ in range(self._between(self._extent.milestones)):
            self._promise(f"cluster:{self.key}", self._chance.choice(_DUTIES), to=PARLIAMENT)
        companies = [self._company(number) for number in range(1, len(projects) + 1)]
        return {
            "cluster": [
                {
                    "key": self.key,
                    "title": f"Oefencluster {self._number}",
                    "state": self._chance.choice(_STEPS),
                }
            ],
            "organisation": companies,
            "project": projects,
            "condition": conditions,
            "milestone": self._promises,
            "contact": list(self._contacts(companies)),
            "assignment": list(self._assignments()),
        }

    def _project(self, number: int) -> _Row:
        return {
            "key": f"{self.key}-project-{number}",
            "title": f"Oefenproject {self._number}.{number}",
            "is_concrete": self._chance.random() < 0.8,  # noqa: PLR2004  (invented)
            "industry": self._chance.choice(("existing", "new")),
        }

    def _conditions(self, project: str) -> Iterator[_Row]:
        for number in range(self._between(self._extent.conditions)):
            yield {
                "key": f"{project}-voorwaarde-{number + 1}",
                "title": f"Randvoorwaarde {number + 1} van {project}",
                "project": project,
                "side": str(self._chance.choice(tuple(Side))),
                "condition_kind": self._chance.choice(_CONDITION_KINDS),
            }

    def _promise(self, about: str, title: str, *, to: str | None = None) -> None:
        duty: _Row = {"addressee": to, "modality": str(Modality.COMMITMENT)} if to else {}
        self._promises.append(
            {
                "key": f"{self.key}-mijlpaal-{len(self._promises) + 1}",
                "title": title,
                "about": about,
                "modality": str(self._chance.choice((Modality.INTENDED, Modality.AMBITION))),
                "wording": self._wording(),
                "tense": "deadline",
                "said_on": (
                    self._today - timedelta(days=self._chance.randint(1, _SAID_DAYS_AGO))
                ).isoformat(),
                **duty,
            }
        )

    def _wording(self) -> str:
        """Return words for a day to come, precise or vague as in a letter."""
        ahead = self._chance.randint(_SHORTEST_DAYS, _LONGEST_DAYS)
        day = min(self._today + timedelta(days=ahead), self._calendar.last - timedelta(days=500))
        return self._chance.choice(
            (
                f"uiterlijk {day.day} {_MONTHS[day.month - 1]} {day.year}",
                f"eind {_MONTHS[day.month - 1]} {day.year}",
                f"uiterlijk eind {day.year + 1}",
                f"in het najaar van {day.year + 1}",
                f"medio {day.year + 1}",
            )
        )

    def _company(self, number: int) -> _Row:
        return {
            "key": f"{self.key}-bedrijf-{number}",
            "title": f"Oefenbedrijf {self._number}.{number}",
            "organisation_kind": "company",
        }

    def _contacts(self, companies: Sequence[_Row]) -> Iterator[_Row]:
        for company in companies:
            yield self._contact(str(company["key"]), str(company["title"]), company["key"])
        for key in (*self._owners, f"{self.key}-directie"):
            function = key.removeprefix(f"{self.key}-")
            yield self._contact(key, f"{function.title()} {self.key}")

    def _contact(self, key: str, title: str, organisation: object = None) -> _Row:
        at: _Row = {"organisation": organisation} if organisation else {}
        return {
            "key": f"{key}-contact",
            "title": f"Contact van {title}",
            "language": self._chance.choice(("nl", "nl", "nl", "en")),
            "channel": "email",
            "address": f"{key}@oefening.example",
            "clearance": "internal",
            **at,
        }

    def _assignments(self) -> Iterator[_Row]:
        owners = cycle(self._owners)
        for promise in self._promises:
            about = str(promise["about"])
            company = about.replace("project:", "").replace("-project-", "-bedrijf-")
            owner = company if about.startswith("project:") else next(owners)
            holders = {
                Responsibility.OWNER: f"{owner}-contact",
                Responsibility.ACCOUNTABLE: f"{self.key}-directie-contact",
                Responsibility.PROGRAMME_MANAGER: f"{PROGRAMME}-manager",
            }
            for responsibility, contact in holders.items():
                yield {
                    "key": f"{promise['key']}-{str(responsibility).replace('_', '-')}",
                    "title": f"{promise['key']}: {contact}",
                    "milestone": promise["key"],
                    "contact": contact,
                    "responsibility": str(responsibility),
                }

    def _between(self, bounds: tuple[int, int]) -> int:
        return self._chance.randint(*bounds)


def _shared() -> Mapping[str, Sequence[_Row]]:
    return {
        "programme": [{"key": PROGRAMME, "title": "Oefenprogramma"}],
        "organisation": [
            {"key": PARLIAMENT, "title": "Oefenkamer", "organisation_kind": "parliament"}
        ],
        "contact": [
            {
                "key": f"{PROGRAMME}-manager",
                "title": "Programmamanager van de oefening",
                "channel": "email",
                "address": "programmamanager@oefening.example",
                "clearance": "internal",
            }
        ],
    }


def _written(rows: Mapping[str, Sequence[_Row]], **shared: str) -> str:
    content = {"is_invented": True, **shared, **{kind: list(of) for kind, of in rows.items() if of}}
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
