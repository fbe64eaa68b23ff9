from pathlib import Path

import pytest

from kg.config import Config, find_config, make_config, read_config
from kg.errors import ConfigError


def test_defaults_without_file_or_flags() -> None:
    config = read_config(None)
    assert config == Config()
    assert config.pages == (Path("seeds"),)
    assert config.out == Path("output")


def test_flags_win_over_the_file_and_the_file_over_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "kg.toml"
    path.write_text('model = "rules"\nmin_count = 3\npages = ["版面"]\n', "utf-8")
    config = read_config(path, min_count=5, jobs=None)
    assert (config.model, config.min_count, config.jobs) == ("rules", 5, 0)
    assert config.pages == (tmp_path / "版面",), "paths of kg.toml are relative to that file"


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('model = "rules"\nwindo = "article"\n', "kg.toml:2: unknown key 'windo'; did you mean 'windows'?"),
        ("qqq = 1\n", "kg.toml:1: unknown key 'qqq'; known keys: pages, tables"),
        ("\nmin_weight = 3\n", "kg.toml:2: min_weight = 3 does not fit"),
        ('labels = ["PERSON"]\n', "kg.toml:1: labels = 'PERSON' does not fit"),
        ("labels = []\n", "kg.toml:1: labels = [] does not fit"),
        ("cache = 3\n", "kg.toml:1: cache = 3 does not fit"),
        ('date = "7.12.2018"\n', "kg.toml:1: date = '7.12.2018' does not fit"),
        ('date = "2018-02-30"\n', "kg.toml:1: date = '2018-02-30' does not fit: no day of the calendar"),
        ("page_seconds = 0\n", "kg.toml:1: page_seconds = 0 does not fit"),
        ("model = \n", "not valid TOML"),
    ],
)
def test_a_fault_in_kg_toml_names_file_line_and_value(tmp_path: Path, toml: str, said: str) -> None:
    path = tmp_path / "kg.toml"
    path.write_text(toml, "utf-8")
    with pytest.raises(ConfigError) as caught:
        read_config(path)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_fault_in_a_flag_names_the_flag() -> None:
    with pytest.raises(ConfigError, match=r"^--min-count: min_count = 0 does not fit"):
        read_config(None, min_count=0)


def test_a_missing_config_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: can't be read"):
        read_config(tmp_path / "none.toml")
    assert find_config(tmp_path) is None
    (tmp_path / "kg.toml").touch()
    assert find_config(tmp_path) == tmp_path / "kg.toml"


def test_labels_come_in_one_order_without_repetition() -> None:
    assert read_config(None, labels=("TITLE", "PER", "PER")).labels == ("PER", "TITLE")


@pytest.mark.parametrize(
    ("toml", "cache"), [("", True), ("cache = true\n", True), ("cache = false\n", False)]
)
def test_what_was_read_before_is_used_or_not(tmp_path: Path, toml: str, cache: bool) -> None:
    path = tmp_path / "kg.toml"
    path.write_text(toml, "utf-8")
    assert read_config(path).cache is cache
    assert read_config(path, cache=False).cache is False


def test_a_folder_to_keep_readings_in_is_no_setting_any_more(tmp_path: Path) -> None:
    path = tmp_path / "kg.toml"
    path.write_text('cache = "kept"\n', "utf-8")
    with pytest.raises(ConfigError, match=r"kg\.toml:1: cache = 'kept' does not fit"):
        read_config(path)


def test_settings_of_a_program_are_named_as_it_names_them(tmp_path: Path) -> None:
    path = tmp_path / "kg.toml"
    path.write_text("\nmin_count = 2\nmin_weight = 9\n", "utf-8")
    with pytest.raises(ConfigError, match=r"^min_count: min_count = 0 does not fit"):
        make_config(None, {"min_count": 0})
    with pytest.raises(ConfigError, match=r"kg\.toml:3: min_weight = 9\.?0? does not fit"):
        make_config(path, {"min_count": 3})
    path.write_text("min_count = 2\n", "utf-8")
    assert make_config(path, {"title": "清河", "min_count": None}).min_count == 2
