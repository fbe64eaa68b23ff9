"""kg: Chinese newspaper pages into a knowledge graph.

A build in one call, or a finished one:

>>> import kg
>>> result = kg.build("pages/")  # doctest: +SKIP
>>> result = kg.open_build("output/")  # doctest: +SKIP

`result.graph` is a NetworkX graph; `result.posts`, `.mentions`, `.entities` … are plain records;
`result.to_pandas("posts")` and `.to_polars("posts")` are tables; in a notebook the result shows the graph.

Each stage alone:

>>> page = kg.make_page("清河县人民医院院长赵立群来到葛仙庄镇义诊。", date="2024-03-06")
>>> nlp = kg.load_pipeline("rules")
>>> readings = [kg.recognize_page(page, nlp)]
>>> resolution = kg.resolve_readings(readings)
>>> edges = kg.relate_readings(readings, resolution)
>>> graph = kg.build_graph(resolution.entities, edges)
>>> sorted(name for _, name in graph.nodes(data="name") if "院" in name)
['清河县人民医院', '清河县人民医院院长']

Nothing is loaded before it is used: `import kg` takes no time.
"""

import os
from importlib import import_module
from typing import TYPE_CHECKING

from kg.version import VERSION

if TYPE_CHECKING:
    from kg.api import (
        build,
        make_page,
        read_pages,
        relate_readings,
        resolve_readings,
    )
    from kg.articles import split_page
    from kg.config import Config
    from kg.errors import ConfigError, InputError, KgError, ModelError, OutputError
    from kg.graph.building import build_graph
    from kg.pipeline.summary import Listener
    from kg.result import Result, open_build
    from kg.stages import load_pipeline, recognize_page

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # ONNX Runtime reports to its makers unless told before

__version__ = VERSION
__all__ = [
    "Config",
    "ConfigError",
    "InputError",
    "KgError",
    "Listener",
    "ModelError",
    "OutputError",
    "Result",
    "__version__",
    "build",
    "build_graph",
    "load_pipeline",
    "make_page",
    "open_build",
    "read_pages",
    "recognize_page",
    "relate_readings",
    "resolve_readings",
    "split_page",
]

_HOMES = {
    **dict.fromkeys(("ConfigError", "InputError", "KgError", "ModelError", "OutputError"), "kg.errors"),
    **dict.fromkeys(("build", "make_page", "read_pages"), "kg.api"),
    **dict.fromkeys(("relate_readings", "resolve_readings"), "kg.api"),
    **dict.fromkeys(("load_pipeline", "recognize_page"), "kg.stages"),
    "Config": "kg.config",
    "Listener": "kg.pipeline.summary",
    "Result": "kg.result",
    "build_graph": "kg.graph.building",
    "open_build": "kg.result",
    "split_page": "kg.articles",
}


def __getattr__(name: str) -> object:
    """Return a public name, whose module is loaded now."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    found: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return what the module offers."""
    return sorted({*globals(), *__all__})
