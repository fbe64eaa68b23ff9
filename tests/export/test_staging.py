from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.store.staging import open_staging, recover


def _build(out: Path, text: str, fail: BaseException | None = None) -> None:
    with open_staging(out) as staging:
        for name in ("a", "b"):
            (staging / name).write_text(text, "utf-8")
        if fail:
            raise fail


def _texts(out: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted(out.iterdir())]


def test_files_come_into_place_and_nothing_else_stays(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    _build(out, "first")
    _build(out, "second")
    assert sorted(path.name for path in out.iterdir()) == ["a", "b"]
    assert _texts(out) == ["second", "second"]


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), ValueError("bug")])
def test_a_build_that_fails_leaves_the_earlier_files(tmp_path: Path, fault: BaseException) -> None:
    _build(tmp_path, "first")
    with pytest.raises(type(fault)):
        _build(tmp_path, "second", fault)
    assert _texts(tmp_path) == ["first", "first"]


def test_a_full_disk_is_an_error_of_one_line_and_leaves_the_earlier_files(tmp_path: Path) -> None:
    _build(tmp_path, "first")
    with pytest.raises(OutputError, match="No space left on device"):
        _build(tmp_path, "second", OSError(28, "No space left on device"))
    assert _texts(tmp_path) == ["first", "first"]


def test_a_build_killed_before_it_was_complete_is_dropped(tmp_path: Path) -> None:
    _build(tmp_path, "first")
    staging = tmp_path / ".kg-staging"
    staging.mkdir()
    (staging / "a").write_text("half", "utf-8")
    recover(tmp_path)
    assert _texts(tmp_path) == ["first", "first"]


def test_a_build_killed_while_moving_is_finished(tmp_path: Path) -> None:
    _build(tmp_path, "first")
    staging = tmp_path / ".kg-staging"
    staging.mkdir()
    (tmp_path / "a").write_text("second", "utf-8")  # moved before the kill
    (staging / "b").write_text("second", "utf-8")
    (staging / ".complete").touch()
    recover(tmp_path)
    assert _texts(tmp_path) == ["second", "second"]


def test_what_can_not_be_finished_yet_waits_until_it_can(tmp_path: Path) -> None:
    """Killed while moving; then a folder stands in the place of a file that was still to be moved."""
    _build(tmp_path, "first")
    staging = tmp_path / ".kg-staging"
    staging.mkdir()
    (tmp_path / "a").write_text("second", "utf-8")
    (staging / "b").write_text("second", "utf-8")
    (staging / ".complete").touch()
    (tmp_path / "b").unlink()
    (tmp_path / "b").mkdir()
    for _ in range(2):
        with pytest.raises(OutputError, match="b: is a folder, where a file of the build belongs; rename it"):
            _build(tmp_path, "third")
        recover(tmp_path)
        assert (staging / "b").read_text("utf-8") == "second"
    (tmp_path / "b").rmdir()
    recover(tmp_path)
    assert _texts(tmp_path) == ["second", "second"]
    _build(tmp_path, "third")
    assert _texts(tmp_path) == ["third", "third"]


def test_the_output_may_not_be_a_file(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.touch()
    with pytest.raises(OutputError, match="is a file; give a folder with -o"):
        _build(path, "x")


def test_an_output_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="can't be made"):
        _build(tmp_path / "file" / "out", "x")
