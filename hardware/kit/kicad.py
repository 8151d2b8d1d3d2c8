"""Reads KiCad's files, which are S-expressions: https://dev-docs.kicad.org/en/file-formats/"""

import functools
import re
from dataclasses import dataclass
from pathlib import Path

_TOKEN = re.compile(r'\s*(?:(\()|(\))|"((?:[^"\\]|\\.)*)"|([^\s()"]+))')


def parse(text):
    """Returns the one expression in the text as nested lists of strings."""
    stack = [[]]
    at = 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ValueError(f"no S-expression at character {at}")
        at = match.end()
        if match.group(1):
            stack.append([])
        elif match.group(2):
            if len(stack) == 1:
                raise ValueError(f"a closing parenthesis too many at character {at}")
            done = stack.pop()
            stack[-1].append(done)
        elif match.group(3) is not None:
            stack[-1].append(re.sub(r"\\(.)", r"\1", match.group(3)))
        else:
            stack[-1].append(match.group(4))
    if len(stack) != 1 or len(stack[0]) != 1:
        raise ValueError("the file ends within an expression")
    return stack[0][0]


def children(node, name):
    return [child for child in node if isinstance(child, list) and child and child[0] == name]


def child(node, name):
    found = children(node, name)
    return found[0] if found else None


@functools.cache  # parsing the board takes half a second
def read(path: Path):
    try:
        return parse(path.read_text(encoding="utf-8"))
    except ValueError as e:
        raise ValueError(f"{path} can't be read: {e}") from e


@dataclass(frozen=True)
class Part:
    """A part of the schematic; fields are those that its maker typed, as MPN."""

    reference: str
    value: str
    footprint: str
    fields: dict
    is_bought: bool


def parts(schematic: Path):
    """The schematic's parts by their reference."""
    found = {}
    for symbol in children(read(schematic), "symbol"):
        fields = {prop[1]: prop[2] for prop in children(symbol, "property")}
        reference = fields["Reference"]
        if not reference.startswith("#"):
            found[reference] = Part(
                reference,
                fields["Value"],
                fields["Footprint"],
                fields,
                child(symbol, "in_bom")[1] == "yes",
            )
    return found


def nets(board: Path):
    """The net of each pad of the board, by reference and pad."""
    found = {}
    for footprint in children(read(board), "footprint"):
        reference = next(p[2] for p in children(footprint, "property") if p[1] == "Reference")
        for pad in children(footprint, "pad"):
            net = child(pad, "net")
            if pad[1] and net:
                found[reference, pad[1]] = net[2] if len(net) > 2 else net[1]
    return found


def size(board: Path):
    """The board's width and height in millimetres, from its outline."""
    points = []
    tree = read(board)
    for kind in ("gr_line", "gr_arc"):
        for shape in children(tree, kind):
            if child(shape, "layer")[1] == "Edge.Cuts":
                points += [
                    tuple(map(float, child(shape, end)[1:3])) for end in ("start", "end")
                ]
    across, down = zip(*points)
    return round(max(across) - min(across), 3), round(max(down) - min(down), 3)
