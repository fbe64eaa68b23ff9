"""CONTRIBUTING explains the words of the code: those that parts of kg share, and none that is gone."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TREES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
        path.read_text("utf-8")
    )
    for path in sorted((ROOT / "kg").rglob("*.py"))
}


def _part(module: str) -> str:
    return module.split(".")[1] if "." in module else module


def _plain(word: str) -> str:
    """Return a word lower-cased and in the singular, so far as its letters tell."""
    return re.sub(r"(?<=[a-z]{3})s$", "", word.lower())


def _split(identifier: str) -> list[str]:
    """Return the words of an identifier.

    NetworkTagger, read_pages, G2: network tagger, read page, g2.
    """
    return [_plain(word) for word in re.findall(r"[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*", identifier)]


def _identifiers(tree: ast.Module) -> set[str]:
    """Return what a module names: classes, functions, parameters, variables and attributes."""
    found = set()
    for node in ast.walk(tree):
        for field in ("name", "id", "attr", "arg"):
            value = getattr(node, field, None)
            if isinstance(value, str):
                found.add(value)
    return found


def _read_glossary() -> tuple[list[str], str]:
    """Return the words of the glossary, and all of its text."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    table = text[text.index("| word | means |") :].split("\n\n", 1)[0]
    cells = [row.split("|")[1].strip() for row in table.splitlines()[2:]]
    return [word.strip() for cell in cells if "**" not in cell for word in cell.split(",")], table


def _shared_classes() -> list[str]:
    """Return the public classes that a part of kg imports from another part; errors explain themselves."""
    homes: dict[str, set[str]] = defaultdict(set)
    for module, tree in TREES.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and node.name[0] != "_" and not node.name.endswith("Error"):
                homes[node.name].add(module)
    shared = set()
    for module, tree in TREES.items():
        for found in ast.walk(tree):
            if isinstance(found, ast.ImportFrom) and _part(str(found.module)) != _part(module) != "kg":
                shared |= {alias.name for alias in found.names if str(found.module).startswith("kg.")}
    return sorted(shared & homes.keys())


WORDS, GLOSSARY = _read_glossary()
USED = {
    word for module, tree in TREES.items() for name in {module, *_identifiers(tree)} for word in _split(name)
}


@pytest.mark.parametrize("word", WORDS)
def test_a_word_of_the_glossary_is_used(word: str) -> None:
    assert set(_split(word)) <= USED, "gone from the code: take it out of CONTRIBUTING.md"


@pytest.mark.parametrize("name", _shared_classes())
def test_a_class_that_parts_share_is_in_the_glossary(name: str) -> None:
    """A name that is put together (PageRecord) is explained where its words are."""
    said = {_plain(word) for word in re.findall(r"\w+", GLOSSARY)}
    assert _plain(name) in said or set(_split(name)) <= said, "explain it in CONTRIBUTING.md"


def test_no_word_is_explained_twice() -> None:
    assert sorted(WORDS) == sorted(set(WORDS))
