"""The HTML of the report: a template that escapes all that it is given, its style sheet and its policy."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import groupby
from operator import attrgetter
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.export.policy import fingerprint
from kg.export.report.brief import Brief
from kg.export.report.changes import PostChange
from kg.export.report.groups import ROW, WIDTH
from kg.export.report.words import both, say, say_reason
from kg.store.clean import clean_text
from kg.store.tables import Tables
from kg.version import VERSION

GRAPH = "graph.html"  # in the same folder
POLICY = "default-src 'none'; style-src {}; base-uri 'none'; form-action 'none'"
LONGEST_NAME = 40  # characters shown of a name


def fill_report(brief: Brief, tables: Tables, *, title: str, model: str) -> str:
    """Return the text of the report; `tables` name its entities."""
    style = _style()
    names = {id_: shorten(name) for id_, name in tables.names.items()}
    labels = {entity.id: entity.label for entity in tables.entities}
    return clean_text(
        _environment()
        .get_template("report.html")
        .render(
            title=title,
            brief=brief,
            node=lambda id_: _link(names[id_], "node", id_, labels[id_]),
            name_of=names.__getitem__,
            label_of=labels.__getitem__,
            group_link=lambda number, text: _link(text, "community", str(number + 1), "group"),
            style=Markup(style),
            policy=POLICY.format(fingerprint(style)),
            version=VERSION,
            model=model,
        )
    )


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


def _by(changes: Iterable[PostChange], field: str) -> list[dict[str, object]]:
    """Return runs of changes with the same value of a field, in their order."""
    runs = groupby(changes, key=attrgetter(field))
    return [{"key": key, "items": list(items)} for key, items in runs]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(str(files("kg.export.report") / "web")),
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
    return (files("kg.export.report") / "web" / "style.css").read_text(encoding="utf-8")
