"""What commands print: no text of a page, no name of a file rules the terminal."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from stored import write_build

from kg.cli import lines, main
from kg.cli.queries import hit_lines
from kg.queries.search import search
from kg.visible import visible

ESCAPES = "\x1b]0;taken\x07\x1b[31m\x9b1m赵\u202e立\u2066群\x7f\u2028"
NAME = f"孙{ESCAPES}"
PAGE = f"a{ESCAPES}.txt"
RULES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build whose names, pages, headlines and sentences hold what rules a terminal."""
    told = f"{NAME}任清河县县长。"
    names = {"per-1": ("PER", NAME), "per-2": ("PER", f"{NAME}乙"), "loc-1": ("LOC", "清河县")}
    tables = {
        "entities": [
            {"id": id_, "label": label, "name": name, "aliases": [f"{name}别名"], "mentions": 1}
            for id_, (label, name) in names.items()
        ],
        "text": [{"page": PAGE, "article": "a1", "start": 0, "end": len(told), "text": told}],
        "articles": [
            {"page": PAGE, "id": "a1", "headline": NAME, "headline_spans": [], "body_spans": []},
        ],
        "mentions": [
            {"page": PAGE, "text": NAME, "entity": "per-1", "label": "PER", "start": 0, "end": len(NAME),
             "sentence": 0},
        ],
        "edges": [
            {"source": "loc-1", "target": target, "kind": "sentence", "count": 1, "weight": 0.5,
             "first_date": None, "last_date": None, "evidence": [(PAGE, 0, len(told))]}
            for target in ("per-1", "per-2")
        ],
        "judgements": [
            {"a": NAME, "b": f"{NAME}乙", "judgement": "unsure", "reason": NAME, "score": 0.5,
             "label": "PER"},
        ],
        "tenures": [],
    }  # fmt: skip
    return write_build(tmp_path_factory.mktemp("hostile") / f"out{ESCAPES}", tables)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """A function that runs a command here and returns its exit code and what it printed."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("KG_LANG", "en")
        monkeypatch.setattr("sys.argv", ["kg", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        code = ended.value.code
        printed = capsys.readouterr()
        return code if isinstance(code, int) else 0, printed.out, printed.err

    return run


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("show", "per-1", "OUT"), "孙"),
        (("show", "nobody", "OUT"), "no 'nobody'"),
        (("show", NAME[:1], "OUT"), "孙"),
        (("search", "县长", "OUT"), "孙"),
        (("search", "无", "OUT"), "nothing found"),
        (("explain", "per-1", "per-2", "OUT"), "may be"),
        (("path", "per-1", "per-2", "OUT"), "清河县"),
        (("neighbors", "loc-1", "OUT"), "孙"),
        (("tenures", "OUT"), "no tenure found"),
        (("stats", "OUT"), "孙"),
        (("doctor", "OUT"), "pages"),
        (("show", "per-1", f"nowhere{ESCAPES}"), "build first"),
        (("build", f"none{ESCAPES}.txt"), "no file fits"),
        (("build", "--config", f"none{ESCAPES}.toml"), "can't be read"),
        (("export", NAME, "OUT"), "not known"),
        (("build", f"--{ESCAPES}.txt"), "No such option"),
        ((f"--{ESCAPES}", "build"), "No such option"),
        ((f"build{ESCAPES}",), "No such command"),
        (("build", "--gazetteer", f"names{ESCAPES}.csv", "--jobs", "x"), "integer"),
    ],
)
def test_nothing_printed_rules_the_terminal(
    run: Run, out: Path, arguments: tuple[str, ...], shown: str
) -> None:
    _, printed, told = run(*(out if argument == "OUT" else argument for argument in arguments))
    assert shown in printed + told
    assert not RULES.search(printed + told)
    if "nobody" not in arguments and "build first" not in shown:
        assert "\\x1b" in printed + told or "孙" not in printed + told


def test_words_of_a_hit_are_bold_and_the_text_stays_as_tame(out: Path) -> None:
    found = search("县长", out)
    (_, line) = hit_lines(found, styled=True)
    assert "\x1b[1m\x1b[7m县长\x1b[0m" in line
    assert not RULES.search(re.sub(r"\x1b\[[017]m", "", line))


@pytest.mark.parametrize("command", [("show", "per-1"), ("search", "县长"), ("neighbors", "loc-1")])
def test_json_holds_the_same_text_escaped(run: Run, out: Path, command: tuple[str, ...]) -> None:
    _, printed, _ = run(*command, out, "--json")
    assert not RULES.search(printed)
    told = list(_texts(json.loads(printed)))
    assert any(NAME in text for text in told)


def _texts(value: object) -> Iterator[str]:
    """Yield the texts in a JSON document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("清河县\t人民医院", "清河县\t人民医院"),
        ("a\x1b[31mb\x07", "a\\x1b[31mb\\x07"),
        ("前\u202e后\u2069", "前\\u202e后\\u2069"),
        ("一\n二\r\n", "一\\x0a二\\x0d\\x0a"),
        ("\udcb1\udca8.txt", "\\xb1\\xa8.txt"),
        ("𠮷野家 é ✓", "𠮷野家 é ✓"),
    ],
)
def test_what_rules_is_spelled_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_warning_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    lines.put("a\nkg: error: forged", err=True)
    assert capsys.readouterr().err == "a\\x0akg: error: forged\n"
