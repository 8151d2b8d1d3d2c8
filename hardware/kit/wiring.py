"""Draws the wiring of light, button and shutter switch to a Pi without the HAT, as SVG."""

from html import escape

from kit import pins

WIDTH, HEIGHT = 1060, 640
TOP, STEP = 84, 26
ODD, EVEN = 515, 545
GROUND = "#333333"
GROUNDS = {"light": 9, "button": 14, "shutter": 20}  # header pins


def _row(number):
    return TOP + (number - 1) // 2 * STEP


def _text(x, y, text, size=13, anchor="start", colour="#222", weight="normal"):
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}" fill="{colour}" '
        f'font-weight="{weight}">{escape(text)}</text>'
    )


def _wire(x1, x2, y, colour):
    return f'<path d="M{x1} {y} H{x2}" stroke="{colour}" stroke-width="3" fill="none"/>'


def _box(x, y, width, height, fill):
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="8" fill="{fill}" '
        'stroke="#555" stroke-width="1.5"/>'
    )


def _header(used):
    yield _box(ODD - 18, TOP - 20, EVEN - ODD + 36, 20 * STEP + 14, "#e9ecef")
    for number, name in pins.HEADER.items():
        x, y = (ODD if number % 2 else EVEN), _row(number)
        yield f'<circle cx="{x}" cy="{y}" r="10" fill="{used.get(number, "#adb5bd")}"/>'
        yield _text(x, y + 4, str(number), 10, "middle", "#fff", "bold")
        label = f"BCM {name}" if name.isdigit() else name
        at = (ODD - 26, "end") if number % 2 else (EVEN + 26, "start")
        yield _text(at[0], y + 4, label, 12, at[1], "#222" if number in used else "#888")


def _light(channels, ground):
    rows = [_row(n) for n in [ground] + [pin.header_pin for pin in channels]]
    yield _box(60, min(rows) - 26, 190, max(rows) - min(rows) + 52, "#fff9db")
    yield _text(74, min(rows) - 36, "RGB light, common cathode", 14, weight="bold")
    yield _wire(250, 415, _row(ground), GROUND)
    yield _text(240, _row(ground) + 4, "cathode, the longest leg", 12, "end")
    for pin in channels:
        y = _row(pin.header_pin)
        yield _wire(250, 415, y, pin.wire)
        yield f'<rect x="300" y="{y - 7}" width="60" height="14" fill="#fff" stroke="{pin.wire}" stroke-width="2"/>'
        yield _text(330, y + 4, "330 Ω", 11, "middle")
        yield _text(240, y + 4, pin.function.split()[1], 12, "end")


def _contact(pin, ground, title, hints):
    above, below = sorted((_row(pin.header_pin), _row(ground)))
    x = 790
    yield _box(x, above - 12, 220, below - above + 24, "#e7f5ff")
    yield _text(x + 84, above + 4, title, 14, weight="bold")
    for i, hint in enumerate(hints):
        yield _text(x + 84, above + 20 + 14 * i, hint, 11)
    yield _wire(632, x + 24, _row(pin.header_pin), pin.wire)
    yield _wire(632, x + 24, _row(ground), GROUND)
    for y in (above, below):
        yield f'<circle cx="{x + 28}" cy="{y}" r="4" fill="#fff" stroke="#222" stroke-width="2"/>'
    yield (
        f'<path d="M{x + 28} {below - 4} L{x + 46} {above + 3}" stroke="#222" '
        'stroke-width="2.5" fill="none"/>'
    )


def svg():
    table = pins.read()
    light = [pin for pin in table if pin.is_output]
    button = next(pin for pin in table if pin.function == "button")
    shutter = next(pin for pin in table if pin.function == "shutter")
    used = {pin.header_pin: pin.wire for pin in table}
    used.update(dict.fromkeys(GROUNDS.values(), GROUND))
    for number in GROUNDS.values():
        if pins.HEADER[number] != "GND":
            raise ValueError(f"header pin {number} is {pins.HEADER[number]}, not ground")
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="DejaVu Sans, Verdana, sans-serif">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        _text(40, 36, "Roomtone on a Raspberry Pi without the HAT", 20, weight="bold"),
        _text(ODD + 15, 56, "Header, seen from above; pin 1 is next to the card", 11, "middle", "#555"),
        *_header(used),
        *_light(light, GROUNDS["light"]),
        *_contact(button, GROUNDS["button"], "Button", ["closed while pressed"]),
        *_contact(
            shutter,
            GROUNDS["shutter"],
            "Shutter switch",
            ["contacts COM and NO;", "closed while covered"],
        ),
    ]
    notes = [
        "The HAT needs no wires: it has the light and",
        "the button on board, and J3 takes the shutter",
        "switch (COM to pin 3, NO to pin 2).",
        "Switch the Pi off before you wire anything.",
    ]
    lines += [_text(40, 420 + 20 * i, note, 13) for i, note in enumerate(notes)]
    lines.append("</svg>")
    return "\n".join(lines) + "\n"
