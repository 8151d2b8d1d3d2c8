"""The table of pins, pins.csv, from which the wiring diagram and the EEPROM's settings are made."""

import csv
from dataclasses import dataclass

from kit import HARDWARE

# What the pins of the Raspberry Pi's 40-pin header are, 1 to 40: a BCM number or a supply.
HEADER = dict(
    enumerate(
        "3V3 5V 2 5V 3 GND 4 14 GND 15 17 18 27 GND 22 23 3V3 24 10 GND "
        "9 25 11 8 GND 7 ID_SD ID_SC 5 GND 6 12 13 GND 19 16 26 20 GND 21".split(),
        start=1,
    )
)


@dataclass(frozen=True)
class Pin:
    function: str
    bcm: int
    header_pin: int
    is_output: bool
    idle: str
    active: str
    net: str
    setting: str
    wire: str


def read():
    with open(HARDWARE / "pins.csv", encoding="utf-8", newline="") as file:
        return [
            Pin(
                row["function"],
                int(row["bcm"]),
                int(row["header pin"]),
                row["direction"] == "out",
                row["idle"],
                row["active"],
                row["net"],
                row["setting"],
                row["wire"],
            )
            for row in csv.DictReader(file)
        ]
