"""The vocabulary of the phrase rules: Dutch and, for the same families, English words."""

from enum import StrEnum

from models.dates.feasts import Feast
from models.dates.periods import Season
from models.dates.phrases.numbers import NUMBERS, ORDINALS

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "january"),
            ("februari", "february"),
            ("maart", "march"),
            ("april",),
            ("mei", "may"),
            ("juni", "june"),
            ("juli", "july"),
            ("augustus", "august"),
            ("september",),
            ("oktober", "october"),
            ("november",),
            ("december",),
        ),
        start=1,
    )
    for name in names
}

SHORT_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan",),
            ("feb", "febr"),
            ("mrt", "mar"),
            ("apr",),
            (),
            ("jun",),
            ("jul",),
            ("aug",),
            ("sep", "sept"),
            ("okt", "oct"),
            ("nov",),
            ("dec",),
        ),
        start=1,
    )
    for name in names
}

# Words that are a month only beside a day or a year: abbreviations that are names too (Jan),
# and the English verb and noun.
ENGLISH_VERBS = frozenset({"may", "march"})
DOUBTFUL_MONTHS = frozenset(SHORT_MONTHS) | ENGLISH_VERBS

SEASONS = {
    "voorjaar": Season.SPRING,
    "lente": Season.SPRING,
    "spring": Season.SPRING,
    "zomer": Season.SUMMER,
    "zomermaanden": Season.SUMMER,
    "zomerperiode": Season.SUMMER,
    "summer": Season.SUMMER,
    "najaar": Season.AUTUMN,
    "herfst": Season.AUTUMN,
    "autumn": Season.AUTUMN,
    "fall": Season.AUTUMN,
    "springtime": Season.SPRING,
    "summertime": Season.SUMMER,
    "winter": Season.WINTER,
    "wintermaanden": Season.WINTER,
    "winterperiode": Season.WINTER,
}

# English words that are a season only behind "in", "this", "next" and the like, or with a year.
DOUBTFUL_SEASONS = frozenset({"spring", "fall"})

QUARTER_WORDS = frozenset({"kwartaal", "quarter"})
QUARTERS_WORDS = QUARTER_WORDS | {"kwartalen", "quarters"}
HALF_YEAR_WORDS = frozenset({"halfjaar", "jaarhelft", "semester"})
HALF_WORDS = frozenset({"helft", "half"})
WEEK_WORDS = frozenset({"week", "weken", "weeknummer", "weeks"})
WEEKEND_WORDS = frozenset({"weekend", "weekeinde"})
YEAR_WORDS = frozenset({"jaar", "kalenderjaar", "begrotingsjaar", "year"})


class Part(StrEnum):
    """A part of a period that the words single out."""

    BEGIN = "begin"
    MIDDLE = "middle"
    END = "end"


PARTS = {
    "begin": Part.BEGIN,
    "vroeg": Part.BEGIN,
    "aanvang": Part.BEGIN,
    "early": Part.BEGIN,
    "beginning": Part.BEGIN,
    "start": Part.BEGIN,
    "medio": Part.MIDDLE,
    "half": Part.MIDDLE,
    "halverwege": Part.MIDDLE,
    "midden": Part.MIDDLE,
    "mid": Part.MIDDLE,
    "middle": Part.MIDDLE,
    "eind": Part.END,
    "einde": Part.END,
    "afloop": Part.END,
    "ommekomst": Part.END,
    "verstrijken": Part.END,
    "end": Part.END,
    "late": Part.END,
    "close": Part.END,
}


# Words for a part that are verbs too, Dutch "start" and English ones, and what may stand ahead
# of them when they are none.
PART_VERBS = frozenset({"start", "end", "close"})
AHEAD_OF_A_PART = frozenset(
    {
        *("de", "het", "een", "bij", "voor", "na", "vanaf", "tot", "met", "van", "uiterlijk", "en"),
        *("of", "tegen", "rond", "sinds", "the", "at", "by", "before", "after", "from", "until"),
        *("till", "since", "in", "on", "around", "about", "towards", "toward", "and", "or", "than"),
        *("latest", "through", "for", "very", "year", "jaar"),
    }
)


class Shift(StrEnum):
    """Which one of a row of periods an adjective points at."""

    PREVIOUS = "previous"
    PAST = "past"  # the last one that is over
    THIS = "this"
    COMING = "coming"  # the next one to begin
    NEXT = "next"


SHIFTS = {
    word: shift
    for shift, words in {
        Shift.PREVIOUS: ("vorig", "vorige", "previous", "last", "preceding"),
        Shift.PAST: ("afgelopen", "voorbije", "verleden", "past"),
        Shift.THIS: ("dit", "deze", "huidig", "huidige", "lopend", "lopende", "this", "current"),
        Shift.COMING: (
            *("komend", "komende", "aankomend", "aankomende", "aanstaand", "aanstaande"),
            *("eerstvolgend", "eerstvolgende", "eerstkomend", "eerstkomende", "coming"),
        ),
        Shift.NEXT: ("volgend", "volgende", "next"),
    }.items()
    for word in words
}

# Words that may stand between a limit ("uiterlijk") and its period without changing either.
FILLERS = frozenset(
    {
        *("de", "het", "den", "in", "op", "aan", "van", "uit", "ergens", "loop", "tijdens", "is"),
        *("gedurende", "datum", "wordt", ":", "maand", "periode", "jaren"),
        *("the", "of", "on", "at", "course", "during", "sometime", "somewhere", "throughout"),
        *("month", "period", "years"),
    }
)

BETWEEN = frozenset({"tussen", "between"})
ARTICLES = frozenset({"het", "de", "the"})
COURSE = frozenset({"loop", "course"})
NEW = frozenset({"nieuwe", "new"})

# Words between a part or half and the period it is a part of.
OF = frozenset({"van", "de", "het", "in", "of", "the", "-"})

LAST_SUCH = frozenset({"jl", "jongstleden", "laatstleden", "ll"})
NEXT_SUCH = frozenset({"as", "aanstaande", "aanstaand", "eerstkomend", "eerstkomende"})

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("maandag", "monday"),
            ("dinsdag", "tuesday"),
            ("woensdag", "wednesday"),
            ("donderdag", "thursday"),
            ("vrijdag", "friday"),
            ("zaterdag", "saturday"),
            ("zondag", "sunday"),
        )
    )
    for name in names
}

DAYS_FROM_TODAY = {
    "eergisteren": -2,
    "gisteren": -1,
    "yesterday": -1,
    "vandaag": 0,
    "heden": 0,
    "today": 0,
    "morgen": 1,
    "tomorrow": 1,
    "overmorgen": 2,
}

RECESSES = {
    "zomerreces": "zomerreces",
    "herfstreces": "herfstreces",
    "kerstreces": "kerstreces",
    "voorjaarsreces": "voorjaarsreces",
    "krokusreces": "voorjaarsreces",
    "meireces": "meireces",
}
# Moments of the parliamentary year that have a name; which of them have a day, the calendar knows.
ANCHORS = frozenset(
    {
        *("prinsjesdag", "verantwoordingsdag", "voorjaarsnota", "najaarsnota", "miljoenennota"),
        *("begrotingsbehandeling", "begrotingsbehandelingen"),
    }
)

FEASTS = {
    "nieuwjaar": Feast.NEW_YEAR,
    "nieuwjaarsdag": Feast.NEW_YEAR,
    "pasen": Feast.EASTER,
    "hemelvaart": Feast.ASCENSION,
    "hemelvaartsdag": Feast.ASCENSION,
    "pinksteren": Feast.PENTECOST,
    "koningsdag": Feast.KINGS_DAY,
    "bevrijdingsdag": Feast.LIBERATION,
    "sinterklaas": Feast.SAINT_NICHOLAS,
    "kerst": Feast.CHRISTMAS,
    "kerstmis": Feast.CHRISTMAS,
    "easter": Feast.EASTER,
    "pentecost": Feast.PENTECOST,
    "whitsun": Feast.PENTECOST,
    "christmas": Feast.CHRISTMAS,
}

# First month of the years of schools and universities.
SCHOOL_YEARS = {
    "schooljaar": 8,  # Wet op het primair onderwijs, art. 1
    "studiejaar": 9,  # Wet op het hoger onderwijs en wetenschappelijk onderzoek, art. 1.1
    "collegejaar": 9,
}

# The last months of a year in one word.
YEAR_ENDS = frozenset({"jaareinde", "eindejaar"})


class Unit(StrEnum):
    """A unit in which durations are counted; the value is its letter in ISO 8601."""

    DAY = "D"
    WORKING_DAY = "B"  # no letter in ISO 8601; B for business day
    WEEK = "W"
    MONTH = "M"
    YEAR = "Y"


UNITS = {
    word: unit
    for unit, words in {
        Unit.DAY: ("dag", "dagen", "day", "days"),
        Unit.WORKING_DAY: ("werkdag", "werkdagen", "workday", "workdays"),
        Unit.WEEK: ("week", "weken", "weeks"),
        Unit.MONTH: ("maand", "maanden", "month", "months"),
        Unit.YEAR: ("jaar", "jaren", "year", "years"),
    }.items()
    for word in words
}

EARLIER = frozenset({"eerder", "earlier"})
REST_OF = EARLIER | {
    "later",
    "nog",
    "rest",
    "restant",
    "resterende",
    "vervolg",
    "still",
    "remainder",
}

# Every word with which a period or a duration can begin; figures can too. A rule asks its
# questions only there.
PERIOD_OPENERS: frozenset[str] = frozenset[str]().union(
    MONTHS,
    SHORT_MONTHS,
    SEASONS,
    ORDINALS,
    NUMBERS,
    PARTS,
    SHIFTS,
    NEXT_SUCH,
    LAST_SUCH,
    WEEKDAYS,
    DAYS_FROM_TODAY,
    RECESSES,
    FEASTS,
    SCHOOL_YEARS,
    YEAR_ENDS,
    ANCHORS,
    QUARTER_WORDS,
    YEAR_WORDS,
    WEEK_WORDS,
    WEEKEND_WORDS,
    REST_OF,
    COURSE,
    NEW,
    ("reces", "jaren", "jaarwisseling", "oud", "anderhalf", "laatste", "last"),
    ("final", "half"),
)
