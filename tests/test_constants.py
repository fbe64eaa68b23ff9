"""Words of Chinese stand in the tables of kg/data; code holds the few characters of its grammar."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MOST = 60  # Chinese characters in the strings of a module
_HAN = re.compile(r"[\u3400-\u9fff]")
GRAMMAR = {  # patterns of clauses, datelines and dates: function words, units of time and marks between names
    "kg/articles/openers.py": 80,
    "kg/knowledge/body_forms.py": 130,
    "kg/posts/predicates.py": 110,
    "kg/posts/seats.py": 100,
    "kg/text.py": 70,
}
MODULES = {path.relative_to(ROOT).as_posix(): path for path in sorted((ROOT / "kg").rglob("*.py"))}


def count_han(source: str) -> int:
    """Return how many Chinese characters stand in the strings of a module, its docstrings apart."""
    tree = ast.parse(source)
    said = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    strings = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return sum(len(_HAN.findall(str(node.value))) for node in strings if node not in said)


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ('"""说明"""\nA = "中文"', 2),
        ('def f() -> None:\n    """说明"""\n    x = f"甲{1}乙"', 2),
        ("A = 1  # 中文", 0),
        ('class C:\n    """说明"""\n', 0),
    ],
)
def test_docstrings_and_comments_do_not_count(source: str, count: int) -> None:
    assert count_han(source) == count


@pytest.mark.parametrize("name", MODULES)
def test_words_stand_in_tables(name: str) -> None:
    assert count_han(MODULES[name].read_text("utf-8")) <= GRAMMAR.get(name, MOST)


@pytest.mark.parametrize("name", GRAMMAR)
def test_no_exception_outlives_its_need(name: str) -> None:
    assert count_han(MODULES[name].read_text("utf-8")) > MOST
