"""Write docs/reference from the code: commands, settings, Python API, tables, errors, kinds and formats.

The columns in output/README.md are written too.

    python docs/build_reference.py

Everything is read from the code itself (signatures, docstrings, constants), not from rendered help, so the
pages are the same with every version of Python and typer. tests/test_docs.py fails where one is out of date.
"""

import ast
import inspect
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from columns import README, readme_text, reference_lines, table_lines
from parameters import Parameter, commands, parameters_before

import kg
from kg import errors
from kg.config import Config
from kg.export.formats import FORMATS
from kg.knowledge.ranks import RANKS
from kg.model import LABELS
from kg.schema import TABLES
from kg.store.tables import WHOLE

_WEIGHT = "NPMI discounted by how little was seen, -1 to 1"
FOLDER = Path(__file__).resolve().parent / "reference"
REWRITE = "<!-- Written by docs/build_reference.py; change the code's docstrings and run it. -->"
_BLANK_LINES = re.compile(r"\n{3,}")
_WIDE = 80  # characters of arguments on one line
LABEL_MEANINGS = {
    "PER": "a person, without title: 许宏远",
    "LOC": "a place: 商都县, 察汗淖尔湿地; chains written together are one place",
    "ORG": "a body: party, state, company, school, hospital, medium, association …",
    "TITLE": "in text a title (主任); as a node a post: a title at a body (自治区卫生健康委员会主任)",
}
EDGE_MEANINGS = {
    "sentence": ("no", "both stand in one sentence", _WEIGHT),
    "paragraph": ("no", "both stand in one paragraph; only with `--window paragraph`", _WEIGHT),
    "article": ("no", "both stand in one article", _WEIGHT),
    "holds": ("person → post", "a clause says that the person holds or held the post", "1"),
    "at": ("post → body", "the body (or place) of a post", "1"),
    "byline": ("person → body", "a reporter signs for a paper or an agency", "1"),
    "part_of": ("lower → upper", "the nearest place or body above that has a node; from names", "1"),
    "located_in": ("body → place", "the division that the body's name begins with; from names", "1"),
}


def pages() -> dict[str, str]:
    """Return the text of every page of the reference by its file name."""
    return {
        "commands.md": _page("Commands", _commands()),
        "settings.md": _page("Settings", _settings()),
        "python.md": _page("Python", _python()),
        "tables.md": _page("Tables", reference_lines()),
        "errors.md": _page("Errors", _errors()),
        "kinds.md": _page("Kinds", _kinds()),
    }


def _page(title: str, lines: Iterable[str]) -> str:
    text = "\n".join([f"# {title}", "", REWRITE, "", *lines]).rstrip() + "\n"
    return _BLANK_LINES.sub("\n\n", text)


def _commands() -> Iterator[str]:
    known = commands()
    yield "Every command tells the same with `--help`. Exit codes: 0 done, 1 a mistake that one line on"
    yield "standard error explains, 2 bad usage. `kg --install-completion` teaches your shell to complete"
    yield "commands, formats and models."
    yield ""
    rows = ((f"[`kg {name}`](#kg-{_anchor(name)})", _first(f)) for name, (f, _) in known.items())
    yield from table_lines(("command", "does"), rows)
    yield "Before a command:"
    yield ""
    yield from _options(parameters_before())
    for name, (function, parameters) in known.items():
        yield from _command(name, function, parameters)


def _command(name: str, function: Callable[..., object], parameters: list[Parameter]) -> Iterator[str]:
    yield f"## kg {name}"
    yield ""
    arguments = [p for p in parameters if not p.option]
    usage = " ".join(f"{p.name}…" if p.repeated else p.name for p in arguments if p.required)
    optional = " ".join(f"[{p.name}…]" if p.repeated else f"[{p.name}]" for p in arguments if not p.required)
    flags = "[OPTIONS]" if any(p.option for p in parameters) else ""
    yield "```text"
    yield " ".join(part for part in ("kg", name, flags, usage, optional) if part)
    yield "```"
    yield ""
    yield inspect.cleandoc(function.__doc__ or "")
    yield ""
    rows = [(f"`{p.name}`", p.about, f"`{p.default}`" if p.default else "") for p in arguments]
    yield from table_lines(("argument", "is", "default"), rows) if rows else ()
    yield from _options([p for p in parameters if p.option])


def _options(options: list[Parameter]) -> Iterator[str]:
    if options:
        rows = (
            (
                f"`{p.name}{' ' + p.value if p.value else ''}`",
                p.about + (" Can be repeated." if p.repeated and "repeat" not in p.about else ""),
                f"`{p.default}`" if p.default else "",
            )
            for p in options
        )
        yield from table_lines(("option", "does", "default"), rows)


def _anchor(name: str) -> str:
    return name.lower().replace(" ", "-")


def _first(thing: object) -> str:
    """Return the first sentence of a docstring."""
    return " ".join(inspect.cleandoc(getattr(thing, "__doc__", None) or "").split("\n\n")[0].split())


def _settings() -> Iterator[str]:
    yield "Keys of `kg.toml` and the flags of `kg build` that say the same. Flags win over `kg.toml`, it over"
    yield "the defaults; an unknown key is an error. Paths in `kg.toml` are relative to that file."
    yield ""
    schema = Config.model_json_schema()["properties"]
    flags = {p.name.split(", ")[-1] for p in commands()["build"][1] if p.option}
    rows = (
        (
            f"`{key}`",
            _flag(key, flags),
            _type_of(schema[key]),
            f"`{_toml(field.default)}`",
            " ".join((field.description or "").split()),
        )
        for key, field in Config.model_fields.items()
    )
    yield from table_lines(("key", "flag", "value", "default", "meaning"), rows)


def _flag(key: str, flags: set[str]) -> str:
    """Return the flag of a key: --min-count, --gazetteer for gazetteers; an argument for pages."""
    dashed = key.replace("_", "-")
    names = (dashed, dashed.removesuffix("s"), f"no-{dashed}")
    found = next((f"`--{name}`" for name in names if f"--{name}" in flags), "")
    return found or ("`PAGES…`" if key == "pages" else "–")


def _toml(value: object) -> str:
    """Return a default as kg.toml would have it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, str | Path):
        return f'"{value.as_posix() if isinstance(value, Path) else value}"'
    return "–" if value is None else str(value)


def _type_of(schema: dict[str, Any]) -> str:
    """Return in words what values a key takes."""
    if "anyOf" in schema:
        return ", or ".join(_type_of(item) for item in schema["anyOf"] if item.get("type") != "null")
    if "enum" in schema:
        return "one of " + ", ".join(f"`{item}`" for item in schema["enum"])
    if schema["type"] == "array":
        return "list: " + _type_of(schema["items"])
    word = {"string": "text", "boolean": "`true` or `false`", "integer": "whole number"}
    kind = "path" if schema.get("format") == "path" else word.get(schema["type"], schema["type"])
    low = schema.get("minimum", schema.get("exclusiveMinimum"))
    above = "above" if "exclusiveMinimum" in schema else "from"
    return (
        kind
        + (f" {above} {low}" if low is not None else "")
        + (f" to {schema['maximum']}" if "maximum" in schema else "")
    )


def _python() -> Iterator[str]:
    yield _fenced(inspect.cleandoc(kg.__doc__ or ""))
    yield ""
    offered = {name: getattr(kg, name) for name in kg.__all__}
    for name, thing in offered.items():
        if inspect.isfunction(thing):
            yield from _described(f"## {name}", f"kg.{name}", thing)
    for name, thing in offered.items():
        if inspect.isclass(thing) and not issubclass(thing, errors.KgError):
            yield from _class(name, thing)
    yield "## Records"
    yield ""
    yield "What the tables of a result hold; every field is an attribute."
    yield ""
    rows = (
        (f"`result.{name}`", f"`{TABLES[name].record.__name__}`", _first(TABLES[name].record))
        for name in WHOLE
    )
    yield from table_lines(("table", "record", "one record is"), rows)
    yield "The fields are the columns of the [tables](tables.md). For errors see [errors](errors.md)."


def _class(name: str, owner: type) -> Iterator[str]:
    yield from (f"## {name}", "", _fenced(inspect.cleandoc(owner.__doc__ or "")), "")
    if owner is Config:
        yield "Its fields are the [settings](settings.md)."
        yield ""
        return
    members = {inner: _function_of(member) for inner, member in vars(owner).items() if inner[0] != "_"}
    found = {
        inner: member for inner, member in members.items() if inspect.isfunction(member) and member.__doc__
    }
    fields = {inner: member for inner, member in found.items() if not inspect.isfunction(vars(owner)[inner])}
    rows = ((f"`{name.lower()}.{inner}`", f"`{_returned(f)}`", _first(f)) for inner, f in fields.items())
    yield from table_lines(("attribute", "type", "is"), rows) if fields else ()
    for inner in (inner for inner in found if inner not in fields):
        yield from _described(f"### {name}.{inner}", f"{name.lower()}.{inner}", found[inner])


def _function_of(member: object) -> object:
    """Return the function behind a method or property."""
    if isinstance(member, property):
        return member.fget
    return member.func if isinstance(member, cached_property) else member


def _described(title: str, called: str, function: Callable[..., object]) -> Iterator[str]:
    """Yield a heading, the signature as the source has it (the same with every Python) and the docstring."""
    shown = f"{called}{_arguments(_parsed(function).args)} -> {_returned(function)}"
    yield from (
        title,
        "",
        "```python",
        shown,
        "```",
        "",
        _fenced(inspect.cleandoc(function.__doc__ or "")),
        "",
    )


def _parsed(function: Callable[..., object]) -> ast.FunctionDef:
    body = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    assert isinstance(body, ast.FunctionDef)
    return body


def _returned(function: Callable[..., object]) -> str:
    returns = _parsed(function).returns
    return ast.unparse(returns).replace("'", "") if returns else "None"


def _arguments(arguments: ast.arguments) -> str:
    """Return arguments without self, each on a line of its own where they are many."""
    if arguments.args and arguments.args[0].arg == "self":
        arguments.args.pop(0)
    line = ast.unparse(arguments)
    if len(line) <= _WIDE:
        return f"({line})"
    parts = re.split(r", (?=(?:\*{0,2}\w+: |\*(?:,|$)))", line)
    return "(\n" + "".join(f"    {part},\n" for part in parts) + ")"


def _fenced(doc: str) -> str:
    """Return a docstring with its examples and indented drawings in fences."""
    blocks = []
    for block in doc.replace("  # doctest: +SKIP", "").split("\n\n"):
        if block.lstrip().startswith(">>>"):
            blocks.append(f"```pycon\n{textwrap.dedent(block)}\n```")
        elif block.startswith("    "):
            blocks.append(f"```text\n{textwrap.dedent(block)}\n```")
        else:
            blocks.append(block)
    return "\n\n".join(blocks)


def _errors() -> Iterator[str]:
    yield "kg raises these for mistakes that the user can mend; the command line prints the message and exits"
    yield "with 1. Anything else that is raised is a bug."
    yield ""
    yield "```text"
    yield from _tree(errors.KgError, "", "")
    yield "```"
    yield ""
    yield from table_lines(
        ("error", "means"), ((f"`{kind.__name__}`", _first(kind)) for kind in _family(errors.KgError))
    )


def _children(kind: type[Exception]) -> list[type[Exception]]:
    inside = (child for child in kind.__subclasses__() if child.__module__ == errors.__name__)
    return sorted(inside, key=lambda child: child.__name__)


def _family(kind: type[Exception]) -> Iterator[type[Exception]]:
    yield kind
    for child in _children(kind):
        yield from _family(child)


def _tree(kind: type[Exception], first: str, rest: str) -> Iterator[str]:
    yield first + kind.__name__
    children = _children(kind)
    for child in children:
        last = child is children[-1]
        yield from _tree(child, rest + ("└── " if last else "├── "), rest + ("    " if last else "│   "))


def _kinds() -> Iterator[str]:
    yield "## Labels"
    yield ""
    yield from table_lines(("label", "is"), ((f"`{label}`", LABEL_MEANINGS[label]) for label in LABELS))
    yield "## Edges"
    yield ""
    rows = ((f"`{kind}`", *meaning) for kind, meaning in EDGE_MEANINGS.items())
    yield from table_lines(("kind", "direction", "means", "weight"), rows)
    yield "`count` is the number of passages that say so; weights are [explained](../method-resolve.md)."
    yield ""
    yield "## Ranks of posts"
    yield ""
    yield ", ".join(f"`{rank}`" for rank in RANKS) + "; the rank of a deputy has `, deputy` after it."
    yield "A post whose rank does not follow from title and body has none."
    yield ""
    yield "## Formats"
    yield ""
    yield "What each holds and which program opens it: [formats](../formats.md)."
    yield ""
    yield "`tables`: every table but `text`, all columns. `graph`: every column of entities and edges (of"
    yield "evidence the number), and what the graph tells of nodes. `part`: what its section says. Types"
    yield "are kept."
    yield ""
    formats = (
        (f"`{name}`", f"`{e.file}{'/' if e.folder else ''}`", e.about, e.holds, _names(e.leaves_out))
        for name, e in FORMATS.items()
    )
    yield from table_lines(("format", "written to", "for", "holds", "but for"), formats)


def _names(names: Iterable[str]) -> str:
    return " ".join(f"`{name}`" for name in names)


def main() -> None:
    """Write the pages of the reference and name those that changed."""
    FOLDER.mkdir(exist_ok=True)
    written = {FOLDER / name: text for name, text in pages().items()} | {README: readme_text()}
    for path, text in written.items():
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8", newline="\n")
            sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
