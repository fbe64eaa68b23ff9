"""RDF in JSON-LD."""

import json
from pathlib import Path

from kg.export.rdf import PREFIXES, Date, Object, Ref, Resource, build_resources
from kg.store.tables import Tables


def write_jsonld(tables: Tables, path: Path) -> None:
    """Write the resources of kg.export.rdf as JSON-LD 1.1 (UTF-8), the same triples as Turtle has.

    One object a line inside @graph; the context is in the file, nothing is fetched. JSON escapes
    quotes and line breaks; other characters are written as they are.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"@context": {json.dumps(PREFIXES)},\n"@graph": [')
        for number, resource in enumerate(build_resources(tables)):
            file.write(",\n" if number else "\n")
            file.write(json.dumps(format_resource(resource), ensure_ascii=False))
        file.write("\n]}\n")


def format_resource(resource: Resource) -> dict[str, object]:
    """Return one resource as a node object of JSON-LD."""
    node: dict[str, object] = {"@id": resource.iri, "@type": list(resource.classes)}
    return node | {name: [_value(value) for value in values] for name, values in resource.values.items()}


def _value(value: Object) -> object:
    if isinstance(value, Ref):
        return {"@id": value.iri}
    if isinstance(value, Date):
        return {"@value": value.text, "@type": f"xsd:{value.type}"}
    if isinstance(value, float):
        return {"@value": repr(value), "@type": "xsd:double"}
    return value
