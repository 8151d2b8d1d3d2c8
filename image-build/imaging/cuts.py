"""What a disk holds after its power is cut, and whether that is everything that was promised."""

import dataclasses
import pathlib
import random
import struct

SECTOR = 512
# The form of dm-log-writes, which QEMU's blklogwrites writes too: Linux, Documentation/admin-guide/device-mapper/log-writes.rst.
MAGIC = 0x6A736677736872
FLUSH, FUA, DISCARD = 1, 2, 4
HEADER = struct.Struct("<QQQQ")
ROWS_A_RUN = 10_000


@dataclasses.dataclass(frozen=True)
class Write:
    """One request of the log: where it goes (in sectors), what it is, and where its data lies in the log's file (in bytes)."""

    sector: int
    sectors: int
    flags: int
    at: int

    @property
    def has_data(self) -> bool:
        return self.sectors > 0 and not self.flags & DISCARD


def read_log(log: pathlib.Path) -> list[Write]:
    """All requests in order. The count in the log's head is old when its writer was killed: the first empty entry ends it."""
    writes = []
    with log.open("rb") as file:
        magic, version, _, size = struct.unpack("<QQQI", file.read(28))
        if (magic, version, size) != (MAGIC, 1, SECTOR):
            raise ValueError(f"{log} is no log of writes with sectors of {SECTOR} bytes")
        at = SECTOR
        while True:
            file.seek(at)
            head = file.read(HEADER.size)
            if len(head) < HEADER.size:
                return writes
            sector, sectors, flags, _ = HEADER.unpack(head)
            if sectors == 0 and flags == 0:
                return writes
            write = Write(sector, sectors, flags, at + SECTOR)
            writes.append(write)
            at = write.at + (sectors * SECTOR if write.has_data else 0)


def cut(disk: pathlib.Path, log: pathlib.Path, chance: random.Random) -> tuple[int, int]:
    """Applies to the disk, as it was before, what survives of the log: all that was flushed, and of what came after the last flush some
    sectors and others not, in no order. Returns how many sectors had not been flushed, and how many of them were lost."""
    writes = read_log(log)
    last = max((i for i, write in enumerate(writes) if write.flags & FLUSH), default=-1)
    # A write by itself that asks for it (FUA) is on the disk; so is what a flush carries.
    kept_share = chance.choice((0.0, 0.5, 0.9, 1.0))
    unflushed = lost = 0
    with disk.open("r+b") as target, log.open("rb") as source:
        for i, write in enumerate(writes):
            if not write.has_data:
                continue
            source.seek(write.at)
            data = source.read(write.sectors * SECTOR)
            if i <= last or write.flags & FUA:
                target.seek(write.sector * SECTOR)
                target.write(data)
                continue
            for one in range(write.sectors):
                unflushed += 1
                if chance.random() >= kept_share:
                    lost += 1
                    continue
                target.seek((write.sector + one) * SECTOR)
                target.write(data[one * SECTOR:(one + 1) * SECTOR])
    return unflushed, lost


class Promises:
    """What was acknowledged over all runs, held against what the next run finds."""

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}
        self._last: dict[str, int] = {}
        self._seal = ""

    @property
    def rows(self) -> int:
        """How many rows were acknowledged."""
        return sum(last - run * ROWS_A_RUN + 1 for run, last in self._rows.items())

    def wrote(self, what: str, number: int) -> None:
        self._last[what] = number
        if what == "row":
            self._rows[number // ROWS_A_RUN] = number

    def broken_by(self, found: dict) -> list[str]:
        """Each promise that is broken, as a sentence; empty if none is."""
        broken = []
        if found["integrity"] != "ok":
            broken.append(f"the log's file is damaged: {found['integrity']}")
        if not found["log"].startswith("Writing[") or not found["log"].endswith("notice=]"):
            broken.append(f"the log is not well: {found['log']}")
        for table, runs in found["rows"].items():
            there = {first // ROWS_A_RUN: (first, last, count) for first, last, count in runs}
            for run, promised in self._rows.items():
                first, last, count = there.get(run, (0, -1, 0))
                expected = promised - run * ROWS_A_RUN + 1
                if last < promised or first != run * ROWS_A_RUN or count != last - first + 1:
                    broken.append(f"{table}: {expected - min(count, expected)} of {expected} rows of run {run} are lost")
        for what in ("settings", "token", "taste"):
            promised = self._last.get(what)
            stored = found[what]
            if promised is not None and not (stored.isdigit() and int(stored) >= promised):
                broken.append(f"{what}: {promised} was acknowledged, {stored or 'nothing'} is there")
        if found["settingsProblems"] or not found["comment"]:
            broken.append("the settings are not whole")
        if self._seal and found["seal"] != self._seal:
            broken.append("the operators' file was lost: forms are sealed with another key")
        self._seal = self._seal or found["seal"]
        return broken

    def lost_rows(self, found: dict) -> int:
        """How many acknowledged rows are not there, of the table that lost most."""
        lost = 0
        for runs in found["rows"].values():
            there = {first // ROWS_A_RUN: (last if count == last - first + 1 else first + count - 1) for first, last, count in runs}
            lost = max(lost, sum(
                max(0, promised - there.get(run, run * ROWS_A_RUN - 1)) for run, promised in self._rows.items()
            ))
        return lost

    def forget(self) -> None:
        """Begins anew, after a loss: what is lost once would else be counted at each start."""
        self.__init__()
