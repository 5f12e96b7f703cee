"""The vocabulary of the phrase rules: Dutch and, for the same families, English words."""

from enum import StrEnum

from models.dates.periods import Season

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
DOUBTFUL_MONTHS = frozenset(SHORT_MONTHS) | {"may", "march"}

SEASONS = {
    "voorjaar": Season.SPRING,
    "lente": Season.SPRING,
    "spring": Season.SPRING,
    "zomer": Season.SUMMER,
    "summer": Season.SUMMER,
    "najaar": Season.AUTUMN,
    "herfst": Season.AUTUMN,
    "autumn": Season.AUTUMN,
    "winter": Season.WINTER,
}

# English words that are a season only behind "in", "this", "next" and the like, or with a year.
DOUBTFUL_SEASONS = frozenset({"spring"})

ORDINALS = {
    "eerste": 1,
    "first": 1,
    "tweede": 2,
    "second": 2,
    "derde": 3,
    "third": 3,
    "vierde": 4,
    "fourth": 4,
}

NUMBERS = {
    "een": 1,
    "one": 1,
    "twee": 2,
    "two": 2,
    "drie": 3,
    "three": 3,
    "vier": 4,
    "four": 4,
    "vijf": 5,
    "five": 5,
    "zes": 6,
    "six": 6,
    "zeven": 7,
    "acht": 8,
    "negen": 9,
    "tien": 10,
    "ten": 10,
    "elf": 11,
    "twaalf": 12,
    "twelve": 12,
    "achttien": 18,
    "vierentwintig": 24,
    "zesendertig": 36,
}

QUARTER_WORDS = frozenset({"kwartaal", "quarter"})
HALF_YEAR_WORDS = frozenset({"halfjaar", "semester"})
HALF_WORDS = frozenset({"helft", "half"})
YEAR_WORDS = frozenset({"jaar", "kalenderjaar", "begrotingsjaar", "year"})


class Part(StrEnum):
    """A part of a period that the words single out."""

    BEGIN = "begin"
    MIDDLE = "middle"
    END = "end"


PARTS = {
    "begin": Part.BEGIN,
    "vroeg": Part.BEGIN,
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
    "ultimo": Part.END,
    "end": Part.END,
    "late": Part.END,
}


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
        Shift.PREVIOUS: ("vorig", "vorige", "previous", "last"),
        Shift.PAST: ("afgelopen", "voorbije", "verleden", "past"),
        Shift.THIS: ("dit", "deze", "huidig", "huidige", "lopend", "lopende", "this", "current"),
        Shift.COMING: (
            *("komend", "komende", "aankomend", "aankomende", "aanstaand", "aanstaande"),
            *("eerstvolgend", "eerstvolgende", "coming"),
        ),
        Shift.NEXT: ("volgend", "volgende", "next"),
    }.items()
    for word in words
}

# Words that may stand between a limit ("uiterlijk") and its period without changing either.
FILLERS = frozenset(
    {
        *("de", "het", "den", "in", "op", "aan", "van", "uit", "ergens", "loop", "tijdens", "is"),
        *("gedurende", "datum", "wordt", ":", "the", "of", "on", "at", "course", "during"),
    }
)

# Words between a part or half and the period it is a part of.
OF = frozenset({"van", "de", "het", "in", "of", "the", "-"})

LAST_SUCH = frozenset({"jl", "jongstleden", "laatstleden", "ll"})
NEXT_SUCH = frozenset({"as", "aanstaande", "eerstkomende"})

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
RECESS_PAIRS = {
    ("summer", "recess"): "zomerreces",
    ("autumn", "recess"): "herfstreces",
    ("christmas", "recess"): "kerstreces",
    ("spring", "recess"): "voorjaarsreces",
    ("may", "recess"): "meireces",
}
ANCHORS = frozenset({"prinsjesdag"})

# "doelen voor 2030": behind these nouns "voor" means "for", not "before".
FOR_NOUNS = frozenset(
    {
        *("doel", "doelen", "doelstelling", "doelstellingen", "target", "targets", "ambitie"),
        *("ambities", "begroting", "begrotingen", "raming", "ramingen", "budget", "budgetten"),
        *("plan", "plannen", "agenda", "planning", "middelen", "norm", "normen", "tarief"),
        *("tarieven", "programma", "klimaatdoel", "klimaatdoelen", "opgave", "scenario"),
        *("scenarios", "prognose", "prognoses", "vooruitzichten", "werkprogramma", "jaarplan"),
    }
)

# A number before or behind one of these is no year ("nr. 2030", "2030 banen").
NO_YEAR_BEHIND = frozenset(
    {
        *("nr", "nummer", "art", "artikel", "dossier", "kamerstuk", "kamerstukken", "€", "eur"),
        *("euro", "lid", "bijlage", "pagina", "blz", "figuur", "tabel", "ruim"),
    }
)
NO_YEAR_BEFORE = frozenset(
    {
        *("euro", "eur", "miljoen", "miljard", "ton", "kton", "mton", "kiloton", "megaton", "mw"),
        *("gw", "kw", "kwh", "mwh", "gwh", "twh", "pj", "banen", "medewerkers", "mensen", "km"),
        *("personen", "woningen", "bedrijven", "procent", "meter", "uur", "stuks", "hectare"),
        *("fte", "werknemers", "huishoudens", "%"),
    }
)


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
        Unit.WORKING_DAY: ("werkdag", "werkdagen"),
        Unit.WEEK: ("week", "weken", "weeks"),
        Unit.MONTH: ("maand", "maanden", "month", "months"),
        Unit.YEAR: ("jaar", "jaren", "year", "years"),
    }.items()
    for word in words
}

REST_OF = frozenset({"eerder", "earlier", "later", "nog", "still"})

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
    DAYS_FROM_TODAY,
    RECESSES,
    ANCHORS,
    QUARTER_WORDS,
    YEAR_WORDS,
    REST_OF,
    (first for first, _ in RECESS_PAIRS),
    ("week", "weeknummer", "laatste", "last"),
)
