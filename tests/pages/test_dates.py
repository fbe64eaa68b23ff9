"""When a page was printed: what the user says, the file name, the print, the datelines."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.pages import read_pages
from kg.pages.dates import page_date, parse_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2018-12-08.txt", "2018-12-08"),
        ("20181208_A01.txt", "2018-12-08"),
        ("nmgrb_2018_12_08_03.txt", "2018-12-08"),
        ("2018/12/8", "2018-12-08"),
        ("2018-12/08/node_2.txt", "2018-12-08"),
        ("2018.12.8第3版.txt", "2018-12-08"),
        ("2018/12/08/03.txt", "2018-12-08"),
        ("2018/1208/03.txt", "2018-12-08"),
        ("201812/08/03.txt", "2018-12-08"),
        ("rmrb19960509004.txt", None),
        ("rmrb19960509-004.txt", "1996-05-09"),
        ("1996050904.txt", None),
        ("nmgrb20181208A03.txt", "2018-12-08"),
        ("清源日報2018年12月08日A3.txt", "2018-12-08"),
        ("人民日报1996年5月9日第4版.txt", "1996-05-09"),
        ("１９９６年５月９日", "1996-05-09"),
        ("一九九六年五月九日", "1996-05-09"),
        ("一九九六年五月廿九日", "1996-05-29"),
        ("二O一八年元月二十一日", "2018-01-21"),
        ("民国三十七年五月九日", "1948-05-09"),
        ("昭和十五年三月卅日", "1940-03-30"),
        ("二〇一八年十二月二十一日", "2018-12-21"),
        ("000_6690c420e9528adb.txt", None),
        ("20181308.txt", None),
        ("2018-02-30.txt", None),
        ("120181208.txt", None),
        ("12月8日.txt", None),
    ],
)
def test_dates_in_names(text: str, date: str | None) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize(
    ("raw", "date", "source"),
    [
        ("2018年12月8日　星期六\n本报讯（记者）", "2018-12-08", "printed"),
        ("清源日报\n2019年3月15日 星期五 第1版 要闻\n", "2019-03-15", "printed"),
        ("江城晚报　　二〇〇八年十一月三日\n正文。", "2008-11-03", "printed"),
        ("第四版　１９９６年５月９日　星期四\n", "1996-05-09", "printed"),
        ("中華民國三十七年五月九日　星期日　第三版\n", "1948-05-09", "printed"),
        ("第3版\n1952-05-18\n要闻\n", "1952-05-18", "printed"),
        ("江城晨报　2017/09/08　星期五\n", "2017-09-08", "printed"),
        ("清溪日报　2017.9.8\n", "2017-09-08", "printed"),
        ("要闻\n2017-09-08　A03版\n", "2017-09-08", "printed"),
        ("資料\n2017-09-08　江城日报　签约\n", None, None),
        ("中華民國一百零三年五月七日　星期三\n", "2014-05-07", "printed"),
        ("大桥通车\n据悉，2018年12月8日星期六上午\n大桥通车。\n", None, None),
        ("2018年12月8日\n清源日报\n正文。", "2018-12-08", "printed"),
        ("清源日报\n2018年12月8日\n正文。", "2018-12-08", "printed"),
        ("供货合同一览\n\n2016年3月1日\n\n合同名称　签订日期\n", None, None),
        ("工程进度\n2016年3月1日\n完成基础施工\n2016年5月1日\n完成主体施工\n", None, None),
        ("本报12月7日讯 2018年全区增收。", "2018-12-08", "inferred"),
        ("本报十二月七日讯 2018年全区增收。", "2018-12-08", "inferred"),
        ("本报12月7日讯 2018年增收，预计2025年翻番，2030年远景目标不变。", "2018-12-08", "inferred"),
        ("本报12月7日讯 二〇一六年十二月七日开工，2018年完工。", "2016-12-08", "inferred"),
        ("本报12月07日讯 2016年12月7日开工，2018年完工。", "2016-12-08", "inferred"),
        ("本报12月\n7日讯 到2025年建成，2018年增收。", "2018-12-08", "inferred"),
        ("本报1月12日讯 2022年1月12日审议通过，（2021—2025年）", "2022-01-13", "inferred"),
        ("本报12月31日讯 2018年全区增收。", "2019-01-01", "inferred"),
        ("2019年3月13日，大会开幕。会议指出，2018年成绩很好。", None, None),
        ("没有日期的一页。", None, None),
    ],
)
def test_dates_on_the_page(raw: str, date: str | None, source: str | None) -> None:
    assert page_date("page.txt", raw) == (date, source)


def _dates(folder: Path, date: str | None = None) -> dict[str, tuple[str | None, str | None]]:
    return {page.path: (page.date, page.date_source) for page in read_pages([folder], print, date)}


def test_the_user_comes_first_then_the_sidecar_then_the_name(tmp_path: Path) -> None:
    for name in ("a.txt", "2018-12-08.txt"):
        (tmp_path / name).write_text("正文。", "utf-8")
    assert _dates(tmp_path)["2018-12-08.txt"] == ("2018-12-08", "file name")
    (tmp_path / "pages.csv").write_text(
        "page,date,paper\na.txt,2001年2月3日,甲报\n2018-12-08.txt,2018-12-09,\n", "utf-8"
    )
    assert _dates(tmp_path) == {
        "2018-12-08.txt": ("2018-12-09", "sidecar"),
        "a.txt": ("2001-02-03", "sidecar"),
    }
    assert set(_dates(tmp_path, "1999-01-01").values()) == {("1999-01-01", "flag")}


def test_every_source_of_a_date_comes_before_the_next(tmp_path: Path) -> None:
    """The flag, pages.csv, the file name, the print, the datelines: taken away one by one."""
    raw = "2018年12月8日 星期六 第3版\n本报12月6日讯 2018年全县增收。\n"
    (tmp_path / "2018-12-09.txt").write_text(raw, "utf-8")
    (tmp_path / "pages.csv").write_text("page,date\n2018-12-09.txt,2018-12-10\n", "utf-8")
    found = [_dates(tmp_path, "2018-12-11"), _dates(tmp_path)]
    (tmp_path / "pages.csv").unlink()
    found.append(_dates(tmp_path))
    (tmp_path / "2018-12-09.txt").rename(tmp_path / "a.txt")
    found.append(_dates(tmp_path))
    (tmp_path / "a.txt").write_text(raw.partition("\n")[2], "utf-8")
    found.append(_dates(tmp_path))
    assert [list(dates.values()) for dates in found] == [
        [("2018-12-11", "flag")],
        [("2018-12-10", "sidecar")],
        [("2018-12-09", "file name")],
        [("2018-12-08", "printed")],
        [("2018-12-07", "inferred")],
    ]


@pytest.mark.parametrize(
    ("header", "line", "told"),
    [
        ("page,date,paper,page number", "a.txt,2001-02-03,清源日报,A03", ("2001-02-03", "清源日报", "A03")),
        ("page,date,paper,number", "a.txt,,清源日报,3", (None, "清源日报", "3")),
        ("page,date,paper", "a.txt,2001年2月3日, ", ("2001-02-03", None, None)),
        ("page,date,page_number,remark", "a.txt,,12,faded", (None, None, "12")),
        ("page,date", "b.txt,2001-02-03", (None, None, None)),
    ],
)
def test_a_sidecar_tells_date_paper_and_page_number(
    tmp_path: Path, header: str, line: str, told: tuple[str | None, str | None, str | None]
) -> None:
    (tmp_path / "a.txt").write_text("正文。", "utf-8")
    (tmp_path / "pages.csv").write_text(f"{header}\n{line}\n", "utf-8")
    (page,) = read_pages([tmp_path], print)
    assert (page.date, page.paper, page.number) == told


def test_a_page_named_twice_in_a_sidecar_is_warned_of(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("正文。", "utf-8")
    (tmp_path / "pages.csv").write_text("page,date\na.txt,2001-02-03\na.txt,2001-02-04\n", "utf-8")
    warnings: list[str] = []
    (page,) = read_pages([tmp_path], warnings.append)
    assert page.date == "2001-02-03"
    assert "line 3: a.txt stands there twice" in warnings[0]


def test_a_sidecar_without_its_columns_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("正文。", "utf-8")
    (tmp_path / "pages.csv").write_text("seite,datum\n", "utf-8")
    with pytest.raises(InputError, match=r"pages\.csv: line 1 must name the columns page and date"):
        _dates(tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'page,date\na.txt,2001-02-03\n"b.txt,2001-02-03\nc.txt,2001-02-03\n', "3: no row of CSV"),
        (
            "page,date\na.txt,2001-02-03\n报.txt,2001-02-03\n".encode("gb18030"),
            "3: list of pages is not UTF-8",
        ),
    ],
)
def test_a_sidecar_that_can_not_be_read_names_its_line(tmp_path: Path, content: bytes, said: str) -> None:
    """A quote that is never closed would take all rows behind it along."""
    (tmp_path / "a.txt").write_text("正文。", "utf-8")
    (tmp_path / "pages.csv").write_bytes(content)
    with pytest.raises(InputError, match=rf"pages\.csv:{said}"):
        _dates(tmp_path)


@pytest.mark.parametrize("said", ["soon", "0000-01-01", "9999-12-31", "2024-02-30"])
def test_a_sidecar_line_without_a_date_is_warned_of(tmp_path: Path, said: str) -> None:
    (tmp_path / "a.txt").write_text("正文。下周五开会。", "utf-8")
    (tmp_path / "pages.csv").write_text(f"page,date\na.txt,{said}\n", "utf-8")
    warnings: list[str] = []
    (page,) = read_pages([tmp_path], warnings.append)
    assert page.date is None
    assert "line 2" in warnings[0] and f"'{said}'" in warnings[0]


def test_full_width_digits_are_digits(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("正文。", "utf-8")
    (tmp_path / "pages.csv").write_text("page,date\na.txt,２０２４－０３－０６\n", "utf-8")
    (page,) = read_pages([tmp_path], pytest.fail)
    assert page.date == "2024-03-06"
