"""Organizations by list: fixed names, organs of a level or place; and a tagger's mistakes put right."""

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.knowledge.body_endings import body_endings, ending, ends_with
from kg.knowledge.body_words import body_words
from kg.knowledge.divisions import LEVELS
from kg.knowledge.lexicon import read_common, rule_word, rule_words
from kg.knowledge.matcher import Ends
from kg.knowledge.place_names import place_names, place_word
from kg.recognize.body_parts import FORMERLY, ends_in_chief, is_former
from kg.recognize.candidates import Draft, TagSpan, Word, WordIndex, cut

SOURCE = "known_bodies"

_NO_PAPERS = rule_words("no_papers")
_VAGUE_HEADS = rule_words("vague_heads")
_PAPER = re.compile(rf".{{1,8}}{ending('outlet')}")
_CLASS = re.compile(rf"{rule_word('which')}(?!.*[学委院]$)|{rule_word('classes')}")
_OWN = "本"
_CLASS_END = re.compile(rf"(?:{rule_word('no_name_end')}|[\u4e00-\u9fa5]族)$")
_CONGRESS = re.compile("(?<=..)[一二三四五六七八九十]{1,3}大$")
_VENUE_END = re.compile(rf"{place_word('site')}$")
_BODY_END = ends_with("sure")
_NAMES = frozenset({"PER", "LOC", "ORG"})
_NOUNS = frozenset({"nz", "n", "nw"})


def find_known_bodies(draft: Draft) -> None:
    """Tag the bodies of the lists and the organs of a level or a place (省|纪委, 云阳县|人民政府)."""
    words: list[Word] = []
    for word in draft.words:
        if word.tag in _NAMES:
            words += _sift(word)
        elif word.text[0] in FORMERLY and is_former(word.text):
            words += [word.but(text=word.text[0]), word.but(text=word.text[1:], start=word.start + 1)]
        else:
            paper = word.tag in _NOUNS and _is_paper(word.text)
            words.append(word.but(tag="ORG", source=SOURCE) if paper else word)
    draft.words = _mark_known(draft, words)


def _sift(word: Word) -> list[Word]:
    """Return a word put right: retagged, or cut where it holds more than a name."""
    return _sift_label(word) or _sift_class(word) or [word]


def _is_own_name(text: str) -> bool:
    """Tell whether 本 opens the name of a body, and does not say 'our': 本钢集团, not 本公司."""
    rest = text.removeprefix(_OWN)
    return rest != text and body_words().ending(rest) != rest and rest[:1] not in LEVELS


@lru_cache(maxsize=65536)
def _is_paper(text: str) -> bool:
    """Tell whether what a tagger takes for a noun is a newspaper, station or publisher."""
    return text not in _NO_PAPERS and _PAPER.fullmatch(text) is not None


def _sift_label(word: Word) -> list[Word] | None:
    """Give a name the label that its form asks for: a division, a class of things, a body."""
    text = word.text
    if word.tag in ("ORG", "PER") and text in place_names().divisions:
        return [word.but(tag="LOC", source=SOURCE)]
    if word.tag == "ORG" and text in place_names().sure and text not in body_words().fixed:
        return [word.but(tag="LOC", source=SOURCE)]
    if word.tag not in ("LOC", "ORG"):
        return None
    if _CLASS_END.search(text):
        place = next((n for n in range(len(text) - 1, 1, -1) if text[:n] in place_names().sure), 0)
        rest = Word(text[place:], "n", word.start + place)
        return [word.but(text=text[:place], tag="LOC"), rest] if place else [rest]
    if word.tag == "LOC" and _BODY_END.search(text) and text not in place_names().sure:
        return [word.but(tag="ORG", source=SOURCE)]
    return None


def _sift_class(word: Word) -> list[Word] | None:
    """Untag a class of bodies and retag a venue."""
    if word.tag != "ORG":
        return None
    text = word.text
    if text in read_common() or text in _VAGUE_HEADS or (_CLASS.match(text) and not _is_own_name(text)):
        return [word.but(tag="n", source="")]
    congress = _CONGRESS.search(text)
    if congress:
        event = Word(text[congress.start() :], "n", word.start + congress.start())
        return [word.but(text=text[: congress.start()]), event]
    return [word.but(tag="LOC", source=SOURCE)] if _VENUE_END.search(text) else None


def _mark_known(draft: Draft, words: list[Word]) -> list[Word]:
    """Tag fixed names, organs of a level (省|纪委) and of a place where they fill whole words."""
    text, index = draft.text, WordIndex(words)
    spans = _known_spans(draft, index)
    spans += _titled_organs(draft, index, spans)
    taken = {i for start, end, _ in spans for i in (start, end - 1)}
    for start, ends in draft.listed.organs.items():
        word = index.ending(start)
        if word is None or word.start in taken or len(word.text) < 2 or not _may_own_organ(word):
            continue
        end = _first_edge(ends, draft, index)
        if end is not None and not (index.has_edge(end) and text[start:end] in body_endings("generic")):
            spans = [s for s in spans if not (s[0] < end and word.start < s[1])]
            spans.append((word.start, end, "ORG"))
    spans += _bare_organs(draft, index, spans)
    spans = [span for span in spans if not ends_in_chief(text, span[1])]
    return cut(words, sorted(spans), SOURCE)


def _first_edge(ends: Iterable[int], draft: Draft, index: WordIndex) -> int | None:
    """Return the first of some offsets at which a word ends or a title may begin."""
    titles = draft.listed.titles
    return next((end for end in ends if index.has_edge(end) or end in titles), None)


def _known_spans(draft: Draft, index: WordIndex) -> list[TagSpan]:
    """Return the fixed names and organs of a level that fill whole words or end where a title begins."""
    titles = draft.listed.titles
    spans: list[TagSpan] = []
    bodies = draft.listed.bodies
    for start, ends in bodies.items():
        word = index.starting(start)
        if word is None and spans and spans[-1][1] == start:  # 党中央|国务院
            spans += [(start, end, "ORG") for end in ends if index.has_edge(end)][:1]
            continue
        if word is None or word.tag in ("TIME", "TITLE", "v") or (spans and start < spans[-1][1]):
            continue
        end = next((e for e in ends if index.has_edge(e) or e in titles or _runs_on(bodies, e, index)), None)
        if end is not None and end - start == 2 and word.end != end and end not in titles:
            continue
        if end is None or (word.tag in ("ORG", "PER") and word.end > end and end not in titles):
            continue
        spans.append((start, end, "ORG"))
    return spans


def _runs_on(bodies: Ends, at: int, index: WordIndex) -> bool:
    """Tell whether a body of the lists begins inside a word and ends with it: 党中央|国务院."""
    word = index.around(at)
    return word is not None and word.end in bodies.get(at, ())


def _titled_organs(draft: Draft, index: WordIndex, spans: list[TagSpan]) -> list[TagSpan]:
    """Return the organs named alone before a title in a list of posts: 、政法委|书记."""
    text, titles = draft.text, draft.listed.titles
    inside = {i for start, end, _ in spans for i in range(start, end)}
    found = []
    for start, ends in draft.listed.organs.items():
        after_mark = start == 0 or text[start - 1] in "、，：兼任及和。；\n"
        if not after_mark or start in inside or not index.starting(start):
            continue
        end = next((e for e in ends if e in titles), None)
        if end is not None and text[start:end] not in body_endings("nameless") and end - start < 9:
            found.append((start, end, "ORG"))
    return found


def _bare_organs(draft: Draft, index: WordIndex, spans: list[TagSpan]) -> list[TagSpan]:
    """Return the bureaus named by their full name without their place: 医疗保障局, 卫健委."""
    inside = {i for start, end, _ in spans for i in range(start, end)}
    found: list[TagSpan] = []
    for start, ends in draft.listed.organs.items():
        word = index.starting(start)
        if word is None or start in inside or word.tag in ("LOC", "ORG", "PER"):
            continue
        if found and start < found[-1][1]:
            continue
        end = next(filter(index.has_edge, ends), None)
        if (
            end is not None
            and end - start > 3
            and draft.text[end - 1] in "局厅委"
            and inside.isdisjoint(range(start, end))
        ):
            found.append((start, end, "ORG"))
    return found


def _may_own_organ(word: Word) -> bool:
    """Tell whether an organ directly after the word is that place's organ."""
    named = word.tag in ("n", "nz", "ORG") and len(word.text) > 2 and word.text[-1] in "乡镇村旗县"
    return word.tag == "LOC" or named
