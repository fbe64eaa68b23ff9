"""What the user says of the encodings of text files."""

from pathlib import Path

import pytest

from kg.config import Config, read_config
from kg.errors import ConfigError, InputError
from kg.pages import PageFile, read_page

PLAIN, OLD = "市长李明到会，县长周红讲话。", "市長李明到會，縣長周紅講話。"


def read(folder: Path, name: str, content: bytes, *encodings: str) -> tuple[str, str]:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    page = read_page(PageFile(path, name), encodings=encodings)
    return page.raw, page.encoding


@pytest.mark.parametrize(
    ("text", "written", "encodings", "said"),
    [
        (PLAIN, "gb18030", ("gb18030",), "gb18030"),
        ("韩", "gb18030", ("gb18030",), "gb18030"),
        (OLD, "big5", ("gb18030", "*.txt=big5"), "big5"),
        (OLD, "big5", ("*.txt=big5", "gb18030"), "big5"),
        (PLAIN, "utf-8", ("gb18030",), "utf-8"),
        (PLAIN, "utf-8-sig", ("*=gb18030",), "utf-8"),
        (PLAIN, "utf-16", ("gb18030",), "utf-16-le"),
        (PLAIN, "utf-16-be", ("a/*=utf-16-be",), "utf-16-be"),
        (PLAIN, "gb18030", ("ascii",), "gb18030"),
    ],
)
def test_a_file_is_read_as_said(
    tmp_path: Path, text: str, written: str, encodings: tuple[str, ...], said: str
) -> None:
    raw, encoding = read(tmp_path, "a/p.txt", text.encode(written), *encodings)
    assert (raw.lstrip("\ufeff"), encoding) == (text, said)


def test_a_byte_that_does_not_fit_costs_itself(tmp_path: Path) -> None:
    content = PLAIN.encode("gb18030") * 3 + b"\xff" + PLAIN.encode("gb18030")
    raw, _ = read(tmp_path, "p.txt", content, "*.txt=gb18030")
    assert raw == PLAIN * 3 + "\ufffd" + PLAIN


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"p\.txt: not text in ascii; leave --encoding out"):
        read(tmp_path, "p.txt", PLAIN.encode("gb18030"), "p.txt=ascii")


def test_an_encoding_has_one_name() -> None:
    assert Config(encodings=("GBK", "old/*=UTF-16LE")).encodings == ("gbk", "old/*=utf-16-le")


@pytest.mark.parametrize("said", ["gbx", "old/*.txt=", "base64", "old/*.txt=gb 2"])
def test_an_unknown_encoding_is_refused(said: str) -> None:
    with pytest.raises(ConfigError, match=r"no encoding .* use gb18030, big5"):
        read_config(None, encodings=(said,))
