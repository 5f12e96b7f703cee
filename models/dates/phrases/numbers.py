"""Numbers and ordinals written as words."""

_UNITS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_TEENS = (
    *("tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien"),
    *("achttien", "negentien"),
)
TENS = {
    word: 10 * number
    for number, word in enumerate(
        ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"),
        start=2,
    )
}
_ENGLISH = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_ENGLISH_TENS = {
    word: 10 * number
    for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
_ENGLISH_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth"),
)

# Without accents, as tokens have them: "één" is "een", "tweeëntwintig" is "tweeentwintig".
NUMBERS: dict[str, int] = (
    {word: number for number, word in enumerate((*_UNITS, *_TEENS), start=1)}
    | {word: number for number, word in enumerate(_ENGLISH, start=1)}
    | {"a": 1, "an": 1, "hundred": 100, "honderd": 100}
    | TENS
    | _ENGLISH_TENS
    | {
        f"{unit}en{ten}": tens + number
        for number, unit in enumerate(_UNITS, start=1)
        for ten, tens in TENS.items()
    }
    | {
        f"{ten}-{unit}": tens + number
        for number, unit in enumerate(_ENGLISH[:9], start=1)
        for ten, tens in _ENGLISH_TENS.items()
    }
)

ORDINALS: dict[str, int] = (
    {
        word: number
        for number, word in enumerate(("eerste", "tweede", "derde", "vierde", "vijfde"), start=1)
    }
    | {word: number for number, word in enumerate(_ENGLISH_ORDINALS, start=1)}
    | {"thirtieth": 30}
    | {
        f"{ten}-{unit}": tens + number
        for number, unit in enumerate(_ENGLISH_ORDINALS[:9], start=1)
        for ten, tens in (("twenty", 20), ("thirty", 30))
    }
)

# Which of a row is the last one; "last quarter" without "the" is the previous one.
LAST = frozenset({"laatste", "last", "final"})

# English numbers of two words, as one: "twenty-four", "twenty four".
COMPOUND_NUMBERS: dict[tuple[str, ...], str] = {
    (ten, *dash, unit): f"{ten}-{unit}"
    for ten in _ENGLISH_TENS
    for dash in ((), ("-",))
    for unit in (*_ENGLISH[:9], *_ENGLISH_ORDINALS[:9])
    if f"{ten}-{unit}" in NUMBERS or f"{ten}-{unit}" in ORDINALS
}
