"""How well PDF pages are read that layout programs have made a mess of: one page a trap, with and without it.

    python bench/traps.py [--only NAME …] [--ocr]

Each trap is put on pages that Chromium prints with two of kg's own annotated passages. Prints the share of
wrong characters (the fewest changes that make each passage stand on its page, dirt inside it counted), the
F1 of names in the whole page, and what is said of a page that is not read. `--ocr` reads such a page from
its picture; it needs `pip install -e ".[ocr]"`.
"""

import argparse
import html
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from alike import errors_in, fold
from fonts import without_unicode, wrong_unicode
from press import Passage, print_sheet, read_passages

from kg.articles import split_page
from kg.config import Config
from kg.errors import InputError
from kg.model import Page
from kg.pages import PageFile, read_page
from kg.reading.page import read_articles
from kg.recognize import load_pipeline

_PAGES = 4
_WIDE = 300  # pixels of a column
_LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}
_ADDRESS = "<p style='font-size:12px;line-height:16px'>城东路八号</p>"
_LATIN = Passage(
    "latin",
    "江城软件公司与海外伙伴签约",
    (
        "本报讯 江城软件公司昨天与Griffith Office公司签约，双方将在江城设立Pacific Fluid研究中心。"
        "董事长秦月明说，International Scientific Council的专家已经到厂，第一批产品明年九月上市。",
        "副市长郑大山在签约仪式上说，希望Communication and Transformation这个项目早日见效。",
    ),
    (
        *(("ORG", "江城软件公司"), ("ORG", "江城软件公司"), ("ORG", "Griffith Office公司"), ("LOC", "江城")),
        *(("ORG", "Pacific Fluid研究中心"), ("PER", "秦月明"), ("ORG", "International Scientific Council")),
        ("PER", "郑大山"),
    ),
)


@dataclass(frozen=True)
class Trap:
    """What is done to a page: to its passages as HTML, then to the PDF file."""

    draw: Callable[[Sequence[Passage]], str]
    spoil: Callable[[bytes], bytes] = bytes
    passages: tuple[Passage, ...] = ()  # others than the usual ones


def _article(passage: Passage, left: int = 30, top: int = 40, style: str = "") -> str:
    text = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in passage.paragraphs)
    place = f"position:absolute;left:{left}px;top:{top}px;width:{_WIDE}px;{style}"
    return f"<div style='{place}'><h2>{html.escape(passage.headline)}</h2>{text}</div>"


def _two(passages: Sequence[Passage], style: str = "") -> str:
    return "".join(_article(one, 60 + 370 * n, style=style) for n, one in enumerate(passages))


def _twice(passages: Sequence[Passage]) -> str:
    copies = [_article(one, 60 + 370 * n) for n, one in enumerate(passages)]
    moved = [copy.replace("<h2>", "<h2 style='position:relative;left:.4px'>") for copy in copies]
    moved = [copy.replace("<p>", "<p style='position:relative;left:.4px;top:.1px'>") for copy in moved]
    return "".join(copies + moved)


def _letters(passages: Sequence[Passage]) -> str:
    def loose(match: re.Match[str]) -> str:
        return "".join(f"<span style='display:inline-block;text-indent:0'>{char}</span>" for char in match[0])

    return re.sub(r"(?<=>)[^<>]+", loose, _two(passages))


def _columns_last(passages: Sequence[Passage]) -> str:
    return "".join(_article(one, 60 + 370 * n) for n, one in reversed(list(enumerate(passages))))


def _white(passages: Sequence[Passage]) -> str:
    hidden = "内部稿件请勿外传审读编号零零七" * 3
    return _two(passages) + f"<div style='position:absolute;left:60px;top:180px;color:white'>{hidden}</div>"


def _outside(passages: Sequence[Passage]) -> str:
    return (
        _two(passages) + "<div style='position:absolute;left:-400px;top:180px'>内部稿件请勿外传审读编号</div>"
    )


def _watermark(passages: Sequence[Passage]) -> str:
    mark = "position:absolute;left:120px;top:330px;font-size:60px;color:#ddd;transform:rotate(-40deg)"
    return _two(passages) + f"<div style='{mark}'>江城晨报电子版</div>"


def _credit_up(passages: Sequence[Passage]) -> str:
    mark = "position:absolute;left:367px;top:150px;font-size:9px;line-height:10px;writing-mode:vertical-rl"
    return _two(passages) + f"<div style='{mark};transform:rotate(180deg)'>本报记者 黎远 摄</div>"


def _numbered(passages: Sequence[Passage]) -> str:
    numbers = "".join(
        f"<div style='position:absolute;left:{left}px;top:{83 + 19 * line}px;width:16px;text-align:right'>"
        f"{line + 1}</div>"
        for left in (36, 406)
        for line in range(4, 15, 5)
    )
    return _two(passages) + numbers


def _ligated(passages: Sequence[Passage]) -> str:
    body = _two(passages)
    for plain, joined in _LIGATURES.items():
        body = re.sub(rf"(?<=[A-Za-z]){plain}|{plain}(?=[a-z])(?![^<>]*>)", joined, body)
    return body


def _hyphenated(passages: Sequence[Passage]) -> str:
    body = _two(passages)
    return re.sub(
        r"(?<![<>/='\-A-Za-z])[A-Z][a-z]{7,}", lambda m: re.sub(r"(...)(?=...)", r"\1&shy;", m[0]), body
    )


def _advertised(passages: Sequence[Passage], more: str = _ADDRESS) -> str:
    first, second = passages
    at = len(second.paragraphs) // 2
    upper, lower = second.paragraphs[:at], second.paragraphs[at:]
    box = (
        "<div style='border:2px solid black;padding:8px;margin:12px 0;text-align:center;font-size:22px;"
        f"line-height:30px'>东风家具城<br>全场八折{more}</div>"
    )
    text = ["".join(f"<p>{html.escape(one)}</p>" for one in half) for half in (upper, lower)]
    place = f"position:absolute;left:430px;top:40px;width:{_WIDE}px"
    head = f"<h2>{html.escape(second.headline)}</h2>"
    return _article(first, 60) + f"<div style='{place}'>{head}{text[0]}{box}{text[1]}</div>"


def _spaced(passages: Sequence[Passage]) -> str:
    return _two(passages).replace("<h2>", "<h2 style='letter-spacing:.35em;font-size:19px'>")


def _down(passages: Sequence[Passage]) -> str:
    text = "".join(
        f"<h2>{html.escape(one.headline)}</h2>" + "".join(f"<p>{html.escape(p)}</p>" for p in one.paragraphs)
        for one in passages
    )
    return f"<div class=down style='height:640px;text-orientation:upright'>{text}</div>"


TRAPS = {
    "none": Trap(_two),
    "drawn twice": Trap(_twice),
    "letter by letter": Trap(_letters),
    "columns in the wrong order": Trap(_columns_last),
    "spaced headline": Trap(_spaced),
    "lines that run down": Trap(_down),
    "text in white": Trap(_white),
    "text beyond the edge": Trap(_outside),
    "watermark askew": Trap(_watermark),
    "credit turned on its side": Trap(_credit_up),
    "line numbers": Trap(_numbered),
    "advertisement in a frame": Trap(_advertised),
    "advertisement of large print in a frame": Trap(partial(_advertised, more="")),
    "ligatures": Trap(_ligated, passages=(_LATIN,)),
    "words cut by hyphens": Trap(_hyphenated, passages=(_LATIN,)),
    "fonts that say nothing": Trap(_two, without_unicode),
    "fonts that say wrong characters": Trap(_two, wrong_unicode),
}


def _pairs(trap: Trap) -> Iterator[tuple[Passage, ...]]:
    some = [one for one in read_passages() if sum(map(len, one.paragraphs)) < 320]
    if trap.passages:
        yield trap.passages
    else:
        yield from list(zip(some[::2], some[1::2], strict=False))[:_PAGES]


def measure(trap: Trap, folder: Path, *, ocr: bool) -> str:
    """Return the cells of a trap."""
    nlp, config = load_pipeline(), Config()
    wrong = chars = 0
    right: Counter[str] = Counter()
    said = ""
    for number, passages in enumerate(_pairs(trap)):
        path = print_sheet(trap.draw(passages), folder / f"{number}.pdf")
        path.write_bytes(trap.spoil(path.read_bytes()))
        try:
            page = read_page(PageFile(path, path.name), "2020-01-01", ocr=ocr)
        except InputError as error:
            page, said = Page(path.name, "", "pdf", "0" * 64), str(error).partition(": ")[2]
        text = fold(page.raw.translate(dict.fromkeys(map(ord, _LIGATURES.values()), "\ufffd")))
        for passage in dict.fromkeys(passages):
            whole = fold(passage.headline + "".join(passage.paragraphs))
            wrong, chars = wrong + errors_in(whole, text), chars + len(whole)
        mentions = read_articles(page, split_page(page), nlp, config).mentions if page.raw else []
        true = Counter((label, fold(name)) for passage in passages for label, name in passage.names)
        found = Counter((mention.label, fold(mention.text)) for mention in mentions)
        right.update(both=(true & found).total(), true=true.total(), found=found.total())
    names = 200 * right["both"] / max(1, right["true"] + right["found"])
    return f"{100 * wrong / chars:.2f} | {names:.1f} | {said}"


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=TRAPS, default=list(TRAPS))
    parser.add_argument("--ocr", action="store_true")
    options = parser.parse_args()
    print("| trap | wrong characters, % | names F1 | said |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name in options.only:
            print(f"| {name} | {measure(TRAPS[name], Path(folder), ocr=options.ocr)} |", flush=True)


if __name__ == "__main__":
    main()
