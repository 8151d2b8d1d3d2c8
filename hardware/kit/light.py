"""The currents of the light, from the schematic's resistors: python3 -m kit.light

The light is ASMB-MTB0-0A3A2 (Broadcom AV02-4186EN). Its table 1 allows 25 mA a colour and 65 mW for red, 90 mW for green
and blue, hence at most 2.6 V and 3.6 V at 25 mA. Its table of forward voltages could not be fetched while this was
written; typical ones here, and 1.8 and 2.8 V as least, are those of its sister ASMT-QTB4 with the same kinds of dice, at
20 mA. At less current the voltage is lower, which the margin of 0.2 V below the least stands for.
"""

from dataclasses import dataclass

from kit import SCHEMATIC, kicad

SUPPLY = (4.75, 5.0, 5.25)  # volts: USB's least, typical, most
TRANSISTOR = 0.05  # volts over a BSS138: 6 ohm at most at 8 mA
MOST = 25.0  # mA a colour


@dataclass(frozen=True)
class Colour:
    name: str
    resistor: str
    volts: tuple  # forward: least, typical, most


COLOURS = (
    Colour("red", "R1", (1.6, 2.1, 2.6)),
    Colour("green", "R2", (2.6, 3.2, 3.6)),
    Colour("blue", "R3", (2.6, 3.2, 3.6)),
)


def currents(colour):
    """Least, typical and most current in mA."""
    ohms = float(kicad.parts(SCHEMATIC)[colour.resistor].value)
    least, typical, most = colour.volts
    return tuple(
        (supply - TRANSISTOR - volts) / ohms * 1000
        for supply, volts in zip(SUPPLY, (most, typical, least))
    )


def main():
    print("| colour | resistor | least | typical | most | allowed |")
    print("|---|---|---|---|---|---|")
    for colour in COLOURS:
        low, middle, high = currents(colour)
        ohms = kicad.parts(SCHEMATIC)[colour.resistor].value
        print(f"| {colour.name} | {ohms} Ω | {low:.1f} mA | {middle:.1f} mA | {high:.1f} mA | {MOST:.0f} mA |")


if __name__ == "__main__":
    main()
