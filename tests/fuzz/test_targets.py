"""A short run of the fuzzing of every part of kg; `tests/fuzz/run.py` is the long one."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from kg.pages import find_pages, read_page
from tests.fuzz.files import good_files
from tests.fuzz.stand_in import load_stand_in
from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_is_too_odd(name: str) -> None:
    target = TARGETS[name]
    options = settings(
        max_examples=target.few,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    options(given(target.inputs)(target.check))()


def test_all_inputs_of_a_run_have_a_target() -> None:
    assert sum(target.share for target in TARGETS.values()) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize(("kind", "read"), [("zip", 4), ("docx", 1), ("pdf", 2)])
def test_files_are_good_before_they_are_damaged(tmp_path: Path, kind: str, read: int) -> None:
    path = tmp_path / f"page.{kind}"
    path.write_bytes(good_files()[kind])
    texts = [read_page(file).raw for file in find_pages([path], pytest.fail)]
    assert len(texts) == read
    assert any("县长到会" in text or "县长赵立群" in text for text in texts)


def test_the_stand_in_proposes_names_of_every_label() -> None:
    text = "本报清河3月5日讯，县长赵立群昨日到葛仙庄镇检查河道，并同镇长吴秀兰座谈，要求抓好防汛工作。"
    docs = load_stand_in().pipe(f"第{number}版 {text}" * 5 for number in range(8))
    assert {entity.label_ for doc in docs for entity in doc.ents} == {"PER", "LOC", "ORG", "TITLE"}


def test_members_of_a_good_archive_are_packed_in_four_ways() -> None:
    with zipfile.ZipFile(io.BytesIO(good_files()["zip"])) as archive:
        assert len({member.compress_type for member in archive.infolist()}) == 4
