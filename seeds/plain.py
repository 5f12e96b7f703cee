"""What was read from YAML as plain Python values, for data with a reader of its own."""

import yaml

from models.errors import UnreadableSourceError, Words
from seeds.source import Listing, Mapping, Node, Scalar

_CONSTRUCTOR = yaml.constructor.SafeConstructor()


def plain(node: Node) -> object:
    """Return the values that YAML sees in a node: numbers, truth values and days among them.

    Names of fields stay text, as ``seeds.source`` reads them (``on`` is no truth value).

    Raises:
        UnreadableSourceError: a value that YAML types and that cannot be (``2026-02-30``).
    """
    if isinstance(node, Mapping):
        return {name: plain(value) for name, value in node.fields.items()}
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return _value(node)


def _value(scalar: Scalar) -> object:
    try:
        found: object = _CONSTRUCTOR.construct_document(yaml.ScalarNode(scalar.tag, scalar.text))
    except (ValueError, yaml.YAMLError) as problem:
        raise UnreadableSourceError(
            file=scalar.spot.file,
            line=scalar.spot.line,
            problem=str(problem),
            accepted=Words(
                f"een waarde die bestaat, of een tekst: '{scalar.text}'",
                f"a value that exists, or a text: '{scalar.text}'",
            ),
        ) from problem
    return found
