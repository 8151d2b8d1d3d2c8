"""Compresses an image to .xz in pieces, and keeps the pieces: after a small change only few are compressed anew.

A file of several xz streams is an xz file (section 2 of its format), which xz, bmaptool and Raspberry Pi Imager read.
"""

import concurrent.futures
import hashlib
import lzma
import os
import pathlib
import time

PIECE = 32 << 20
KEEP_SECONDS = 14 * 24 * 3600


def compress(source: pathlib.Path, target: pathlib.Path, kept: pathlib.Path, preset: int) -> tuple[int, int]:
    """Returns how many pieces there are and how many had to be compressed."""
    kept.mkdir(parents=True, exist_ok=True)
    forget_old(kept)
    size = source.stat().st_size
    fresh = 0

    def piece(at: int) -> tuple[pathlib.Path, bool]:
        with source.open("rb") as file:
            file.seek(at)
            data = file.read(PIECE)
        name = kept / f"{hashlib.sha256(data).hexdigest()}-{preset}.xz"
        if name.exists():
            os.utime(name)
            return name, False
        half = name.with_name(f"{name.name}.{os.getpid()}.{at}")
        half.write_bytes(lzma.compress(data, check=lzma.CHECK_CRC64, preset=preset))
        half.rename(name)
        return name, True

    half = target.with_name(target.name + ".half")
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as threads, half.open("wb") as out:
        for name, is_fresh in threads.map(piece, range(0, size, PIECE)):
            out.write(name.read_bytes())
            fresh += is_fresh
    half.rename(target)
    return -(-size // PIECE), fresh


def forget_old(kept: pathlib.Path) -> None:
    """Pieces that no image used for two weeks go."""
    for file in kept.iterdir():
        if time.time() - file.stat().st_mtime > KEEP_SECONDS:
            file.unlink(missing_ok=True)
