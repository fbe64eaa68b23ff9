"""RDF in Turtle."""

from pathlib import Path

from kg.export.rdf import PREFIXES, Date, Object, Ref, Resource, build_resources
from kg.store.tables import Tables

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def write_turtle(tables: Tables, path: Path) -> None:
    """Write the resources of kg.export.rdf as Turtle (UTF-8), a block for each, in a fixed order.

    Whole numbers are xsd:integer, others xsd:double, dates xsd:date. Quotes and line breaks of texts
    are escaped, other characters written as they are; keys inside names of resources are
    percent-encoded.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
        for resource in build_resources(tables):
            file.write(format_resource(resource))


def format_resource(resource: Resource) -> str:
    """Return one resource as a block of Turtle."""
    lines = [f"a {', '.join(resource.classes)}"]
    lines += [f"{name} {', '.join(map(_term, values))}" for name, values in resource.values.items()]
    return f"\n<{resource.iri}> " + " ;\n    ".join(lines) + " .\n"


def _term(value: Object) -> str:
    if isinstance(value, Ref):
        return f"<{value.iri}>"
    if isinstance(value, Date):
        return f'"{value.text}"^^xsd:{value.type}'
    if isinstance(value, float):
        return f'"{value!r}"^^xsd:double'
    return str(value) if isinstance(value, int) else f'"{value.translate(_ESCAPES)}"'
