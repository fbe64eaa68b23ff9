"""Imports flow one way: each module may import only what stands on a lower layer of CONTRIBUTING's table.

Every import counts: at the top, inside a function, for types alone, and what is loaded by its name when it is
first used: the names that `import kg` offers, the commands, the exporters.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.cli.registry import COMMANDS
from kg.export.formats import FORMATS, home_of

ROOT = Path(__file__).resolve().parent.parent
DISTRIBUTIONS = {
    "docx": "python-docx",
    "cv2": "opencv-python-headless",
    "PIL": "pillow",
}  # packages that go by another name than they are imported by
MODULES = sorted((ROOT / "kg").rglob("*.py"))
BY_NAME = {  # module → what it loads by name
    "kg": set(kg._HOMES.values()),
    "kg.cli.registry": set(COMMANDS.values()),
    "kg.export.formats": set(map(home_of, FORMATS)),
}
_ROW = re.compile(r"^\| (\d+) \| ((?:`[\w.]+` ?)+)\|", re.M)


def _read_layers() -> list[tuple[str, ...]]:
    """Return the parts of kg on each layer, the lowest first, as CONTRIBUTING.md has them."""
    rows = _ROW.findall((ROOT / "CONTRIBUTING.md").read_text("utf-8"))
    assert [int(number) for number, _ in rows] == list(range(len(rows)))
    return [tuple(re.findall(r"`([\w.]+)`", names)) for _, names in rows]


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _part(module: str) -> str:
    """Return the part of kg that a module belongs to: text, pages … and kg for itself."""
    return module.split(".")[1] if "." in module else module


LAYERS = _read_layers()
RANKS = {part: rank for rank, parts in enumerate(LAYERS) for part in parts}
PATHS = {_name(path): path for path in MODULES}


def _imports(module: str) -> Iterator[str]:
    """Yield every module of kg that a module names in an import."""
    for node in ast.walk(ast.parse(PATHS[module].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in PATHS)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: imports are absolute"
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            named = [name if name in PATHS else str(node.module) for name in inner]
            yield from (name for name in named if name in PATHS)
    yield from BY_NAME.get(module, ())


GRAPH = {module: set(_imports(module)) for module in PATHS}


def _imported(path: Path) -> set[str]:
    """Return the packages that a module imports, at the top or inside, kg's and Python's own left out."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(str(node.module))
    return {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"kg"}


def test_every_package_that_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    declared = {_package(line) for line in [*project["dependencies"], *extras]}
    imported = {DISTRIBUTIONS.get(name, name) for path in MODULES for name in _imported(path)}
    assert {"spacy", "pydantic", "markupsafe"} <= imported
    assert {_package(name) for name in imported} - declared == set()


def _package(requirement: str) -> str:
    """Return the name of the package that a requirement asks for, as package indexes write it."""
    return re.split(r"[<>=\[ ]", requirement)[0].lower().replace("_", "-")


def test_the_checks_below_see_all_modules() -> None:
    assert len(MODULES) > 100
    assert sum(map(len, GRAPH.values())) > 500
    assert {"kg.errors", "kg.api", "kg.pipeline.summary"} <= GRAPH["kg"]  # at the top, for types, on use
    assert BY_NAME.keys() <= PATHS.keys()
    assert {name for names in BY_NAME.values() for name in names} <= PATHS.keys()


def test_each_part_of_kg_is_on_one_layer() -> None:
    listed = [part for parts in LAYERS for part in parts]
    assert sorted(listed) == sorted({_part(module) for module in PATHS})


@pytest.mark.parametrize("module", sorted(PATHS))
def test_a_module_imports_only_from_lower_layers(module: str) -> None:
    for imported in GRAPH[module]:
        lower = RANKS[_part(imported)] < RANKS[_part(module)]
        assert lower or _part(imported) == _part(module), f"{module} imports {imported}"


@pytest.mark.parametrize("module", sorted(set(PATHS) - {"kg"}))
def test_no_module_imports_kg_itself(module: str) -> None:
    assert "kg" not in GRAPH[module], f"{module}: name the module that has it, kg.version for the version"


def test_no_two_modules_import_each_other() -> None:
    def reaches(start: str, goal: str, seen: set[str]) -> bool:
        for step in GRAPH[start] - seen:
            seen.add(step)
            if step == goal or reaches(step, goal, seen):
                return True
        return False

    assert [name for name in sorted(GRAPH) if reaches(name, name, set())] == []
