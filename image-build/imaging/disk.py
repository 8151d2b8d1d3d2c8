"""Stage 2: from the tar of Debian and Roomtone's folder to the partitions and the card's image. No loop device, no mount."""

import fnmatch
import hashlib
import importlib.machinery
import importlib.util
import io
import os
import pathlib
import re
import shutil
import sys
import tarfile
import time

from imaging import IMAGE_BUILD, REPOSITORY, Failure, run
from imaging.layout import A, BOOT_A, DATA, MIB, ROOT_A, SELECTOR, genimage
from imaging.system import Profile
from imaging.tools import Tools

# Nothing in an image tells when it was made, so that equal content gives equal pieces.
EPOCH = 1_750_000_000
ENVIRONMENT = {"SOURCE_DATE_EPOCH": str(EPOCH), "E2FSPROGS_FAKE_TIME": str(EPOCH)}
ROOT_UUID = "0526f6f6-d000-4000-8000-000000000005"
# What Debian's firmware package lays out for a Pi; kernel and initial RAM file system are put there under plain names.
FIRMWARE = "boot/firmware/"
# Left out of the root: what is on the boot partition, what only a system that installs packages needs, and what draws in three dimensions
# or makes documentation: other packages ask for that, no library in its file (readelf -d).
NOT_IN_ROOT = (
    "boot/firmware/*", "boot/vmlinuz-*", "boot/initrd.img-*", "boot/System.map-*", "vmlinuz*", "initrd.img*", "usr/share/doc/*/changelog*",
    "var/cache/*", "var/log/*", "root", "root/*", "dev/*", "etc/systemd/system/multi-user.target.wants/ssh.service",
    "usr/lib/raspi-firmware/*", "usr/lib/linux-image-*", "usr/lib/udev/hwdb.d/*",
    "usr/share/sphinx_rtd_theme/*", "usr/share/javascript/*", "usr/share/fonts-font-awesome/*", "usr/share/sounds/sf2/*",
    "usr/lib/*/libLLVM*", "usr/lib/*/libgallium-*", "usr/lib/*/libz3.so*", "usr/lib/*/dri/*", "usr/lib/*/gbm/*",
    "etc/systemd/system/sshd.service", "etc/systemd/system/sockets.target.wants/ssh.socket", "etc/hostname", "etc/hosts", "etc/resolv.conf",
)
CONFIG = """# What the firmware of a Raspberry Pi reads: raspberrypi.com/documentation/computers/config_txt.html
arm_64bit=1
kernel=vmlinuz
initramfs initrd.img followkernel
{more}
"""
DEBIAN_CONFIG = "# Debian's kernel has device trees of its own, which lie here.\nupstream_kernel=1"
RASPBERRYPI_CONFIG = "camera_auto_detect=1\ndtparam=watchdog=on\n[pi5]\nkernel=vmlinuz-2712\ninitramfs initrd-2712.img followkernel\n[all]"


def slots():
    """The module that the image has as /usr/lib/roomtone-image/slots."""
    file = IMAGE_BUILD / "root/usr/lib/roomtone-image/slots"
    loader = importlib.machinery.SourceFileLoader("slots", str(file))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("slots", loader))
    # dataclasses look their own module up.
    sys.modules["slots"] = module
    loader.exec_module(module)
    return module


def install_roomtone(root: pathlib.Path, work: pathlib.Path) -> list[pathlib.Path]:
    """Puts Roomtone as its Debian package has it, with a Java of its own, and its units into a folder that is laid over the root.

    Returns its jars.
    """
    app = work / "app"
    run(REPOSITORY / "systemd/package", "--arch", "arm64", "--folder", app, stdout=sys.stderr)
    # As on any Raspberry Pi OS: one script knows where units, settings and the rest belong.
    run(REPOSITORY / "systemd/install", "--root", root, "--app", app, "--appliance", "--mpd", stdout=sys.stderr)
    return list((app / "lib").glob("*.jar"))


def overlay(folder: pathlib.Path, profile: Profile, version: str, keyring: pathlib.Path, work: pathlib.Path) -> list[pathlib.Path]:
    """Makes the folder of everything that is laid over Debian's root; returns Roomtone's jars."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(IMAGE_BUILD / "root", folder, symlinks=True)
    rauc = folder / "etc/rauc/system.conf"
    rauc.write_text(rauc.read_text().replace("@PROFILE@", profile.name))
    shutil.copy(keyring, folder / "etc/rauc/keyring.pem")
    etc = folder / "etc"
    (etc / "hostname").write_text("roomtone\n")
    (etc / "hosts").write_text("127.0.0.1\tlocalhost\n::1\tlocalhost\n127.0.1.1\troomtone\n")
    (etc / "resolv.conf").symlink_to("/run/NetworkManager/resolv.conf")
    (etc / "roomtone-image").write_text(f"VERSION={version}\nPROFILE={profile.name}\n")
    for unit, target in (
        ("roomtone-grow.service", "local-fs.target"), ("roomtone-slot.service", "multi-user.target"),
    ):
        wants = etc / "systemd/system" / f"{target}.wants"
        wants.mkdir(parents=True, exist_ok=True)
        (wants / unit).symlink_to(f"/etc/systemd/system/{unit}")
    for name in ("data", "boot/firmware", "dev", "var/roothome", "var/log", "var/cache"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "var/roothome").chmod(0o700)
    # root's home, where a key for SSH goes, is written.
    (folder / "root").symlink_to("var/roothome")
    return install_roomtone(folder, work)


def root_tar(system: pathlib.Path, over: pathlib.Path, target: pathlib.Path) -> None:
    """Debian's tar with the folder laid over it. Debian comes first, so that a change of Roomtone moves nothing of it."""
    ours = {str(path.relative_to(over)): path for path in sorted(over.rglob("*"))}
    # Files of ours take the place of Debian's; folders of Debian's stay, with their owners and permissions.
    replaced = {name for name, path in ours.items() if path.is_symlink() or not path.is_dir()}
    there = set()
    with tarfile.open(system) as debian, tarfile.open(target, "w", format=tarfile.PAX_FORMAT) as out:
        for member in debian:
            name = member.name.removeprefix("./")
            if name in replaced or any(fnmatch.fnmatchcase(name, pattern) for pattern in NOT_IN_ROOT):
                continue
            if member.isdir():
                there.add(name)
            # By /usr's time systemd knows that a system is new and has to make users and groups anew.
            member.mtime = int(time.time()) if name == "usr" else min(member.mtime, EPOCH)
            out.addfile(member, debian.extractfile(member) if member.isreg() else None)
        for name, path in ours.items():
            if name in there:
                continue
            info = out.gettarinfo(path, "./" + name)
            info.uid = info.gid = 0
            info.uname = info.gname = "root"
            info.mtime = EPOCH
            if info.isreg():
                with path.open("rb") as file:
                    out.addfile(info, file)
            else:
                out.addfile(info)


def extra_initial() -> bytes:
    """What is added to Debian's initial RAM file system: a second archive, which the kernel unpacks over the first."""
    script = (IMAGE_BUILD / "initramfs/scripts/local-bottom/roomtone-data").read_bytes()
    order = b'/scripts/local-bottom/roomtone-data "$@"\n[ -e /conf/param.conf ] && . /conf/param.conf\n'
    return archive({"scripts/local-bottom/roomtone-data": (script, 0o755), "scripts/local-bottom/ORDER": (order, 0o644)})


def archive(files: dict[str, tuple[bytes, int]]) -> bytes:
    """A cpio archive in the form that the kernel reads ("newc": Linux, Documentation/driver-api/early-userspace/buffer-format.rst)."""
    out = io.BytesIO()
    names = dict.fromkeys(str(parent) for name in files for parent in reversed(pathlib.PurePath(name).parents) if str(parent) != ".")
    entries = [(name, b"", 0o040755) for name in names] + [(name, data, 0o100000 | mode) for name, (data, mode) in files.items()]
    for number, (name, data, mode) in enumerate([*entries, ("TRAILER!!!", b"", 0)], start=1):
        fields = (number, mode, 0, 0, 1, EPOCH, len(data), 0, 0, 0, 0, len(name) + 1, 0)
        out.write(b"070701" + b"".join(b"%08X" % field for field in fields) + name.encode() + b"\0")
        out.write(b"\0" * (-out.tell() % 4) + data)
        out.write(b"\0" * (-out.tell() % 4))
    return out.getvalue().ljust(-(-out.tell() // 512) * 512, b"\0")


def boot_folder(system: pathlib.Path, profile: Profile, folder: pathlib.Path) -> None:
    """What the firmware needs to start slot A; an update's hook makes it slot B's."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    kernels: dict[str, str] = {}
    with tarfile.open(system) as debian:
        for member in debian:
            name = member.name.removeprefix("./")
            kernel = re.fullmatch(r"boot/(vmlinuz|initrd\.img)-(.+)", name)
            if kernel and member.isreg():
                plain = kernel[1] + ("-2712" if kernel[2].endswith("2712") else "")
                plain = plain.replace("initrd.img-2712", "initrd-2712.img")
                kernels[plain] = kernel[2]
                (folder / plain).write_bytes(debian.extractfile(member).read())
            elif name.startswith(FIRMWARE) and member.isreg() and not re.match(r"(vmlinuz|initrd|cmdline|config)", name[len(FIRMWARE):]):
                file = folder / name.removeprefix(FIRMWARE)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(debian.extractfile(member).read())
    if not {"vmlinuz", "initrd.img"} <= kernels.keys():
        raise Failure(f"{system} has no kernel in /boot: build with --fresh, and look at what mmdebstrap says")
    for initial in folder.glob("initrd*"):
        data = initial.read_bytes()
        initial.write_bytes(data + b"\0" * (-len(data) % 4) + extra_initial())
    (folder / "config.txt").write_text(CONFIG.format(more=DEBIAN_CONFIG if profile.name == "debian" else RASPBERRYPI_CONFIG))
    (folder / "cmdline.txt").write_text(A.command_line + "\n")


def selector_folder(boot: pathlib.Path, folder: pathlib.Path) -> None:
    """The first partition, which Windows and macOS show: which slot starts, and the text file of the first boot."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "autoboot.txt").write_text(slots().Slots().text())
    # A Pi 3 has no firmware of its own on the board: it takes this from the first partition.
    if (boot / "bootcode.bin").exists():
        shutil.copy(boot / "bootcode.bin", folder)
    shutil.copy(REPOSITORY / "systemd/roomtone.txt", folder / "roomtone-example.txt")


def fat(tools: Tools, folder: pathlib.Path, file: pathlib.Path, mib: int, label: str) -> None:
    file.unlink(missing_ok=True)
    serial = hashlib.sha256(label.encode()).hexdigest()[:8]
    around = (file.parent,)
    tools.run(
        "mkfs.vfat", "-F", "32", "-s", "1", "--invariant", "-i", serial, "-n", label, "-C", file, str(mib * 1024), folders=around,
        stdout=sys.stderr,
    )
    tools.run(
        "sh", "-c", 'cd "$1" && mcopy -s -Q -i "$2" ./* ::', "sh", folder, file, folders=around,
        environment=ENVIRONMENT | {"MTOOLS_SKIP_CHECK": "1"},
    )


def ext4(tools: Tools, source: pathlib.Path | None, file: pathlib.Path, mib: int, label: str, *more: str) -> None:
    file.unlink(missing_ok=True)
    file.touch()
    os.truncate(file, mib * MIB)
    content = ["-d", source] if source else []
    tools.run(
        "mke2fs", "-q", "-t", "ext4", "-L", label, "-m", "0", *more, *content, file, folders=(file.parent,), environment=ENVIRONMENT,
    )


def make(tools: Tools, profile: Profile, system: pathlib.Path, version: str, keyring: pathlib.Path, work: pathlib.Path) -> dict:
    """Makes the partitions and the card's image in a folder; returns their files by name, and what of Roomtone is in them."""
    work.mkdir(parents=True, exist_ok=True)
    jars = overlay(work / "over", profile, version, keyring, work)
    root_tar(system, work / "over", work / "root.tar")
    boot_folder(system, profile, work / "boot")
    selector_folder(work / "boot", work / "selector")
    fat(tools, work / "boot", work / "boot.vfat", BOOT_A.mib, "BOOT")
    fat(tools, work / "selector", work / "selector.vfat", SELECTOR.mib, "ROOMTONE")
    fixed = ["-U", ROOT_UUID, "-E", f"hash_seed={ROOT_UUID}"]
    # Never written, so it needs no journal.
    ext4(tools, work / "root.tar", work / "root.ext4", ROOT_A.mib, "root", "-O", "^has_journal", *fixed)
    ext4(tools, None, work / "data.ext4", DATA.mib, "data")
    (work / "genimage.cfg").write_text(genimage("card.img"))
    for name in ("genimage-root", "genimage-tmp"):
        shutil.rmtree(work / name, ignore_errors=True)
        (work / name).mkdir()
    tools.run(
        "genimage", "--config", work / "genimage.cfg", "--rootpath", work / "genimage-root", "--tmppath", work / "genimage-tmp",
        "--inputpath", work, "--outputpath", work, "--loglevel", "1", folders=(work,), stdout=sys.stderr,
    )
    return {
        "card": work / "card.img", "root": work / "root.ext4", "boot": work / "boot.vfat", "tar": work / "root.tar", "jars": jars,
        "java": work / "app/runtime",
    }
