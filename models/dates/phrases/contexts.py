"""Words around a number or around "voor" that change what it is: data, for a reader to check."""

from models.dates.phrases import english

# "doelen voor 2030": behind these nouns, and nouns that end in them, "voor" means "for".
FOR_NOUNS = (
    *("doel", "doelen", "doelstelling", "doelstellingen", "target", "targets", "ambitie"),
    *("ambities", "begroting", "begrotingen", "raming", "ramingen", "budget", "budgetten"),
    *("plan", "plannen", "agenda", "agendas", "planning", "middelen", "norm", "normen", "tarief"),
    *("tarieven", "programma", "programmas", "opgave", "opgaven", "scenario", "scenarios"),
    *("prognose", "prognoses", "vooruitzichten", "cijfer", "cijfers", "verwachting"),
    *("verwachtingen", "uitgaven", "inkomsten", "plafond", "plafonds", "inzet"),
)
# "gepland voor 1 juli": what is planned for a moment is not planned before it.
FOR_VERBS = frozenset(
    {
        *("gepland", "ingepland", "voorzien", "geagendeerd", "geprogrammeerd", "beoogd"),
        *("planned", "scheduled"),
    }
)
# Units that "voor" before a pointed one means "for": "voor dit jaar", "voor de komende maand".
FOR_UNITS = frozenset({"jaar", "jaren", "maand", "kwartaal", "week", "periode", "year", "month"})
# Words that make a "voor" of time stronger, so that it cannot mean "for".
EARLIER_STILL = frozenset(
    {"nog", "ruim", "ver", "vlak", "kort", "net", "al", "reeds", "uiterlijk", "of", "geval"}
)

# A number before or behind one of these is no year ("nr. 2030", "2030 banen").
NO_YEAR_BEHIND = frozenset(
    {
        *("nr", "nummer", "art", "artikel", "dossier", "kamerstuk", "kamerstukken", "€", "eur"),
        *("euro", "lid", "bijlage", "pagina", "blz", "figuur", "tabel", "ruim"),
        *english.NO_YEAR_BEHIND,
    }
)
NO_YEAR_BEFORE = frozenset(
    {
        *("euro", "eur", "miljoen", "miljard", "ton", "kton", "mton", "kiloton", "megaton", "mw"),
        *("gw", "kw", "kwh", "mwh", "gwh", "twh", "pj", "banen", "medewerkers", "mensen", "km"),
        *("personen", "woningen", "bedrijven", "procent", "meter", "uur", "stuks", "hectare"),
        *("fte", "werknemers", "huishoudens", "%"),
        *english.NO_YEAR_BEFORE,
    }
)
# Behind one of these a year is part of the number of a document: "Stcrt. 2025, 1234",
# "Kamerstukken II 2025/26", "Verordening (EU) 2019/2088", "vergaderjaar 2025-2026".
REFERENCES = frozenset(
    {
        *("kamerstuk", "kamerstukken", "handelingen", "vergaderjaar", "zittingsjaar", "stcrt"),
        *("staatscourant", "stb", "staatsblad", "trb", "pb", "pbeu", "pbl", "eu", "eg", "euratom"),
        *("verordening", "richtlijn", "com", "swd", "regulation", "directive", "ecli", "iso"),
        *english.REFERENCES,
    }
)
# What may stand between such a word and the year.
IN_REFERENCES = frozenset({".", "(", ")", ",", "/", "-", "–", "i", "ii", "tk", "ek"})

# Events of parliament and government that letters count from or to, alone or as the end of a
# longer word: "commissiedebat", "Milieuraad".
EVENT_NOUNS = (
    *("debat", "overleg", "vergadering", "behandeling", "stemming", "stemmingen", "verkiezing"),
    *("verkiezingen", "raad", "top", "conferentie", "zitting", "hoorzitting", "bijeenkomst"),
    *("ministerraad", "gesprek", "besluitvorming", "inwerkingtreding", "publicatie"),
    *("consultatie", "advies", "besluit", "evaluatie", "formatie", "kabinetsformatie"),
)
# Events that are abbreviations or are too short to end a longer word.
EVENT_WORDS = frozenset({"ao", "wgo", "cd", "tweeminutendebat", "rondetafel", *english.EVENT_WORDS})
