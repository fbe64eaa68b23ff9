"""What other systems do without being asked and Windows does not: ends of lines, modules, names of files."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

import pytest

from kg.export.formats import FORMATS
from kg.schema import TABLES

ROOT = Path(__file__).resolve().parent.parent
MODULES = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "kg").rglob("*.py"))]
TESTS = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "tests").rglob("*.py"))]
POSIX_ALONE = {"resource", "fcntl", "pwd", "grp", "termios", "pty", "tty", "syslog", "posix"}
_WRITING = re.compile(r"[wax]t?\+?|[wax]\+?t")


def _calls(name: str) -> Iterator[ast.Call]:
    tree = ast.parse((ROOT / name).read_text("utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _writes_text(call: ast.Call) -> bool:
    """Tell whether a call writes a text into a file."""
    if not isinstance(call.func, ast.Name | ast.Attribute):
        return False
    called = call.func.id if isinstance(call.func, ast.Name) else call.func.attr
    modes = [each.value for each in call.args if isinstance(each, ast.Constant)]
    return called == "write_text" or (
        called == "open" and any(isinstance(mode, str) and _WRITING.fullmatch(mode) for mode in modes)
    )


def _left_to_the_system(name: str) -> list[int]:
    """Return the lines of a module that write text whose ends of lines the system chooses."""
    return [
        call.lineno
        for call in _calls(name)
        if _writes_text(call) and "newline" not in {keyword.arg for keyword in call.keywords}
    ]


def test_ends_of_lines_are_the_same_everywhere() -> None:
    assert {name: lines for name in MODULES if (lines := _left_to_the_system(name))} == {}


def _needs(name: str) -> set[str]:
    """Return the modules that other systems lack and a module loads, or skips without, when it is loaded."""
    tree = ast.parse((ROOT / name).read_text("utf-8"))
    loaded = {alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names}
    loaded |= {str(node.module) for node in tree.body if isinstance(node, ast.ImportFrom)}
    calls = (node.value for node in tree.body if isinstance(node, ast.Assign | ast.Expr))
    for call in calls:
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.importorskip":
            loaded.add(ast.literal_eval(call.args[0]))
    return loaded & POSIX_ALONE


def test_nothing_needs_another_system_when_it_is_loaded() -> None:
    """A file of tests would be left out as a whole there."""
    assert {name: needed for name in [*MODULES, *TESTS] if (needed := _needs(name))} == {}


@pytest.mark.parametrize("name", [*(FORMATS[name].file for name in FORMATS), *(f"{t}.jsonl" for t in TABLES)])
def test_a_name_of_a_file_is_one_there(name: str) -> None:
    path = PureWindowsPath(name)
    assert not path.is_absolute()
    assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", path.name)
    assert not re.search(r'[<>:"|?*\x00-\x1f]|[. ]$', path.name)
