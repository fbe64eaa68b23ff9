"""The strongest part of the graph as a picture: SVG, drawn without any other program."""

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from kg.export.colors import COLORS
from kg.graph.picture import Caption, Dot, Picture, Stroke, draw_picture, place_captions
from kg.model import Label
from kg.store.tables import Tables

BASELINE = 0.35  # of the size of a letter, below its middle
BACKGROUND = "#ffffff"
INK = "#22262b"
PALE = "#8a94a0"
WORDS: dict[Label, str] = {"PER": "people", "LOC": "places", "ORG": "bodies", "TITLE": "posts"}
FONTS = (
    "'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Heiti SC', "
    "'WenQuanYi Micro Hei', sans-serif"
)


def write_svg(tables: Tables, path: Path) -> None:
    """Write the strongest nodes, and their edges other than those of an article, as SVG.

    Names, the strongest first, stand where there is room; signs of markup are escaped. Chinese fonts are
    named, not embedded: the reader's program takes the first that it has.
    """
    path.write_text(format_svg(draw_picture(tables.entities, tables.edges)), encoding="utf-8", newline="\n")


def format_svg(picture: Picture) -> str:
    """Return the text of the SVG file."""
    width, height = round(picture.width), round(picture.height)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family={quoteattr(FONTS)} role="img">\n'
        f'<rect width="{width}" height="{height}" fill="{BACKGROUND}"/>\n'
    )
    parts = [head, '<g fill="none" stroke-linecap="round">\n']
    parts += [_path(picture, stroke) for stroke in sorted(picture.strokes, key=lambda stroke: stroke.stated)]
    parts.append(f'</g>\n<g stroke="{BACKGROUND}" stroke-width="1.2">\n')
    parts += [_circle(dot) for dot in reversed(picture.dots)]
    parts.append(
        f'</g>\n<g fill="{INK}" paint-order="stroke" stroke="{BACKGROUND}" stroke-width="3" '
        'stroke-linejoin="round" text-anchor="middle">\n'
    )
    parts += [_name(name) for name in place_captions(picture)]
    return "".join([*parts, "</g>\n", _legend(picture), "</svg>\n"])


def _path(picture: Picture, stroke: Stroke) -> str:
    """Return a slightly bent line, so that two edges between the same nodes do not hide each other."""
    a, b = picture.dots[stroke.source], picture.dots[stroke.target]
    bend = 0.10 if stroke.stated else 0.04
    x, y = (a.x + b.x) / 2 + (b.y - a.y) * bend, (a.y + b.y) / 2 - (b.x - a.x) * bend
    color = INK if stroke.stated else PALE
    width = 1.3 if stroke.stated else 0.5 + stroke.strength
    opacity = 0.55 if stroke.stated else 0.12 + 0.28 * stroke.strength
    return (
        f'<path d="M{a.x:.1f} {a.y:.1f}Q{x:.1f} {y:.1f} {b.x:.1f} {b.y:.1f}" stroke="{color}" '
        f'stroke-opacity="{opacity:.2f}" stroke-width="{width:.2f}"/>\n'
    )


def _circle(dot: Dot) -> str:
    return (
        f'<circle cx="{dot.x:.1f}" cy="{dot.y:.1f}" r="{dot.radius:.1f}" fill="{COLORS[dot.label]}">'
        f"<title>{escape(dot.name)}</title></circle>\n"
    )


def _name(name: Caption) -> str:
    return (
        f'<text x="{name.x:.1f}" y="{name.y + name.size * BASELINE:.1f}" font-size="{name.size:.1f}">'
        f"{escape(name.text)}</text>\n"
    )


def _legend(picture: Picture) -> str:
    present = [label for label in COLORS if any(dot.label == label for dot in picture.dots)]
    parts = [f'<g font-size="12" fill="{INK}">\n']
    for number, label in enumerate(present):
        x = 24 + 78 * number
        parts.append(f'<circle cx="{x}" cy="24" r="6" fill="{COLORS[label]}"/>')
        parts.append(f'<text x="{x + 11}" y="28">{WORDS[label]}</text>\n')
    return "".join([*parts, "</g>\n"])
