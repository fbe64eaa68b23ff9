"""The picture of kg.graph.picture in pixels, drawn by resvg with the fonts of the system."""

from pathlib import Path

from kg.export.svg import format_svg
from kg.graph.picture import draw_picture
from kg.store.tables import Tables

ZOOM = 2.0  # pixels for each unit of the SVG: sharp on a screen and in print
MOST_PIXELS = 8000  # on either side


def write_png(tables: Tables, path: Path) -> None:
    """Write the picture of `write_svg` as PNG, twice as large; needs resvg-py.

    Names are drawn in the Chinese font of the system that stands first in the list of the SVG, and
    stand in no font of their own: a system without any Chinese font shows boxes.
    """
    from resvg_py import svg_to_bytes  # noqa: PLC0415  (optional: kg[exports])

    picture = draw_picture(tables.entities, tables.edges)
    zoom = min(ZOOM, MOST_PIXELS / max(picture.width, picture.height))
    path.write_bytes(bytes(svg_to_bytes(svg_string=format_svg(picture), zoom=zoom, languages=["zh-Hans"])))
