"""Pages that are read together get the readings that each gets by itself."""

from pathlib import Path

import pytest

import kg.pipeline.worker
from kg.config import Config
from kg.pages import PageFile
from kg.pipeline.faults import Fault
from kg.pipeline.worker import Reader
from kg.reading.stages import Stage

PAGES = (
    "县水利局局长钱守义到葛仙庄镇检查河道\n\n本报讯（记者 李华）12月8日，局长钱守义到葛仙庄镇检查河道。",
    "宿州市委书记丁志远、市长何秀兰出席会议。丁志远说，水渠通了水。",
    "",
    "今天下雨，大家都没有出门。",
    "自治区副主席欧阳晓晖到锡林浩特市融媒体中心调研。" * 20,
    "外交部长访问法国。欧阳晓晖陪同。",
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Config())


@pytest.fixture
def files(tmp_path: Path) -> list[PageFile]:
    for number, text in enumerate(PAGES):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    return [PageFile(tmp_path / f"{number}.txt", f"{number}.txt") for number in range(len(PAGES))]


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5), (5, 4, 3, 2, 1, 0), (1, 1), (2, 3), (2,), ()])
def test_company_changes_no_reading(reader: Reader, files: list[PageFile], order: tuple[int, ...]) -> None:
    together = list(reader.read_together([(files[number], None) for number in order]))
    assert together == [reader.read(files[number]) for number in order]
    assert [isinstance(outcome, Fault) for outcome in together] == [number == 2 for number in order]


def test_each_stage_is_told_with_the_number_of_its_page(reader: Reader, files: list[PageFile]) -> None:
    told: list[tuple[int, Stage]] = []
    asked = [(file, None) for file in files[:3]]
    outcomes = reader.read_together(asked, lambda number, stage, left: told.append((number, stage)))
    next(outcomes)
    assert told[:8] == [
        *((0, "read"), (0, "split"), (0, "load"), (1, "read"), (1, "split"), (1, "load"), (2, "read")),
        (0, "load"),
    ]
    assert {number for number, _ in told[8:]} == {0}
    told.clear()
    next(outcomes)
    assert {number for number, _ in told} == {1}


def test_what_goes_wrong_together_is_tried_page_by_page(
    reader: Reader, files: list[PageFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = [reader.read(file) for file in files[:2]]

    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(kg.pipeline.worker, "foresee_articles", fail)
    assert list(reader.read_together([(file, None) for file in files[:2]])) == expected
