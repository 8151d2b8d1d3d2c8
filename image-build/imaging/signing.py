"""The certificates by which a kiosk knows its updates."""

import dataclasses
import pathlib

from imaging import CACHE, Failure, run, say

DAYS = 365


@dataclasses.dataclass(frozen=True)
class Signer:
    """Who signs updates: the certificate that a kiosk trusts, and the pair that signs; the last two may be missing where nothing is signed."""

    keyring: pathlib.Path
    certificate: pathlib.Path | None = None
    key: pathlib.Path | None = None


def signer(keyring: pathlib.Path | None, certificate: pathlib.Path | None, key: pathlib.Path | None) -> Signer:
    """As the arguments say; without any, a development key of this machine, with a warning."""
    given = [file for file in (keyring, certificate, key) if file is not None]
    for file in given:
        if not file.is_file():
            raise Failure(f"there is no file {file}")
    if not given:
        return development()
    if keyring is None:
        raise Failure("--keyring is missing: the certificate that kiosks are to trust (of the authority that signed --certificate, or itself)")
    if (certificate is None) != (key is None):
        raise Failure("--certificate and --key go together")
    return Signer(keyring, certificate, key)


def development(folder: pathlib.Path = CACHE / "development-key") -> Signer:
    """A key of this machine alone, for trying things; it is no secret worth the name, so an image for others needs one of its own."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    if not (certificate.exists() and key.exists()):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        run(
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", str(DAYS),
            "-subj", "/O=Roomtone/CN=development key, not for use", "-keyout", key, "-out", certificate, capture_output=True,
        )
        key.chmod(0o600)
    say(
        f"WARNING: updates are signed with a development key of this machine ({folder}). Kiosks that others get need --keyring, "
        "--certificate and --key: see image-build/README.md."
    )
    return Signer(certificate, certificate, key)
