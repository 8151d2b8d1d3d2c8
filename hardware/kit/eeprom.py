"""The HAT's identity: python3 -m kit.eeprom FILE.eep writes an image with a fresh UUID.

The format is version 1 of https://github.com/raspberrypi/hats/blob/master/eeprom-format.md. The same content as text for
eepmake is made/eeprom.txt. There is no device tree atom: the kiosk uses the lines from user space and needs no overlay.
"""

import struct
import sys
import uuid
from pathlib import Path

from kit import pins

VENDOR = "Roomtone"
PRODUCT = "Roomtone HAT"
PRODUCT_ID = 0x0001
PRODUCT_VERSION = 0x0001
SIZE = 4096  # bytes in a 24C32
_PINS = 28
_PULLS = {"high": ("UP", 1), "low": ("DOWN", 2)}


def settings():
    """The text that Raspberry Pi's eepmake -v1 takes."""
    lines = [
        "# Made by hardware/make from pins.csv: eepmake -v1 eeprom.txt roomtone-hat.eep",
        "# The zero UUID makes eepmake choose one; each board needs its own.",
        f"product_uuid {uuid.UUID(int=0)}",
        f"product_id 0x{PRODUCT_ID:04x}",
        f"product_ver 0x{PRODUCT_VERSION:04x}",
        f'vendor "{VENDOR}"',
        f'product "{PRODUCT}"',
        "gpio_drive 0",
        "gpio_slew 0",
        "gpio_hysteresis 0",
        "back_power 0",
    ]
    # The light's lines stay inputs until the kiosk takes them: nothing is lit while the Pi starts.
    lines += [
        f"setgpio {pin.bcm} INPUT {_PULLS[pin.idle][0]}"
        for pin in sorted(pins.read(), key=lambda pin: pin.bcm)
    ]
    return "\n".join(lines) + "\n"


def crc16(data):
    """CRC-16/ARC, which eepmake computes bit by bit."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ 0xA001 if crc & 1 else crc >> 1
    return crc


def _atom(kind, count, data):
    atom = struct.pack("<HHI", kind, count, len(data) + 2) + data
    return atom + struct.pack("<H", crc16(atom))


def image(serial: uuid.UUID):
    """The bytes to be written from address 0 on."""
    vendor, product = VENDOR.encode("ascii"), PRODUCT.encode("ascii")
    # eepmake keeps the UUID as four little-endian words, the last first: its bytes backwards.
    info = serial.bytes[::-1] + struct.pack(
        "<HHBB", PRODUCT_ID, PRODUCT_VERSION, len(vendor), len(product)
    )
    gpio = bytearray(2 + _PINS)
    for pin in pins.read():
        gpio[2 + pin.bcm] = 0x80 | _PULLS[pin.idle][1] << 5
    atoms = _atom(1, 0, info + vendor + product) + _atom(2, 1, bytes(gpio))
    return b"R-Pi" + struct.pack("<BBHI", 1, 0, 2, 12 + len(atoms)) + atoms


def parse(data):
    """Reads an image back; a ValueError says what is wrong with it."""
    if len(data) < 12 or data[:4] != b"R-Pi":
        raise ValueError("the signature R-Pi is missing")
    version, _, count, length = struct.unpack_from("<BBHI", data, 4)
    if version != 1 or length > len(data):
        raise ValueError(f"version {version} or length {length} can't be right")
    at = 12
    found = {}
    for number in range(count):
        kind, index, size = struct.unpack_from("<HHI", data, at)
        end = at + 8 + size
        if index != number or end > length:
            raise ValueError(f"atom {number} at {at} is broken")
        if crc16(data[at : end - 2]) != struct.unpack_from("<H", data, end - 2)[0]:
            raise ValueError(f"atom {number} at {at} has a wrong checksum")
        body = data[at + 8 : end - 2]
        if kind == 1:
            product, release, first, second = struct.unpack_from("<HHBB", body, 16)
            found.update(
                uuid=uuid.UUID(bytes=bytes(body[15::-1])),
                product_id=product,
                product_version=release,
                vendor=body[22 : 22 + first].decode("ascii"),
                product=body[22 + first : 22 + first + second].decode("ascii"),
            )
        elif kind == 2:
            found["back_power"] = body[1] & 3
            found["pulls"] = {
                bcm: (body[2 + bcm] >> 5) & 3 for bcm in range(_PINS) if body[2 + bcm] & 0x80
            }
            found["functions"] = {
                bcm: body[2 + bcm] & 7 for bcm in range(_PINS) if body[2 + bcm] & 0x80
            }
        at = end
    if at != length:
        raise ValueError(f"{length - at} bytes are left after the last atom")
    return found


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: python3 -m kit.eeprom FILE.eep")
    data = image(uuid.uuid4())
    Path(sys.argv[1]).write_bytes(data)
    print(f"{sys.argv[1]}: {len(data)} bytes, UUID {parse(data)['uuid']}")


if __name__ == "__main__":
    main()
