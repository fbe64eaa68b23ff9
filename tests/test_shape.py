"""The code stays in small pieces: lines of files and functions, branches, docstrings, names of classes.

Lines are physical ones. A function counts from `def` to its end, without decorators; one that stands inside
another counts by itself too. What is known to be over a limit is listed and may only become less: a test
fails when a listed piece is within the limits again.
"""

import ast
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "kg").rglob("*.py"))
SCRIPTS = sorted((ROOT / "kg").rglob("*.js"))
BRANCHES = 15  # cyclomatic complexity


class Limits(NamedTuple):
    """How long pieces may be: half of them, nine in ten of them, any of them."""

    half: int
    most: int
    longest: int


class Piece(NamedTuple):
    """A file or a function, named so that it can be found, with its lines."""

    name: str
    lines: int


FILES = Limits(120, 250, 400)
FUNCTIONS = Limits(10, 25, 50)
LONGER: dict[str, str] = {  # function → why it may be longer for now
    "kg/cli/commands/build.py:build_command": "one parameter for each option",
}


def _relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _read(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def _functions(path: Path) -> Iterator[Piece]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Piece(f"{_relative(path)}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)


def _script_functions(path: Path) -> Iterator[Piece]:
    """Yield the functions that begin at the start of a line; each ends at the next line that closes there."""
    lines = _read(path)
    for first, line in enumerate(lines):
        if found := re.match(r"(?:async )?function\*? (\w+)|const (\w+) = (?:async )?\(.*=> ?[{(]$", line):
            closing = re.search(r"[})];?$", line) is None
            last = next(at for at in range(first, len(lines)) if not closing or lines[at][:1] in ("}", ")"))
            yield Piece(f"{_relative(path)}:{found[1] or found[2]}", last - first + 1)


def _types() -> dict[str, tuple[str, ...]]:
    """Return the modules that define each type: its class, or an alias unlike those of other modules."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for path in MODULES:
        module, tree = _module(path), ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                found[node.name][f"class in {module}"] = module
        for node in tree.body:
            if not isinstance(node, ast.Assign):
                continue
            target = node.targets[0]
            if isinstance(target, ast.Name) and re.fullmatch(r"_?[A-Z][a-z]\w*", target.id):
                found[target.id].setdefault(ast.unparse(node.value), module)
    return {name: tuple(sorted(definitions.values())) for name, definitions in found.items()}


def _undocumented(path: Path) -> Iterator[str]:
    """Yield what is public in a module and has no docstring: itself, functions, classes, their methods."""
    tree = ast.parse(path.read_text("utf-8"))
    if not ast.get_docstring(tree):
        yield _relative(path)
    inside = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name[0] != "_"]
    for node in [*tree.body, *(member for one in inside for member in one.body)]:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if node.name[0] != "_" and not ast.get_docstring(node):
            yield f"{_relative(path)}:{node.name}"


FILE_PIECES = [Piece(_relative(path), len(_read(path))) for path in MODULES]
FUNCTION_PIECES = [piece for path in MODULES for piece in _functions(path)]
SCRIPT_PIECES = [Piece(_relative(path), len(_read(path))) for path in SCRIPTS]
SCRIPT_FUNCTIONS = [piece for path in SCRIPTS for piece in _script_functions(path)]


def _over(pieces: Sequence[Piece], lines: int) -> set[str]:
    return {piece.name for piece in pieces if piece.lines > lines}


def test_the_checks_below_see_the_code() -> None:
    assert len(FILE_PIECES) > 100
    assert len(FUNCTION_PIECES) > 1000
    assert len(SCRIPT_PIECES) > 10
    assert len(SCRIPT_FUNCTIONS) > 50


@pytest.mark.parametrize(
    ("pieces", "limits"),
    [
        (FILE_PIECES, FILES),
        (FUNCTION_PIECES, FUNCTIONS),
        (SCRIPT_PIECES, FILES),
        (SCRIPT_FUNCTIONS, FUNCTIONS),
    ],
    ids=["modules", "functions", "scripts", "functions of scripts"],
)
def test_pieces_are_small(pieces: list[Piece], limits: Limits) -> None:
    over = _over(pieces, limits.most)
    assert median(piece.lines for piece in pieces) <= limits.half
    assert len(over) <= len(pieces) / 10, sorted(over)
    listed = {name for name in LONGER if name in {piece.name for piece in pieces}}
    assert _over(pieces, limits.longest) == listed, "split what is new here, unlist what is short now"


def test_what_is_listed_as_too_long_exists() -> None:
    assert LONGER.keys() <= {piece.name for piece in FUNCTION_PIECES}


def test_no_two_types_share_a_name() -> None:
    shared = {name: modules for name, modules in _types().items() if len(modules) > 1}
    assert shared == {}


@pytest.mark.parametrize("path", MODULES, ids=_module)
def test_what_is_public_has_a_docstring(path: Path) -> None:
    assert list(_undocumented(path)) == []


@pytest.mark.parametrize("folder", ["bench", "docs", "tests", "tools"])
def test_no_script_stands_before_the_standard_library(folder: str) -> None:
    """One called `encodings` lets no Python start that has its folder in PYTHONPATH."""
    names = {path.stem for path in (ROOT / folder).iterdir() if path.suffix == ".py" or path.is_dir()}
    assert names & sys.stdlib_module_names == set()


def test_ruff_counts_branches() -> None:
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["lint"]
    assert "C901" in lint["select"]
    assert lint["mccabe"]["max-complexity"] <= BRANCHES
    command = [sys.executable, "-m", "ruff", "check", "--quiet", "--no-cache", "--select", "C901", "kg"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout == ""


if __name__ == "__main__":  # python tests/test_shape.py: the longest of each
    for pieces, limits in ((FILE_PIECES, FILES), (FUNCTION_PIECES, FUNCTIONS), (SCRIPT_FUNCTIONS, FUNCTIONS)):
        long = sorted((p for p in pieces if p.lines > limits.most), key=lambda piece: -piece.lines)
        middle = median(piece.lines for piece in pieces)
        print(f"{len(pieces)} pieces, median {middle:g}, {len(long)} over {limits.most} lines")
        print(*(f"{piece.lines:5} {piece.name}" for piece in long), sep="\n")
