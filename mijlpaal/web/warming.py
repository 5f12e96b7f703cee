"""What the first reader of each page would wait for, done while nobody does.

Compiling the templates takes 0.7 s in all, putting the statements of a reader together as much
again. Both last for as long as the process.
"""

from datetime import date

from sqlalchemy import Connection, insert
from sqlmodel import Session

from mijlpaal.web.office import Office
from mijlpaal.web.pages import compile_templates
from models.as_of.scratch import scratch_database
from models.foresight.situation_in_sight import situation_in_sight
from models.reading.looking import BY_ID, Looking
from models.reading.sight import Sight
from models.reading.titles import titles_of
from models.storage.records import DETAIL, SUBJECT
from models.vocabulary import Confidentiality, Language, SubjectKind
from reports.figures import cluster_figures, programme_figures
from reports.figures.glance import Wish, glance
from reports.figures.triage import Narrowed, Statuses

# What most roles see everywhere (models.reading.sight): for these the statements are the same.
_INSIDER = Sight(everywhere=Confidentiality.INTERNAL)
_LOOKED_AT = (
    *(SubjectKind.CLUSTER, SubjectKind.MILESTONE, SubjectKind.PROJECT, SubjectKind.REQUEST),
    *(SubjectKind.COMPANY_TRACK, SubjectKind.PARTICIPATION),
)
_ROWS = ((1, SubjectKind.PROGRAMME), (2, SubjectKind.CLUSTER))


def warm(office: Office) -> None:
    """Compile the templates, and put together what the figures of an insider are asked by.

    Asked of an empty database in memory: what it takes does not grow with the programme.
    """
    compile_templates()
    with scratch_database() as connection:
        _fill(connection)
        with Session(connection, autoflush=False) as session:
            _ask(session, office, office.today)


def _ask(session: Session, office: Office, day: date) -> None:
    calendar, audience = office.rulebook.calendar, _INSIDER.everywhere
    wish, statuses = Wish(Narrowed(), 1, 1), Statuses(calendar)
    glance(session, _INSIDER, wish, reference_date=day, calendar=calendar, statuses=statuses)
    programme_figures(
        session, reference_date=day, calendar=calendar, audience=audience, sight=_INSIDER
    )
    cluster_figures(
        session,
        str(SubjectKind.CLUSTER),
        reference_date=day,
        calendar=calendar,
        audience=audience,
        sight=_INSIDER,
    )
    eyes = Looking(session, _INSIDER)
    situation_in_sight(eyes, day)
    titles_of(eyes, {0}, Language.NL)
    for kind in _LOOKED_AT:
        eyes.records(kind)
        eyes.narrowed(kind, BY_ID, {"wanted_id": 0})


def _fill(connection: Connection) -> None:
    for number, kind in _ROWS:
        row = {"id": number, "kind": kind, "key": kind, "title": kind, "cluster_id": None}
        mark = {"confidentiality": Confidentiality.PUBLIC, "is_invented": True}
        connection.execute(insert(SUBJECT).values(**row, **mark, version=1, last_hash=""))
        connection.execute(insert(DETAIL[kind]).values(subject_id=number))
    connection.commit()
