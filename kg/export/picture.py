"""The strongest part of the graph as a picture: SVG, drawn without any other program."""

from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from kg.export.placement import node_radii, place_nodes
from kg.export.tables import UNDIRECTED, Tables
from kg.model import Edge, Label

MOST_NODES = 160  # more than this is no picture but a blot
MOST_NAMES = 70  # nodes with their name beside them, the strongest
LONGEST_NAME = 14  # characters of a name
MARGIN = 60
BACKGROUND = "#ffffff"
INK = "#22262b"
COLORS: dict[Label, str] = {"PER": "#d1495b", "LOC": "#3c8d5a", "ORG": "#30638e", "TITLE": "#c98a1b"}
WORDS: dict[Label, str] = {"PER": "people", "LOC": "places", "ORG": "bodies", "TITLE": "posts"}
FONTS = (
    "'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Heiti SC', "
    "'WenQuanYi Micro Hei', sans-serif"
)


@dataclass(frozen=True, slots=True)
class Dot:
    """A node of the picture."""

    x: float
    y: float
    radius: float
    label: Label
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """An edge of the picture, between two of its dots."""

    source: int
    target: int
    strength: float  # 0 to 1
    stated: bool  # a fact of its own (holds, at, byline), no co-occurrence


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn: the strongest nodes first, and the size of the sheet."""

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    width: float
    height: float


def write_svg(tables: Tables, path: Path) -> None:
    """Write the strongest nodes, and their edges other than those of an article, as SVG.

    At most MOST_NODES nodes, names on the strongest, cut after LONGEST_NAME characters; line breaks
    become spaces, signs of markup are escaped. Chinese fonts are named, not embedded: the reader's
    program takes the first that it has.
    """
    path.write_text(format_svg(draw(tables)), encoding="utf-8", newline="\n")


def draw(tables: Tables) -> Picture:
    """Return the picture of a build, placed on a sheet that begins at (0, 0)."""
    known = tables.graph.nodes
    order = sorted(tables.graph, key=lambda id_: (-known[id_]["strength"], -known[id_]["mentions"], id_))
    chosen = order[:MOST_NODES]
    part = _part(tables, chosen)
    places, radii = place_nodes(part), node_radii(part)
    left = min((places[id_][0] - radii[id_] for id_ in chosen), default=0.0) - MARGIN
    top = min((places[id_][1] - radii[id_] for id_ in chosen), default=0.0) - MARGIN
    dots = tuple(
        Dot(places[id_][0] - left, places[id_][1] - top, radii[id_], known[id_]["label"], _short(tables, id_))
        for id_ in chosen
    )
    width = max((dot.x + dot.radius for dot in dots), default=0.0) + 2 * MARGIN
    height = max((dot.y + dot.radius for dot in dots), default=0.0) + MARGIN
    return Picture(dots, _lines(part, chosen), width, height)


def format_svg(picture: Picture) -> str:
    """Return the text of the SVG file."""
    width, height = round(picture.width), round(picture.height)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family={quoteattr(FONTS)} role="img">\n'
        f'<rect width="{width}" height="{height}" fill="{BACKGROUND}"/>\n'
    )
    parts = [head, '<g fill="none" stroke-linecap="round">\n']
    parts += [_path(picture, line) for line in sorted(picture.lines, key=lambda line: line.stated)]
    parts.append(f'</g>\n<g stroke="{BACKGROUND}" stroke-width="1.2">\n')
    parts += [_circle(dot) for dot in reversed(picture.dots)]
    parts.append(
        f'</g>\n<g fill="{INK}" paint-order="stroke" stroke="{BACKGROUND}" stroke-width="3" '
        'stroke-linejoin="round" text-anchor="middle">\n'
    )
    parts += [_name(dot) for dot in reversed(picture.dots[:MOST_NAMES])]
    return "".join([*parts, "</g>\n", _legend(picture), "</svg>\n"])


def _part(tables: Tables, chosen: list[str]) -> Tables:
    """Return the tables of the chosen nodes alone, without co-occurrences in an article."""
    kept = set(chosen)
    edges = [edge for edge in tables.edges if {edge.source, edge.target} <= kept]
    return Tables(
        (),
        (),
        (),
        tuple(entity for entity in tables.entities if entity.id in kept),
        (),
        (),
        tuple(edge for edge in edges if edge.kind != "article"),
    )


def _lines(part: Tables, chosen: list[str]) -> tuple[Line, ...]:
    position = {id_: number for number, id_ in enumerate(chosen)}

    def line(edge: Edge) -> Line:
        strength = min(1.0, max(0.0, edge.weight))
        return Line(position[edge.source], position[edge.target], strength, edge.kind not in UNDIRECTED)

    return tuple(line(edge) for edge in part.edges if edge.source != edge.target)


def _short(tables: Tables, id_: str) -> str:
    name = " ".join(tables.names[id_].split())
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def _path(picture: Picture, line: Line) -> str:
    """Return a slightly bent line, so that two edges between the same nodes do not hide each other."""
    a, b = picture.dots[line.source], picture.dots[line.target]
    bend = 0.10 if line.stated else 0.04
    x, y = (a.x + b.x) / 2 + (b.y - a.y) * bend, (a.y + b.y) / 2 - (b.x - a.x) * bend
    color = INK if line.stated else "#8a94a0"
    opacity = 0.55 if line.stated else 0.12 + 0.28 * line.strength
    return (
        f'<path d="M{a.x:.1f} {a.y:.1f}Q{x:.1f} {y:.1f} {b.x:.1f} {b.y:.1f}" stroke="{color}" '
        f'stroke-opacity="{opacity:.2f}" stroke-width="{1.3 if line.stated else 0.5 + line.strength:.2f}"/>\n'
    )


def _circle(dot: Dot) -> str:
    return (
        f'<circle cx="{dot.x:.1f}" cy="{dot.y:.1f}" r="{dot.radius:.1f}" fill="{COLORS[dot.label]}">'
        f"<title>{escape(dot.name)}</title></circle>\n"
    )


def _name(dot: Dot) -> str:
    size = 9 + dot.radius * 0.28
    return (
        f'<text x="{dot.x:.1f}" y="{dot.y + dot.radius + size:.1f}" font-size="{size:.1f}">'
        f"{escape(dot.name)}</text>\n"
    )


def _legend(picture: Picture) -> str:
    present = [label for label in COLORS if any(dot.label == label for dot in picture.dots)]
    parts = [f'<g font-size="12" fill="{INK}">\n']
    for number, label in enumerate(present):
        x = 24 + 78 * number
        parts.append(f'<circle cx="{x}" cy="24" r="6" fill="{COLORS[label]}"/>')
        parts.append(f'<text x="{x + 11}" y="28">{WORDS[label]}</text>\n')
    return "".join([*parts, "</g>\n"])
