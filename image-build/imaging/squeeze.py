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
    places = range(0, source.stat().st_size, PIECE)

    def data(at: int) -> bytes:
        with source.open("rb") as file:
            file.seek(at)
            return file.read(PIECE)

    def name(at: int) -> pathlib.Path:
        return kept / f"{hashlib.sha256(data(at)).hexdigest()}-{preset}.xz"

    def make(piece: pathlib.Path, at: int) -> None:
        half = piece.with_name(f"{piece.name}.{os.getpid()}")
        half.write_bytes(lzma.compress(data(at), check=lzma.CHECK_CRC64, preset=preset))
        half.rename(piece)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as threads:
        pieces = list(threads.map(name, places))
        # Of pieces that are alike one is made.
        missing = {piece: at for piece, at in zip(pieces, places) if not piece.exists()}
        for _ in threads.map(make, missing.keys(), missing.values()):
            pass
    half = target.with_name(target.name + ".half")
    with half.open("wb") as out:
        for piece in pieces:
            os.utime(piece)
            out.write(piece.read_bytes())
    half.rename(target)
    return len(pieces), len(missing)


def forget_old(kept: pathlib.Path) -> None:
    """Pieces that no image used for two weeks go."""
    for file in kept.iterdir():
        if time.time() - file.stat().st_mtime > KEEP_SECONDS:
            file.unlink(missing_ok=True)
