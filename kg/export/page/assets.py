"""The style sheet and the script of the graph page, and the policy that allows these two alone."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.export.policy import fingerprint

SCRIPTS = (
    *(
        "words",
        "elements",
        "store",
        "groups",
        "find",
        "theme",
        "paint",
        "circles",
        "names",
        "scene",
        "pointer",
    ),
    *(
        "panel",
        "dates",
        "card",
        "groupcard",
        "articlecard",
        "pathcard",
        "save",
        "menu",
        "table",
        "route",
        "keys",
        "main",
    ),
)  # in the order in which they run; each uses those before
VIS = "lib/vis-9.1.2/vis-network.min.js"
POLICY = (
    "default-src 'none'; script-src {script}; style-src {style}; "
    "img-src data:; base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True, slots=True)
class Assets:
    """What the page holds beside its data."""

    style: str
    script: str
    policy: str


@cache
def read_assets() -> Assets:
    """Return the assets: our style sheet, vis-network with our scripts in one function, their policy."""
    web = files("kg.export.page") / "web"
    vis = (files("pyvis") / VIS).read_text(encoding="utf-8")
    own = "\n".join((web / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    script = f'{vis}\n"use strict";\n(() => {{\n{own}\n}})();\n'
    style = (web / "style.css").read_text(encoding="utf-8")
    policy = POLICY.format(script=fingerprint(script), style=fingerprint(style))
    return Assets(style, script, policy)
