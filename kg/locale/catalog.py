"""All templates of messages in the code, and the catalog with their Chinese.

After a change of messages: `python -m kg.locale.catalog` adds new templates to
kg/locale/zh/LC_MESSAGES/kg.po and drops those that are gone; put the Chinese there and run it again, which
compiles kg.mo. Needs Babel (`pip install "kg[dev]"`).
"""

import ast
import string
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer.main
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from kg.cli import app
from kg.cli.language import help_texts
from kg.config import Config
from kg.knowledge.tables import read_rows
from kg.messages import DOMAIN, LOCALES

PO = LOCALES / "zh" / "LC_MESSAGES" / f"{DOMAIN}.po"
ROOT = Path(__file__).resolve().parent.parent
MESSAGES = ("KgError", "ConfigError", "InputError", "ModelError", "OutputError", "AmbiguousNameError")
CALLS = (*MESSAGES, "Phrase", "say", "template")  # whose first argument is a template
VARIABLE = "template"  # a text assigned to a variable of this name is one, too
OF_CLICK = (
    "Usage:",
    "Options",
    "Arguments",
    "Commands",
    "default: {default}",
    "required",
    "Error: {message}",
    "Missing argument",
    "Missing command.",
    "No such command {name!r}.",
    "Try '{command} {option}' for help.",
    "Aborted!",
)
_HEAD = "# The Chinese of what kg says. Written by `python -m kg.locale.catalog`; put in what is missing."
_MADE = datetime(2026, 11, 22, tzinfo=UTC)
_FIELDS: dict[str, Any] = {
    "project": "kg",
    "version": "1",
    "msgid_bugs_address": "-",
    "last_translator": "kg",
    "language_team": "zh",
    "creation_date": _MADE,
    "revision_date": _MADE,
}


def find_templates() -> dict[str, str]:
    """Return each template of the code, the help, the settings and the types of bodies, with its place."""
    found: dict[str, str] = {}
    for path in sorted(ROOT.rglob("*.py")):
        place = path.relative_to(ROOT.parent).as_posix()
        for text in _in_code(ast.parse(path.read_text("utf-8"))):
            found.setdefault(text, place)
    for text, name in help_texts(typer.main.get_command(app)):
        found.setdefault(text, f"help of {name}")
    for key, field in Config.model_fields.items():
        found.setdefault(field.description or "", f"kg.toml: {key}")
    for kind, _ in read_rows("body_kinds.tsv", 2):
        found.setdefault(kind, "kg/data/body_kinds.tsv")
    found |= {text: "click" for text in OF_CLICK if text not in found}
    return {text: place for text, place in found.items() if text}


def _in_code(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and _name(node.func) in CALLS:
            yield from _texts(node.args[0])
        elif isinstance(node, ast.Assign) and [_name(target) for target in node.targets] == [VARIABLE]:
            yield from _texts(node.value)


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _texts(node: ast.AST) -> Iterator[str]:
    """Yield a constant text, or the two of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))


def fields(text: str) -> set[str]:
    """Return the names of the values that a template takes.

    >>> sorted(fields("{path}: {count:,} lines of {name!r}"))
    ['count', 'name', 'path']
    """
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def read_catalog() -> Catalog:
    """Return the catalog as it stands."""
    with PO.open("rb") as file:
        return read_po(file, locale="zh", domain=DOMAIN)


def write_catalog() -> list[str]:
    """Bring kg.po up to date with the code, compile kg.mo, and return the templates without Chinese."""
    known = {m.id: m.string for m in read_catalog() if m.id} if PO.is_file() else {}
    catalog = Catalog("zh", DOMAIN, header_comment=_HEAD, fuzzy=False, **_FIELDS)
    for text, place in sorted(find_templates().items(), key=lambda item: (item[1], item[0])):
        catalog.add(text, known.get(text, ""), [(place, 0)])
    with PO.open("wb") as file:
        write_po(file, catalog, width=0, omit_header=False, include_lineno=False)
    with PO.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)
    return [str(message.id) for message in catalog if message.id and not message.string]


if __name__ == "__main__":
    for missing in write_catalog():
        typer.echo(missing)
