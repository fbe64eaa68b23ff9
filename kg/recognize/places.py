"""Places: divisions from province to township, countries, well-known places, chains and venues."""

import re
from functools import cache, lru_cache

from kg.knowledge.abbreviations import SIDES, is_abbreviated, is_side, sides
from kg.knowledge.body_endings import body_endings, ends_with
from kg.knowledge.countries import country_name
from kg.knowledge.dictionary import is_common_noun, is_in_idiom
from kg.knowledge.divisions import LEVELS
from kg.knowledge.lexicon import read_common, rule_word, rule_words
from kg.knowledge.person_names import is_foreign, is_minority, is_surname_start
from kg.knowledge.place_names import CITY_CENTER, place_names, place_word
from kg.recognize.candidates import NAMED, Draft, TagSpan, Word, WordIndex, cut, join, tagged
from kg.recognize.place_edges import are_two_places, trim_places

SOURCE = "places"
_REGION = "自治区"
_BESIDE, _KINDS = tuple(rule_words("kind_beside")), tuple(rule_words("kind_before"))
_LISTED, _IN_CONTEXT, _DEICTIC = "known_places", "place_context", "deictic"

_NOUNS = frozenset({"n", "nz", "nw", "vn", "m", "LOC", "s", "f", "ORG", "an"})
_NO_NOUNS = frozenset({"v", "d", "TIME"})
_DESCRIBES = frozenset({"a", "ad", "an", "vn"})
_SEVERAL = rule_words("several")
_UNNAMED = rule_words("unnamed") | rule_words("unnamed_end")
_UNNAMED_END = tuple(sorted(rule_words("unnamed_end")))
_ALSO_NOUNS = rule_words("also_nouns")
_MEDIA = re.compile(r"[社网报台]$")
_HALL = re.compile(rf"{place_word('hall')}$")
_NO_VENUES = tuple(sorted(rule_words("no_venues")))
_BODY = ends_with("sure")
_HAPPENS = rule_words("happens")
_LEVELS = f"{LEVELS}乡镇村"
_ANY_LEVEL = re.compile(  # 跨市县, 各乡镇, 市有市: no place of its own
    rf"[跨各多外两几数][{_LEVELS}境]{{1,3}}域?|[{_LEVELS}]{{1,2}}有[{_LEVELS}]{{1,2}}"
)
_BOTH = tuple(sorted(rule_words("both")))
_PLACE_ENDS = frozenset({*LEVELS, "国", *SIDES})
_SECTION = re.compile(r".{2,4}段")
_LINE = re.compile(rf"(?:{place_word('line')}).{{2,4}}$")
_TOWARD = rule_words("toward")
_COMMON_VENUES = rule_words("common_venues")
_SEATS = tuple(sorted(rule_words("seats")))
_NO_PART = rule_words("no_part")
_COUNTED = re.compile(rf"{rule_word('counts')}+{rule_word('measures')}")
_DIRECTED = re.compile("[东西南北中]{1,2}部(?![分队落门委长署])|大部分?|部分")
_CITY = 4  # digits of the code of a city
_MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
_ALONG = rule_words("along")
_BETWEEN = rule_words("between")


def find_places(draft: Draft) -> None:
    """Tag the places of the lists, drop what a tagger took for one, join chains and venues."""
    words = _place_in_context(trim_places(_drop_nouns([_sift(word) for word in draft.words])))
    draft.words = trim_places(_join_chains(_mark_known(draft, words)))


def find_deictic(draft: Draft) -> None:
    """Tag the words that stand for a place known to the reader (自治区, 我省, 美方): optional places."""
    out: list[Word] = []
    known = _deictic()
    for word in draft.words:
        if word.text in _PLACE_ENDS and out and _are_one_place(out[-1], word):
            out[-1] = join([out[-1], word], "LOC", _DEICTIC, optional=True)
        elif _is_kind(draft.text, word):
            out.append(word.but(tag="n", source=""))
        elif word.tag in NAMED or word.text in known:
            out.append(_stand_in(word))
        else:
            out.append(word)
    draft.words = out


def _is_kind(text: str, word: Word) -> bool:
    """Tell whether 自治区 stands for the kind, beside another: 各省、自治区、直辖市."""
    return word.text == _REGION and (
        text.startswith(_BESIDE, word.end) or text.endswith(_KINDS, 0, word.start)
    )


def _stand_in(word: Word) -> Word:
    """Return a word optional where it stands for a place, and a letter that stands for none untagged."""
    text, known = word.text, word.text in _deictic()
    if word.tag in ("PER", "ORG"):
        side = len(text) == 2 and text[1] == "方"
        return word.but(tag="LOC", source=_DEICTIC, optional=True) if side else word
    if word.tag == "TITLE":
        return word
    if word.tag != "LOC":
        return word.but(tag="LOC", source=_DEICTIC, optional=True) if known else word
    if len(text) == 1 and not is_abbreviated(text):
        return word.but(tag="n", source="")
    return word.but(optional=True) if known or _is_short(text) else word


@cache
def _deictic() -> frozenset[str]:
    """Return the words that stand for a place: 我省, 美方, 俄军."""
    return place_names().deictic | sides()


def _are_one_place(before: Word, word: Word) -> bool:
    """Tell whether two words together stand for a place: 我|省, 美|方."""
    if before.tag == "LOC" and is_side(before.text + word.text):
        return True
    return before.text in "我全本" and word.text not in SIDES


def _is_short(text: str) -> bool:
    """Tell whether a place is written by one character a country or province: 中美, 粤港澳, 京."""
    if text in place_names().sure:
        return False
    return (len(text) == 2 and "中" in text) or (len(text) <= 3 and is_abbreviated(text))


def _sift(word: Word) -> Word:
    """Return a place's word with what names no place retagged."""
    return word.but(tag="n", source="") if word.tag == "LOC" and _names_nothing(word.text) else word


@lru_cache(maxsize=65536)
def _names_nothing(text: str) -> bool:
    """Tell whether what a tagger took for a place is none: 两市, 各乡镇, 城市."""
    if text in read_common() or text.endswith(_UNNAMED_END) or _ANY_LEVEL.fullmatch(text) or "主义" in text:
        return True
    if text in place_names().sure:
        return False
    several = text[0] in _SEVERAL and len(text) <= 4 and text[1:] in _UNNAMED
    return several or text in place_names().venue_words


def _drop_nouns(words: list[Word]) -> list[Word]:
    """Untag the short names of places that are common nouns and stand where any noun does: 来宾, 树林."""
    known = place_names()
    return [
        word.but(tag="n", source="")
        if word.tag == "LOC"
        and word.text in known.codes
        and word.text not in known.sure
        and is_common_noun(word.text)
        and not any(0 <= i < len(words) and words[i].text in "、（" for i in (at - 1, at + 1))
        and not (0 < at < len(words) - 1 and _among_places(words, at))
        and not any(0 <= i < len(words) and words[i].tag == "LOC" for i in (at - 1, at + 1))
        else word
        for at, word in enumerate(words)
    ]


def _place_in_context(words: list[Word]) -> list[Word]:
    """Retag as places what stands where only places stand, whatever a tagger took it for."""
    return [
        word.but(tag="LOC", source=_IN_CONTEXT)
        if word.tag in ("PER", "ORG")
        and not word.optional
        and (_is_pair(words, index) or (0 < index < len(words) - 1 and _stands_as_place(words, index)))
        else word
        for index, word in enumerate(words)
    ]


def _stands_as_place(words: list[Word], at: int) -> bool:
    """Tell whether a word tagged as a person or body stands where a place does."""
    before, word, after = words[at - 1 : at + 2]
    if word.tag == "ORG":
        return before.text == "在" and after.text in _HAPPENS and bool(_HALL.search(word.text))
    if word.tag != "PER":
        return False
    if word.text in place_names().sure and before.tag != "TITLE" and _among_places(words, at):
        return True
    if len(word.text) in (2, 3) and is_abbreviated(word.text[0]) and after.text.startswith(_BOTH):
        return True
    if before.text.endswith(_SEATS) and is_foreign(word.text):
        return True
    dated = after.tag == "TIME" or after.text in ("电", "讯")
    return dated and before.tag == "ORG" and bool(_MEDIA.search(before.text))


def _is_pair(words: list[Word], at: int) -> bool:
    """Tell whether a word is two countries by a character each: 俄乌, 韩美|会谈."""
    text = words[at].text
    if len(text) != 2 or not is_abbreviated(text) or is_minority(text):
        return False
    return not is_surname_start(text) or (at + 1 < len(words) and words[at + 1].text in _BETWEEN)


def _among_places(words: list[Word], at: int) -> bool:
    """Tell whether a word follows a preposition of place or stands in a list with places."""
    if words[at - 1].text in _TOWARD:
        return words[at + 1].tag != "v" or words[at - 1].text not in ("在", "从")
    left = words[at - 1].text == "、" and at > 1 and words[at - 2].tag == "LOC"
    right = words[at + 1].text == "、" and at + 2 < len(words) and words[at + 2].tag == "LOC"
    return left or right


def _mark_known(draft: Draft, words: list[Word]) -> list[Word]:
    """Tag the places of the lists where they fill whole words that bear no name yet."""
    text, index = draft.text, WordIndex(words)
    spans: list[TagSpan] = []
    for start, ends in (*draft.listed.places.items(), *draft.listed.townships.items()):
        word = index.starting(start)
        if word is None or word.tag in ("ORG", "TITLE", "p", "nw"):
            continue
        end = next((e for e in ends if index.has_edge(e) or text.startswith(CITY_CENTER, e)), None)
        if end is None or (word.tag == "LOC" and end <= word.end):
            continue
        if _is_no_place(text, word, text[start:end]):
            before = index.ending(start)
            if before is None or before.tag != "LOC" or text[start:end] in read_common():
                continue
        if word.tag != "PER" or _is_no_person(text[start:end]):
            spans.append((start, end, "LOC"))
    return cut(words, _disjoint(spans), _LISTED)


def _is_no_place(text: str, word: Word, name: str) -> bool:
    """Tell whether a place of the lists that begins with a word is none where anything else may stand."""
    if (
        name in read_common()
        or word.tag in _NO_NOUNS
        or is_in_idiom(text, word.start, word.start + len(name))
    ):
        return True
    return len(name) == 2 and word.tag in _DESCRIBES


def _is_no_person(text: str) -> bool:
    """Tell whether a place's name that a tagger took for a person's is a place all the same."""
    return len(text) > 2 and (
        text in place_names().countries or text in place_names().divisions or len(text) > 3
    )


def _disjoint(spans: list[TagSpan]) -> list[TagSpan]:
    """Return the spans without overlaps, the earlier and longer first."""
    kept: list[TagSpan] = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _join_chains(words: list[Word]) -> list[Word]:
    """Join places written without a separator that name one place, and what follows as its venue."""
    out: list[Word] = []
    done = 0
    for at in tagged(words, "LOC", "ORG"):
        if at >= done:
            out += words[done : at + 1]
            done = at + 1
            while done < len(words) and out[-1].tag in ("LOC", "ORG"):
                done += _go_on(out, words, done)
    return out + words[done:]


def _go_on(out: list[Word], words: list[Word], at: int) -> int:
    """Join what begins at an index to the place or body before it, or add it; return how many words it is."""
    before, word = out[-1], words[at]
    if before.tag == "LOC" and word.tag in ("PER", "n", "nz") and _is_section(word.text):
        word = word.but(tag="LOC", source=SOURCE)
    if before.tag == "LOC" and word.text == "段" and _LINE.search(before.text):
        out[-1] = join([before, word], "LOC", SOURCE)
        return 1
    if before.tag == word.tag == "LOC" and _descends(before.text, word.text):
        out[-1] = join([before, word], "LOC", SOURCE)
        return 1
    width = 0
    if word.tag not in ("TITLE", "PER") and _opens(before):
        width = _venue_width(words, at, clear=before.tag == "ORG")
    if width and not (before.tag == "ORG" and words[at].tag == "ORG"):
        out[-1] = join([before, *words[at : at + width]], "LOC", SOURCE)
        return width
    out.append(word)
    return 1


def _are_peers(one: str, other: str) -> bool:
    """Tell whether two divisions may be of one level: 西安 and 青岛, not 内蒙古 and 大兴安岭."""
    codes = place_names().codes
    first, second = ({_level(code) for code in codes[name]} for name in (one, other))
    return not first.isdisjoint(second)


def _level(code: str) -> int:
    """Return the level of a division; a city that is a province counts as a city."""
    return _CITY if code in _MUNICIPALITIES else len(code)


def _is_section(text: str) -> bool:
    """Tell whether a word is a stretch of a road or river (宁夏段), no office of a railway (客运段)."""
    return _SECTION.fullmatch(text) is not None and text not in body_endings("unit")


def _opens(word: Word) -> bool:
    """Tell whether a venue may follow the word as part of its name."""
    return word.tag in ("LOC", "ORG") and not word.optional and len(word.text) > 1


def _descends(outer: str, inner: str) -> bool:
    """Tell whether two adjacent places may be one, from the larger to the smaller."""
    known = place_names()
    if len(outer) == 1 or len(inner) == 1 or inner in known.countries:
        return False
    codes = known.codes.get(inner, ())
    if codes and all(len(code) == 2 for code in codes):  # a province is in nothing that it follows
        return False
    if are_two_places(outer, inner) and _are_peers(outer, inner):
        return False
    return country_name(outer) != "中国" and inner not in _NO_PART


def _venue_width(words: list[Word], at: int, *, clear: bool) -> int:
    """Return how many words from an index name a venue of the place before, 0 for none."""
    known = place_names()
    best = 0
    text = ""
    for width, word in enumerate(words[at : at + 6], 1):
        if (
            (word.tag not in _NOUNS and word.text not in _ALSO_NOUNS)
            or (word.tag == "LOC" and word.text in known.sure)
            or (word.tag == "ORG" and width == 1)
            or word.text in _NO_PART
            or _DIRECTED.match(word.text)
            or word.text[0] in "间之"
            or (text + word.text == "一路" and _goes_along(words, at + width))
            or (
                word.text.endswith(_SEATS)
                and words[at + width : at + width + 1]
                and words[at + width].tag == "LOC"
            )
        ):
            break
        text += word.text
        if text in _NO_PART:
            break
        if width == 1 and ((word.tag == "m" and not text.startswith("第")) or _COUNTED.match(text)):
            break
        venues = known.clear if clear else known.venue_words
        ending = next(
            (n for n in (8, 7, 6, 5, 4, 3, 2, 1) if word.text[-n:] in venues and len(word.text) >= n), 0
        )
        if len(word.text) > 2 and _BODY.search(word.text):
            break
        if (
            ending
            and not (ending == 1 and word.text.endswith(_NO_VENUES))
            and not (width == 1 and _too_common(word.text))
            and text not in _COMMON_VENUES
        ):
            best = width
    return best


def _goes_along(words: list[Word], at: int) -> bool:
    """Tell whether 一路 is no road but how somebody goes: 从东海|一路|向西."""
    return at < len(words) and words[at].text[0] in _ALONG


def _too_common(text: str) -> bool:
    """Tell whether a venue word alone after a place is a common noun: 中国|城市, 九江|市区."""
    return text in _COMMON_VENUES
