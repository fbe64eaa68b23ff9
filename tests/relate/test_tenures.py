"""Tenures over many pages, and what contradicts each other."""

from kg.model import Reading
from kg.relate import Contradiction, Tenure, Tenures
from kg.resolve import Census, resolve


def gathered(*readings: Reading) -> tuple[dict[str, str], list[Tenure], list[Contradiction]]:
    """Return the names of the entities, the tenures and the contradictions of some pages."""
    census, table = Census(), Tenures()
    for reading in readings:
        census.add(reading)
    resolution = resolve(census)
    for reading in readings:
        table.add(reading, resolution)
    names = {entity.id: entity.name for entity in resolution.entities}
    return names, list(table.tenures()), list(table.contradictions())


def pages(marked, *dated: tuple[str, str]) -> list[Reading]:
    return [marked(text, page=f"{n}.txt", date=date or None) for n, (date, text) in enumerate(dated)]


def test_statements_of_many_pages_are_one_tenure(marked) -> None:
    readings = pages(
        marked,
        ("2023-05-01", "[O清河县教育局][T局长][P李大海]讲话。"),
        ("2021-01-02", "[O清河县教育局][T局长][P李大海]到会。"),
        ("2024-07-01", "[O清河县教育局][T原局长][P李大海]退休。"),
        ("", "[O清河县教育局][T局长][P李大海]。"),
    )
    names, (tenure,), contradictions = gathered(*readings)
    assert (names[tenure.person], names[tenure.body], names[tenure.post]) == (
        "李大海",
        "清河县教育局",
        "清河县教育局局长",
    )
    assert (tenure.first_seen, tenure.last_seen, tenure.former_since) == (
        "2021-01-02",
        "2023-05-01",
        "2024-07-01",
    )
    assert (tenure.title, tenure.statements, len(tenure.sources)) == ("局长", 4, 4)
    assert contradictions == []


def test_two_holders_of_one_post_at_one_time_are_shown(marked) -> None:
    readings = pages(
        marked,
        ("2023-01-01", "[O清河县教育局][T局长][P李大海]。"),
        ("2023-09-01", "[O清河县教育局][T局长][P李大海]。"),
        ("2023-03-01", "[O清河县教育局][T局长][P孙玉梅]。"),
        ("2024-03-01", "[O清河县教育局][T局长][P钱守义]。"),
    )
    names, tenures, (found,) = gathered(*readings)
    assert len(tenures) == 3
    assert found.kind == "two holders"
    assert {names[person] for person in found.people} == {"李大海", "孙玉梅"}
    assert (found.first_date, found.last_date) == ("2023-03-01", "2023-03-01")
    assert {source.page for source in found.sources} == {"0.txt", "2.txt"}


def test_several_deputies_and_a_successor_contradict_nobody(marked) -> None:
    readings = pages(
        marked,
        ("2023-01-01", "[O清河县教育局][T副局长][P李大海]、[O清河县教育局][T副局长][P孙玉梅]。"),
        ("2023-01-01", "[O清河县教育局][T局长][P钱守义]。"),
        ("2023-02-01", "[O清河县教育局][T原局长][P钱守义]，[O清河县教育局][T局长][P吴一凡]。"),
    )
    assert gathered(*readings)[2] == []


def test_a_person_back_in_a_post_that_they_had_left_is_shown(marked) -> None:
    readings = pages(
        marked,
        ("2023-01-01", "[O清河县教育局][T原局长][P李大海]。"),
        ("2023-06-01", "[O清河县教育局][T局长][P李大海]。"),
    )
    (found,) = gathered(*readings)[2]
    assert (found.kind, found.first_date, found.last_date) == (
        "back after leaving",
        "2023-01-01",
        "2023-06-01",
    )


def test_the_order_of_pages_does_not_matter(marked) -> None:
    readings = pages(
        marked,
        ("2023-01-01", "[O清河县教育局][T局长][P李大海]。"),
        ("2023-01-01", "[O清河县教育局][T局长][P孙玉梅]。"),
        ("2022-01-01", "[O清河县教育局][T原局长][P孙玉梅]。"),
    )
    assert gathered(*readings) == gathered(*reversed(readings))
