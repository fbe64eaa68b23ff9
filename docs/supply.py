"""Write docs/licenses.md and sbom.cdx.json from requirements.lock and what is installed.

    python docs/supply.py

The lock is written by `uv pip compile` (the command stands in docs/security.md). A licence is read from the
metadata of the installed package; what says none there, or in words, stands in STATED. tests/test_supply.py
fails where a file is out of date, a package is missing from the lock or a licence is not among KNOWN.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any, NamedTuple

from kg.version import VERSION

ROOT = Path(__file__).resolve().parent.parent
LOCK, PAGE, SBOM = ROOT / "requirements.lock", ROOT / "docs" / "licenses.md", ROOT / "sbom.cdx.json"
MODEL = ROOT / "kg" / "models" / "kg_zh"
KNOWN = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "CNRI-Python",
    "ISC",
    "LGPL-2.1-or-later",
    "MIT",
    "MPL-2.0",
    "PSF-2.0",
    "Zlib",
}
"""Licences under which a package may be needed; of several to choose from (OR), one of these."""
STATED = {  # read in the licence files of these packages, or in what they say of themselves
    "asttokens": "Apache-2.0",
    "blis": "BSD-3-Clause",
    "cloudpathlib": "MIT",
    "colorama": "BSD-3-Clause",
    "duckdb": "MIT",
    "flatbuffers": "Apache-2.0",
    "ipython-pygments-lexers": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "justext": "BSD-2-Clause",
    "markdown-it-py": "MIT",
    "mdurl": "MIT",
    "onnxruntime": "MIT",
    "opencc": "Apache-2.0",
    "pexpect": "ISC",
    "polars": "MIT",
    "polars-runtime-32": "MIT",
    "prompt-toolkit": "BSD-3-Clause",
    "protobuf": "BSD-3-Clause",
    "ptyprocess": "ISC",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "pyvis": "BSD-3-Clause",
    "resvg-py": "MIT",
    "setuptools": "MIT",
    "shellingham": "ISC",
    "smart-open": "MIT",
    "traitlets": "BSD-3-Clause",
    "wcwidth": "MIT",
}
_LINE = re.compile(r"(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?: ; (?P<where>[^\\]+?))? \\")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_WORD = re.compile(r"\b(?:AND|OR)\b|[()]")
_MODEL_ROWS = """
| what | licence | where it is told |
|---|---|---|
| the model `kg_zh` | MIT; layers of LAC: Apache-2.0 | [its page](../kg/models/kg_zh/README.md) |
| word lists and tables of `kg/data` | each its own | [their page](../kg/data/README.md) |
""".strip()


class Package(NamedTuple):
    """A package of the lock."""

    name: str
    version: str
    where: str  # the systems that need it, "" for all
    hashes: tuple[str, ...]  # SHA-256 of each file that may be installed
    licence: str  # "" where none is known


def read_lock() -> list[Package]:
    """Return the packages of the lock in its order."""
    found = []
    for piece in re.split(r"\n(?=\S)", LOCK.read_text("utf-8")):
        if line := _LINE.match(piece):
            name, where = line["name"], (line["where"] or "").strip()
            hashes = tuple(_HASH.findall(piece))
            found.append(Package(name, line["version"], where, hashes, licence_of(name)))
    return found


def licence_of(name: str) -> str:
    """Return the licence of a package as SPDX writes it, "" where it is not known."""
    if name in STATED:
        return STATED[name]
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return ""
    said = told.get("License-Expression") or told.get("License") or ""
    return said if not unknown(said) else ""


def unknown(licence: str) -> set[str]:
    """Return what is not known of a licence: one of those to choose from must be known whole."""
    choices = [
        {part.strip() for part in _WORD.split(choice) if part.strip()} for choice in licence.split(" OR ")
    ]
    return min((choice - KNOWN for choice in choices), key=len) if licence else {"none stated"}


def page() -> Iterator[str]:
    """Yield the lines of docs/licenses.md."""
    yield "# Licences\n"
    yield "<!-- Written by docs/supply.py. -->\n"
    yield "kg itself: MIT. What a release installs (`requirements.lock`), its extras included:\n"
    yield "| package | version | licence | where |\n|---|---|---|---|"
    for package in read_lock():
        where = package.where.replace("|", "\\|") or "everywhere"
        yield f"| {package.name} | {package.version} | {package.licence} | {where} |"
    yield f"\nWhat comes with kg:\n\n{_MODEL_ROWS}"


def sbom() -> dict[str, Any]:
    """Return the bill of materials in the form of CycloneDX 1.6."""
    parts = [
        {
            "type": "library",
            "bom-ref": (purl := f"pkg:pypi/{package.name}@{package.version}"),
            "name": package.name,
            "version": package.version,
            "purl": purl,
            "licenses": [{"expression": package.licence}],
            "externalReferences": [
                {
                    "type": "distribution",
                    "url": purl,
                    "hashes": [{"alg": "SHA-256", "content": digest} for digest in package.hashes],
                }
            ],
        }
        for package in read_lock()
    ]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": "kg", "name": "kg", "version": VERSION}},
        "components": [*parts, _model()],
    }


def _model() -> dict[str, Any]:
    whole = hashlib.sha256()
    for path in sorted(path for path in MODEL.rglob("*") if path.is_file()):
        whole.update(path.relative_to(MODEL).as_posix().encode() + b"\0" + path.read_bytes())
    return {
        "type": "machine-learning-model",
        "bom-ref": "kg_zh",
        "name": "kg_zh",
        "version": VERSION,
        "licenses": [{"expression": "MIT AND Apache-2.0"}],
        "hashes": [{"alg": "SHA-256", "content": whole.hexdigest()}],
    }


def texts() -> dict[Path, str]:
    """Return what the files are to hold."""
    lines = "\n".join(page()) + "\n"
    return {PAGE: lines, SBOM: json.dumps(sbom(), ensure_ascii=False, indent=1) + "\n"}


def main() -> None:
    """Write the files."""
    for path, text in texts().items():
        path.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
