"""A published life cycle in another form, with the place where a subject stands marked."""

import json
from typing import Literal

from sqlmodel import Session, col, select

from mijlpaal.lookup import find, readable
from models.errors import InvalidAmendmentError, Words
from models.lifecycles.charts import chart_by_id, standing_of
from models.lifecycles.versions import version_of
from models.statechart import Chart, Standing
from models.statechart.mermaid import mermaid_of
from models.statechart.scxml_export import scxml_of
from models.tables import Definition
from models.vocabulary import Language
from reports.drawings.statechart import draw_statechart

Form = Literal["scxml", "mermaid", "svg"]


def exported(
    session: Session,
    key: str,
    number: int | None,
    form: Form,
    at_subject: str | None,
    language: Language,
) -> str:
    """Return the document.

    Raises:
        UnknownVersionError: there is no such version.
        UnknownSubjectError: there is no such subject.
        InvalidAmendmentError: the subject runs on something else.
    """
    version = version_of(session, key, number)
    chart = chart_by_id(session, version.id)
    if form == "scxml":
        query = select(Definition.content).where(col(Definition.id) == version.id)
        return scxml_of(json.loads(session.exec(query).one()))
    standing = _standing(session, chart, version.id, at_subject) if at_subject else None
    if form == "mermaid":
        return mermaid_of(chart, standing, language)
    return draw_statechart(chart, standing, language=language)


def _standing(session: Session, chart: Chart, definition_id: int, named: str) -> Standing:
    subject = readable(find(session, named))
    if subject.values["definition_id"] != definition_id:
        raise InvalidAmendmentError(
            subject=subject.name,
            field="--at",
            value=named,
            problem=Words(
                f"dit loopt niet op {chart.id} {chart.version}",
                f"this does not run on {chart.id} {chart.version}",
            ),
        )
    return standing_of(chart, subject)
