"""Lines to paragraphs: broken lines joined, hyphens at line ends mended, items of lists apart."""

import re

from models.letters.notes import feet_apart

_ITEM = re.compile(r"\s*(?:[-–—•*▪◦·‣➢✓]|o(?= {2}))\s+")
_NUMBERED_ITEM = re.compile(r"\s*(?:\d{1,2}[.)]|[a-z][.)]|\([a-z0-9]{1,2}\))\s+")
_HYPHEN = re.compile(r"[^\W\d_]-$")
_SUSPENDED = re.compile(r"(?:en|of|dan wel|and|or)\b")
_ENDED = (".", "!", "?", ":", ";", "”", '"', "’")
# A line longer than this was not broken to fit a page: its end is that of a paragraph.
_UNBROKEN = 150
_HEADING = 70
ITEM_MARK = "• "


def paragraphs_of(text: str) -> tuple[list[str], list[str]]:
    """Return the paragraphs of the letter in order, and its footnotes at the feet of pages.

    An item of a list is a paragraph that begins with "• ". A paragraph that a page cut in two
    is one again: the first half ends in no full stop and the second begins in lower case.
    """
    lines, feet = feet_apart(text.split("\n"))
    paragraphs: list[str] = []
    for block in _blocks(lines):
        for paragraph in _within(block):
            if paragraphs and _goes_on(paragraphs[-1], paragraph):
                paragraphs[-1] = _hyphen_mended(paragraphs[-1], paragraph)
            else:
                paragraphs.append(paragraph)
    return paragraphs, feet


def is_item(paragraph: str) -> bool:
    """Return whether the paragraph is an item of a list."""
    return paragraph.startswith(ITEM_MARK) or _NUMBERED_ITEM.match(paragraph) is not None


def without_item_mark(sentence: str) -> str:
    """Return a sentence without the mark of the item that it begins."""
    return sentence.removeprefix(ITEM_MARK.strip()).strip()


def _blocks(lines: list[str]) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line.strip())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _within(block: list[str]) -> list[str]:
    """Return the paragraphs of lines that no empty line parts."""
    width = max(map(len, block))
    pieces: list[list[str]] = []
    for at, line in enumerate(block):
        before = block[at - 1] if at else ""
        if not at or _begins_anew(before, line, width):
            pieces.append([])
        pieces[-1].append(line)
    return [_in_one_line(piece) for piece in pieces]


def _begins_anew(before: str, line: str, width: int) -> bool:
    if _ITEM.match(line) or _NUMBERED_ITEM.match(line) or len(before) > _UNBROKEN:
        return True
    is_short = len(before) < min(_HEADING, 0.6 * width)
    return is_short and not before.endswith(",") and line[0].isupper()


def _in_one_line(lines: list[str]) -> str:
    first = _ITEM.sub(ITEM_MARK, lines[0], count=1) if _ITEM.match(lines[0]) else lines[0]
    pieces = [first]
    for line in lines[1:]:
        pieces[-1:] = _parted(pieces[-1], line)
    return "".join(pieces)


def _goes_on(paragraph: str, following: str) -> bool:
    ends = paragraph.endswith(_ENDED)
    return not ends and following[0].islower() and not is_item(following)


def _hyphen_mended(before: str, line: str) -> str:
    return "".join(_parted(before, line))


def _parted(before: str, line: str) -> list[str]:
    """Return two pieces of text that read on: without the hyphen that broke a word."""
    if not _HYPHEN.search(before[-2:]) or _SUSPENDED.match(line):
        return [before, f" {line}"]
    if line[0].islower() and before[-2:-1].islower():
        return [before[:-1], line]
    return [before, line]
