"""Past participles by their form: what makes "heeft" and "is" a look back."""

import re

_FORM = re.compile(
    r"(?:aan|achter|af|bij|deel|door|in|klaar|mede|mee|na|neer|om|onder|op|over|plaats|rond|samen|"
    r"stop|stil|terug|toe|tot|uit|vast|vol|voor|weer)?ge[a-z]{2,}(?:d|t|en)|"
    r"(?:aan|af|uit|voor|toe|in|op)?(?:be|ver|ont|her)[a-z]{2,}(?:d|t)|[a-z]{3,}eerd"
)
_STRONG = frozenset(
    {
        *("besloten", "verschenen", "verloren", "begonnen", "bewezen", "ontvangen", "verzonden"),
        *("verstreken", "ondernomen", "bevonden", "verlopen", "verkregen", "ontstaan", "verlaten"),
        *(
            "onderzocht",
            "ondertekend",
            "onderbouwd",
            "overhandigd",
            "onderschreven",
            "overleden",
            "verbonden",
            "ondervonden",
            "geweest",
        ),
        *("announced", "decided", "informed", "sent", "published", "signed", "adopted", "taken"),
        *("discussed", "agreed", "held", "submitted", "granted", "started", "closed", "written"),
        *("asked", "requested", "promised", "received", "spoken", "reported", "been", "made"),
    }
)
# Nouns and adjectives of the same form, and participles that speak of a plan.
_NOT_PAST = frozenset(
    {
        *("gebied", "gebieden", "gemeenten", "gesprekken", "geld", "geen", "gedeelten", "gevallen"),
        *("gebouwen", "geluid", "gewicht", "gericht", "gebonden", "geheel", "gegeven", "gezicht"),
        *("gereed", "gewenst", "geacht", "gehouden", "gepland", "geraamd", "beleid", "bereid"),
        *("bekend", "verband", "bestand", "verstand", "verplicht", "beoogd", "bedoeld", "bepaald"),
        *(
            "voorzien",
            "verwacht",
            "voorgenomen",
            "overheid",
            "bericht",
            "beeld",
            "bezit",
            "verzet",
            "verzoekt",
        ),
        *("bewust", "gemotiveerd", "geschikt", "genoodzaakt", "gebaat", "gelegen", "beoogt"),
        *("onderzoekt", "overleg", "betekent", "bereikt", "verschilt", "behoeft", "betreft"),
        *("verdient", "verloopt", "bestaat", "ontstaat", "ontvangt", "verschijnt", "verstrekt"),
        *("begint", "geldt", "gebeurt", "gemiddeld", "gewoond", "geleidelijk", "benut"),
    }
    - {"bereikt", "verstrekt", "bepaald", "gegeven"}
)
_LONGEST = 30
_NOUN_ENDINGS = ("besluit", "bericht", "beleid", "beeld", "overleg")


def is_participle(word: str) -> bool:
    """Return whether a word has the form of a past participle and speaks of the past."""
    if word in _NOT_PAST or word.endswith(_NOUN_ENDINGS):
        return False
    return word in _STRONG or (len(word) <= _LONGEST and _FORM.fullmatch(word) is not None)
