"""The shapes of people's names, and what the dictionary says of words."""

import marshal
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.knowledge import dictionary
from kg.knowledge.dictionary import cut_words, is_common_noun, is_everyday, is_phrase, is_word, word_tag
from kg.knowledge.person_names import is_foreign, is_full_name, is_minority, is_surname_start


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("王鹏", True),
        ("欧阳大文", True),
        ("欧阳", True),
        ("司马", True),
        ("王", False),
        ("王的", False),
        ("ABC", False),
    ],
)
def test_full_names_have_a_surname_and_a_given_name(name: str, full: bool) -> None:
    assert is_full_name(name) is full


@pytest.mark.parametrize("name", ["那顺孟和", "洛桑江村", "次仁多吉", "乌云其其格", "努尔兰", "热合曼"])
def test_minority_names_are_made_of_elements(name: str) -> None:
    assert is_minority(name)


@pytest.mark.parametrize(("name", "foreign"), [("布德罗", True), ("唐纳德·特朗普", True), ("刘建民", False)])
def test_foreign_names_are_made_of_transliteration_characters(name: str, foreign: bool) -> None:
    assert is_foreign(name) is foreign


@pytest.mark.parametrize(
    ("text", "length"), [("诸葛清", 2), ("诸葛", 1), ("爱新觉罗某", 4), ("陈静", 1), ("", 0)]
)
def test_a_surname_leaves_something_for_the_given_name(text: str, length: int) -> None:
    assert is_surname_start(text) == length


@pytest.mark.parametrize(
    ("word", "everyday", "known", "noun", "phrase"),
    [
        ("会议", True, True, True, False),
        ("收音机", False, True, True, True),
        ("诸葛亮", False, False, False, False),
        ("陈静霞", False, False, False, False),
        ("", False, False, False, False),
    ],
)
def test_what_the_dictionary_says_of_a_word(
    word: str, everyday: bool, known: bool, noun: bool, phrase: bool
) -> None:
    found = (is_everyday(word), is_word(word), is_common_noun(word), is_phrase(word))
    assert found == (everyday, known, noun, phrase)


@pytest.mark.parametrize("guess", [True, False])
@pytest.mark.parametrize("text", ["", "陈静霞说：“下午3点开会。”", "A 乙\n丙"])
def test_words_joined_are_the_text(text: str, guess: bool) -> None:
    assert "".join(cut_words(text, guess=guess)) == text


LETTERS = st.sampled_from("中华人民共和国北京市会议上海大学生前来到了王鹏，。 \r\n12aB.%+龘𠮷")


@settings(deadline=None)  # the first one loads jieba
@given(st.text(LETTERS, max_size=30))
def test_words_are_those_of_jieba(text: str) -> None:
    assert cut_words(text, guess=False) == _jieba().lcut(text, HMM=False)
    assert cut_words(text, guess=True) == _jieba().lcut(text)


@cache
def _jieba() -> Any:
    import jieba  # noqa: PLC0415 -- slow

    jieba.setLogLevel("WARNING")
    return jieba.Tokenizer()


def test_only_with_guesses_a_word_is_none_of_the_dictionary() -> None:
    words = cut_words("陈静霞昨天到访", guess=False)
    assert all(word_tag(word) for word in words if len(word) > 1)
    assert "陈静霞" in cut_words("陈静霞昨天到访", guess=True)


def test_the_dictionary_is_read_when_it_is_first_asked() -> None:
    script = (
        "import sys, kg.knowledge.dictionary as asked\n"
        "read = asked._read_lines.cache_info\n"
        "print(read().currsize, asked.is_word('会议'), read().currsize, 'jieba' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script], capture_output=True, text=True, check=True
    )
    assert run.stdout == "0 True 1 False\n"


def test_the_dictionary_does_not_come_from_the_folder_for_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where jieba itself keeps it: another user of the machine may have written that file."""
    (tmp_path / "jieba.cache").write_bytes(marshal.dumps(({"静霞昨天": 10**9}, 10**9)))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    dictionary._segmenter.cache_clear()
    assert cut_words("陈静霞昨天到访", guess=True) == ["陈静霞", "昨天", "到访"]
    assert [path.name for path in tmp_path.iterdir()] == ["jieba.cache"]
