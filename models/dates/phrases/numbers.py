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
    "twelve",
)

# Without accents, as tokens have them: "één" is "een", "tweeëntwintig" is "tweeentwintig".
NUMBERS: dict[str, int] = (
    {word: number for number, word in enumerate((*_UNITS, *_TEENS), start=1)}
    | {word: number for number, word in enumerate(_ENGLISH, start=1)}
    | TENS
    | {
        f"{unit}en{ten}": tens + number
        for number, unit in enumerate(_UNITS, start=1)
        for ten, tens in TENS.items()
    }
)

ORDINALS: dict[str, int] = {
    "eerste": 1,
    "first": 1,
    "tweede": 2,
    "second": 2,
    "derde": 3,
    "third": 3,
    "vierde": 4,
    "fourth": 4,
    "vijfde": 5,
    "fifth": 5,
}
