"""Triangles of a printed part: read from OpenSCAD's text STL, written as binary STL in an order of their own.

OpenSCAD gives the same triangles in another order at each run; here equal parts give equal files.
"""

import re
import struct

_HEADER = b"Roomtone, millimetres".ljust(80, b"\0")


def triangles(text):
    """Three corners each, (x, y, z) in mm, with the precision that binary STL has."""
    numbers = [float(number) for line in re.findall(r"vertex (.*)", text) for number in line.split()]
    rounded = struct.unpack(f"<{len(numbers)}f", struct.pack(f"<{len(numbers)}f", *numbers))
    corners = [rounded[i : i + 3] for i in range(0, len(rounded), 3)]
    found = []
    for i in range(0, len(corners), 3):
        one = corners[i : i + 3]
        first = one.index(min(one))
        found.append(tuple(one[first:] + one[:first]))
    return sorted(found)


def _cross(a, b):
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def volume(solid):
    """In cubic millimetres; 0 for a face without thickness."""
    return sum(sum(x * y for x, y in zip(a, _cross(b, c))) for a, b, c in solid) / 6


def binary(solid):
    """A binary STL file."""
    out = [_HEADER, struct.pack("<I", len(solid))]
    for a, b, c in solid:
        normal = _cross([q - p for p, q in zip(a, b)], [q - p for p, q in zip(a, c)])
        length = sum(n * n for n in normal) ** 0.5 or 1.0
        out.append(struct.pack("<12fH", *(n / length for n in normal), *a, *b, *c, 0))
    return b"".join(out)
