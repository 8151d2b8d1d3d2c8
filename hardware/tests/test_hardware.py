"""What can be said of the kit without KiCad and OpenSCAD; hardware/make says the rest."""

import csv
import re
import unittest
import uuid
import xml.etree.ElementTree

from kit import BOARD, HARDWARE, SCHEMATIC, bom, eeprom, kicad, light, pins, solid, wiring

SETTINGS = HARDWARE.parent / "app" / "SETTINGS.md"


def defaults():
    """The defaults of the kiosk's settings of the panel."""
    rows = re.findall(r"^\| `(panel\.[a-z-]+)` \| (?:`([^`]*)`)? *\|", SETTINGS.read_text(encoding="utf-8"), re.M)
    return dict(rows)


class Pins(unittest.TestCase):
    def test_kiosks_defaults_are_the_table(self):
        settings = defaults()
        table = pins.read()
        by_setting = {}
        for pin in table:
            by_setting.setdefault(pin.setting, []).append(pin)
        lights = by_setting["panel.led-pins"]
        self.assertEqual(settings["panel.led-pins"], " ".join(str(pin.bcm) for pin in lights))
        self.assertEqual(["light red", "light green", "light blue"], [pin.function for pin in lights])
        self.assertEqual(settings["panel.led-active-low"], "true" if lights[0].active == "low" else "false")
        (button,) = by_setting["panel.button-pin"]
        self.assertEqual(settings["panel.button-pin"], str(button.bcm))
        self.assertEqual(settings["panel.button-active-low"], "true" if button.active == "low" else "false")
        self.assertEqual(settings["panel.button-pull"], {"high": "up", "low": "down"}[button.idle])
        (shutter,) = by_setting["panel.shutter-pin"]
        self.assertEqual(settings["panel.shutter-pin"], str(shutter.bcm))
        self.assertEqual(settings["panel.shutter-active-low"], "true" if shutter.active == "low" else "false")
        for name in by_setting:
            self.assertTrue(name in settings, f"{name} is no setting of the kiosk")

    def test_bcm_numbers_are_those_of_the_header(self):
        for pin in pins.read():
            self.assertEqual(str(pin.bcm), pins.HEADER[pin.header_pin], pin.function)

    def test_board_joins_each_pin_to_its_net(self):
        nets = kicad.nets(BOARD)
        for pin in pins.read():
            self.assertEqual(pin.net, nets["J1", str(pin.header_pin)], pin.function)

    def test_board_gives_supply_and_ground_where_the_header_has_them(self):
        names = {"3V3": "+3V3", "5V": "+5V", "GND": "GND", "ID_SD": "/ID_SD", "ID_SC": "/ID_SC"}
        nets = kicad.nets(BOARD)
        for number, name in pins.HEADER.items():
            if name in names:
                self.assertEqual(names[name], nets["J1", str(number)], f"header pin {number}")

    def test_no_other_line_of_the_pi_is_used(self):
        used = {str(pin.header_pin) for pin in pins.read()}
        for (part, pad), net in kicad.nets(BOARD).items():
            if part == "J1" and pins.HEADER[int(pad)].isdigit() and pad not in used:
                self.assertTrue(net.startswith("unconnected"), f"J1 pin {pad} is at {net}")


class Board(unittest.TestCase):
    def test_board_and_schematic_have_the_same_parts(self):
        on_board = {part for part, _ in kicad.nets(BOARD)}
        bought = {part.reference for part in kicad.parts(SCHEMATIC).values() if part.is_bought}
        self.assertEqual(bought, on_board)

    def test_size_is_that_of_a_hat(self):
        self.assertEqual((65, 56.5), kicad.size(BOARD))

    def test_eeprom_is_wired_as_the_hat_guide_asks(self):
        parts, nets = kicad.parts(SCHEMATIC), kicad.nets(BOARD)
        pull_ups = {}
        for (reference, pad), net in nets.items():
            if reference.startswith("R") and net == "+3V3":
                other = nets[reference, "2" if pad == "1" else "1"]
                pull_ups[other] = parts[reference].value
        self.assertEqual("3k9", pull_ups["/ID_SD"])
        self.assertEqual("3k9", pull_ups["/ID_SC"])
        self.assertEqual("1k", pull_ups[nets["U1", "7"]], "the write protection's pull-up")
        self.assertEqual({nets["U1", "7"], "GND"}, {nets["JP1", "1"], nets["JP1", "2"]})
        self.assertEqual({"GND"}, {nets["U1", pad] for pad in "1234"}, "address 0x50")

    def test_everything_that_is_touched_has_its_protection(self):
        nets = kicad.nets(BOARD)
        guarded = {nets["D2", pad] for pad in "234"}
        outside = {net for (part, _), net in nets.items() if part in ("J2", "J3", "SW1")} - {"GND"}
        self.assertEqual(outside, guarded)

    def test_light_stays_within_its_limits(self):
        for colour in light.COLOURS:
            least, typical, most = light.currents(colour)
            self.assertLess(most, light.MOST / 2, colour.name)
            self.assertGreater(least, 4, colour.name)
            self.assertTrue(7 < typical < 10, colour.name)

    def test_readme_has_the_currents(self):
        text = (HARDWARE / "README.md").read_text(encoding="utf-8")
        for colour in light.COLOURS:
            for current in light.currents(colour):
                self.assertIn(f"{current:.1f} mA", text)


class Bom(unittest.TestCase):
    def test_committed_one_is_that_of_the_schematic(self):
        self.assertEqual(bom.text(), (HARDWARE / "made" / "bom.csv").read_text(encoding="utf-8"))

    def test_each_part_of_the_board_can_be_ordered(self):
        for row in bom.rows():
            if row["Designators"]:
                for column in bom.COLUMNS:
                    self.assertTrue(str(row[column]), f"{row['Designators']} has no {column}")

    def test_positions_name_the_bills_parts(self):
        with open(HARDWARE / "made" / "positions.csv", encoding="utf-8", newline="") as file:
            placed = {row["Ref"] for row in csv.DictReader(file)}
        billed = {name for row in bom.rows() for name in row["Designators"].split()}
        self.assertEqual(billed, placed)


class Wiring(unittest.TestCase):
    def test_committed_one_is_that_of_the_table(self):
        self.assertEqual(wiring.svg(), (HARDWARE / "made" / "wiring.svg").read_text(encoding="utf-8"))

    def test_is_well_formed_and_names_each_pin(self):
        root = xml.etree.ElementTree.fromstring(wiring.svg())
        texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
        for pin in pins.read():
            self.assertIn(f"BCM {pin.bcm}", texts)


class Eeprom(unittest.TestCase):
    def test_image_reads_back(self):
        serial = uuid.uuid4()
        found = eeprom.parse(eeprom.image(serial))
        self.assertEqual(serial, found["uuid"])
        self.assertEqual(("Roomtone", "Roomtone HAT"), (found["vendor"], found["product"]))
        self.assertEqual(0, found["back_power"])
        self.assertEqual({17: 2, 27: 2, 22: 2, 23: 1, 24: 1}, found["pulls"])
        self.assertEqual({0}, set(found["functions"].values()), "all are inputs until the kiosk starts")

    def test_uuid_lies_as_eepmake_writes_it(self):
        image = eeprom.image(uuid.UUID("00112233-4455-6677-8899-aabbccddeeff"))
        self.assertEqual(bytes.fromhex("ffeeddccbbaa99887766554433221100"), image[20:36])

    def test_checksum_is_crc_16_arc(self):
        self.assertEqual(0xBB3D, eeprom.crc16(b"123456789"))

    def test_damage_is_found(self):
        image = bytearray(eeprom.image(uuid.uuid4()))
        for at in (0, 4, 14, 30, len(image) - 1):
            broken = bytearray(image)
            broken[at] ^= 0x10
            with self.assertRaises(ValueError, msg=f"byte {at}"):
                eeprom.parse(bytes(broken))
        with self.assertRaises(ValueError):
            eeprom.parse(bytes(image[:50]))

    def test_fits(self):
        self.assertLess(len(eeprom.image(uuid.uuid4())), eeprom.SIZE)

    def test_committed_settings_are_those_of_the_table(self):
        self.assertEqual(eeprom.settings(), (HARDWARE / "made" / "eeprom.txt").read_text(encoding="utf-8"))


class Expressions(unittest.TestCase):
    def test_reads_nesting_and_quotes(self):
        self.assertEqual(["a", ["b", 'c "d"', "1.5"]], kicad.parse('(a (b "c \\"d\\"" 1.5))'))

    def test_broken_file_is_an_error(self):
        for text in ("(a (b)", "(a))", "(a) (b)", ""):
            with self.assertRaises(ValueError, msg=text):
                kicad.parse(text)


class Solids(unittest.TestCase):
    # A tetrahedron of 1/6 mm³, its corners turned outward.
    FACETS = ["0 0 0,0 1 0,1 0 0", "0 0 0,1 0 0,0 0 1", "0 0 0,0 0 1,0 1 0", "1 0 0,0 1 0,0 0 1"]

    def text(self, facets):
        return "".join("".join(f"vertex {corner}\n" for corner in facet.split(",")) for facet in facets)

    def test_volume(self):
        self.assertAlmostEqual(1 / 6, solid.volume(solid.triangles(self.text(self.FACETS))))
        there_and_back = ["0 0 5,1 0 5,0 1 5", "0 0 5,0 1 5,1 0 5"]
        self.assertEqual(0, solid.volume(solid.triangles(self.text(there_and_back))))

    def test_file_does_not_depend_on_the_order(self):
        turned = ["1 0 0,0 0 0,0 1 0", *self.FACETS[:0:-1]]
        one, other = (solid.binary(solid.triangles(self.text(f))) for f in (self.FACETS, turned))
        self.assertEqual(one, other)
        self.assertEqual(84 + 4 * 50, len(one))


class Guides(unittest.TestCase):
    def test_pictures_and_files_named_exist(self):
        for name in ("README.md", "ASSEMBLY.md"):
            text = (HARDWARE / name).read_text(encoding="utf-8")
            for link in re.findall(r"\]\(([^)#:]+)\)", text):
                self.assertTrue((HARDWARE / link).exists(), f"{name} names {link}")

    def test_pictures_are_small(self):
        for picture in (HARDWARE / "made" / "pictures").glob("*.png"):
            self.assertLess(picture.stat().st_size, 300_000, picture.name)


if __name__ == "__main__":
    unittest.main()
