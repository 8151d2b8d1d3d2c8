"""What makes, signs and tries Roomtone's image; the scripts one folder up are its commands."""

import os
import pathlib
import subprocess
import sys

IMAGE_BUILD = pathlib.Path(__file__).resolve().parents[1]
REPOSITORY = IMAGE_BUILD.parent
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "roomtone/image-build"
OUT = IMAGE_BUILD / "out"


class Failure(Exception):
    """Something is wrong; the message says what, where and what to do."""


def say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def run(*command, shown: tuple = (), **options) -> subprocess.CompletedProcess:
    """Runs a command; a failure names it (or, instead of it, what is shown) and ends with what it said."""
    words = [str(word) for word in command]
    try:
        return subprocess.run(words, check=True, **options)
    except FileNotFoundError as e:
        raise Failure(f"{words[0]} is missing: apt-get install it (image-build/README.md lists the packages)") from e
    except subprocess.CalledProcessError as e:
        said = e.stderr or e.stdout or ""
        said = said if isinstance(said, str) else said.decode(errors="replace")
        raise Failure(f"{' '.join([str(word) for word in shown or command][:12])} failed ({e.returncode})\n{said[-3000:]}".rstrip()) from e
