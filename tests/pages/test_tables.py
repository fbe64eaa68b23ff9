"""Tables of news items: how they are written, which column is what, what is wrong with rows."""

import bz2
import datetime
import gzip
import json
import lzma
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.model import ItemColumn, Page
from kg.pages import PageFile, count_pages, find_rows, read_page
from kg.pages.tables import items
from kg.pages.tables.seen import Seen

HOSPITAL = "清河县人民医院院长赵立群昨天来到葛仙庄镇义诊。\n县卫生局局长钱海也到了现场。"
LIBRARY = "本报讯 市图书馆新馆昨日开馆，首日接待读者六千多人次。"
ROWS = [
    ("a1", "2019-03-08", "县人民医院举行义诊", HOSPITAL),
    ("a2", "2019年3月9日", "新馆开馆", LIBRARY),
]


def _find(path: Path, **columns: str) -> tuple[list[PageFile], list[str]]:
    warnings: list[str] = []
    given: Mapping[ItemColumn, str] = columns  # type: ignore[assignment]
    return list(find_rows([path], given, warnings.append)), warnings


def _read(path: Path, **columns: str) -> list[Page]:
    files, warnings = _find(path, **columns)
    assert warnings == []
    return [read_page(file) for file in files]


def _faults(files: list[PageFile]) -> list[tuple[str, str]]:
    return [(file.name, str(file.error)) for file in files if file.error]


def _write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def _tsv(rows: list[tuple[str, ...]] = ROWS) -> str:
    return "".join("\t".join(cell.replace("\n", "\\n") for cell in row) + "\n" for row in rows)


def _csv(rows: list[tuple[str, ...]] = ROWS, separator: str = ",") -> str:
    quoted = [separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return "\r\n".join(quoted) + "\r\n"


def _jsonl(keys: tuple[str, ...] = ("id", "日期", "标题", "正文")) -> str:
    found = (dict(zip(keys, row, strict=True)) for row in ROWS)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found)


def _told(pages: list[Page]) -> list[tuple[str, str | None, str]]:
    return [(page.path, page.date, page.raw) for page in pages]


HEAD = "编号\t日期\t标题\t正文\n"
SAME = [
    ("#a1", "2019-03-08", f"县人民医院举行义诊\n\n{HOSPITAL}"),
    ("#a2", "2019-03-09", f"新馆开馆\n\n{LIBRARY}"),
]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("n.tsv", HEAD + _tsv()),
        ("n.tsv", "ID\tPubDate\tHeadline\tContent\n" + _tsv()),
        ("n.tsv", _tsv()),
        ("n.tsv", HEAD + _tsv().replace("\n", "\r\n")),
        ("n.tsv", HEAD + "\n" + _tsv() + "\n \n"),
        ("n.tsv", "\ufeff" + HEAD + _tsv()),
        ("n.tsv", HEAD + _csv(separator="\t")),
        ("n.TSV", HEAD + _tsv()),
        ("n.csv", "news_id,publish_date,title,body\r\n" + _csv()),
        ("n.csv", "\ufeffid,发布时间,题名,全文\r\n" + _csv()),
        ("n.csv", _csv()),
        ("n.csv", "編號,發佈日期,標題,內容\r\n" + _csv()),
        ("n.csv", "id;date;title;text\r\n" + _csv(separator=";")),
        ("n.csv", HEAD + _csv(separator="\t")),
        ("n.csv", "id|date|title|text\r\n" + _csv(separator="|")),
        ("n.csv", ",date,title,text,id\r\n" + _csv([("0", *row[1:], row[0]) for row in ROWS])),
        ("n.jsonl", _jsonl()),
        ("n.jsonl", "\n" + _jsonl(("article_id", "time", "title", "content")).replace("\n", "\n\n")),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_the_same_items_are_read_from_any_table(tmp_path: Path, name: str, text: str, encoding: str) -> None:
    path = _write(tmp_path / name, text.removeprefix("\ufeff") if encoding == "utf-16" else text, encoding)
    pages = _read(path)
    assert _told(pages) == [(name + label, date, raw) for label, date, raw in SAME]
    assert {page.encoding for page in pages} == {{"utf-16": "utf-16-le"}.get(encoding, encoding)}
    assert {page.date_source for page in pages} == {"table"}
    assert [page.headline_end for page in pages] == [9, 4]
    assert count_pages([], [path]) == 2


@pytest.mark.parametrize(("suffix", "packer"), [(".gz", gzip), (".xz", lzma), (".bz2", bz2)])
@pytest.mark.parametrize(
    ("name", "text"), [("n.tsv", HEAD + _tsv()), ("n.csv", _csv()), ("n.jsonl", _jsonl())]
)
def test_packed_tables_are_read(tmp_path: Path, name: str, text: str, suffix: str, packer: Any) -> None:
    path = tmp_path / (name + suffix)
    path.write_bytes(packer.compress(text.encode()))
    assert _told(_read(path)) == [(name + suffix + label, date, raw) for label, date, raw in SAME]


def test_parquet_is_read(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow", reason="pyarrow reads Parquet")
    parquet = pytest.importorskip("pyarrow.parquet")
    columns = {
        "id": ["a1", "a2"],
        "date": [datetime.date(2019, 3, 8), datetime.date(2019, 3, 9)],
        "title": [row[2] for row in ROWS],
        "text": [row[3] for row in ROWS],
        "vector": [[0.5] * 9] * 2,
    }
    parquet.write_table(arrow.table(columns), tmp_path / "n.parquet", row_group_size=1)
    pages = _read(tmp_path / "n.parquet")
    assert _told(pages) == [("n.parquet" + label, date, raw) for label, date, raw in SAME]
    assert {page.encoding for page in pages} == {"parquet"}
    assert count_pages([], [tmp_path / "n.parquet"]) == 2


def test_paper_and_page_are_taken_over(tmp_path: Path) -> None:
    path = _write(tmp_path / "n.csv", f"报纸,版次,正文\n 清河报 ,A03,{LIBRARY}\n,,{LIBRARY}\n")
    assert [(page.path, page.paper, page.number) for page in _read(path)] == [
        ("n.csv#2", "清河报", "A03"),
        ("n.csv#3", None, None),
    ]


def test_a_row_is_called_by_the_line_at_which_it_begins(tmp_path: Path) -> None:
    path = _write(tmp_path / "n.csv", f'title,text\n"一\n二","{HOSPITAL}"\n\n"三","{LIBRARY}"\n')
    assert [page.path for page in _read(path)] == ["n.csv#2", "n.csv#6"]


@pytest.mark.parametrize(
    ("name", "text", "columns", "raw"),
    [
        ("n.csv", f"稿件,题\n{LIBRARY},新馆\n", {"text": "稿件"}, LIBRARY),
        ("n.csv", f"稿件,题\n{LIBRARY},新馆\n", {"text": "稿件", "headline": "题"}, f"新馆\n\n{LIBRARY}"),
        ("n.csv", f"内容,正文\n{LIBRARY},正\n", {"text": "内容"}, LIBRARY),
        ("n.tsv", f"新馆\t{LIBRARY}\t备注\n", {"text": "2", "headline": "1"}, f"新馆\n\n{LIBRARY}"),
        ("n.tsv", f"短\t更短\n{LIBRARY}\t短\n", {"text": "1"}, "短"),
        ("n.tsv", f"标题\t稿件\n新馆\t{LIBRARY}\n", {"text": "2"}, f"新馆\n\n{LIBRARY}"),
        ("n.jsonl", json.dumps({"a": LIBRARY, "title": "新馆"}), {"text": "a"}, f"新馆\n\n{LIBRARY}"),
    ],
)
def test_columns_are_what_the_user_says(
    tmp_path: Path, name: str, text: str, columns: dict[str, str], raw: str
) -> None:
    assert _read(_write(tmp_path / name, text), **columns)[0].raw == raw


@pytest.mark.parametrize(
    ("row", "raw"),
    [
        ("20190308\t新馆开馆啦\t" + LIBRARY, f"新馆开馆啦\n\n{LIBRARY}"),
        (LIBRARY + "\t2019/3/8\t新馆开馆啦", f"新馆开馆啦\n\n{LIBRARY}"),
        ("x-1\t2019-03-08 10:30:00\t" + LIBRARY, LIBRARY),
        (LIBRARY, LIBRARY),
        (f'"一带一路"展览开幕\t{LIBRARY}', f'"一带一路"展览开幕\n\n{LIBRARY}'),
        (f"新馆开馆啦\t“好”\\n{LIBRARY}", f"新馆开馆啦\n\n“好”\n{LIBRARY}"),
    ],
)
def test_a_table_without_headings_is_known_by_what_it_holds(tmp_path: Path, row: str, raw: str) -> None:
    (page,) = _read(_write(tmp_path / "n.tsv", row + "\n"))
    assert page.raw == raw
    assert page.date == ("2019-03-08" if "2019" in row else None)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2019-03-08", "2019-03-08"),
        ("20190308", "2019-03-08"),
        (20190308, "2019-03-08"),
        ("2019/3/8 08:15", "2019-03-08"),
        ("2019-03-08T08:15:00+08:00", "2019-03-08"),
        ("２０１９年３月８日", "2019-03-08"),
        ("二〇一九年三月八日", "2019-03-08"),
        ("", None),
        (None, None),
    ],
)
def test_dates_of_rows(tmp_path: Path, written: object, date: str | None) -> None:
    (page,) = _read(_write(tmp_path / "n.jsonl", json.dumps({"date": written, "text": LIBRARY})))
    assert page.date == date


@pytest.mark.parametrize("date", ["2019-13-45", "soon", "2019-02-29", 1552003200, "12月8日"])
def test_a_row_with_a_wrong_date_keeps_its_text_without_date(tmp_path: Path, date: object) -> None:
    text = "本报12月7日讯 2018年全县增收。"
    path = _write(tmp_path / "n.jsonl", json.dumps({"date": date, "text": text}))
    (file,), (warning,) = _find(path)
    assert (read_page(file).raw, read_page(file).date) == (text, None)
    assert f"n.jsonl:1: '{date}' is not a date; write it as 2018-12-08" in warning


def test_a_row_of_no_date_is_dated_by_its_text(tmp_path: Path) -> None:
    (page,) = _read(_write(tmp_path / "2001-01-01.csv", "date,text\n,本报12月7日讯 2018年全县增收。\n"))
    assert (page.date, page.date_source) == ("2018-12-08", "inferred")


def test_what_json_can_hold_becomes_text(tmp_path: Path) -> None:
    row = {"id": 17.0, "title": None, "content": ["第一段。", "第二段。"], "page": 4, "paper": {"a": 1}}
    (page,) = _read(_write(tmp_path / "n.jsonl", json.dumps(row)))
    assert (page.path, page.raw, page.number) == ("n.jsonl#17", "第一段。\n第二段。", "4")


def test_half_characters_become_marks(tmp_path: Path) -> None:
    path = _write(tmp_path / "n.jsonl", '{"title": "笑\\ud83d\\ude00", "text": "断了的\\ud83d"}')
    (page,) = _read(path)
    assert page.raw == "笑\U0001f600\n\n断了的\ufffd"


# Bad rows


def test_rows_without_text_are_left_out_and_told(tmp_path: Path) -> None:
    path = _write(tmp_path / "n.csv", f"id,title,text\na,一,\nb,二,{LIBRARY}\nc,三,  \nd\n")
    files, warnings = _find(path)
    assert [file.name for file in files] == ["n.csv#a", "n.csv#b", "n.csv#c", "n.csv#d"]
    assert _faults(files) == [
        (f"n.csv#{name}", f"{path}:{line}: the row has no text")
        for name, line in (("a", 2), ("c", 4), ("d", 5))
    ]
    assert warnings == [f"{path}:{line}: the row has no text; skipped" for line in (2, 4, 5)]
    assert all(file.told for file in files if file.error)


@pytest.mark.parametrize(
    ("row", "one", "more"),
    [
        ("x{n},,", "the row has no text; skipped", "7 more rows without text; they stand in faults.jsonl"),
        ("x{n},soon," + LIBRARY, "'soon' is not a date", "7 more rows with a date that is none"),
        ("x,2019-03-08," + LIBRARY, "id x stands there before", "6 more rows with an id that stands"),
        ("x{n},,文,b", "more cells than columns", "7 more rows with more cells than columns"),
    ],
)
def test_many_rows_of_one_kind_are_told_by_a_count(tmp_path: Path, row: str, one: str, more: str) -> None:
    text = "id,date,text\n" + "".join(row.format(n=n) + "\n" for n in range(10))
    files, warnings = _find(_write(tmp_path / "n.csv", text))
    assert len(files) == 10
    assert len(warnings) == 4
    assert all(one in warning for warning in warnings[:3])
    assert more in warnings[3]


def test_repeated_ids_are_told_apart(tmp_path: Path) -> None:
    rows = [("a", LIBRARY), ("a", HOSPITAL), ("a~2", LIBRARY), ("", LIBRARY), ("5", LIBRARY), ("a", LIBRARY)]
    path = _write(tmp_path / "n.csv", "id,text\n" + _csv(rows))
    names = [file.name for file in _find(path)[0]]
    assert names[0] == "n.csv#a"
    assert len(set(names)) == len(rows)
    assert names[1] == "n.csv#a~2"


def test_a_line_that_is_no_json_is_left_out(tmp_path: Path) -> None:
    lines = ["{", json.dumps({"text": LIBRARY}), "[1]", "null", json.dumps({"text": HOSPITAL}), "[" * 99_999]
    files, warnings = _find(_write(tmp_path / "n.jsonl", "\n".join(lines)))
    assert [file.name for file in files if not file.error] == ["n.jsonl#2", "n.jsonl#5"]
    assert [error.split(": ")[1][:7] for _, error in _faults(files)] == ["no JSON"] * 3 + ["no JSON"]
    assert f"{tmp_path}/n.jsonl:1: no JSON (" in warnings[0].replace("\\", "/")
    assert "1 more rows that can't be read" in warnings[3]


@pytest.mark.parametrize("name", ["n.tsv", "n.csv"])
@pytest.mark.parametrize(("encoding", "bad"), [("utf-8", b"\xff\xfe"), ("gb18030", b"\xff\xff")])
def test_bytes_of_another_encoding_cost_their_row_alone(
    tmp_path: Path, name: str, encoding: str, bad: bytes
) -> None:
    separator = "\t" if name == "n.tsv" else ","
    lines = [f"id{separator}text", *(f"{number}{separator}{LIBRARY}" for number in range(40))]
    content = [line.encode(encoding) for line in lines]
    content[20] += bad
    (tmp_path / name).write_bytes(b"\n".join(content))
    files, warnings = _find(tmp_path / name)
    assert len(files) == 40
    ((fault, said),) = _faults(files)
    assert fault == f"{name}#19"
    assert f"{name}:21: byte 0xff is wrong in {encoding}" in said
    assert len(warnings) == 1


def test_a_row_with_more_cells_keeps_them(tmp_path: Path) -> None:
    files, warnings = _find(_write(tmp_path / "n.csv", "title,text\n新馆,开馆,了\n新馆,开馆\n新馆,开馆,\n"))
    assert [read_page(file).raw for file in files] == ["新馆\n\n开馆,了", *["新馆\n\n开馆"] * 2]
    assert len(warnings) == 1 and "n.csv:2: more cells than columns" in warnings[0]


@pytest.mark.parametrize(
    ("name", "text", "columns", "said"),
    [
        (
            "n.csv",
            "题,稿件\n一,二\n",
            {},
            "no column for the text; columns: 题, 稿件; name it with --column text=",
        ),
        ("n.csv", "标题,稿件\n一,二\n", {}, "no column for the text; columns: 标题, 稿件"),
        (
            "n.csv",
            "标题,正文\n一,二\n",
            {"text": "x"},
            "no column x; columns: 标题, 正文; name it with --column text",
        ),
        ("n.csv", "标题,正文\n一,二\n", {"date": "9"}, "no column 9; columns: 标题, 正文"),
        ("n.jsonl", '{"a": 1}\n{"b": 2}', {}, "no column for the text; columns: a, b"),
        ("n.jsonl", "no\nno\n", {}, "no column for the text"),
        ("n.csv", "", {}, "the table is empty"),
        ("n.tsv", "\n\n", {}, "the table is empty"),
        ("n.xlsx", "a", {}, r"no table that kg reads; those are \.csv, \.jsonl, \.parquet, \.tsv files"),
        ("n.csv.gz", "标题,正文", {}, r"n\.csv\.gz: can't be read"),
        ("n.csv.xz", "标题,正文", {}, r"n\.csv\.xz: can't be read"),
        ("n.csv", "\x00\x01\x02" * 99, {}, "a binary file, not text"),
    ],
)
def test_a_table_of_no_use_is_named_before_anything_is_read(
    tmp_path: Path, name: str, text: str, columns: dict[str, str], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        _find(_write(tmp_path / name, text), **columns)


def test_a_missing_table_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv: no such file"):
        _find(tmp_path / "none.csv")
    with pytest.raises(InputError, match="a folder, not a table"):
        _find(tmp_path)


def test_parquet_of_no_use_is_named(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow reads Parquet")
    with pytest.raises(InputError, match=r"n\.parquet: can't be read"):
        _find(_write(tmp_path / "n.parquet", "PAR1 nothing"))


@pytest.mark.parametrize(("suffix", "packer"), [(".gz", gzip), (".xz", lzma), (".bz2", bz2)])
def test_a_packed_table_that_breaks_off_keeps_its_rows(tmp_path: Path, suffix: str, packer: Any) -> None:
    rows = "".join(
        f"{number},{hash((number, 'x')):x},{LIBRARY}{number * 7919:b}\n" for number in range(20_000)
    )
    packed = packer.compress(("id,salt,text\n" + rows).encode())
    path = tmp_path / f"n.csv{suffix}"
    path.write_bytes(packed[: len(packed) * 9 // 10])
    files, _ = _find(path)
    assert not any(file.error for file in files[:-1])
    assert len(files) > 1000
    assert files[-1].name == f"n.csv{suffix}"
    assert f"breaks off after line {len(files):,} (" in str(files[-1].error)


# Tables together


def test_tables_of_one_name_get_their_folders(tmp_path: Path) -> None:
    paths = []
    for folder in ("2018", "2019"):
        (tmp_path / folder).mkdir()
        paths.append(_write(tmp_path / folder / "n.csv", f"id,text\n1,{LIBRARY}\n"))
    assert [file.name for file in find_rows([*paths, paths[0]], {}, print)] == [
        "2018/n.csv#1",
        "2019/n.csv#1",
    ]
    assert [file.name for file in find_rows([tmp_path / "20*" / "*.csv"], {}, print)] == [
        "2018/n.csv#1",
        "2019/n.csv#1",
    ]


def test_a_row_is_known_by_what_it_says_not_by_where_it_stands(tmp_path: Path) -> None:
    rows = [f"{name},2019-03-08,{LIBRARY}{name}" for name in "abc"]
    head = "id,date,text\n"

    def known(name: str, text: str) -> dict[str, object]:
        found, _ = _find(_write(tmp_path / name, text))
        return {file.name: (file.known, file.item and file.item.sha256) for file in found}

    before = known("n.csv", head + "\n".join(rows))
    after = known("n.csv", head + "\n".join([f"z,,{LIBRARY}", *reversed(rows)]))
    assert before.items() <= after.items()
    for changed in ("a,2019-03-09," + LIBRARY + "a", "a,2019-03-08," + LIBRARY):
        assert known("n.csv", head + changed)["n.csv#a"] != before["n.csv#a"]


# Large tables, and tables that change


def _rows(count: int) -> str:
    return "id\tdate\ttitle\ttext\n" + "".join(
        f"{number}\t20190308\t新馆第{number}次开放\t{LIBRARY}{number}\n" for number in range(count)
    )


def test_rows_are_read_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _write(tmp_path / "n.tsv", _rows(5000))
    taken: list[int] = []
    rows = items.Separated.rows

    def count(self: items.Separated, wanted: Any) -> Iterator[Any]:
        for row in rows(self, wanted):
            taken.append(row.line)
            yield row

    monkeypatch.setattr(items.Separated, "rows", count)
    assert len(list(islice(find_rows([path], {}, print), 3))) == 3
    assert taken == [2, 3, 4]


def test_a_table_takes_no_more_memory_than_a_few_rows(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = _write(tmp_path / f"{count}.tsv", _rows(count))
        tracemalloc.start()
        try:
            assert sum(1 for _ in find_rows([path], {}, print)) == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(1000)
    assert peak(9000) < peak(3000) + 6000 * 150, "what ids need until they are sorted in"


def test_ids_are_kept_in_few_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.pages.tables.seen._LATEST", 100)
    seen = Seen()
    assert {seen.count(f"a{number}") for number in range(1000)} == {1}
    assert [seen.count("a17"), seen.count("a999"), seen.count("a17"), seen.count("b")] == [2, 2, 3, 1]


Change = Callable[[Path], object]


def test_a_table_that_changes_while_it_is_read_says_so(tmp_path: Path) -> None:
    path = _write(tmp_path / "n.tsv", _rows(50))
    found = find_rows([path], {}, print)
    first = next(found)
    with path.open("a", encoding="utf-8") as file:
        file.write(_rows(50))
    rest = list(found)
    assert not first.error
    assert rest[-1].name == "n.tsv"
    assert "n.tsv: changed while it was read, up to line" in str(rest[-1].error)
    assert sum(file.error is None for file in rest) >= 49


def test_a_table_that_changed_before_its_first_row_is_read_anew(tmp_path: Path) -> None:
    path = _write(tmp_path / "n.csv", f"标题,正文\n新馆,{LIBRARY}\n")
    found = find_rows([path], {}, print)
    _write(path, f"正文,日期,标题\n{HOSPITAL.splitlines()[0]},2019-03-08,义诊\n")
    (file,) = found
    assert (file.error, file.date, file.item and file.item.headline) == (None, "2019-03-08", "义诊")
