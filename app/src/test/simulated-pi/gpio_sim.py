"""Builds the kernel module gpio-sim for a kernel of Debian's that has the first GPIO interface.

Pi4J 3 speaks the first version of the kernel's GPIO interface (libgpiod 1). Raspberry Pi's kernels have it, and Debian's up to
6.12; Debian's from 7.2 on do not. gpio-sim, however, is in none of Debian's before 7.2. So it is built here, from Debian's source.
"""

import pathlib
import shutil
import subprocess

SUITE = "bookworm-backports"
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
COMPILER = "aarch64-linux-gnu-gcc"


def build(kernel: str, folder: pathlib.Path) -> pathlib.Path:
    """The module for a kernel such as 6.12.95+deb12-arm64, made in an empty folder."""
    series = ".".join(kernel.split(".")[:2])
    abi = kernel.removesuffix("-arm64")
    headers, common = f"linux-headers-{kernel}", f"linux-headers-{abi}-common"
    _fetch(folder / "packages", f"{headers}:arm64", common, f"linux-kbuild-{abi}", f"linux-source-{series}")
    for package in (folder / "packages").glob("*.deb"):
        if not package.name.startswith("linux-source-"):
            subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
    sources = folder / "gpio-sim"
    sources.mkdir()
    _unpack(next((folder / "packages").glob("linux-source-*.deb")), series, sources)

    # The kernel has no simulated interrupts either: they go into the module. What its own code uses to find an interrupt is
    # closed to modules; this finds the same one.
    interrupts = sources / "irq_sim.c"
    text = interrupts.read_text()
    inside = "irq_to_desc(irqnum)"
    if inside not in text:
        raise SystemExit(f"{interrupts} is not as expected: it does not say {inside}")
    interrupts.write_text(text.replace(inside, "irq_resolve_mapping(work_ctx->domain, offset)"))
    (sources / "Makefile").write_text("obj-m := gpio-sim.o\ngpio-sim-y := gpio-sim-main.o irq_sim.o\n")

    tree = folder / "usr/src"
    # As packed, it names a folder of the machine that it is installed on.
    (tree / headers / "Makefile").write_text(f"include {tree / common / 'Makefile'}\n")
    subprocess.run(
        ["make", "-s", "-C", tree / headers, f"M={sources}", f"CC={COMPILER}", "CONFIG_DEBUG_INFO_BTF_MODULES=", "modules"], check=True
    )
    return sources / "gpio-sim.ko"


def _fetch(folder: pathlib.Path, *packages: str) -> None:
    """Puts packages into a folder, by apt and checked with Debian's keys; nothing of this machine's apt is changed."""
    (folder / "lists/partial").mkdir(parents=True)
    (folder / "cache/archives/partial").mkdir(parents=True)
    (folder / "sources.list").write_text(f"deb [signed-by={KEYRING}] http://deb.debian.org/debian {SUITE} main\n")
    settings = {
        "Dir::Etc::SourceList": folder / "sources.list", "Dir::Etc::SourceParts": "/dev/null", "Dir::State::Lists": folder / "lists",
        "Dir::Cache": folder / "cache", "APT::Sandbox::User": "root",
    }
    options = [part for name, value in settings.items() for part in ("-o", f"{name}={value}")]
    options += ["-o", "APT::Architectures::=amd64", "-o", "APT::Architectures::=arm64"]
    subprocess.run(["apt-get", *options, "-qq", "update"], check=True)
    subprocess.run(["apt-get", *options, "-qq", "download", *packages], cwd=folder, check=True)
    shutil.rmtree(folder / "lists")


def _unpack(package: pathlib.Path, series: str, folder: pathlib.Path) -> None:
    """Takes the two source files out of Debian's source of the kernel."""
    outer = subprocess.Popen(["dpkg-deb", "--fsys-tarfile", package], stdout=subprocess.PIPE)
    inner = subprocess.Popen(
        ["tar", "-xO", f"./usr/src/linux-source-{series}.tar.xz"], stdin=outer.stdout, stdout=subprocess.PIPE
    )
    inside = {
        f"linux-source-{series}/drivers/gpio/gpio-sim.c": "gpio-sim-main.c",
        f"linux-source-{series}/kernel/irq/irq_sim.c": "irq_sim.c",
    }
    subprocess.run(["tar", "-xJ", "-C", folder, *inside], stdin=inner.stdout, check=True)
    outer.wait()
    inner.wait()
    for path, name in inside.items():
        (folder / path).rename(folder / name)
