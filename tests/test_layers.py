"""Imports flow one way: each module may import only what stands on a lower layer."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
STAGES = ("kg.pages", "kg.articles", "kg.recognize", "kg.posts", "kg.naming")
LAYERS: tuple[tuple[str, ...], ...] = (
    ("kg.errors", "kg.text", "kg.version"),
    ("kg.dates", "kg.messages", "kg.model"),
    ("kg.schema",),
    ("kg.cache", "kg.config", "kg.score", "kg.script"),
    ("kg.knowledge",),
    STAGES,
    ("kg.reading",),
    ("kg.store",),
    ("kg.corpus", "kg.relate"),
    ("kg.graph", "kg.training"),
    ("kg.export",),
    ("kg.doctor", "kg.queries", "kg.starter"),
    ("kg.pipeline",),
    ("kg.result",),
    ("kg.api", "kg.stages"),
    ("kg.cli",),
    ("kg.data", "kg.locale"),
)
MODULES = sorted(path for path in (ROOT / "kg").rglob("*.py"))


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _part(module: str) -> str:
    """Return the part of kg that a module belongs to: kg.text, kg.pages …"""
    return ".".join(module.split(".")[:2])


def _layer(module: str) -> int:
    return next(rank for rank, parts in enumerate(LAYERS) if _part(module) in parts)


def _imports(path: Path) -> list[str]:
    """Return every kg module named by an import, at the top, in a function or for types alone."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            found += [
                f"{node.module}.{alias.name}" if node.module == "kg" else str(node.module)
                for alias in node.names
            ]
    return [name for name in found if name.startswith("kg.")]


def test_the_checks_below_see_all_modules() -> None:
    assert len(MODULES) > 10
    assert "kg.model" in map(_name, MODULES)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_imports_only_from_lower_layers(path: Path) -> None:
    module = _name(path)
    if module in ("kg", "kg.__main__"):
        return
    for imported in _imports(path):
        assert _part(imported) == _part(module) or _layer(imported) < _layer(module), (
            f"{module} imports {imported}"
        )


def test_no_two_modules_import_each_other() -> None:
    graph = {_name(path): set(_imports(path)) for path in MODULES}
    names = set(graph)

    def reaches(start: str, goal: str, seen: set[str]) -> bool:
        for step in graph.get(start, set()) & names - seen:
            seen.add(step)
            if step == goal or reaches(step, goal, seen):
                return True
        return False

    assert [name for name in sorted(names) if reaches(name, name, set())] == []
