"""What is said where a name stands for several entities."""

from kg.cli.tables import align, say_label
from kg.errors import KgError
from kg.queries.names import AmbiguousNameError


def choice_lines(error: KgError) -> list[str]:
    """Return the entities that a name may stand for, one a line; none where the error is another one."""
    if not isinstance(error, AmbiguousNameError):
        return []
    rows = [(each.id, each.name, say_label(each.label, each.kind)) for each in error.choices]
    return [f"  {line}" for line in align(rows)]
