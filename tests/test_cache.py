"""Entries that are whole or not there, and a folder that does not grow for ever."""

import os
import time
from pathlib import Path
from threading import Thread

import pytest

from kg.cache import MOST_DAYS, Cache, cache_folder, digest_files

KEY = "ab" + "0" * 62
DAY = 86_400


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def _age(cache: Cache, key: str, days: float) -> None:
    moment = time.time() - days * DAY
    os.utime(cache.folder / key[:2] / f"{key}.entry", (moment, moment))


def test_what_is_stored_is_loaded(cache: Cache) -> None:
    assert (cache.load(KEY), cache.holds(KEY)) == (None, False)
    assert cache.store(KEY, b"\x00content")
    assert (cache.load(KEY), cache.holds(KEY)) == (b"\x00content", True)
    assert cache.store(KEY, b"")
    assert cache.load(KEY) == b""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")
def test_the_folder_is_the_users_alone(cache: Cache) -> None:
    cache.store(KEY, b"content")
    assert cache.folder.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = Cache(tmp_path / "file" / "cache")
    assert not cache.store(KEY, b"content")
    assert (cache.load(KEY), cache.sweep(), cache.sweep_daily()) == (None, 0, 0)


def test_a_disk_that_fills_up_keeps_nothing(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    assert not cache.store(KEY, b"content")
    assert [path for path in cache.folder.rglob("*") if path.is_file()] == []


def test_entries_that_nobody_asks_for_go(cache: Cache) -> None:
    old, asked, new = ("cd" + digit * 62 for digit in "123")
    for key in (old, asked, new):
        cache.store(key, b"content")
    _age(cache, old, MOST_DAYS + 1)
    _age(cache, asked, MOST_DAYS + 1)
    assert cache.load(asked) == b"content"
    assert cache.sweep() == 1
    assert [cache.holds(key) for key in (old, asked, new)] == [False, True, True]


def test_the_oldest_go_where_there_is_too_much(cache: Cache) -> None:
    keys = ["ef" + digit * 62 for digit in "1234"]
    for days, key in enumerate(keys):
        cache.store(key, bytes(100))
        _age(cache, key, days)
    assert cache.sweep(most_bytes=300) == 2, "an entry is a digest of 32 bytes longer than its content"
    assert [cache.holds(key) for key in keys] == [True, True, False, False]


def test_what_the_build_itself_uses_stays_whatever_its_size(cache: Cache) -> None:
    own, other = ["ab" + digit * 62 for digit in "123"], ["cd" + digit * 62 for digit in "123"]
    for days, key in enumerate([*own, *other]):
        cache.store(key, bytes(100))
        _age(cache, key, 10 * days)
    assert cache.sweep(set(own), most_bytes=300) == 1, "what is kept does not count"
    assert [cache.holds(key) for key in own + other] == [True, True, True, True, True, False]
    _age(cache, own[0], MOST_DAYS + 1)
    assert cache.sweep_daily(own[:2]) == 0
    assert cache.sweep(own[1:], most_bytes=0) == 3
    assert [cache.holds(key) for key in own] == [False, True, True]


def test_what_was_never_finished_goes_after_a_day(cache: Cache) -> None:
    cache.store(KEY, b"content")
    parts = [cache.folder / "ab" / f"{name}.part" for name in ("old", "new")]
    for part in parts:
        part.touch()
    os.utime(parts[0], (time.time() - 2 * DAY,) * 2)
    assert cache.sweep() == 1
    assert [part.exists() for part in parts] == [False, True]


def test_sweeping_happens_once_a_day(cache: Cache) -> None:
    cache.store(KEY, b"content")
    _age(cache, KEY, MOST_DAYS + 1)
    assert cache.sweep_daily() == 1
    cache.store(KEY, b"content")
    _age(cache, KEY, MOST_DAYS + 1)
    assert cache.sweep_daily() == 0


def test_files_of_others_in_the_folder_stay(cache: Cache) -> None:
    cache.store(KEY, b"content")
    mine = cache.folder / "ab" / "thesis.txt"
    mine.touch()
    os.utime(mine, (0, 0))
    cache.sweep(most_bytes=0)
    assert mine.exists()


def test_many_at_once(cache: Cache) -> None:
    """Readers see a whole entry or none, whoever else writes or sweeps."""
    seen: set[bytes | None] = set()

    def work(content: bytes) -> None:
        for _ in range(30):
            cache.store(KEY, content)
            seen.add(cache.load(KEY))
            cache.sweep(most_bytes=0)

    threads = [Thread(target=work, args=(letter * 5000,)) for letter in (b"a", b"b", b"c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen <= {None, *(letter * 5000 for letter in (b"a", b"b", b"c"))}


def test_the_variable_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CACHE_DIR", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("KG_CACHE_DIR")
    assert cache_folder().name == "kg"


def test_files_count_by_content_and_order(tmp_path: Path) -> None:
    one, two = tmp_path / "1", tmp_path / "2"
    one.write_bytes(b"1")
    two.write_bytes(b"2")
    digests = [digest_files(paths) for paths in ([one, two], [two, one], [one], [], [tmp_path / "none"])]
    assert len(set(digests)) == 5
    two.write_bytes(b"1")
    assert digest_files([one]) == digest_files([two])
