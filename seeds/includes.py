"""Definitions written over several files: an item ``include: other.yaml`` stands for a list.

The file it names holds a mapping with one list, of the same name as the list that it is spliced
into. Splicing comes before everything else, so what is published holds no include, and every
value keeps the file and the line that it was written on.
"""

from dataclasses import dataclass, field
from pathlib import Path

from models.errors import IncludeError, Words
from seeds.source import Listing, Mapping, Node, Scalar, Spot, read_source

INCLUDE = "include"
LISTS = ("states", "transitions", "obligations")
MAX_INCLUDES = 100  # also stops files that include each other ever wider


@dataclass(frozen=True, slots=True)
class Spliced:
    """A definition with its includes spliced in, and the files that they came from."""

    content: Mapping
    fragments: frozenset[Path]


def read_spliced(path: Path, *, name: str) -> Spliced:
    """Return what a file holds, with every include replaced by what it names.

    Args:
        path: the file; included files lie in its folder or below.
        name: what errors call it; included files are called after it.

    Raises:
        SourceError: a file cannot be read.
        IncludeError: an include leads nowhere, outside, back to itself or to another list.
    """
    splicer = _Splicer(path.parent, name.removesuffix(path.name))
    content = splicer.mapping(read_source(path, name=name), (path,))
    return Spliced(content, frozenset(splicer.fragments))


def is_fragment(content: Mapping) -> bool:
    """Return whether this is a list for others to include, and no definition."""
    return len(content.fields) == 1 and content.fields.keys() <= set(LISTS)


@dataclass(slots=True)
class _Splicer:
    """One pass over one definition. A ``trail`` is the files from the definition to here."""

    folder: Path
    prefix: str
    fragments: set[Path] = field(default_factory=set)
    included: int = 0

    def mapping(self, content: Mapping, trail: tuple[Path, ...]) -> Mapping:
        """Return a mapping with the lists in it spliced."""
        fields: dict[str, Node] = {
            key: self.listing(key, node, trail)
            if key in LISTS and isinstance(node, Listing)
            else node
            for key, node in content.fields.items()
        }
        return Mapping(fields, content.spots, content.spot)

    def listing(self, key: str, listing: Listing, trail: tuple[Path, ...]) -> Listing:
        """Return a list with the includes in it replaced by their items."""
        items: list[Node] = []
        for item in listing.items:
            if isinstance(item, Mapping) and INCLUDE in item.fields:
                items += self.items(key, item, trail)
            else:
                items.append(self.mapping(item, trail) if isinstance(item, Mapping) else item)
        return Listing(tuple(items), listing.spot)

    def items(self, key: str, item: Mapping, trail: tuple[Path, ...]) -> tuple[Node, ...]:
        """Return the items that an include stands for."""
        path = self.path(item, trail)
        spot = item.spots[INCLUDE]
        self.included += 1
        if self.included > MAX_INCLUDES:
            problem = Words(f"meer dan {MAX_INCLUDES} keer", f"more than {MAX_INCLUDES} times")
            remedy = Words("Voeg minder bestanden in.", "Include fewer files.")
            raise _refusal(spot, path.name, problem, remedy)
        self.fragments.add(path)
        content = read_source(path, name=self.name(path))
        found = content.fields.get(key)
        if len(content.fields) != 1 or not isinstance(found, Listing):
            raise _wrong_list(spot, path.name, key, list(content.fields))
        return self.listing(key, found, (*trail, path)).items

    def path(self, item: Mapping, trail: tuple[Path, ...]) -> Path:
        """Return the file that an include names, if it may be read."""
        named, spot = item.fields[INCLUDE], item.spots[INCLUDE]
        if not isinstance(named, Scalar) or len(item.fields) > 1:
            problem = Words("hier hoort alleen een bestandsnaam", "only a file name belongs here")
            raise _refusal(spot, "…", problem, Words(*(["- include: deel.yaml"] * 2)))
        # Resolved, so that neither ".." nor a link leads out of the folder.
        path = (trail[-1].parent / named.text).resolve()
        if not path.is_relative_to(self.folder.resolve()):
            raise _refusal(spot, named.text, _OUTSIDE, _MOVE_IN)
        if not path.is_file():
            raise _refusal(spot, named.text, _MISSING, _CHECK_NAME)
        around = [each.resolve() for each in trail]
        if path in around:
            chain = " → ".join(each.name for each in (*around[around.index(path) :], path))
            problem = Words(f"in een kring: {chain}", f"in a circle: {chain}")
            raise _refusal(spot, named.text, problem, _BREAK)
        return path

    def name(self, path: Path) -> str:
        """Return what errors call a file."""
        return f"{self.prefix}{path.relative_to(self.folder.resolve()).as_posix()}"


_OUTSIDE = Words(
    "het bestand ligt buiten de map van de definitie", "the file lies outside the folder"
)
_MOVE_IN = Words("Zet het in die map of eronder.", "Put it in the folder of the definition.")
_MISSING = Words("dat bestand is er niet", "there is no such file")
_CHECK_NAME = Words(
    "Noem het bestand zoals het heet, gezien vanuit dit bestand.",
    "Name the file as it is called, seen from this file.",
)
_BREAK = Words("Verwijder één van deze verwijzingen.", "Remove one of these includes.")


def _wrong_list(spot: Spot, target: str, key: str, found: list[str]) -> IncludeError:
    listed = ", ".join(found)[:80]
    problem = Words(
        f"hier hoort een lijst '{key}' en daar staat: {listed}",
        f"a list '{key}' belongs here and the file holds: {listed}",
    )
    remedy = Words(
        f"Laat het bestand alleen '{key}: [- …]' bevatten.",
        f"Let the file hold nothing but '{key}: [- …]'.",
    )
    return _refusal(spot, target, problem, remedy)


def _refusal(spot: Spot, target: str, problem: Words, remedy: Words) -> IncludeError:
    return IncludeError(
        file=spot.file, line=spot.line, target=target[:80], problem=problem, remedy=remedy
    )
