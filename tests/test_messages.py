"""Messages in Chinese and English: which language, what is said, and that the catalog is whole."""

import gettext
import io
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import messages
from kg.cli.language import wrap
from kg.config import make_config
from kg.errors import ConfigError, InputError, Phrase
from kg.messages import LOCALES, read_language, say, say_error, say_phrase
from kg.queries.reasons import say_reason

babel = pytest.importorskip("babel", reason="Babel is not installed")

from babel.messages.mofile import write_mo  # noqa: E402 (may be missing)

from kg.locale.catalog import PO, fields, find_templates, read_catalog  # noqa: E402

HAN = re.compile("[\u4e00-\u9fff]")
NARROW = re.compile(r"[\u4e00-\u9fff][,;:!?]|[,;:!?][\u4e00-\u9fff]")


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("KG_LANG", "zh")
    yield


@pytest.mark.parametrize(
    ("environment", "system", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, None, "zh"),
        ({"LANG": "zh_TW"}, None, "zh"),
        ({"LANG": "en_US.UTF-8"}, "zh_CN", "en"),
        ({"LANG": "de_DE"}, None, "en"),
        ({"LC_ALL": "C", "LANG": "zh_CN"}, None, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "en"}, None, "zh"),
        ({"KG_LANG": "en", "LC_ALL": "zh_CN"}, None, "en"),
        ({"KG_LANG": "zh", "LC_ALL": "en_US"}, None, "zh"),
        ({}, "Chinese (Simplified)_China", "zh"),
        ({}, "zh_CN", "zh"),
        ({}, "English_United States", "en"),
        ({}, None, "en"),
    ],
)
def test_the_language_of_a_user(environment: dict[str, str], system: str | None, language: str) -> None:
    assert read_language(environment, system) == language


def test_an_error_is_english_for_programs_and_chinese_for_the_user(chinese: None) -> None:
    error = InputError("{path}: no such file or folder; check the path", path="页/a.txt")
    assert str(error) == "页/a.txt: no such file or folder; check the path"
    assert say_error(error) == "页/a.txt：没有这个文件或文件夹；请检查路径"


def test_a_message_within_a_message_is_said_too(chinese: None) -> None:
    inner = InputError("{path}: the file is empty; remove it or export the page again", path="a.txt")
    warning = Phrase("{error}; skipped", error=inner.phrase)
    assert warning == f"{inner}; skipped", "a plain English text for all who do not know phrases"
    assert say_phrase(warning) == "a.txt：文件是空的；请删去，或重新导出这个版面；已跳过"
    assert say_phrase(pickle.loads(pickle.dumps(warning))) == say_phrase(warning)


def test_what_is_wrong_with_a_setting_is_said(chinese: None) -> None:
    with pytest.raises(ConfigError) as caught:
        make_config(None, {"encodings": ("gb1",)})
    assert "no encoding 'gb1'; use gb18030, big5" in str(caught.value)
    assert "没有 'gb1' 这种编码；可用 gb18030、big5" in say_error(caught.value)


def test_a_value_is_no_template(chinese: None) -> None:
    assert say("{path}: changed", path="pages") == "pages：有变化"
    assert say("no message of kg") == "no message of kg"
    assert say("") == ""


def test_without_a_catalog_all_is_english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(messages, "LOCALES", tmp_path)
    monkeypatch.setattr(messages, "_catalog", messages._catalog.__wrapped__)
    monkeypatch.setenv("KG_LANG", "zh")
    assert say("{path}: changed", path="a") == "a: changed"


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("a list names both", "名单里两者并列"),
        ("the 自治区 that most of the page lies in", "本版多数地名所在的自治区"),
        ("3 divisions have this name", "有 3 个政区同名"),
        ("the longer name ends with the shorter, nearest before it", "长名以短名结尾，前面最近的一个"),
        ("a reason that is new", "a reason that is new"),
    ],
)
def test_the_reason_of_a_judgement_is_said(chinese: None, reason: str, said: str) -> None:
    assert say_reason(reason) == said


# The catalog


def test_the_catalog_has_the_templates_of_the_code_and_no_others() -> None:
    known = {message.id for message in read_catalog() if message.id}
    found = find_templates()
    step = "run `python -m kg.locale.catalog` and put in the Chinese"
    assert sorted(set(found) - known) == [], step
    assert sorted(known - set(found)) == [], step
    assert len(found) > 250


def test_every_message_has_its_chinese() -> None:
    assert [message.id for message in read_catalog() if message.id and not message.string] == []


def test_the_chinese_takes_the_same_values() -> None:
    texts = [(str(message.id), str(message.string)) for message in read_catalog() if message.id]
    with_values = [(text, said) for text, said in texts if "{" in text and "`if __name__" not in text]
    assert [text for text, said in with_values if fields(text) != fields(said)] == []


def test_the_chinese_is_chinese() -> None:
    texts = {str(message.id): str(message.string) for message in read_catalog() if message.id}
    worded = [text for text in texts if re.search("[A-Za-z]", re.sub(r"\{.*?\}", "", text))]
    assert [text for text in worded if not HAN.search(texts[text])] == []
    assert [said for said in texts.values() if NARROW.search(said)] == [], "full-width marks beside Chinese"


def test_what_is_compiled_is_what_is_written() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, read_catalog())
    with (LOCALES / "zh" / "LC_MESSAGES" / "kg.mo").open("rb") as file:
        shipped = gettext.GNUTranslations(file)
    fresh = gettext.GNUTranslations(io.BytesIO(compiled.getvalue()))
    texts = [str(message.id) for message in read_catalog() if message.id]
    assert PO.with_suffix(".mo").is_file()
    assert [text for text in texts if shipped.gettext(text) != fresh.gettext(text)] == []


# The command line


def _kg(*arguments: str, language: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in messages.VARIABLES}
    environment |= {"PYTHONUTF8": "1", "COLUMNS": "80", "LANG": language}
    command = [sys.executable, "-m", "kg", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "help_", "error"),
    [
        (
            "zh_CN.UTF-8",
            "在全部文章的句子里搜索",
            "kg：错误：output/store/manifest.json：没有这个文件；请先运行",
        ),
        (
            "en_US.UTF-8",
            "Search the sentences of all articles",
            "kg: error: output/store/manifest.json: missing; build",
        ),
    ],
)
def test_the_command_line_speaks_the_users_language(
    tmp_path: Path, language: str, help_: str, error: str
) -> None:
    printed = [_kg("search", flag, language=language, cwd=tmp_path).stdout for flag in ("--help", "-h")]
    assert help_ in printed[0]
    assert printed[0] == printed[1]
    done = _kg("search", "甲", language=language, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(error)


def test_a_build_is_told_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "2024-03-06.txt").write_text(
        "本报3月5日讯 清河县人民医院院长赵立群到葛仙庄镇义诊。\n", "utf-8"
    )
    (tmp_path / "empty.txt").write_bytes(b"")
    flags = ("--model", "rules", "--jobs", "1", "-o", "out")
    done = _kg("build", "2024-03-06.txt", "empty.txt", *flags, language="zh_CN.UTF-8", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "kg：警告：empty.txt：文件是空的；请删去，或重新导出这个版面；已跳过" in done.stderr
    assert "已读取 2/2 个版面" in done.stderr
    assert "版面      1  （跳过 1 个）" in done.stdout


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("把报纸变成图谱。", 12, ["把报纸变成图", "谱。"]),
        ("显示 JSON 文档", 10, ["显示 JSON", "文档"]),
        ("一二三四五六，七", 12, ["一二三四五", "六，七"]),
        ("甲。\n\n乙", 12, ["甲。", "", "\b", "乙"]),
    ],
)
def test_chinese_is_broken_into_lines(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width).split("\n") == ["\b", *lines]
