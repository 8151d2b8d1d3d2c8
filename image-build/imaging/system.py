"""Stage 1: the root file system of Debian 13 for arm64, as a tar, without Roomtone. It depends on the profile alone and is kept."""

import dataclasses
import pathlib
import shutil

from imaging import CACHE, IMAGE_BUILD, Failure, say
from imaging.tools import SUITE, Tools, key_of, sources

# What a kiosk needs besides Debian's essential packages. Java comes with Roomtone, in stage 2.
PACKAGES = (
    "systemd", "systemd-sysv", "systemd-timesyncd", "udev", "dbus", "libpam-systemd", "kmod", "initramfs-tools", "zstd",
    "python3", "procps", "findutils",
    "network-manager", "wpasupplicant", "dnsmasq-base", "wireless-regdb", "avahi-daemon", "openssh-server", "ca-certificates", "iproute2",
    # What Java and Roomtone's libraries are linked with, as Debian's package of Roomtone depends on.
    "libfreetype6", "libgcc-s1", "libharfbuzz0b", "libjpeg62-turbo", "liblcms2-2", "libstdc++6", "zlib1g",
    "mpd", "rauc", "rauc-service", "e2fsprogs", "dosfstools", "fdisk", "gpiod",
)
# What dpkg leaves out: documentation (licences stay) and drivers that no Pi has a slot for.
LEFT_OUT = (
    "/usr/share/man/*", "/usr/share/info/*", "/usr/share/locale/*", "/usr/share/lintian/*", "/usr/share/doc/*",
    *(f"/usr/lib/modules/*/kernel/{name}/*" for name in (
        "drivers/gpu/drm/amd", "drivers/gpu/drm/nouveau", "drivers/gpu/drm/radeon", "drivers/gpu/drm/xe", "drivers/gpu/drm/msm",
        "drivers/infiniband", "drivers/net/ethernet/mellanox", "drivers/net/ethernet/qlogic", "drivers/net/ethernet/broadcom/bnxt",
        "drivers/net/ethernet/chelsio", "drivers/net/ethernet/intel", "drivers/net/ethernet/sfc", "drivers/net/ethernet/cavium",
        "drivers/isdn", "fs/ocfs2", "fs/xfs", "fs/ceph", "fs/gfs2", "fs/jfs",
        "drivers/net/wireless/intel", "drivers/accel",
    )),
)
KEPT = ("/usr/share/doc/*/copyright",)


@dataclasses.dataclass(frozen=True)
class Profile:
    """Which boards an image is for, and where its packages come from."""

    name: str
    boards: str
    packages: tuple[str, ...]
    # An archive besides Debian's (address, suite, components), and the file on the host with the keys that it is checked with.
    archive: tuple[str, ...] = ()
    keyring: str = ""


DEBIAN = Profile(
    name="debian",
    boards="Raspberry Pi 3 and 4 with a USB camera",
    packages=("linux-image-arm64", "raspi-firmware", "firmware-brcm80211"),
)
RASPBERRYPI = Profile(
    name="raspberrypi",
    boards="Raspberry Pi 4 and 5 with a camera module",
    packages=("linux-image-rpi-v8", "linux-image-rpi-2712", "raspi-firmware", "firmware-brcm80211", "rpicam-apps-lite"),
    archive=("http://archive.raspberrypi.com/debian", "trixie", "main"),
    keyring="/usr/share/keyrings/raspberrypi-archive-keyring.pgp",
)
PROFILES = {profile.name: profile for profile in (DEBIAN, RASPBERRYPI)}


def lines_for_apt(profile: Profile) -> list[str]:
    lines = sources(SUITE, f"{SUITE}-updates", components="main non-free-firmware")
    lines += [
        line.replace("/debian ", "/debian-security ") for line in sources(f"{SUITE}-security", components="main non-free-firmware")
    ]
    if profile.archive:
        address, suite, components = profile.archive
        lines.append(f"deb [signed-by={profile.keyring}] {address} {suite} {components}")
    return lines


def command(profile: Profile, target: pathlib.Path) -> list[str]:
    """What makes the root file system: mmdebstrap, with nothing asked and the initial RAM file system made once."""
    setup = IMAGE_BUILD / "setup"
    return [
        "mmdebstrap", "--variant=apt", "--mode=root", "--architectures=arm64", "--skip=check/qemu", "--format=tar",
        "--include=" + ",".join(PACKAGES + profile.packages),
        # Files that are there before their package stay as they are.
        "--dpkgopt=force-confold", "--dpkgopt=force-confdef", "--dpkgopt=force-unsafe-io",
        *(f"--dpkgopt=path-exclude={path}" for path in LEFT_OUT),
        *(f"--dpkgopt=path-include={path}" for path in KEPT),
        f"--setup-hook={setup}/before \"$1\"",
        f"--customize-hook={setup}/after \"$1\"",
        SUITE, str(target), *lines_for_apt(profile),
    ]


def make(profile: Profile, tools: Tools, fresh: bool) -> pathlib.Path:
    """The tar of the root file system, made once for each set of inputs; fresh makes it again from today's packages."""
    hooks = [(IMAGE_BUILD / "setup" / name).read_text() for name in ("before", "after")]
    # Wherever the repository lies.
    words = [word.replace(str(IMAGE_BUILD), "") for word in command(profile, pathlib.Path())]
    tar = CACHE / f"system-{profile.name}-{key_of(words, hooks)}.tar"
    if tar.exists() and not fresh:
        return tar
    if profile.keyring:
        if not pathlib.Path(profile.keyring).is_file():
            raise Failure(f"{profile.keyring} is missing: install the package raspberrypi-archive-keyring of {profile.archive[0]}")
        tools.give(pathlib.Path(profile.keyring))
    say(f"sets up Debian 13 for {profile.boards}; this takes a quarter of an hour: {tar}")
    half = tar.with_suffix(".half.tar")
    # In memory: half a gigabyte of small files.
    tools.run(*command(profile, half), folders=(IMAGE_BUILD,), arm64=True, environment={"TMPDIR": "/dev/shm"})
    shutil.move(half, tar)
    return tar
