"""The weight of a clause: which words make it a promise, a demand, an ambition or less.

The rules stand in order, the weakest weight first: "verwacht te zullen informeren" is an
expectation, for a tool that turns an ambition into a promise is wrong (domain section 4).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from models.vocabulary import Modality

GAP = "…"


@dataclass(frozen=True, slots=True)
class WeightRule:
    """A convention about the weight of words.

    Attributes:
        id: Name under which tests and readers refer to it.
        modality: The weight; None when the words ask somebody else and weigh nothing here.
        convention: The convention in words.
        groups: Words that stand together; "…" leaves room for others between them.
        governs: Whether the words weigh an "om"- or "dat"-clause that hangs on them too.
    """

    id: str
    modality: Modality | None
    convention: str
    groups: tuple[tuple[str, ...], ...]
    governs: bool = True


def _words(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple((word,) for word in text.split())


WEIGHT_RULES: tuple[WeightRule, ...] = (
    WeightRule(
        "W-REQUEST",
        None,
        "Who requests or asks something promises nothing: a motion, a question, a committee.",
        (
            *_words("verzoekt verzocht verzochten vraagt vroeg vroegen gevraagd"),
            *_words("opgeroepen requests requested asks asked"),
            ("verzoeken", "de"),
            ("ik", "verzoek"),
            ("verzoek", "ik"),
            ("ik", "vraag"),
            ("vraag", "ik"),
            ("wij", "vragen"),
            ("roept", GAP, "op"),
            ("dringt", GAP, "aan"),
            ("aangedrongen",),
        ),
    ),
    WeightRule(
        "W-EXPECT",
        Modality.INDICATIVE,
        "Verwachten, naar verwachting, waarschijnlijk, indicatief: an indication of the moment.",
        (
            *_words("verwacht verwachten vermoedelijk waarschijnlijk waarschijnlijkheid"),
            ("naar", "verwachting"),
            ("in", "de", "rede"),
            ("naar", "alle", "verwachting"),
            ("verwachting", "is"),
            ("is", "de", "verwachting"),
            *_words("indicatief expect expects expected probably likely indicatively"),
        ),
    ),
    WeightRule(
        "W-AMBITION",
        Modality.AMBITION,
        "Streven, ambitie, inzet, beogen, hopen, doel, zich inspannen: wanted, not promised. A "
        "noun counts where it governs what follows, not as the subject of a report.",
        (
            *_words("streef streeft streefde streven nagestreefd beoog beoogt beogen hoop hoopt"),
            *_words("hopen inspannen inspant inspanning aim aims hope hopes strive strives"),
            ("ambitie", "om"),
            ("ambitie", "uitgesproken"),
            ("ambitie", "is"),
            ("is", "de", "ambitie"),
            ("heeft", "de", "ambitie"),
            ("hebben", "de", "ambitie"),
            ("heb", "de", "ambitie"),
            ("ambities", "om"),
            ("inzet", "is"),
            ("inzet", "om"),
            ("is", "mijn", "inzet"),
            ("is", "de", "inzet"),
            ("doel", "is"),
            ("doel", "om"),
            ("is", "het", "doel"),
            ("als", "doel"),
            ("doelstelling", "is"),
            ("doelstelling", "om"),
            ("wens", "om"),
            ("erop", "gericht"),
            ("zet", GAP, "op", "in"),
            ("zet", "in", "op"),
            ("zetten", "in", "op"),
            ("ambition", "to"),
            ("ambition", "is"),
            ("aim", "is"),
            ("goal", "is"),
        ),
    ),
    WeightRule(
        "W-PLEDGE",
        Modality.COMMITMENT,
        "Kan toezeggen, kunt tegemoetzien: the courtesy does not weaken the promise.",
        (
            ("kan", GAP, "toezeggen"),
            ("kunnen", GAP, "toezeggen"),
            ("wil", GAP, "toezeggen"),
            ("kan", GAP, "tegemoetzien"),
            ("kunt", GAP, "tegemoetzien"),
            ("kan", GAP, "rekenen", "op"),
            ("kunt", GAP, "rekenen", "op"),
        ),
    ),
    WeightRule(
        "W-INTENT",
        Modality.INTENDED,
        "Voornemens, voorgenomen, van plan, gepland, voorzien, willen: intended, not promised.",
        (
            *_words(
                "voornemens voorgenomen gepland beoogd beoogde intentie wil wilt willen intend"
            ),
            *_words("intends intended plans planned"),
            ("ben", "bereid"),
            ("is", "bereid"),
            ("zijn", "bereid"),
            ("voornemen", "om"),
            ("voornemen", "is"),
            ("planning", "om"),
            ("planning", "is"),
            ("volgens", GAP, "planning"),
            ("huidige", "planning"),
            ("van", "plan"),
            ("is", GAP, "voorzien"),
            ("zijn", GAP, "voorzien"),
            ("plan", "om"),
            ("plannen", "om"),
        ),
    ),
    WeightRule(
        "W-PROVISIONAL",
        Modality.PROVISIONAL,
        "Voorlopig, vooralsnog: for the time being.",
        _words("voorlopig vooralsnog provisionally"),
    ),
    WeightRule(
        "W-POSSIBLE",
        Modality.POSSIBILITY,
        "Kunnen, zou, mogelijk, wellicht: it may be so, or not.",
        (
            *_words("kan kunnen kunt zou zouden mogelijk mogelijkerwijs wellicht misschien mag"),
            *_words("mogen may might could can perhaps possibly would should"),
        ),
    ),
    WeightRule(
        "W-DEMAND",
        Modality.REQUIREMENT,
        "Moeten, dienen te, verplicht, vereist, noodzakelijk: required.",
        (
            *_words("moet moeten verplicht verplichting vereist noodzakelijk must required"),
            ("dient", GAP, "te"),
            ("dienen", GAP, "te"),
            ("is", "gehouden"),
            ("zijn", "gehouden"),
            ("is", "nodig"),
            ("obliged", "to"),
        ),
    ),
    WeightRule(
        "W-PROMISE",
        Modality.COMMITMENT,
        "Toezeggen, beloven, afspreken: promised, also when the letter says so again.",
        (
            *_words("toegezegd toezegging toezeggen beloof belooft beloofd afgesproken promise"),
            *_words("promised undertake"),
            ("zeg", GAP, "toe"),
            ("zegt", GAP, "toe"),
            ("zeggen", GAP, "toe"),
            ("zegde", GAP, "toe"),
        ),
    ),
    WeightRule(
        "W-WILL",
        Modality.COMMITMENT,
        "Zal, zullen, will, shall: promised.",
        _words("zal zullen zult will shall"),
        governs=False,
    ),
    WeightRule(
        "W-ANNOUNCED",
        Modality.ANNOUNCED,
        "Aankondigen, aangeven, laten weten: made known, by whomever, promised to nobody here.",
        (
            *_words(
                "aangekondigd aankondigt aankondigde aankondigden announced announces announce"
            ),
            ("aangegeven",),
            ("laten", "weten"),
            *(("kondigt", GAP, "aan"), ("kondigen", GAP, "aan"), ("kondigde", GAP, "aan")),
            *(("kondigden", GAP, "aan"), ("kondig", GAP, "aan")),
        ),
    ),
)
"""All conventions about weight, the weakest first: the first that fits weighs the clause."""

_NOT_POSSIBLE = frozenset({"te", "maken", "gemaakt", "is", "blijft"})


def weigh(words: list[str], *, governing: bool = False) -> WeightRule | None:
    """Return the first rule whose words stand in a clause; None when no word weighs.

    Args:
        words: The words of the clause, without those of its phrases.
        governing: Whether only rules count that weigh the clause hanging on these words.
    """
    present = set(words)
    for rule in WEIGHT_RULES:
        if governing and not rule.governs:
            continue
        if any(group[0] in present and stands_in(group, words) for group in rule.groups):
            return rule
    return None


def weaker(first: WeightRule | None, second: WeightRule | None) -> WeightRule | None:
    """Return which of two rules weighs less; None weighs nothing and leaves the other."""
    rules = [rule for rule in (first, second) if rule is not None]
    return min(rules, key=WEIGHT_RULES.index, default=None)


def stands_in(group: tuple[str, ...], words: list[str]) -> bool:
    """Return whether a group of words stands in a clause, in its order."""
    at = 0
    for run in _runs(group):
        place = _place_of(run, words, at)
        if place is None:
            return False
        at = place + len(run)
    return True


def any_stands_in(groups: Iterable[tuple[str, ...]], words: list[str]) -> bool:
    """Return whether one of these groups stands in a clause."""
    present = set(words)
    return any(group[0] in present and stands_in(group, words) for group in groups)


def _runs(group: tuple[str, ...]) -> list[tuple[str, ...]]:
    runs: list[tuple[str, ...]] = [()]
    for word in group:
        if word == GAP:
            runs.append(())
        else:
            runs[-1] = (*runs[-1], word)
    return runs


def _place_of(run: tuple[str, ...], words: list[str], start: int) -> int | None:
    for at in range(start, len(words) - len(run) + 1):
        if tuple(words[at : at + len(run)]) == run and not _is_made_possible(run, words, at):
            return at
    return None


def _is_made_possible(run: tuple[str, ...], words: list[str], at: int) -> bool:
    """Return whether "mogelijk" is no "perhaps" here: "mogelijk te maken", "mogelijk is"."""
    return run == ("mogelijk",) and words[at + 1 : at + 2] != [] and words[at + 1] in _NOT_POSSIBLE
