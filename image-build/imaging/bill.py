"""The bill of materials of an image in CycloneDX 1.6: Debian's packages, Java and the jars of Roomtone, with versions, licences and hashes."""

import hashlib
import json
import pathlib
import re
import tarfile
import urllib.parse
import uuid
import zipfile


def paragraphs(text: str) -> list[dict[str, str]]:
    """The paragraphs of a Debian control file; of a field that goes on over lines the first alone."""
    found = []
    for block in re.split(r"\n\s*\n", text.strip()):
        found.append(dict(re.findall(r"^([A-Za-z0-9-]+):[ \t]*(.*)$", block, re.M)))
    return found


def licences(copyright_file: str) -> list[str]:
    """The short names of a machine-readable copyright file (DEP 5); empty for another."""
    if "copyright-format" not in copyright_file[:400]:
        return []
    names = re.findall(r"^License:[ \t]*(\S[^\n]*)$", copyright_file, re.M)
    return sorted({name.strip() for name in names})


def debian_packages(root: tarfile.TarFile) -> list[dict]:
    """What dpkg says is installed in a root file system."""
    members = {member.name.removeprefix("./"): member for member in root.getmembers()}
    status = root.extractfile(members["var/lib/dpkg/status"]).read().decode()
    components = []
    for package in paragraphs(status):
        if package.get("Status") != "install ok installed":
            continue
        name, version, machine = package["Package"], package["Version"], package["Architecture"]
        component = {
            "type": "library",
            "bom-ref": f"deb-{name}",
            "name": name,
            "version": version,
            "purl": f"pkg:deb/debian/{name}@{urllib.parse.quote(version, safe='')}?arch={machine}&distro=debian-13",
        }
        copyright_file = members.get(f"usr/share/doc/{name}/copyright")
        if copyright_file is not None and copyright_file.isfile():
            names = licences(root.extractfile(copyright_file).read().decode(errors="replace"))
            if names:
                component["licenses"] = [{"license": {"name": each}} for each in names]
        components.append(component)
    return sorted(components, key=lambda each: each["name"])


def jar(file: pathlib.Path) -> dict:
    """A jar: coordinates from Maven's own file within, or name and version from the file's name."""
    component = {
        "type": "library",
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(file.read_bytes()).hexdigest()}],
        "bom-ref": f"jar-{file.stem}",
    }
    split = re.fullmatch(r"(.+?)-(\d[\w.+-]*)", file.stem)
    component["name"], component["version"] = split.groups() if split else (file.stem, "")
    with zipfile.ZipFile(file) as content:
        names = [name for name in content.namelist() if re.fullmatch(r"META-INF/maven/[^/]+/[^/]+/pom\.properties", name)]
        if len(names) == 1:
            values = dict(re.findall(r"^(\w+)=(.*?)\r?$", content.read(names[0]).decode(), re.M))
            if {"groupId", "artifactId", "version"} <= values.keys():
                component |= {"group": values["groupId"], "name": values["artifactId"], "version": values["version"]}
                component["purl"] = "pkg:maven/{groupId}/{artifactId}@{version}".format(**values)
        if "META-INF/MANIFEST.MF" in content.namelist():
            manifest = content.read("META-INF/MANIFEST.MF").decode(errors="replace").replace("\r\n ", "").replace("\n ", "")
            licence = re.search(r"^Bundle-License:\s*(.+?)\s*$", manifest, re.M)
            if licence:
                component["licenses"] = [{"license": {"name": licence.group(1).split(";")[0].strip('"')}}]
    return component


def java(runtime: pathlib.Path) -> dict:
    """Java as it comes with Roomtone, from what it says of itself."""
    release = dict(re.findall(r'^(\w+)="(.*)"$', (runtime / "release").read_text(), re.M))
    version = release["JAVA_VERSION"]
    return {
        "type": "platform", "bom-ref": "java", "name": "openjdk", "version": version,
        "purl": f"pkg:generic/openjdk@{urllib.parse.quote(version, safe='')}",
        "licenses": [{"license": {"name": "GPL-2.0-only WITH Classpath-exception-2.0"}}],
    }


def bill(name: str, version: str, root: pathlib.Path, jars: list[pathlib.Path], runtime: pathlib.Path) -> str:
    """The bill as JSON; the same for the same content."""
    with tarfile.open(root) as tar:
        components = debian_packages(tar)
    components += [java(runtime), *(jar(file) for file in sorted(jars))]
    content = json.dumps(components)
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name + version + content)}",
        "version": 1,
        "metadata": {"component": {"type": "operating-system", "bom-ref": name, "name": name, "version": version}},
        "components": components,
    }
    return json.dumps(document, indent=1) + "\n"
