"""Where things lie on the card: the partitions and the two slots, said once for the image, the update and the boot test."""

import dataclasses
import pathlib
import struct

# "Room": partitions are known by this and their number, whatever the card's device is called.
DISK = 0x526F6F6D
MIB = 1 << 20


@dataclasses.dataclass(frozen=True)
class Partition:
    number: int
    name: str
    mib: int
    # As in a master boot record: 0x0C a FAT32 that a Pi's firmware reads, 0x83 Linux.
    kind: int

    @property
    def uuid(self) -> str:
        """Its PARTUUID."""
        return f"{DISK:08x}-{self.number:02x}"


SELECTOR = Partition(1, "selector", 48, 0x0C)
BOOT_A = Partition(2, "boot-a", 192, 0x0C)
BOOT_B = Partition(3, "boot-b", 192, 0x0C)
# Number 4 is the extended partition around those that follow: a master boot record has room for four, and the firmware wants one.
ROOT_A = Partition(5, "root-a", 1536, 0x83)
ROOT_B = Partition(6, "root-b", 1536, 0x83)
DATA = Partition(7, "data", 256, 0x83)
PARTITIONS = (SELECTOR, BOOT_A, BOOT_B, ROOT_A, ROOT_B, DATA)


@dataclasses.dataclass(frozen=True)
class Slot:
    """One of the two systems."""

    name: str
    boot: Partition
    root: Partition

    @property
    def command_line(self) -> str:
        """The kernel's: a root that is never written, and a panic that starts again instead of standing still."""
        return f"console=tty1 root=PARTUUID={self.root.uuid} rootfstype=ext4 ro rootwait panic=10 fsck.repair=yes rauc.slot={self.name}"


A = Slot("A", BOOT_A, ROOT_A)
B = Slot("B", BOOT_B, ROOT_B)
SLOTS = {"A": A, "B": B}


def genimage(name: str) -> str:
    """The configuration of genimage for the whole card."""
    images = {SELECTOR: "selector.vfat", BOOT_A: "boot.vfat", ROOT_A: "root.ext4", DATA: "data.ext4"}
    parts = []
    for partition in PARTITIONS:
        image = f'\t\timage = "{images[partition]}"\n' if partition in images else ""
        active = "\t\tbootable = true\n" if partition is SELECTOR else ""
        parts.append(
            f"\tpartition {partition.name} {{\n\t\tpartition-type = 0x{partition.kind:02X}\n\t\tsize = {partition.mib}M\n{active}{image}\t}}\n"
        )
    head = f"\thdimage {{\n\t\tpartition-table-type = mbr\n\t\textended-partition = 4\n\t\tdisk-signature = 0x{DISK:08x}\n\t\talign = 1M\n\t}}\n"
    return f"image {name} {{\n{head}{''.join(parts)}}}\n"


def starts(card: pathlib.Path) -> dict[int, int]:
    """Where the partitions of a card begin, in bytes, by number: four in its master boot record, those from 5 on in a chain of others."""
    found = {}
    with card.open("rb") as file:

        def entries(sector: int) -> list[tuple[int, int]]:
            file.seek(sector * 512 + 446)
            table = file.read(66)
            if table[64:] != b"\x55\xaa":
                raise ValueError(f"{card} has no table of partitions in sector {sector}")
            return [(kind, start) for kind, start in struct.iter_unpack("<4xB3xI4x", table[:64])]

        extended = 0
        for number, (kind, start) in enumerate(entries(0), start=1):
            if kind:
                found[number] = start * 512
            if kind in (0x05, 0x0F):
                extended = start
        number, record = 5, extended
        while record:
            # Each record has one partition, counted from itself, and the next record, counted from the first.
            (_, start), (next_kind, next_start) = entries(record)[:2]
            found[number] = (record + start) * 512
            number += 1
            record = extended + next_start if next_kind else 0
    return found
