"""Builds of tables: the same as of the same items in files, whatever is wrong with single rows."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kg
from kg.cli import app
from kg.config import Config, make_config
from kg.errors import ConfigError, InputError
from kg.pipeline.build import build
from kg.pipeline.summary import Listener, Summary
from kg.result import Result

ITEMS = {
    "2024-03-06": (
        "县人民医院举行义诊",
        "本报讯（记者 周晓岚）清河县人民医院院长赵立群3月5日来到葛仙庄镇义诊。\n"
        "县卫生健康局局长钱海、副局长孙小梅到场看望医护人员。\n"
        "“乡亲们看病方便了。”赵立群说。",
    ),
    "2024-03-07": (
        "江城市召开防汛工作会议",
        "3月6日，江城市委书记何建国主持召开防汛工作会议，市长林志远作部署。\n"
        "市水利局局长马春生汇报了江城水库的准备情况。何建国强调，要守住底线。\n"
        "责任编辑：王一平",
    ),
    "2024-03-08": (
        "新图书馆开馆\n首日迎来六千读者",
        "江城市图书馆新馆昨天开馆，馆长方如兰介绍，首日接待读者六千多人次。\n"
        "江城大学教授、作家协会主席唐文捷向图书馆赠书。\n（李晓东 陈玉）",
    ),
    "2024-03-09": (
        "",
        "新华社江城3月8日电（记者刘洋）外交部发言人高敏8日在例行记者会上回答了提问。\n"
        "高敏表示，中方欢迎德国总理到访江城。",
    ),
    "2024-03-10": (
        "任免",
        "江城市人民代表大会常务委员会任命：\n任命宋立新为江城市副市长；\n免去白云飞的江城市教育局局长职务。",
    ),
}


def _files(folder: Path) -> Path:
    """Write the items as files, one each, as an archive of texts would have them."""
    folder.mkdir()
    for day, (headline, text) in ITEMS.items():
        (folder / f"{day}.txt").write_text(f"{headline}\n\n{text}\n".lstrip("\n"), "utf-8")
    return folder


def _table(path: Path, items: Mapping[str, tuple[str, str]] = ITEMS) -> Path:
    cells = [(day, *(cell.replace("\n", "\\n") for cell in item)) for day, item in items.items()]
    rows = "".join(f"n{day[-2:]}\t" + "\t".join((day, *cell)) + "\n" for day, *cell in cells)
    path.write_text("id\tdate\ttitle\ttext\n" + rows, "utf-8")
    return path


class _Notes(Listener):
    def __init__(self) -> None:
        self.warnings: list[str] = []

    def on_warning(self, message: str) -> None:
        self.warnings.append(message)


def _build(tmp_path: Path, *tables: Path, **settings: object) -> tuple[Summary, list[str]]:
    given = {"jobs": 1, "out": tmp_path / "out", "tables": tables, **settings}
    notes = _Notes()
    return build(Config(**{"model": "rules", "pages": (), **given}), notes), notes.warnings  # type: ignore[arg-type]


def _rows(out: Path, table: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (out / f"{table}.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Result]:
    """The items as files, and as a table."""
    root = tmp_path_factory.mktemp("items")
    return kg.build(_files(root / "files")), kg.build(table=_table(root / "n.tsv"))


def _names(result: Result) -> set[tuple[str, str, tuple[str, ...], int]]:
    return {(each.label, each.name, each.aliases, each.mentions) for each in result.entities}


def _posts(result: Result) -> list[tuple[object, ...]]:
    return sorted(
        (post.person, post.body or "", post.title, post.date or "", post.kind, post.change or "")
        for post in result.posts
    )


def test_a_table_has_the_names_of_the_same_items_in_files(both: tuple[Result, Result]) -> None:
    files, table = both
    assert len(table.entities) > 25
    assert _names(table) == _names(files)


def test_a_table_has_the_posts_of_the_same_items_in_files(both: tuple[Result, Result]) -> None:
    files, table = both
    assert len(table.posts) > 10
    assert _posts(table) == _posts(files)
    assert {(t.name, t.title, t.at) for t in table.tenures} == {
        (t.name, t.title, t.at) for t in files.tenures
    }


def test_each_row_is_one_article_with_its_headline(both: tuple[Result, Result]) -> None:
    _, table = both
    assert [article.headline for article in table.articles] == [
        headline.replace("\n", "") for headline, _ in ITEMS.values()
    ]
    assert [(page.page, page.date, page.date_source) for page in table.pages] == [
        (f"n.tsv#n{day[-2:]}", day, "table") for day in ITEMS
    ]
    assert [article.byline for article in table.articles if article.byline][:1] == [("周晓岚",)]


def test_evidence_cites_the_item_and_its_line(both: tuple[Result, Result]) -> None:
    _, table = both
    raw = {f"n.tsv#n{day[-2:]}": "\n\n".join(filter(None, item)) for day, item in ITEMS.items()}
    assert table.sentences
    for sentence in table.sentences:
        said = raw[sentence.page][sentence.start : sentence.end]
        assert said.replace("\n", "") == sentence.text.replace("\n", "")
        assert raw[sentence.page].count("\n", 0, sentence.start) + 1 == sentence.line
    cited = {(s.page, s.line) for s in table.sentences if "局局长钱海" in s.text}
    assert cited == {("n.tsv#n06", 4)}, "headline, empty line, first line, second line"


def test_short_lines_of_a_row_found_no_articles_of_their_own(tmp_path: Path) -> None:
    text = "名单公布\\n清河县\\n各单位：\\n县医院院长赵立群获奖。\\n新馆开馆\\n\\n本报讯 江城市图书馆开馆。"
    path = tmp_path / "n.tsv"
    path.write_text(f"标题\t正文\n获奖名单\t{text}\n", "utf-8")
    result = kg.build(table=path, model="rules")
    assert [article.headline for article in result.articles] == ["获奖名单"]


def test_furniture_is_no_part_of_an_item(tmp_path: Path) -> None:
    path = tmp_path / "n.tsv"
    path.write_text(
        "标题\t正文\n开馆\t江城市图书馆开馆。\\n责任编辑：王一平\n编者\t责任编辑：王一平\n", "utf-8"
    )
    result = kg.build(table=path, model="rules")
    covered = [list(article.body_spans) for article in result.articles]
    assert covered == [[(4, 13)], [(4, 12)]], "unless there is nothing else"


# What is wrong with rows


def test_bad_rows_cost_themselves_alone_and_stand_in_faults(tmp_path: Path) -> None:
    path = tmp_path / "n.csv"
    lines = [
        "编号,日期,正文",
        "a,2024-03-06,清河县人民医院院长赵立群来了。",
        "b,2024-03-06,",
        "c,2024-13-45,江城市市长林志远来了。",
    ]
    path.write_text("\n".join(lines), "utf-8")
    summary, warnings = _build(tmp_path, path)
    assert (summary.pages, summary.skipped, summary.failed) == (2, 1, 0)
    assert _rows(tmp_path / "out", "faults") == [
        {"page": "n.csv#b", "stage": "read", "error": f"{path}:3: the row has no text", "traceback": None}
    ]
    assert warnings == [
        f"{path}:3: the row has no text; skipped",
        f"{path}:4: '2024-13-45' is not a date; write it as 2018-12-08; the row has none",
    ]
    pages = _rows(tmp_path / "out", "pages")
    assert [(page["page"], page.get("date")) for page in pages] == [
        ("n.csv#a", "2024-03-06"),
        ("n.csv#c", None),
    ]


def test_strict_does_without_no_row(tmp_path: Path) -> None:
    path = tmp_path / "n.csv"
    path.write_text("编号,正文\na,清河县人民医院院长赵立群来了。\nb,\n", "utf-8")
    with pytest.raises(InputError, match=r"1 pages could not be read \(n\.csv#b\), and strict asks for all"):
        _build(tmp_path, path, strict=True)
    assert {path.name for path in (tmp_path / "out").iterdir()} <= {"readings"}


def test_nothing_but_bad_rows_is_an_error_that_names_the_table(tmp_path: Path) -> None:
    path = tmp_path / "n.csv"
    path.write_text("编号,正文\na,\n", "utf-8")
    with pytest.raises(InputError, match=r"n\.csv: no page could be read"):
        _build(tmp_path, path)


def test_rows_are_kept_by_what_they_say(tmp_path: Path) -> None:
    path = _table(tmp_path / "n.tsv")
    assert _build(tmp_path, path)[0].cached == 0
    longer = {"2024-03-01": ("新", "江城市市长林志远来了。"), **ITEMS}
    assert _build(tmp_path, _table(path, longer))[0].cached == len(ITEMS)
    changed = {**ITEMS, "2024-03-10": ("任免", "任命宋立新为江城市副市长。")}
    assert _build(tmp_path, _table(path, changed))[0].cached == len(ITEMS) - 1


def test_processes_read_rows_too(tmp_path: Path) -> None:
    path = _table(tmp_path / "n.tsv")
    _build(tmp_path, path, cache=False)
    alone = {name.name: name.read_bytes() for name in (tmp_path / "out").glob("*.jsonl")}
    _build(tmp_path, path, cache=False, jobs=2)
    assert {name.name: name.read_bytes() for name in (tmp_path / "out").glob("*.jsonl")} == alone


# How tables are named


def test_files_and_tables_make_one_build(tmp_path: Path) -> None:
    path = _table(tmp_path / "n.tsv")
    summary, _ = _build(tmp_path, path, pages=(_files(tmp_path / "files"),))
    assert summary.pages == 2 * len(ITEMS)
    assert _rows(tmp_path / "out", "pages")[0]["page"] == "2024-03-06.txt"


def test_the_command_takes_tables_and_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("n.csv").write_text("稿件,题\n清河县人民医院院长赵立群来了。,义诊\n", "utf-8")
    command = ["build", "--table", "n.csv", "--model", "rules", "-j", "1", "-o", "out"]
    bad = CliRunner().invoke(app, command)
    assert isinstance(bad.exception, InputError)
    assert "n.csv: no column for the text; columns: 稿件, 题" in str(bad.exception)
    good = CliRunner().invoke(app, [*command, "--column", "text=稿件", "--column", "headline=题"])
    assert good.exit_code == 0
    assert _rows(Path("out"), "articles")[0]["headline"] == "义诊"


@pytest.mark.parametrize(
    ("flag", "said"),
    [("正文", "'正文' names no column; write text=NAME"), ("body=正文", "columns = 'body' does not fit")],
)
def test_a_column_that_is_none_is_named(flag: str, said: str) -> None:
    outcome = CliRunner().invoke(app, ["build", "--table", "n.csv", "--column", flag])
    assert isinstance(outcome.exception, ConfigError)
    assert said in str(outcome.exception)


def test_kg_toml_names_tables_and_columns(tmp_path: Path) -> None:
    path = tmp_path / "kg.toml"
    path.write_text('tables = ["a/n.csv"]\n[columns]\ntext = "稿件"\n', "utf-8")
    config = make_config(path, {})
    assert config.tables == (tmp_path / "a" / "n.csv",), "paths of kg.toml are relative to that file"
    assert (config.pages, config.columns) == ((), {"text": "稿件"})
    assert make_config(path, {"pages": ["seeds"]}).given == (Path("seeds"), tmp_path / "a" / "n.csv")


def test_python_takes_tables_columns_and_patterns(tmp_path: Path) -> None:
    (tmp_path / "n.csv").write_text("稿件\n清河县人民医院院长赵立群来到葛仙庄镇义诊。\n", "utf-8")
    result = kg.build(table=tmp_path / "n.csv", columns={"text": "稿件"}, model="rules")
    assert [post.person for post in result.posts] == ["赵立群"]
    files = _files(tmp_path / "files")
    found = kg.build(
        files / "2024-03-0[67].*", table=[tmp_path / "n.csv"], columns={"text": "稿件"}, model="rules"
    )
    assert [page.page for page in found.pages] == ["2024-03-06.txt", "2024-03-07.txt", "n.csv#2"]


def test_nothing_given_is_an_error() -> None:
    with pytest.raises(InputError, match="nothing given: no pages found"):
        kg.build()
