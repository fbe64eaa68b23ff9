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


NONSENSE = (
    *("3", "-1", "true", "nan", "-inf", "1e400", "9" * 30, "1979-05-27", "07:32:00", "1979-05-27T07:32:00Z"),
    *('"x"', '""', '"\\u0000"', '"\\u001b[31m"', '"长"', "{}", "{a = 1}", '{"a.b" = "x"}'),
    *("[]", "[1]", "[[]]", "[{}]", '["x"]', '[""]', "[nan]", '["长", "长"]'),
)


@pytest.mark.parametrize("key", [*Config.model_fields, "nonsense", "a.b", '"a.b"', '"x y"', "columns.a"])
def test_nonsense_for_each_key_is_told_with_its_line_or_means_something(tmp_path: Path, key: str) -> None:
    path, told = tmp_path / "kg.toml", 0
    for value in NONSENSE:
        path.write_text(f"# settings\n{key} = {value}\n", "utf-8")
        try:
            assert isinstance(read_config(path), Config)
        except ConfigError as error:
            assert str(error).startswith(f"{path}:2: ")
            assert "\n" not in str(error)
            told += 1
    assert told > len(NONSENSE) / 2


@pytest.mark.parametrize("key", ["pages", "tables", "gazetteers"])
@pytest.mark.parametrize(
    ("value", "said"),
    [("1", "does not fit: a path in quotes is wanted"), ('""', "is empty; give a name"), ("[]", "path")],
)
def test_a_path_in_a_list_is_a_text(tmp_path: Path, key: str, value: str, said: str) -> None:
    (tmp_path / "kg.toml").write_text(f'{key} = ["a", {value}]\n', "utf-8")
    with pytest.raises(ConfigError, match=rf"kg\.toml:1: {key}.* {said}"):
        read_config(tmp_path / "kg.toml")


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        (f"min_count = {'9' * 5_000}\n", "kg.toml: not valid TOML (Exceeds the limit"),
        (f"labels = {'[' * 20_000}\n", "kg.toml: not valid TOML (maximum recursion depth"),
        (f"title.{'a.' * 3_000}a = 1\n", "… does not fit: a text in quotes is wanted"),
        (f'min_count = "{"长" * 5_000}"\n', "长… does not fit: a whole number is wanted"),
    ],
)
def test_values_of_any_size_are_told_in_a_line_or_two(tmp_path: Path, toml: str, said: str) -> None:
    (tmp_path / "kg.toml").write_text(toml, "utf-8")
    with pytest.raises(ConfigError) as caught:
        read_config(tmp_path / "kg.toml")
    assert said in str(caught.value)
    assert len(str(caught.value)) < 500
