"""What can be said of image, updates and power cuts without building an image; build, boot-test and power-cuts say the rest."""

import dataclasses
import io
import json
import lzma
import pathlib
import random
import re
import struct
import subprocess
import sys
import tarfile
import tempfile
import unittest
import zipfile

from imaging import IMAGE_BUILD, bill, cuts, disk, layout, signing, squeeze, system


class Folder(unittest.TestCase):
    def setUp(self):
        self._folder = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self._folder.name)
        self.addCleanup(self._folder.cleanup)


class Slots(unittest.TestCase):
    """The bootloader backend, as RAUC and the firmware use it."""

    def setUp(self):
        self.slots = disk.slots()
        self.new = self.slots.Slots()

    def partition(self, slots, section):
        return int(re.search(rf"^\[{section}\]\n(?:[a-z].*\n)*?boot_partition=(\d)$", slots.text(), re.M)[1])

    def test_file_is_one_sector_of_ascii_and_reads_back(self):
        for slots in (self.new, self.slots.Slots("B", "A", True, True, True, frozenset("AB"))):
            self.assertEqual(512, len(slots.text().encode("ascii")))
            self.assertEqual(slots, self.slots.Slots.parse(slots.text()))

    def test_firmware_may_read_it(self):
        for line in self.new.text().splitlines():
            self.assertRegex(line, r"^(\[(all|tryboot)\]|(tryboot_a_b|boot_partition)=\d|#.*)$")

    def test_file_without_sense_is_a_new_card(self):
        self.assertEqual(self.new, self.slots.Slots.parse("\0\0\0"))

    def test_update_is_tried_and_not_chosen(self):
        # RAUC: the slot is bad while it is written, then it becomes the primary one.
        slots = self.new.with_state("B", False, "A").with_primary("B")
        self.assertEqual((2, 3), (self.partition(slots, "all"), self.partition(slots, "tryboot")))
        self.assertEqual("B", slots.primary)
        self.assertEqual(frozenset(), slots.bad)

    def test_healthy_update_is_chosen(self):
        slots = self.new.with_primary("B").with_state("B", True, "B")
        self.assertEqual((3, 2), (self.partition(slots, "all"), self.partition(slots, "tryboot")))
        self.assertEqual("", slots.trial)

    def test_update_is_not_chosen_by_the_old_system(self):
        slots = self.new.with_primary("B").with_state("B", True, "A")
        self.assertEqual(2, self.partition(slots, "all"))

    def test_kernel_that_can_not_ask_starts_the_trial_until_it_failed(self):
        slots = dataclasses.replace(self.new.with_primary("B"), tried=True, direct=True)
        self.assertEqual((3, 2), (self.partition(slots, "all"), self.partition(slots, "tryboot")))
        self.assertEqual("A", self.slots.Slots.parse(slots.text()).chosen)
        self.assertEqual(2, self.partition(slots.with_state("B", False, "A"), "all"))
        self.assertEqual(3, self.partition(slots.with_state("B", True, "B"), "all"))

    def test_failed_update_is_bad_and_no_more_on_trial(self):
        slots = self.new.with_primary("B").with_state("B", False, "A")
        self.assertEqual(("A", "", frozenset("B")), (slots.chosen, slots.trial, slots.bad))

    def test_bundle_hook_names_the_slot_that_it_is_in(self):
        for name, slot in (("boot.0", layout.A), ("boot.1", layout.B)):
            with tempfile.TemporaryDirectory() as mounted:
                line = pathlib.Path(mounted) / "cmdline.txt"
                line.write_text(layout.A.command_line + "\n")
                environment = {"RAUC_SLOT_NAME": name, "RAUC_SLOT_MOUNT_POINT": mounted, "PATH": "/usr/bin:/bin"}
                subprocess.run([IMAGE_BUILD / "bundle/hook", "slot-post-install"], env=environment, check=True)
                self.assertEqual(slot.command_line + "\n", line.read_text())


class Layout(unittest.TestCase):
    def test_firmware_reaches_its_partitions_by_the_four_numbers_of_a_master_boot_record(self):
        self.assertTrue(all(partition.number <= 3 for partition in (layout.SELECTOR, layout.BOOT_A, layout.BOOT_B)))
        self.assertNotIn(4, [partition.number for partition in layout.PARTITIONS])

    def test_slots_are_alike_and_data_is_last_so_that_it_can_grow(self):
        self.assertEqual((layout.A.boot.mib, layout.A.root.mib), (layout.B.boot.mib, layout.B.root.mib))
        self.assertIs(layout.DATA, layout.PARTITIONS[-1])

    def test_files_of_the_image_name_the_partitions(self):
        fstab = (IMAGE_BUILD / "root/etc/fstab").read_text()
        rauc = (IMAGE_BUILD / "root/etc/rauc/system.conf").read_text()
        self.assertIn(f"PARTUUID={layout.SELECTOR.uuid} /boot/firmware", fstab)
        for number, slot in enumerate((layout.A, layout.B)):
            section = f"[slot.rootfs.{number}]\ndevice=/dev/disk/by-partuuid/{slot.root.uuid}\ntype=ext4\nbootname={slot.name}\n"
            self.assertIn(section, rauc)
            section = f"[slot.boot.{number}]\ndevice=/dev/disk/by-partuuid/{slot.boot.uuid}\ntype=vfat\nparent=rootfs.{number}\n"
            self.assertIn(section, rauc)
        for name in ("root/usr/lib/roomtone-image/grow", "initramfs/scripts/local-bottom/roomtone-data"):
            self.assertIn(layout.DATA.uuid, (IMAGE_BUILD / name).read_text())
        for slot in layout.SLOTS.values():
            self.assertEqual(slot.boot.number, disk.slots().PARTITIONS[slot.name])

    def test_partitions_of_a_card_are_found(self):
        def record(*entries):
            table = b"".join(struct.pack("<4xB3xII", kind, start, 1) for kind, start in entries)
            return (b"\0" * 446 + table).ljust(510, b"\0") + b"\x55\xaa"

        with tempfile.TemporaryDirectory() as folder:
            card = pathlib.Path(folder) / "card.img"
            content = bytearray(512 * 40)
            for sector, entries in (
                (0, ((0x0C, 2), (0x0C, 4), (0x0C, 6), (0x0F, 10))), (10, ((0x83, 1), (0x05, 10))), (20, ((0x83, 1), (0x05, 20))), (30, ((0x83, 2),)),
            ):
                content[512 * sector:512 * sector + 512] = record(*entries)
            card.write_bytes(content)
            sectors = {number: start // 512 for number, start in layout.starts(card).items()}
            self.assertEqual({1: 2, 2: 4, 3: 6, 4: 10, 5: 11, 6: 21, 7: 32}, sectors)

    def test_genimage_gets_each_partition_once(self):
        text = layout.genimage("card.img")
        self.assertEqual([each.name for each in layout.PARTITIONS], re.findall(r"partition (\S+) {", text))


class Scripts(unittest.TestCase):
    def test_shells_can_read_them(self):
        for name in (
            "setup/before", "setup/after", "bundle/hook", "initramfs/scripts/local-bottom/roomtone-data", "root/usr/bin/roomtone-update",
            "root/usr/lib/roomtone-image/grow",
        ):
            subprocess.run(["sh", "-n", IMAGE_BUILD / name], check=True)
            self.assertTrue((IMAGE_BUILD / name).stat().st_mode & 0o100, f"{name} can't be run")

    def test_initial_ram_file_system_is_one_that_cpio_reads(self):
        archive = disk.extra_initial()
        self.assertEqual(0, len(archive) % 512)
        listed = read_cpio(archive)
        self.assertEqual(
            ["scripts", "scripts/local-bottom", "scripts/local-bottom/roomtone-data", "scripts/local-bottom/ORDER"], list(listed)
        )
        mode, data = listed["scripts/local-bottom/roomtone-data"]
        self.assertEqual(0o100755, mode)
        self.assertTrue(data.startswith(b"#!/bin/sh"))


def read_cpio(archive: bytes) -> dict[str, tuple[int, bytes]]:
    files, at = {}, 0
    while True:
        assert archive[at:at + 6] == b"070701"
        fields = [int(archive[at + 6 + 8 * i:at + 14 + 8 * i], 16) for i in range(13)]
        mode, size, length = fields[1], fields[6], fields[11]
        name = archive[at + 110:at + 110 + length - 1].decode()
        start = -(-(at + 110 + length) // 4) * 4
        if name == "TRAILER!!!":
            return files
        files[name] = (mode, archive[start:start + size])
        at = -(-(start + size) // 4) * 4


class Profiles(unittest.TestCase):
    def test_each_profile_makes_a_command(self):
        for profile in system.PROFILES.values():
            words = system.command(profile, pathlib.Path("out.tar"))
            self.assertIn("--architectures=arm64", words)
            self.assertTrue(all("signed-by=" in word for word in words if word.startswith("deb ")))
            include = next(word for word in words if word.startswith("--include="))
            self.assertIn("linux-image", include)
            self.assertIn("raspi-firmware", include)

    def test_debian_alone_needs_no_other_archive(self):
        lines = [word for word in system.command(system.DEBIAN, pathlib.Path("out.tar")) if word.startswith("deb ")]
        self.assertTrue(all(" http://deb.debian.org/" in line for line in lines))
        self.assertTrue(any("raspberrypi" in line for line in system.lines_for_apt(system.RASPBERRYPI)))


class Tar(Folder):
    def test_ours_takes_the_place_of_debians_and_folders_stay(self):
        debian = self.folder / "debian.tar"
        with tarfile.open(debian, "w") as out:
            for name, data in (("./etc", None), ("./etc/fstab", b"theirs"), ("./etc/passwd", b"kept"), ("./boot/vmlinuz-6.12", b"kernel")):
                info = tarfile.TarInfo(name)
                info.mtime = 2_000_000_000
                if data is None:
                    info.type, info.mode = tarfile.DIRTYPE, 0o750
                else:
                    info.size = len(data)
                out.addfile(info, io.BytesIO(data or b""))
        over = self.folder / "over"
        (over / "etc").mkdir(parents=True)
        (over / "etc/fstab").write_text("ours")
        (over / "root").symlink_to("var/roothome")
        disk.root_tar(debian, over, self.folder / "root.tar")
        with tarfile.open(self.folder / "root.tar") as tar:
            names = [member.name.removeprefix("./") for member in tar]
            self.assertEqual(["etc", "etc/passwd", "etc/fstab", "root"], names)
            self.assertEqual(0o750, tar.getmembers()[0].mode)
            self.assertEqual(b"ours", tar.extractfile(tar.getmembers()[2]).read())
            self.assertTrue(all(member.mtime <= disk.EPOCH and member.uid == 0 for member in tar))


class Squeeze(Folder):
    def test_small_change_compresses_one_piece(self):
        content = bytearray(random.Random(1).randbytes(1000) + b"\0" * (3 * squeeze.PIECE))
        image, target = self.folder / "card.img", self.folder / "card.img.xz"
        image.write_bytes(content)
        self.assertEqual((4, 3), squeeze.compress(image, target, self.folder / "pieces", 0), "two pieces are alike")
        content[5] ^= 1
        image.write_bytes(content)
        self.assertEqual((4, 1), squeeze.compress(image, target, self.folder / "pieces", 0))
        self.assertEqual(bytes(content), lzma.decompress(target.read_bytes()))


class Bill(Folder):
    STATUS = (
        "Package: libc6\nStatus: install ok installed\nArchitecture: arm64\nVersion: 2.41-12\nDescription: C\n more\n\n"
        "Package: gone\nStatus: deinstall ok config-files\nArchitecture: arm64\nVersion: 1\n"
    )
    COPYRIGHT = "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nLicense: GPL-2+\n text\n\nLicense: MIT\n"

    def test_bill_names_packages_and_jars(self):
        tar = self.folder / "root.tar"
        with tarfile.open(tar, "w") as out:
            for name, text in (("./var/lib/dpkg/status", self.STATUS), ("./usr/share/doc/libc6/copyright", self.COPYRIGHT)):
                info = tarfile.TarInfo(name)
                info.size = len(text)
                out.addfile(info, io.BytesIO(text.encode()))
        jar = self.folder / "core-1.2.jar"
        with zipfile.ZipFile(jar, "w") as out:
            out.writestr("META-INF/maven/org.example/thing/pom.properties", "groupId=org.example\nartifactId=thing\nversion=1.2\n")
            out.writestr("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\nBundle-License: Apache-2.0\r\n")
        (self.folder / "release").write_text('JAVA_VERSION="25.0.5"\nMODULES="java.base"\n')
        document = json.loads(bill.bill("roomtone-debian", "1", tar, [jar], self.folder))
        self.assertEqual(("CycloneDX", "1.6"), (document["bomFormat"], document["specVersion"]))
        package, java, library = document["components"]
        self.assertEqual(("openjdk", "25.0.5"), (java["name"], java["version"]))
        self.assertEqual("pkg:deb/debian/libc6@2.41-12?arch=arm64&distro=debian-13", package["purl"])
        self.assertEqual(["GPL-2+", "MIT"], [each["license"]["name"] for each in package["licenses"]])
        self.assertEqual("pkg:maven/org.example/thing@1.2", library["purl"])
        self.assertEqual(64, len(library["hashes"][0]["content"]))
        self.assertEqual("Apache-2.0", library["licenses"][0]["license"]["name"])
        self.assertEqual(document, json.loads(bill.bill("roomtone-debian", "1", tar, [jar], self.folder)), "the same twice")


class Signing(Folder):
    def test_development_key_is_made_once_for_this_user_alone(self):
        said = io.StringIO()
        sys.stderr, before = said, sys.stderr
        try:
            first = signing.development(self.folder / "key")
            content = first.key.read_bytes()
            self.assertEqual(content, signing.development(self.folder / "key").key.read_bytes())
        finally:
            sys.stderr = before
        self.assertEqual(0o600, first.key.stat().st_mode & 0o777)
        self.assertIn("WARNING", said.getvalue())

    def test_missing_files_are_named(self):
        with self.assertRaisesRegex(Exception, "there is no file .*none.pem"):
            signing.signer(self.folder / "none.pem", None, None)


class Cut(Folder):
    """A disk that loses what was not flushed."""

    def log(self, *entries):
        file = self.folder / "writes.log"
        parts = [struct.pack("<QQQI", cuts.MAGIC, 1, 0, 512).ljust(512, b"\0")]
        for sector, data, flags in entries:
            parts.append(struct.pack("<QQQQ", sector, len(data) // 512, flags, 0).ljust(512, b"\0") + data)
        file.write_bytes(b"".join(parts) + b"\0" * 4096)
        return file

    def test_flushed_stays_and_the_rest_may_go(self):
        log = self.log((0, b"a" * 512, 0), (0, b"", cuts.FLUSH), (1, b"b" * 1024, 0), (4, b"c" * 512, cuts.FUA))
        ends = set()
        for seed in range(60):
            target = self.folder / "disk"
            target.write_bytes(b"." * 512 * 5)
            unflushed, lost = cuts.cut(target, log, random.Random(seed))
            content = target.read_bytes()
            self.assertEqual((b"a", b"c", 2), (content[:1], content[-1:], unflushed))
            self.assertEqual(lost, content[512:1536].count(b".") // 512)
            ends.add(content[512:1536:512])
        self.assertEqual({b"..", b"b.", b".b", b"bb"}, ends)

    def test_no_log_is_told(self):
        file = self.folder / "writes.log"
        file.write_bytes(b"\0" * 1024)
        with self.assertRaises(ValueError):
            cuts.read_log(file)


class Promised(unittest.TestCase):
    def found(self, **changes):
        good = {
            "log": "Writing[waiting=0, dropped=0, notice=]", "integrity": "ok", "settings": "10001", "settingsProblems": 0, "comment": True,
            "token": "10001", "taste": "10002", "seal": "s", "leftOver": 0,
            "rows": {table: [[10000, 10002, 3]] for table in ("plays", "actions", "moods")},
        }
        return good | changes

    def setUp(self):
        self.promises = cuts.Promises()
        for what in ("row", "settings", "token", "taste"):
            for number in (10000, 10001):
                self.promises.wrote(what, number)

    def test_kept_promises(self):
        self.assertEqual([], self.promises.broken_by(self.found()))
        self.assertEqual((0, 2), (self.promises.lost_rows(self.found()), self.promises.rows))

    def test_each_broken_promise_is_told(self):
        for changes, sentence in (
            ({"rows": {"plays": [[10000, 10000, 1]]}}, "plays: 1 of 2 rows"),
            ({"rows": {"plays": []}}, "plays: 2 of 2 rows"),
            ({"rows": {"plays": [[10000, 10002, 2]]}}, "plays"),
            ({"integrity": "row 7 missing"}, "damaged"),
            ({"log": "Writing[waiting=0, dropped=0, notice=damaged file set aside]"}, "not well"),
            ({"settings": "10000"}, "settings: 10001 was acknowledged"),
            ({"settingsProblems": 1}, "not whole"),
            ({"token": ""}, "token: 10001 was acknowledged, nothing"),
            ({"taste": "10000"}, "taste"),
        ):
            (broken,) = self.promises.broken_by(self.found(**changes))
            self.assertIn(sentence, broken)

    def test_other_seal_is_a_lost_file(self):
        self.promises.broken_by(self.found())
        (broken,) = self.promises.broken_by(self.found(seal="other"))
        self.assertIn("another key", broken)


if __name__ == "__main__":
    unittest.main()
