"""What driver and executors hand each other comes out as it went in."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ConfigError, InputError, KgError, ModelError, OutputError, Phrase
from kg.pages import PageFile
from kg.pages.page_file import NewsItem
from kg.pages.zipped import MemberPlace
from kg.pipeline.faults import Fault
from kg.spark.handed import (
    ChunkOutcome,
    Dealt,
    dump_chunk,
    dump_file,
    dump_outcome,
    load_chunk,
    load_outcome,
)

ODD = "赵\udcff立群\x00\u2028.txt"  # a name that is no UTF-8
FILES = [
    PageFile(Path("a/2024-03-06.txt"), "2024-03-06.txt"),
    PageFile(Path("s3a://press/1987"), ODD, 3, "2024-03-06", "file name", "/x", "清河日报", "A03", told=True),
    PageFile(Path("b.zip"), "b.zip/一.txt", place=MemberPlace("一.txt", 1, 2, 3, 8, 0, 4, (5, 6))),
    PageFile(Path("t.tsv"), "t.tsv#2", item=NewsItem(2, "义诊", "院长到会。", "utf-8", misdated=True)),
    PageFile(Path("c.txt"), "c.txt", error=InputError("{path}: {count:,} bytes", path=Path("c"), count=9)),
]
WORDS = st.text(st.characters(exclude_categories=()), max_size=5)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path.name)
def test_a_page_to_be_read(file: PageFile) -> None:
    ((found, known),) = load_chunk(dump_chunk([(dump_file(file), {file.name: "0" * 64})]))
    assert known == {file.name: "0" * 64}
    assert found.known == file.known
    assert (found.path, found.place, found.item, found.told) == (file.path, file.place, file.item, file.told)
    assert (type(found.error), str(found.error)) == (type(file.error), str(file.error))


@given(name=WORDS, text=WORDS, known=st.dictionaries(WORDS, WORDS, max_size=3))
def test_any_page_to_be_read(name: str, text: str, known: dict[str, str]) -> None:
    file = PageFile(Path("t.csv"), name, item=NewsItem(1, name, text, "gb18030"))
    assert load_chunk(dump_chunk([(dump_file(file), known)])) == [Dealt(file, known)]


@pytest.mark.parametrize("kind", [KgError, ConfigError, InputError, ModelError, OutputError])
def test_an_error_keeps_its_kind_its_template_and_its_values(kind: type[KgError]) -> None:
    cause = Phrase("{count:,} of {known}", count=1000, known=["a", "b"])
    error = kind("{path}: {cause} ({number:.1f})", path=Path(ODD), cause=cause, number=0.25)
    found = load_outcome(dump_outcome(ChunkOutcome(error=error))).error
    assert type(found) is kind
    assert (found.template, found.values) == (error.template, error.values)
    assert isinstance(found.values["cause"], Phrase)
    assert found.values["cause"].values == cause.values


def test_what_came_of_a_chunk() -> None:
    late = Phrase("it took longer than {seconds:g} seconds", seconds=2.5)
    outcome = ChunkOutcome(
        batches=["000001"],
        used=[("a.txt", "key")],
        warnings=["{braces}", Phrase("{path}: cut off", path=Path("a.txt"))],
        faults=[(Fault("b.txt", "posts", late, "Traceback …"), False), (Fault("c.txt", "read", late), True)],
        pages=7,
    )
    found = load_outcome(dump_outcome(outcome))
    assert found == outcome
    assert [fault.error.values for fault, _ in found.faults] == [{"seconds": 2.5}] * 2
    assert [type(warning) for warning in found.warnings] == [str, Phrase]


def test_a_value_of_another_kind_is_what_it_says() -> None:
    error = OutputError("{out}: can't be written ({cause})", out="out", cause=OSError(28, "No space left"))
    found = load_outcome(dump_outcome(ChunkOutcome(error=error))).error
    assert str(found) == str(error)
