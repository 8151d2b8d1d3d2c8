"""Signed updates: bundles of RAUC with a root file system and a boot partition."""

import os
import pathlib
import shutil
import sys

from imaging import IMAGE_BUILD, OUT, Failure
from imaging.signing import Signer
from imaging.tools import Tools

MANIFEST = """[update]
compatible=roomtone-{profile}
version={version}

[bundle]
format=verity

[hooks]
filename=hook

[image.rootfs]
filename=root.ext4

[image.boot]
filename=boot.vfat
hooks=post-install
"""


def make(
    tools: Tools, profile: str, version: str, root: pathlib.Path, boot: pathlib.Path, target: pathlib.Path, signer: Signer
) -> None:
    """Makes a bundle; all files lie below the folder of what is built."""
    if signer.certificate is None or signer.key is None:
        raise Failure("--certificate and --key are missing: an update that is not signed is refused by every kiosk")
    content = target.with_suffix(".content")
    shutil.rmtree(content, ignore_errors=True)
    content.mkdir()
    os.link(root, content / "root.ext4")
    os.link(boot, content / "boot.vfat")
    shutil.copy(IMAGE_BUILD / "bundle/hook", content)
    (content / "manifest.raucm").write_text(MANIFEST.format(profile=profile, version=version))
    target.unlink(missing_ok=True)
    keyring, certificate, key = (file.resolve() for file in (signer.keyring, signer.certificate, signer.key))
    tools.run(
        "rauc", "bundle", f"--cert={certificate}", f"--key={key}", f"--keyring={keyring}",
        "--mksquashfs-args=-comp zstd -Xcompression-level 3 -quiet -no-progress", content, target,
        folders=(OUT, *{file.parent for file in (keyring, certificate, key)}), stdout=sys.stderr,
    )
    shutil.rmtree(content)
