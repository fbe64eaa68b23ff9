"""The HTML of the graph page: pyvis fills a template of our own with the payload, the style, the script."""

import json
import re
from html import escape
from importlib.resources import files

from kg.export.page.assets import read_assets
from kg.export.page.payload import Payload

OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": False,
        "tooltipDelay": 86400000,
        "zoomSpeed": 0.7,
        "selectConnectedEdges": False,
    },
}

_UNSAFE = re.compile("[<>&\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def fill_page(payload: Payload) -> str:
    """Return the text of the page."""
    from pyvis.network import Network  # noqa: PLC0415 -- loads IPython; a build reads its pages before

    heading = escape(_UNPRINTABLE.sub("\ufffd", payload.title))
    network = Network(height="100%", width="100%", directed=True, heading=heading)
    network.options = OPTIONS
    # Not add_node and add_edge: they search the whole list each time, 40 s for 20,000 nodes.
    network.nodes, network.edges = payload.nodes, payload.edges
    network.set_template_dir(str(files("kg.export.page") / "web"))
    network.templateEnv.filters.update(json_block=json_block, in_script=_in_script)
    network.templateEnv.globals.update(assets=read_assets(), tables=payload.tables)
    html: str = network.generate_html()
    return html


def json_block(value: object) -> str:
    r"""Return a value as JSON that is safe inside a script element and in UTF-8.

    >>> print(json_block(["</script>", "李\u2028"]))
    ["\u003c/script\u003e","李\u2028"]
    """
    return _in_script(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def _in_script(text: str) -> str:
    """Return JSON text with each character that could end a script element, or its line, escaped."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
