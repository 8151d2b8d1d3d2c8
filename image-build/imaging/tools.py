"""Debian 13's tools, whatever the host is: a folder that mmdebstrap makes once, in which they are run.

Debian 12's mke2fs reads no tar, its RAUC signs no dm-verity bundles and its qemu-user is too old for Java 25.
"""

import hashlib
import os
import pathlib
import shutil
import subprocess
import tempfile

from imaging import CACHE, Failure, run, say

PACKAGES = (
    "mmdebstrap", "qemu-user", "e2fsprogs", "libarchive13t64", "dosfstools", "mtools", "genimage", "rauc", "squashfs-tools",
    "bmap-tools", "debian-archive-keyring", "gpg", "gpgv", "ca-certificates",
)
SUITE = "trixie"
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
MIRROR = "http://deb.debian.org/debian"
# How the kernel knows a program for arm64: the first 20 bytes of an ELF file, and which of their bits count.
ARM64_MAGIC = r"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\xb7\x00"
ARM64_MASK = r"\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff"
# In a mount namespace of its own, so that nothing stays mounted on the host.
ENTER = """
set -e
root=$1; shift
for name in proc sys dev; do mount --rbind "/$name" "$root/$name"; done
# Programs for arm64 are run by Debian 13's qemu-user as long as this is mounted.
mount -t binfmt_misc binfmt_misc "$root/proc/sys/fs/binfmt_misc"
if [ -n "$ARM64_RULE" ]; then printf %s "$ARM64_RULE" > "$root/proc/sys/fs/binfmt_misc/register"; fi
while [ "$1" != -- ]; do mkdir -p "$root$1"; mount --bind "$1" "$root$1"; shift; done
shift
exec chroot "$root" "$@"
"""


def sources(*suites: str, components: str = "main") -> list[str]:
    """Lines for apt: Debian's archive, checked with Debian's keys."""
    return [f"deb [signed-by={KEYRING}] {MIRROR} {suite} {components}" for suite in suites]


def key_of(*inputs) -> str:
    """A name for what is made of such inputs."""
    return hashlib.sha256(repr(inputs).encode()).hexdigest()[:12]


class Tools:
    """Runs programs of Debian 13; it needs root, for chroot."""

    def __init__(self) -> None:
        if os.geteuid() != 0:
            raise Failure("This runs as root: Debian's packages are set up in a folder by chroot. Use sudo, or a container.")
        self._root = CACHE / f"tools-{key_of(SUITE, PACKAGES)}"
        if not self._root.exists():
            say(f"makes a folder of Debian 13's tools: {self._root}")
            self._make()

    def _make(self) -> None:
        if shutil.which("mmdebstrap") is None:
            raise Failure("mmdebstrap is missing: apt-get install mmdebstrap")
        CACHE.mkdir(parents=True, exist_ok=True)
        half = pathlib.Path(tempfile.mkdtemp(dir=CACHE, prefix="tools."))
        half.chmod(0o755)
        run(
            "mmdebstrap", "--variant=apt", "--mode=root", "--quiet", "--include=" + ",".join(PACKAGES), SUITE, half,
            *sources(SUITE),
        )
        half.rename(self._root)

    def run(
        self, *command, folders: tuple[pathlib.Path, ...] = (), arm64: bool = False, **options
    ) -> subprocess.CompletedProcess:
        """Runs a command that sees the named folders, and the cache, where they are on the host.

        arm64: whether it may run programs for arm64.
        """
        seen = [str(folder) for folder in (CACHE, *folders)]
        environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/root"}
        environment |= options.pop("environment", {})
        # With F the kernel opens it now, so that it is found in any root.
        rule = f":roomtone-{os.getpid()}:M::{ARM64_MAGIC}:{ARM64_MASK}:{self._root}/usr/bin/qemu-aarch64:F"
        environment["ARM64_RULE"] = rule if arm64 else ""
        resolv = self._root / "etc/resolv.conf"
        if pathlib.Path("/etc/resolv.conf").exists() and not resolv.exists():
            shutil.copy("/etc/resolv.conf", resolv)
        return run(
            "unshare", "--mount", "--propagation", "private", "sh", "-c", ENTER, "sh", self._root, *seen, "--", *command,
            env=environment, shown=command, **options,
        )

    def give(self, file: pathlib.Path) -> None:
        """Lets the tools see a file of the host where it is there."""
        target = self._root / file.relative_to("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)
