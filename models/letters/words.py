"""The vocabulary by which sentences are read: verbs, joints and names of bodies, as data.

All words are in the form of ``models.dates.phrases.tokens``: lower case, without accents.
"""

from models.dates.phrases.words import MONTHS, SEASONS

# Finite verbs, by what they do to the sense of a clause.
FUTURE = frozenset({"zal", "zullen", "zult", "will", "shall"})
PERFECT = frozenset(
    {
        *("heb", "hebt", "heeft", "hebben", "ben", "bent", "is", "zijn", "has", "have"),
    }
)
PAST = frozenset(
    {
        *("had", "hadden", "was", "waren", "werd", "werden", "besloot", "besloten", "stuurde"),
        *(
            "stuurden",
            "informeerde",
            "informeerden",
            "kondigde",
            "kondigden",
            "startte",
            "startten",
        ),
        *("verscheen", "verschenen", "publiceerde", "publiceerden", "vond", "vonden", "sprak"),
        *("spraken", "nam", "namen", "gaf", "gaven", "kwam", "kwamen", "bleek", "verzocht"),
        *("tekende", "tekenden", "ondertekende", "ondertekenden", "bracht", "brachten", "ontving"),
        *("ontvingen", "stelde", "stelden", "bood", "boden", "were", "informed", "announced"),
        *("decided", "sent", "took", "published", "signed", "did", "ging", "gingen"),
    }
)
PASSIVE = frozenset({"wordt", "worden", "word"})
MODAL = frozenset(
    {
        *("moet", "moeten", "dient", "dienen", "kan", "kunnen", "kunt", "mag", "mogen", "wil"),
        *("willen", "wilt", "zou", "zouden", "hoeft", "hoeven", "must", "may", "might", "can"),
        *("could", "should", "would"),
    }
)
# What the writer of a letter does towards its reader, in the present.
PRESENT_INFORMING = frozenset(
    {
        *("informeer", "informeert", "stuur", "stuurt", "zend", "zendt", "bericht", "rapporteer"),
        *("rapporteert", "bied", "biedt", "leg", "legt", "meld", "meldt", "houd", "houdt"),
        *("stel", "stelt", "breng", "brengt", "doe", "doet", "deel", "deelt", "licht", "kom"),
        *("komt", "ontvangt", "krijgt", "dien", "beantwoord", "beantwoordt", "reageer"),
        *("reageert", "sluit", "verstrek", "verstrekt", "lever", "levert"),
    }
)
# What happens on a day that a letter announces.
PRESENT_HAPPENING = frozenset(
    {
        *("start", "starten", "begint", "beginnen", "opent", "openen", "publiceer", "publiceert"),
        *("publiceren", "treedt", "treden", "verschijnt", "verschijnen", "volgt", "volgen"),
        *("vindt", "vinden", "rond", "rondt", "ronden", "presenteer", "presenteert"),
        *("presenteren", "besluit", "besluiten", "neemt", "nemen", "neem", "ga", "gaat", "gaan"),
        *("evalueer", "evalueert", "evalueren", "sluiten", "eindigt", "stopt", "stoppen"),
        *("verwacht", "verwachten", "hoop", "hoopt", "hopen", "streef", "streeft", "streven"),
        *("beoog", "beoogt", "beogen", "zeg", "zegt", "zeggen", "zet", "zetten", "beloof"),
        *("belooft", "verzoekt", "verzoek", "verzoeken", "vraagt", "vraag", "vragen", "kondig"),
        *("kondigt", "kondigen", "staat", "staan", "geldt", "gelden", "loopt", "lopen", "ligt"),
        *("leidt", "leiden", "werk", "werkt", "werken", "maak", "maakt", "maken", "geeft"),
        *("blijft", "blijven", "blijkt", "roept", "dringt", "acht", "wenst", "mocht", "mochten"),
        *("expect", "expects", "intend", "intends", "aim", "aims", "hope", "hopes", "starts"),
        *("begins", "opens", "are", "announces", "plans", "bestaat", "betekent", "laat"),
        *("heet", "bevat", "toont", "bedraagt", "daalt", "stijgt", "vraagt", "komen", "richt"),
    }
)
FINITE = FUTURE | PERFECT | PAST | PASSIVE | MODAL | PRESENT_INFORMING | PRESENT_HAPPENING
# Forms that are a finite plural and an infinitive alike: behind "te" or a modal, an infinitive.
ALSO_INFINITIVE = frozenset(
    {
        *("zijn", "worden", "hebben", "kunnen", "moeten", "willen", "mogen", "zullen", "dienen"),
        *("hoeven", "starten", "beginnen", "openen", "publiceren", "treden", "verschijnen"),
        *("volgen", "vinden", "ronden", "presenteren", "besluiten", "nemen", "gaan", "evalueren"),
        *("sluiten", "stoppen", "verwachten", "hopen", "streven", "beogen", "zeggen", "zetten"),
        *("verzoeken", "vragen", "staan", "gelden", "lopen", "leiden", "werken", "maken"),
        *("blijven", "komen", "have", "start", "hope", "expect", "aim", "besloten"),
    }
)

# Plural forms that are finite beside their subject and infinitives elsewhere.
PLURAL_INFORMING = frozenset(
    {
        *("informeren", "sturen", "zenden", "berichten", "rapporteren", "bieden", "leggen"),
        *("melden", "houden", "stellen", "brengen", "delen", "beantwoorden", "reageren"),
        *("verstrekken", "leveren", "inform", "send", "report"),
    }
)
PLURAL_SUBJECTS = frozenset(
    {"wij", "we", "ministers", "bewindspersonen", "staatssecretarissen", "partijen", "bedrijven"}
)
# Behind these no finite verb stands but a noun, or "zijn" that is a pronoun.
BEFORE_NOUNS = frozenset(
    {
        *("de", "het", "een", "tot", "van", "over", "met", "op", "in", "bij", "aan", "door"),
        *("deze", "dit", "alle", "nieuwe", "verdere", "mijn", "onze", "uw", "the", "a", "of"),
    }
)

# Words that open a subordinate clause; "die" and "dat" pointing at a noun do no harm.
SUBORDINATORS = frozenset(
    {
        *("dat", "die", "waar", "waarbij", "waarin", "waarmee", "waardoor", "waarover", "waarop"),
        *("waarvan", "waarvoor", "waaruit", "waarna", "waarna", "waartoe", "waaraan", "omdat"),
        *("zodat", "doordat", "terwijl", "als", "indien", "wanneer", "hoewel", "mits", "tenzij"),
        *("zoals", "opdat", "zolang", "aangezien", "hoe", "welke", "wat", "waarom", "wie", "mocht"),
        *("mochten", "that", "which", "who", "where", "if", "when", "unless", "whether", "because"),
        *("ofwel", "nadat", "voordat", "alvorens", "zodra", "totdat"),
    }
)
COORDINATORS = frozenset({"en", "maar", "doch", "of", "want", "dus", "and", "but", "or"})
# A condition: what it governs is not owed yet.
CONDITIONS = frozenset({"als", "indien", "mits", "tenzij", "mocht", "mochten", "if", "unless"})
CONDITIONAL_GROUPS = (
    ("indien", "nodig"),
    ("zo", "nodig"),
    ("waar", "nodig"),
    ("indien", "mogelijk"),
    ("zo", "mogelijk"),
    ("waar", "mogelijk"),
    ("indien", "wenselijk"),
    ("desgewenst",),
    ("desgevraagd",),
    ("in", "dat", "geval"),
    ("eventueel",),
    ("if", "necessary"),
    ("if", "possible"),
)
PRONOUNS = frozenset(
    {
        *("ik", "wij", "we", "u", "het", "de", "dit", "deze", "dat", "die", "uw", "mijn", "ons"),
        *("onze", "hij", "zij", "ze", "er", "een", "hierover", "daarover", "hierop", "daarop"),
        *("i", "the", "it", "this", "they", "you"),
    }
)

# Words that open a sentence and are no name: behind "jl." they begin the next one.
OPENERS = frozenset(
    {
        *("ik", "het", "de", "een", "dit", "dat", "deze", "die", "daarom", "daarmee", "daarnaast"),
        *("daarbij", "daarover", "daartoe", "hierover", "hierbij", "hiermee", "hierop", "hierin"),
        *("hiertoe", "in", "op", "voor", "uw", "met", "ook", "naar", "zoals", "om", "als", "bij"),
        *("er", "wij", "we", "uiterlijk", "na", "over", "tot", "verder", "tevens", "voorts"),
        *("vervolgens", "inmiddels", "momenteel", "onlangs", "aan", "van", "zo", "zodra", "door"),
        *("mijn", "onze", "hun", "zij", "indien", "wanneer", "hoewel", "omdat", "begin", "medio"),
        *("eind", "tijdens", "binnen", "vanaf", "sinds", "volgens", "conform", "ten", "te"),
        *("mocht", "dan", "toen", "nu", "the", "this", "it", "we", "i", "in", "on", "by"),
        *("after", "before", "daarna", "graag", "gelet", "gezien", "naast", "vanwege", "wel"),
    }
)

# The chambers of parliament, longest first.
CHAMBERS = (
    ("tweede", "kamer", "der", "staten", "-", "generaal"),
    ("eerste", "kamer", "der", "staten", "-", "generaal"),
    ("de", "tweede", "en", "eerste", "kamer"),
    ("de", "eerste", "en", "tweede", "kamer"),
    ("beide", "kamers", "der", "staten", "-", "generaal"),
    ("de", "staten", "-", "generaal"),
    ("uw", "tweede", "kamer"),
    ("de", "tweede", "kamer"),
    ("de", "eerste", "kamer"),
    ("beide", "kamers"),
    ("de", "kamers"),
    ("uw", "kamer"),
    ("de", "kamer"),
    ("tweede", "kamer"),
    ("eerste", "kamer"),
    ("het", "parlement"),
    ("uw", "vaste", "commissie"),
    ("uw", "commissie"),
    ("the", "house", "of", "representatives"),
    ("both", "houses"),
    ("your", "house"),
    ("the", "house"),
    ("the", "senate"),
    ("parliament",),
)
# "u" speaks to the chamber a letter is addressed to.
YOU = ("u", "you")
# Behind these a chamber is no addressee: "met uw Kamer gesproken", "door de Kamer aangenomen".
NOT_FOR = frozenset(
    {
        *("met", "van", "door", "in", "uit", "onder", "binnen", "namens", "vanuit", "tussen"),
        *("by", "of", "with", "from", "within"),
    }
)
# With these verbs a chamber behind "met" is one: "deel ik met uw Kamer".
SHARED_WITH = frozenset({"deel", "deelt", "delen", "gedeeld", "share", "shared"})

# What tells a chamber something, in any form.
INFORMING = frozenset(
    {
        *("informeer", "informeert", "informeren", "geinformeerd", "stuur", "stuurt", "sturen"),
        *("gestuurd", "toesturen", "toegestuurd", "toezenden", "toegezonden", "zend", "zendt"),
        *("zenden", "verzenden", "verzonden", "gezonden", "bericht", "berichten", "rapporteer"),
        *("rapporteert", "rapporteren", "gerapporteerd", "aanbieden", "aangeboden", "voorleggen"),
        *("voorgelegd", "ontvangt", "ontvangen", "krijgt", "melden", "meld", "meldt", "gemeld"),
        *("delen", "gedeeld", "indienen", "ingediend", "toelichten", "beantwoord", "beantwoordt"),
        *("beantwoorden", "reageer", "reageren", "toekomen", "hoogte", "terugkomen"),
        *("doorsturen", "doorgestuurd", "doorgeleid", "overleggen", "verstrek"),
        *("verstrekt", "verstrekken", "aanbied", "voorleg", "voorlegt", "toestuur", "toezend"),
        *("terugkom", "terugkomt", "terugkoppelen", "terugkoppeling", "verslag", "meedelen"),
        *("inform", "informs", "informed", "update", "updated", "report", "reported", "send"),
        *("sent", "notify", "notified", "write", "submit", "submitted", "present", "receive"),
        *("receives", "provide", "provided", "meegedeeld", "medegedeeld", "aangeleverd"),
        *("nazenden", "overgelegd", "bijpraten", "bijgepraat", "deelt"),
        *("deel", "share", "shared"),
    }
)
# The particle of a verb that was parted: "bied ik uw Kamer … aan", "leg ik … voor".
PARTED_INFORMING = (
    ("bied", "aan"),
    ("biedt", "aan"),
    ("bieden", "aan"),
    ("leg", "voor"),
    ("legt", "voor"),
    ("leggen", "voor"),
    ("kom", "terug"),
    ("komt", "terug"),
    ("komen", "terug"),
    ("dien", "in"),
    ("dient", "in"),
    ("dienen", "in"),
    ("licht", "toe"),
    ("lichten", "toe"),
    ("koppel", "terug"),
    ("koppelt", "terug"),
)
# A promise that is named because it was kept.
KEPT = frozenset({"voldaan", "nagekomen", "gestand", "afgedaan", "hiermee", "daarmee", "fulfilled"})
# What a report is about weighs nothing: "over de voorgenomen sluiting".
ABOUT = frozenset({"over", "inzake", "omtrent", "betreffende", "about", "regarding"})
# Done by the letter itself: nothing is left to be owed.
BY_THIS_LETTER = (
    ("met", "deze", "brief"),
    ("in", "deze", "brief"),
    ("via", "deze", "brief"),
    ("middels", "deze", "brief"),
    ("door", "middel", "van", "deze", "brief"),
    ("deze", "brief", "informeer"),
    ("hierbij",),
    ("bij", "dezen"),
    ("bijgaand",),
    ("bijgevoegd",),
    ("bijgaande",),
    ("with", "this", "letter"),
    ("hereby",),
    ("in", "this", "letter"),
)
NEGATIONS = frozenset({"niet", "geen", "nooit", "not", "no", "never", "evenmin", "onmogelijk"})
# Behind a negation these take it back: "niet alleen", "niet later dan".
NO_NEGATION = frozenset({"later", "eerder", "alleen", "only", "enkel", "slechts", "zozeer"})

# Those who speak in a letter of the government, longest first.
GOVERNMENT = (
    ("de", "minister", "en", "de", "staatssecretaris"),
    ("het", "kabinet"),
    ("het", "nieuwe", "kabinet"),
    ("een", "volgend", "kabinet"),
    ("de", "regering"),
    ("de", "rijksoverheid"),
    ("het", "rijk"),
    ("de", "minister"),
    ("de", "ministers"),
    ("de", "staatssecretaris"),
    ("de", "bewindspersoon"),
    ("de", "bewindspersonen"),
    ("mijn", "ambtgenoot"),
    ("mijn", "ambtsgenoot"),
    ("mijn", "collega"),
    ("het", "ministerie"),
    ("the", "government"),
    ("the", "cabinet"),
    ("the", "minister"),
    ("the", "state", "secretary"),
    ("ik",),
    ("wij",),
    ("we",),
    ("i",),
)

# Words of one or two letters; other pieces of that length are splinters of a broken word.
SHORT_WORDS = frozenset(
    {
        *("de", "en", "in", "op", "te", "is", "we", "ik", "u", "of", "om", "er", "al", "zo"),
        *("ze", "je", "me", "na", "af", "nu", "ja", "uw", "jl", "as", "nr", "km", "eu", "co"),
        *("ii", "i", "iv", "v", "vi", "x", "dr", "mr", "ir", "o", "a", "à", "ad", "ex", "it"),
        *("ca", "dd", "mw", "ha", "kw", "gw", "pj", "tj", "kv", "m", "s", "t", "n", "ie", "zn"),
        *("by", "at", "to", "no", "my", "be", "an", "on", "if", "or", "so", "us", "he", "up"),
        *("bv", "nv", "lid", "ov", "vs", "vk", "art", "pm", "qua", "via", "per", "tot", "ll"),
    }
    - {"n", "s", "t", "m", "v", "a", "x", "i", "o"}
)

_SHORTEST_KNOWN = 5

# Words that are known whole even when the letter holds them only broken.
KNOWN_WORDS = frozenset(
    word
    for word in (
        *MONTHS,
        *SEASONS,
        *FINITE,
        *INFORMING,
        *("kabinet", "kamer", "minister", "ministers", "staatssecretaris", "regering", "provincie"),
        *("uiterlijk", "ambitie", "ambities", "voornemens", "voorgenomen", "zomerreces"),
        *("kerstreces", "kwartaal", "halfjaar", "kalenderjaar", "jongstleden", "aanstaande"),
        *("binnen", "voortgang", "toezegging", "toegezegd", "toezeggen", "routekaart", "volgend"),
        *("komende", "afgelopen", "eerder", "parlement", "informatie", "tweede", "eerste"),
    )
    if len(word) >= _SHORTEST_KNOWN
)
