"""HTML pages: encodings and the main text."""

import sys
from pathlib import Path

import pytest

from kg.articles import split_page
from kg.model import Page
from kg.pages import read_pages
from kg.text import squeeze

pytest.importorskip("trafilatura", reason="the extra kg[formats] is not installed")

TITLE = "市图书馆新馆向读者开放"
TEXT = [
    "本报讯（记者 何静）市图书馆新馆昨日开馆，首日接待读者六千多人次。新馆藏书一百二十万册，设有少儿阅览区。",
    "馆长吴建华说，新馆每天开放到晚上九点，读者凭身份证就能借书。市民杨女士带着孩子第一个走进阅览室。",
]
MENU = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("首页", "要闻", "评论", "专题", "视频"))


def _html(head: str = "", title: str = TITLE) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    return (
        f"<!DOCTYPE html><html><head>{head}<title>{title}</title></head><body>"
        f"<nav><ul>{MENU}</ul></nav><div class='article'><h1>{title}</h1>{body}</div>"
        "<style>p { color: red }</style><script>var clicks = 1;</script>"
        "<footer>版权所有 江城日报社 备案号</footer></body></html>"
    )


def _read(path: Path) -> tuple[list[Page], list[str]]:
    warnings: list[str] = []
    beside = path.with_name("other.txt")
    beside.write_text("本报讯 今天多云。\n", "utf-8")
    return [page for page in read_pages([path, beside], warnings.append) if page.path == path.name], warnings


@pytest.mark.parametrize(
    ("head", "written", "said"),
    [
        ("<meta charset='utf-8'>", "utf-8", "utf-8"),
        ("<meta charset='gb2312'>", "gb18030", "gb18030"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=GBK'>", "gb18030", "gb18030"),
        ("<meta charset='gb2312'>", "utf-8", "utf-8"),
        ("<meta charset='utf-8'>", "gb18030", "gb18030"),
        ("<meta charset='no-such-thing'>", "gb18030", "gb18030"),
        ("", "gb18030", "gb18030"),
        ("", "utf-8", "utf-8"),
        ("<meta charset='gb2312'>", "utf-8-sig", "utf-8"),
        ("", "utf-16", "utf-16-le"),
    ],
)
@pytest.mark.parametrize("suffix", [".html", ".HTM"])
def test_the_main_text_is_read_in_its_encoding(
    tmp_path: Path, head: str, written: str, said: str, suffix: str
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(_html(head).encode(written))
    (page,), warnings = _read(path)
    assert warnings == []
    assert page.encoding == f"html, {said}"
    assert squeeze(page.raw) == squeeze(TITLE + "".join(TEXT))


def test_big5_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    text = (
        "記者林志豪報導，市長昨天表示，這項計畫將於明年完成，市府會協調各區公所，請民眾放心，不要聽信謠言。"
    )
    path.write_bytes(f"<meta charset=big5><title>市長</title><h1>市府說明</h1><p>{text}</p>".encode("big5"))
    (page,), _ = _read(path)
    assert text in squeeze(page.raw)


def test_the_text_is_split_like_any_page(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(_html(), "utf-8")
    (page,), _ = _read(path)
    (article,) = split_page(page)
    assert article.headline == TITLE
    assert article.byline == ("何静",)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("<html><body></body></html>", id="nothing"),
        pytest.param("<div>" * 20_000, id="deep"),
        pytest.param("<html><body><script>let a = 1</script></body></html>", id="script"),
    ],
)
def test_a_page_without_text_is_named(tmp_path: Path, source: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(source, "utf-8")
    pages, warnings = _read(path)
    assert pages == []
    assert "a.html: no main text found" in warnings[0]


def test_entities_that_multiply_are_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e0 "哈">{entities}]>{_html()}&e11;', "utf-8"
    )
    (page,), _ = _read(path)
    assert len(page.raw) < 2_000


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    path = tmp_path / "a.html"
    path.write_text(_html(), "utf-8")
    assert "pip install 'kg[formats]'" in _read(path)[1][0]
