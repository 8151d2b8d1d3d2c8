"""The bill of materials: the schematic's parts, equal ones together, then those of parts.csv."""

import csv
import io
import re

from kit import HARDWARE, SCHEMATIC, kicad

COLUMNS = (
    "Designators,Quantity,Part,Value,Package,Manufacturer,"
    "Manufacturer part number,Alternative,Why"
).split(",")
NAMES = {
    "C": "capacitor",
    "D": "diode",
    "J": "connector",
    "JP": "jumper",
    "Q": "transistor",
    "R": "resistor",
    "SW": "switch",
    "U": "integrated circuit",
}


def _order(reference):
    letters, number = re.fullmatch(r"([A-Z]+)(\d+)", reference).groups()
    return letters, int(number)


def rows():
    groups = {}
    for part in kicad.parts(SCHEMATIC).values():
        if part.is_bought:
            key = (
                part.value,
                part.footprint.split(":")[1],
                *(part.fields.get(name, "") for name in ("Manufacturer", "MPN", "Alternative")),
            )
            groups.setdefault(key, []).append(part)
    for key, parts in sorted(groups.items(), key=lambda item: _order(min(p.reference for p in item[1]))):
        parts.sort(key=lambda part: _order(part.reference))
        value, package, manufacturer, number, alternative = key
        reasons = list(dict.fromkeys(part.fields.get("Why", "") for part in parts))
        yield dict(
            zip(
                COLUMNS,
                (
                    " ".join(part.reference for part in parts),
                    len(parts),
                    NAMES[_order(parts[0].reference)[0]],
                    value,
                    package,
                    manufacturer,
                    number,
                    alternative,
                    "; ".join(reasons),
                ),
            )
        )
    with open(HARDWARE / "parts.csv", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def text():
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows())
    return out.getvalue()
