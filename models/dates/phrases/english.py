"""The English words of the rules: groups of words that stand beside the Dutch ones, as data.

Single words stand in ``words.py`` and ``numbers.py``, in one row with their Dutch twins. The
rules are the same for both languages; an English group is read by the rule of its Dutch twin.
"""

Groups = tuple[tuple[str, ...], ...]

# Words that stand together for one word of the vocabulary: "Budget Day" is Prinsjesdag. The
# names of recesses and of moments of parliament are official terms and stay Dutch.
JOINED: dict[tuple[str, ...], str] = {
    **{
        (first, second): recess
        for second in ("recess", "recesses")
        for first, recess in {
            "summer": "zomerreces",
            "autumn": "herfstreces",
            "fall": "herfstreces",
            "christmas": "kerstreces",
            "spring": "voorjaarsreces",
            "may": "meireces",
            "parliamentary": "reces",
        }.items()
    },
    ("recess",): "reces",
    ("budget", "day"): "prinsjesdag",
    ("accountability", "day"): "verantwoordingsdag",
    ("spring", "memorandum"): "voorjaarsnota",
    ("spring", "budget", "memorandum"): "voorjaarsnota",
    ("autumn", "memorandum"): "najaarsnota",
    ("autumn", "budget", "memorandum"): "najaarsnota",
    ("budget", "memorandum"): "miljoenennota",
    ("budget", "debate"): "begrotingsbehandeling",
    ("budget", "debates"): "begrotingsbehandelingen",
    ("year", "end"): "jaareinde",
    ("year", "-", "end"): "jaareinde",
    ("end", "-", "of", "-", "year"): "jaareinde",
    ("turn", "of", "the", "year"): "jaarwisseling",
    ("day", "after", "tomorrow"): "overmorgen",
    ("day", "before", "yesterday"): "eergisteren",
    ("new", "year", "s", "day"): "nieuwjaarsdag",
    ("king", "s", "day"): "koningsdag",
    ("liberation", "day"): "bevrijdingsdag",
    ("ascension", "day"): "hemelvaartsdag",
    ("whit", "sunday"): "pinksteren",
    ("midway", "through"): "mid",
    ("halfway", "through"): "mid",
    ("one", "hundred"): "hundred",
    ("a", "hundred"): "hundred",
    ("half", "-", "year"): "halfjaar",
    ("half", "year"): "halfjaar",
    ("working", "day"): "workday",
    ("working", "days"): "workdays",
    ("business", "day"): "workday",
    ("business", "days"): "workdays",
    ("calendar", "day"): "day",
    ("calendar", "days"): "days",
    ("calendar", "week"): "week",
    ("calendar", "weeks"): "weeks",
    ("calendar", "month"): "month",
    ("calendar", "months"): "months",
    ("calendar", "year"): "year",
    ("calendar", "years"): "years",
    ("school", "year"): "schooljaar",
    ("academic", "year"): "collegejaar",
}

LATEST: Groups = (
    ("no", "later", "than"),
    ("not", "later", "than"),
    ("at", "the", "latest"),
    ("at", "the", "very", "latest"),
    ("at", "latest"),
    ("not", "after"),
    ("on", "or", "before"),
    ("in", "or", "before"),
    ("before", "or", "on"),
    ("before", "or", "in"),
    ("by", "or", "before"),
    ("by", "or", "in"),
    ("by", "close", "of", "business"),
    ("by", "the", "close", "of", "business"),
    ("by", "the", "end", "of", "business"),
    ("by", "cob"),
    ("by",),
    ("ultimately",),
)
BEFORE: Groups = (
    ("before",),
    ("prior", "to"),
    ("ahead", "of"),
    ("earlier", "than"),
    ("sooner", "than"),
)
FROM: Groups = (
    ("no", "earlier", "than"),
    ("not", "earlier", "than"),
    ("no", "sooner", "than"),
    ("not", "sooner", "than"),
    ("not", "before"),
    ("not", "until"),
    ("at", "the", "earliest"),
    ("at", "earliest"),
    ("as", "from"),
    ("with", "effect", "from"),
    ("effective", "from"),
    ("retroactive", "effect", "from"),
    ("retroactive", "effect", "to"),
    ("from",),
    ("since",),
    ("starting", "from"),
    ("starting",),
    ("beginning", "in"),
    ("beginning", "on"),
    ("beginning", "from"),
)
AFTER: Groups = (("after",), ("later", "than"), ("following",), ("subsequent", "to"), ("beyond",))
THROUGH: Groups = (("up", "to", "and", "including"), ("through", "to"), ("through",))
UNTIL: Groups = (("until",), ("till",), ("up", "to"), ("up", "until"))
# Between two moments only: "from May to July", both included.
TO: Groups = (("to",),)
ON: Groups = (("as", "of"),)
AROUND: Groups = (("around",), ("about",), ("approximately",), ("roughly",))
TOWARDS: Groups = (("towards",), ("toward",))
WITHIN: Groups = (
    ("within",),
    ("between", "now", "and"),
    ("in", "at", "most"),
    ("in", "no", "more", "than"),
    ("in", "under"),
    ("in", "less", "than"),
    ("at", "most"),
)
BEYOND: Groups = (
    ("and", "beyond"),
    ("and", "later"),
    ("and", "after"),
    ("or", "later"),
    ("onwards",),
    ("onward",),
    ("at", "the", "earliest"),
    ("at", "earliest"),
)
# Behind a moment: "1 May at the latest".
LATEST_BEHIND: Groups = (
    ("at", "the", "latest"),
    ("at", "the", "very", "latest"),
    ("at", "latest"),
    ("or", "earlier"),
    ("or", "sooner"),
    ("or", "before"),
)

SOON: Groups = (
    ("as", "soon", "as", "possible"),
    ("as", "soon", "as", "is", "possible"),
    ("as", "soon", "as", "practicable"),
    ("as", "quickly", "as", "possible"),
    ("as", "early", "as", "possible"),
    ("as", "swiftly", "as", "possible"),
    ("as", "fast", "as", "possible"),
    ("earliest", "opportunity"),
    ("shortest", "possible", "time"),
    ("asap",),
)
VAGUE: Groups = (
    *SOON,
    ("in", "due", "course"),
    ("in", "due", "time"),
    ("in", "good", "time"),
    ("shortly",),
    ("soon",),
    ("promptly",),
    ("forthwith",),
    ("without", "delay"),
    ("before", "long"),
    ("at", "short", "notice"),
    ("at", "a", "later", "date"),
    ("at", "a", "later", "stage"),
    ("at", "a", "later", "moment"),
    ("at", "a", "later", "time"),
    ("at", "some", "point"),
    ("near", "future"),
    ("foreseeable", "future"),
    ("in", "the", "future"),
    ("short", "term"),
    ("shorter", "term"),
    ("medium", "term"),
    ("long", "term"),
    ("longer", "term"),
    ("until", "further", "notice"),
    ("to", "be", "determined"),
    ("to", "be", "announced"),
    ("some", "time"),
    *(
        (few, unit)
        for few in ("few", "several", "some", "coming", "next")
        for unit in ("days", "weeks", "months", "years")
    ),
    *(("next", "few", unit) for unit in ("days", "weeks", "months", "years")),
    *((unit, "ahead") for unit in ("days", "weeks", "months", "years", "period")),
    ("coming", "period"),
    *(
        (holder, *link, word)
        for holder in ("government", "cabinet")
        for link in (("s",), ())
        for word in ("term", "period")
    ),
    ("term", "of", "office"),
    ("term", "of", "government"),
    ("term", "of", "this", "government"),
    ("term", "of", "the", "government"),
    ("term", "of", "this", "cabinet"),
    ("term", "of", "the", "cabinet"),
    ("parliamentary", "term"),
)
LOOKING_BACK: Groups = (
    *(
        (word, unit)
        for word in ("past", "last")
        for unit in ("days", "weeks", "months", "years", "period")
    ),
    *(
        (word, few, unit)
        for word in ("past", "last")
        for few in ("few", "several")
        for unit in ("days", "weeks", "months", "years")
    ),
    ("recently",),
    ("of", "late"),
)
UP_TO_NOW: Groups = (
    ("up", "to", "now"),
    ("up", "until", "now"),
    ("until", "now"),
    ("until", "today"),
    ("to", "date"),
    ("so", "far"),
    ("as", "yet"),
)
FROM_NOW: Groups = (
    ("from", "now", "on"),
    ("from", "today"),
    ("with", "immediate", "effect"),
    ("effective", "immediately"),
)
AHEAD_OF: Groups = (("before",), ("prior", "to"), ("ahead", "of"))
WAITING_FOR: Groups = (
    ("after",),
    ("once",),
    ("as", "soon", "as"),
    ("when",),
    ("upon",),
    ("following",),
    ("pending",),
    ("depending", "on"),
    ("dependent", "on"),
    ("at", "the", "same", "time", "as"),
)

# Words before a moment, behind which "May" and "fall" are no verbs.
AHEAD_OF_A_NAME = frozenset(
    {
        *("in", "by", "before", "after", "until", "till", "from", "since", "during", "through"),
        *("throughout", "around", "than", "latest", "to", "between", "following", "as"),
    }
)
# Behind one of these, "from A to B" tells where a moment went, not how long something lasts.
MOVED = frozenset(
    {
        *("moved", "postponed", "delayed", "shifted", "deferred", "rescheduled", "brought"),
        *("forward", "back", "pushed", "changed", "extended", "slipped", "put"),
    }
)
# Words ahead of "last three months", which otherwise says how long something lasts.
AHEAD_OF_LAST = frozenset(
    {"", "the", "in", "over", "for", "during", "these", "of", "within", "(", ",", ":"}
)

# English units and numbers: "in three weeks" is that day, unlike Dutch "in drie weken".
UNITS = frozenset(
    {"day", "days", "weeks", "month", "months", "year", "years", "workday", "workdays"}
    | {"fortnight", "fortnights", "decade", "decades", "quarter", "quarters", "hours", "half"}
)

ONE = frozenset({"a", "an", "one"})

EVENT_WORDS = (
    *("debate", "debates", "meeting", "meetings", "vote", "votes", "hearing", "hearings"),
    *("session", "election", "elections", "conference", "summit", "council", "consultation"),
    *("publication", "decision", "evaluation", "formation", "plenary"),
)

NO_YEAR_BEHIND = (
    *("no", "number", "article", "section", "page", "annex", "figure", "table", "paragraph"),
    *("chapter", "usd"),
)
NO_YEAR_BEFORE = (
    *("euros", "million", "billion", "thousand", "tonnes", "tons", "tonne", "kilotonnes"),
    *("megatonnes", "jobs", "people", "persons", "employees", "workers", "homes", "houses"),
    *("dwellings", "companies", "businesses", "households", "percent", "metres", "meters"),
    *("kilometres", "hours", "hectares", "pages", "pieces", "staff", "megawatts"),
)
REFERENCES = ("decree", "gazette", "reference", "ref")
