"""report.html: what a build found, as a brief that a researcher reads and prints.

One file without any script, offline: its content security policy allows its own style sheet alone. All
that comes from pages passes through a template that escapes it.
"""

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg import __version__
from kg.export.report.brief import gather
from kg.export.report.changes import Change
from kg.export.report.groups import ROW, WIDTH
from kg.export.report.words import both, say, say_reason
from kg.export.tables import Tables, clean_text

GRAPH = "graph.html"  # in the same folder
LONGEST_NAME = 40  # characters shown of a name
UNTITLED = "kg"


def write_report(tables: Tables, path: Path, *, title: str | None = None) -> None:
    """Write the report of a build: one file in UTF-8, in Chinese and English.

    Without a title it is that of the build. Names are cut after LONGEST_NAME characters; whitespace in
    them becomes a space. The same tables and title give the same bytes.
    """
    path.write_text(format_report(tables, title=title), encoding="utf-8", newline="\n")


def format_report(tables: Tables, *, title: str | None = None) -> str:
    """Return the text of the report."""
    title = title or str(tables.run.get("configuration", {}).get("title") or UNTITLED)
    style = _style()
    names = {id_: shorten(name) for id_, name in tables.names.items()}
    labels = {entity.id: entity.label for entity in tables.entities}
    return _environment().get_template("report.html").render(
        title=clean_text(title),
        brief=gather(tables),
        node=lambda id_: _link(names[id_], "node", id_, labels[id_]),
        name_of=names.__getitem__,
        label_of=labels.__getitem__,
        group_link=lambda number, text: _link(text, "community", str(number + 1), "group"),
        style=Markup(style),
        policy=f"default-src 'none'; style-src {_fingerprint(style)}; base-uri 'none'; form-action 'none'",
        version=__version__,
        model=str(tables.run.get("model") or "?"),
    )  # fmt: skip


def shorten(name: str, longest: int = LONGEST_NAME) -> str:
    """Return a name in one line, cut after so many characters.

    >>> shorten("甲\\n乙"), shorten("长" * 50, 4)
    ('甲 乙', '长长长…')
    """
    text = " ".join(name.split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _link(text: object, key: str, value: str, kind: str) -> Markup:
    """Return a link into the graph page, which opens in the language of the report."""
    link = Markup('<a class="{} {}" href="{}#{}"><bdi>{}</bdi></a>')
    chinese, english = {key: value}, {key: value, "lang": "en"}
    return link.format("zh", kind, GRAPH, urlencode(chinese), text) + link.format(
        "en", kind, GRAPH, urlencode(english), text
    )


def _by(changes: Iterable[Change], field: str) -> list[dict[str, object]]:
    """Return runs of changes with the same value of a field, in their order."""
    runs = groupby(changes, key=attrgetter(field))
    return [{"key": key, "items": list(items)} for key, items in runs]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(str(files("kg.export.report") / "page")),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals |= {"say": say, "both": both, "say_reason": say_reason, "row": ROW, "arcs": WIDTH}
    environment.filters |= {"short": shorten, "runs": _by}
    return environment


@cache
def _style() -> str:
    return (files("kg.export.report") / "page" / "style.css").read_text(encoding="utf-8")


def _fingerprint(text: str) -> str:
    """Return the source expression that allows exactly this text in a content security policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
