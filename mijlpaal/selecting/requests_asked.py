"""The requests of all clusters as one reader may see them, with whom each is addressed to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.lifecycles.charts import chart_by_id
from models.reading.looking import Looking
from models.reading.titles import titles_of
from models.statechart import Chart, Kind
from models.storage.records import DETAIL, Record
from models.vocabulary import Language, Modality, ParticipationRole, SubjectKind
from reports.figures.structure import Amount, RequestLine
from reports.tables.portfolio import REQUESTS
from reports.tables.table import Column, Columns
from reports.words import UNKNOWN, Text

_TO = DETAIL[SubjectKind.PARTICIPATION].c.target_id


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A request with the cluster that makes it.

    Attributes:
        line: as a report shows it.
        cluster_key: of the cluster; empty where that is not shown, as its title is.
        cluster: its title.
        chart: its life cycle; None without one.
        states: those of its life cycle that it stands in.
    """

    line: RequestLine
    cluster_key: str
    cluster: str
    chart: Chart | None
    states: frozenset[str]

    @property
    def is_open(self) -> bool:
        """Return whether its life cycle still runs (a final state ends it)."""
        chart = self.chart
        return chart is None or not any(
            chart.state(each).kind is Kind.FINAL for each in self.states
        )


def _of_the_line(column: Column[RequestLine]) -> Column[AskedLine]:
    return Column(column.name, lambda say, row: column.value(say, row.line))


ASKED: Columns[AskedLine] = (
    Column("cluster", lambda _, row: row.cluster or None),
    *map(_of_the_line, REQUESTS),
)


def requests_asked(eyes: Looking, language: Language) -> list[AskedLine]:
    """Return the requests by cluster, in the order in which its plan makes them."""
    found = eyes.records(SubjectKind.REQUEST)
    clusters = {each.record.id: each.record for each in eyes.records(SubjectKind.CLUSTER)}
    titles = titles_of(eyes, set(clusters), language)
    addressees = _addressees(eyes, [each.record.id for each in found], language)
    lines = []
    for each in found:
        cluster = each.record.number("cluster_id") or 0
        key = clusters[cluster].key if cluster in clusters else ""
        chart, standing = _chart(eyes, each.record), each.record.text("standing") or ""
        line = _line(each.record, _state(chart, standing), addressees.get(each.record.id, ()))
        title, states = titles.get(cluster, ""), _states(chart, standing)
        lines.append(AskedLine(line, key, title, chart, states))
    return sorted(lines, key=lambda each: (each.cluster.casefold(), each.line.number))


def _line(record: Record, state: Text, addressees: Sequence[str]) -> RequestLine:
    title = record.text("title") or record.key
    return RequestLine(
        key=record.key,
        number=record.number("number") or 0,
        title=Text(title, record.text("title_en") or title),
        state=state,
        addressees=tuple(addressees),
        amount=_amount(record),
    )


def _amount(record: Record) -> Amount | None:
    euros, modality = record.number("amount_eur"), record.text("amount_modality")
    if euros is None:
        return None
    return Amount(
        eur=euros,
        modality=Modality(modality) if modality else None,
        is_additional=bool(record.values["amount_is_additional"]),
        split=record.text("amount_split"),
    )


def _addressees(
    eyes: Looking, requests: Sequence[int], language: Language
) -> Mapping[int, list[str]]:
    """Return the names of whom each request is addressed to, by the request."""
    roles = eyes.records(SubjectKind.PARTICIPATION, _TO.in_(requests))
    pairs = [
        (each.record.number("target_id") or 0, each.record.number("organisation_id") or 0)
        for each in roles
        if each.record.text("role") == ParticipationRole.ADDRESSEE
    ]
    names = titles_of(eyes, {organisation for _, organisation in pairs}, language)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for request, organisation in pairs:
        if organisation in names:
            found[request].append(names[organisation])
    return {request: sorted(each) for request, each in found.items()}


def _state(chart: Chart | None, standing: str) -> Text:
    if chart is None:
        return UNKNOWN
    at = chart.read(standing)
    return Text(chart.describe(at, Language.NL), chart.describe(at, Language.EN))


def _states(chart: Chart | None, standing: str) -> frozenset[str]:
    if chart is None:
        return frozenset()
    active = chart.read(standing).active
    return frozenset(each for each in chart.state_ids if active >> chart.state(each).index & 1)


def _chart(eyes: Looking, record: Record) -> Chart | None:
    definition = record.number("definition_id")
    if definition is None or not record.text("standing"):
        return None
    return chart_by_id(eyes.session, definition)
