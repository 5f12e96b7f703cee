"""The founding letter as paragraphs and sentences, so that tests can hold the seeds against it.

The file holds the letter twice; only the full first copy is read. Footnotes stand inlined in the
paragraph that refers to them (``[1:  …]``) and become places of their own.
"""

import re
from pathlib import Path

OPENING = "Geachte Voorzitter"
_FOOTNOTE_MARK = re.compile(r"\[footnoteRef:\d+\]")
_FOOTNOTE = re.compile(r"\[(\d+):\s*([^\]]*?)\s*\]")
_HEADING = re.compile(r"\d\. \w+( \w+)?")
_OFFICE = re.compile(r"(Minister|Staatssecretaris) van ")
# A full stop after these ends no sentence.
_ABBREVIATIONS = ("o.a.", "i.c.", "jl.", "nr.", "1.", "2.", "3.")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")


def path_of_letter(shared: Path) -> Path:
    """Return the file of the letter."""
    return shared / "letters" / "clusterplan-chemelot.txt"


def full_copy(text: str) -> str:
    """Return the text up to where the letter begins for the second time."""
    return text[: text.index(OPENING, text.index(OPENING) + 1)]


def second_copy(text: str) -> str:
    """Return the rest: the broken repetition."""
    return text[len(full_copy(text)) :]


def normalised(text: str) -> str:
    """Return text with single spaces."""
    return " ".join(text.split())


def paragraphs(text: str) -> dict[str, str]:
    """Return the paragraphs of the full copy by the place that seeds name."""
    found: dict[str, str] = {}
    section, number = "Inleiding", 0
    for block in re.split(r"\n\s*\n", full_copy(text)):
        for place, note in _FOOTNOTE.findall(block):
            found[f"voetnoot {place}"] = normalised(note)
        body = _FOOTNOTE.sub("", _FOOTNOTE_MARK.sub("", block))
        if _OFFICE.search(body):
            signed = f"{found.get('Ondertekening', '')} {normalised(body)}"
            found["Ondertekening"] = signed.strip()
            continue
        for line in filter(None, map(normalised, body.splitlines())):
            if line.startswith(OPENING):
                found["Aanhef"] = line
            elif _HEADING.fullmatch(line):
                section, number = line, 0
                found[section] = line
            else:
                number += 1
                found[f"{section}, alinea {number}"] = line
    return found


def sentences(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph; abbreviations do not end one."""
    parts = _SENTENCE_END.split(paragraph)
    joined = [parts[0]]
    for part in parts[1:]:
        if joined[-1].endswith(_ABBREVIATIONS):
            joined[-1] += f" {part}"
        else:
            joined.append(part)
    return joined
