"""What subjects of any kind are called, as far as one reader may see them."""

from collections.abc import Callable, Collection

from sqlalchemy import literal, select

from models.reading.condition import shown
from models.reading.looking import Looking, is_anothers_field
from models.storage.records import SUBJECT
from models.vocabulary import Language, SubjectKind


def _as_it_is(title: str, _: Language) -> str:
    return title


def titles_of(
    eyes: Looking,
    subject_ids: Collection[int],
    language: Language,
    *,
    otherwise: Callable[[str, Language], str] = _as_it_is,
) -> dict[int, str]:
    """Return the title of each subject that may be seen, in this language where it has one.

    What is a company's own is noted.

    Args:
        eyes: of the reader.
        subject_ids: of which subjects.
        language: of the reader.
        otherwise: how a Dutch title is told to a reader of a language.
    """
    # An English title is no field that is internal in some kind, so that any kind will do.
    english = shown(eyes.sight, SubjectKind.PROGRAMME, "title_en", SUBJECT.c.title_en, SUBJECT)
    is_logged = is_anothers_field(eyes.sight, "title_en")
    query = select(
        SUBJECT.c.id,
        SUBJECT.c.title,
        english if language is Language.EN else literal(None),
        is_logged,
    ).where(SUBJECT.c.id.in_(subject_ids), eyes.may_see())
    found = eyes.session.execute(query).all()
    eyes.note([each for each, *_ in found])
    for each, _, in_english, is_anothers in found:
        if in_english and is_anothers:
            eyes.noted.setdefault(each, set()).add("title_en")
    return {each: in_english or otherwise(title, language) for each, title, in_english, _ in found}
