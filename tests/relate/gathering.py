"""Tenures and contradictions of some pages, gathered as a build does it."""

from kg.corpus import give_names, resolve, take_census
from kg.model import Reading
from kg.relate import serve_posts
from kg.schema import ContradictionRecord, TenureRecord
from kg.store.queries import records_of
from kg.store.readings import open_readings
from tests.conftest import Marked


def gathered(*readings: Reading) -> tuple[dict[str, str], list[TenureRecord], list[ContradictionRecord]]:
    """Return the names of the entities, the tenures and the contradictions of some pages."""
    with open_readings(readings) as engine:
        resolution = resolve(take_census(engine))
        give_names(engine, resolution)
        serve_posts(engine)
        names = {entity.id: entity.name for entity in resolution.entities}
        return names, list(records_of(engine, "tenures")), list(records_of(engine, "contradictions"))


def pages(marked: Marked, *dated: tuple[str, str]) -> list[Reading]:
    """Return readings of marked texts with the dates of their pages, "" for none."""
    return [marked(text, page=f"{n}.txt", date=date or None) for n, (date, text) in enumerate(dated)]
