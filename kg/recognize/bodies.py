"""Organizations composed of a place, a body or a level and what follows it up to an ending."""

import re

from kg.knowledge.body_endings import body_endings, ending, ends_with
from kg.knowledge.body_words import JOINTS, body_words
from kg.knowledge.lexicon import rule_word, rule_words
from kg.knowledge.named import read_named
from kg.knowledge.place_names import CITY_CENTER, place_names
from kg.knowledge.post_words import words as post_words
from kg.recognize.body_joints import SOURCE, join_brackets, join_lettered, join_missions
from kg.recognize.candidates import Draft, Word, join
from kg.recognize.joined_bodies import part_joined

_NOUNS = frozenset({"n", "nz", "vn", "an", "LOC", "ORG", "nw", "j", "s"})
_NOUNY_VERBS = rule_words("nouny_verbs")
_VAGUE_HEADS = rule_words("vague_heads") - rule_words("inner_vague")
_ADJECTIVES = rule_words("inner_adjectives")
_NO_ENDS = rule_words("no_ends")
_BREAKS = rule_words("breaks")
_ACTIONS = rule_words("actions")
_PARTY_HEADS = rule_words("party_heads")
_MAKERS = tuple(sorted(rule_words("makers") | rule_words("descriptions")))
_WITH = "同"
_CENTRAL = tuple(sorted(rule_words("central")))
_LEVELS = post_words("own_place") | {"自治区"}
_BRANCH = ends_with("branch")
_LED_BRANCH = ends_with("branch", "led")
_BRACKET = re.compile("[（(]")
_STATIONED = "驻"
_LETTER = re.compile("[A-Za-z]")
_PLACED = re.compile(r"[\u4e00-\u9fff]{2,3}[旗县盟].")
_COUNTED = re.compile(rf"{rule_word('counts')}+{rule_word('measures')}")
_MOST = re.compile("最|第.大")  # 德国|最大|商业银行
_ORDINAL = re.compile(r"第[一二三四五六七八九十百0-9]+")
_NUMBERS = frozenset("一二三四五六七八九十")
_JOINED_END = re.compile(rf".{{2,}}{ending('joined')}")
_LEVEL_BODY = re.compile(rf".{{2,}}{ending('of_level')}")
_LONGEST = 22
_HEADS = frozenset({"n", "nz", "LOC", "ORG"})


def find_bodies(draft: Draft) -> None:
    """Compose the longer bodies from their parts."""
    words = join_brackets(draft.words) if _BRACKET.search(draft.text) else draft.words
    if _LETTER.search(draft.text):
        words = join_lettered(draft.text, words)
    if _STATIONED in draft.text:
        words = join_missions(words)
    words = part_joined(_compose(words))
    draft.words = [w.but(tag="n", source="") if w.tag == "ORG" and len(w.text) < 2 else w for w in words]


def _compose(words: list[Word]) -> list[Word]:
    """Join a place, a body or a level with what makes it a longer body."""
    out: list[Word] = []
    done = 0
    for at in [at for at, word in enumerate(words) if word.tag in _HEADS and _may_head(word)]:
        width = _body_width(words, at) if at >= done else 0
        if width:
            out += words[done:at]
            out.append(join(words[at : at + width], "ORG", SOURCE))
            done = at + width
    return out + words[done:]


def _may_head(word: Word) -> bool:
    """Tell whether a longer body may begin with a word."""
    if word.tag in ("n", "nz"):
        return (word.tag == "n" and word.text in _LEVELS) or _is_placed(word.text)
    return word.tag == "ORG" or len(word.text) > 1 or word.text in _LEVELS


def _body_width(words: list[Word], at: int) -> int:
    """Return how many words from an index make one body, 0 for none."""
    level = words[at].text in _LEVELS and words[at].tag in ("n", "LOC")
    best = inner = 0
    for width in range(2, min(10, len(words) - at) + 1):
        if inner > _LONGEST or not _may_continue(words, at, width):
            break
        if _ends_body(words, at, width, level=level):
            best = width
        inner += len(words[at + width - 1].text)
    return best


def _is_placed(text: str) -> bool:
    """Tell whether a noun is a place and more: 西乌旗自|媒体|联盟."""
    return len(text) > 3 and _PLACED.match(text) is not None


def _may_continue(words: list[Word], at: int, width: int) -> bool:
    """Tell whether the last of the words may stand inside or at the end of a body's name."""
    head, word = words[at], words[at + width - 1]
    text = word.text
    if word.optional or text == _WITH or text.endswith(_MAKERS) or _COUNTED.match(text) or _MOST.match(text):
        return False
    if word.tag in ("LOC", "ORG"):
        return _may_embed(words, at, width)
    if text in JOINTS:
        return _may_link(words, at, width)
    if word.tag == "a" and body_words().ending(text) in body_words().strong:
        return True
    if word.tag in _NOUNS or text in _NOUNY_VERBS:
        return (text not in _VAGUE_HEADS or width > 2) and not (text in _BREAKS and head.tag == "ORG")
    if word.tag == "m":
        return bool(_ORDINAL.match(text)) or text in _NUMBERS
    if word.tag == "a":
        return (head.tag == "ORG" and width > 2) or text in _ADJECTIVES
    return _may_link(words, at, width)


def _may_embed(words: list[Word], at: int, width: int) -> bool:
    """Tell whether a place or body may stand inside the name of another: 人民银行|北京|分行."""
    before, word = words[at + width - 2], words[at + width - 1]
    if (_is_whole(word.text) and _is_whole(before.text)) or (
        word.text.startswith(body_words().national) and word.text != "国家"
    ):
        return False
    leads = at + width < len(words) and words[at + width].tag in ("n", "nz")
    branch = leads and _LED_BRANCH.search(words[at + width].text)
    return not (before.tag == "ORG" and word.tag == "LOC" and width == 2 and not branch)


def _is_whole(text: str) -> bool:
    """Tell whether a text is the whole name of a body by the lists."""
    return text in body_words().fixed or text in read_named()


def _may_link(words: list[Word], at: int, width: int) -> bool:
    """Tell whether a verb or 和 may stand inside a body's name: 见义勇为|协会, 文化|和|旅游部."""
    head, word = words[at], words[at + width - 1]
    if word.tag == "v" and len(word.text) > 1 and head.tag == "LOC" and word.text not in _ACTIONS:
        return at + width < len(words) and words[at + width].text in body_endings("active")
    begun = width > 2 or (head.tag == "ORG" and not body_words().ending(head.text))
    return word.text in JOINTS and begun and _joined_body(words, at + width)


def _joined_body(words: list[Word], at: int) -> bool:
    """Tell whether after 和 the name goes on at once to an ending: 文化|和|旅游部."""
    text = ""
    for word in words[at : at + 2]:
        if word.tag not in ("n", "vn", "nz", "ORG"):
            return False
        text += word.text
        if _JOINED_END.fullmatch(text) and text not in body_words().known:
            return True
    return False


def _ends_body(words: list[Word], at: int, width: int, *, level: bool) -> bool:
    """Tell whether a body's name may end with the last of the words."""
    head, last = words[at], words[at + width - 1]
    rest = "".join(word.text for word in words[at + 1 : at + width])
    if last.tag == "ORG":
        return _takes_body(head, last, width)
    if last.tag == "LOC":
        return False
    if rest == "队" and head.tag == "LOC":
        return True
    last_word = body_words().ending(rest)
    if (head.text + rest).endswith(CITY_CENTER):
        return False
    if last.text in _NO_ENDS or not last_word or (last.text.endswith("中心") and _goes_on(words, at + width)):
        return False
    if level and width > 2 and head.text not in "校院" and _LEVEL_BODY.fullmatch(rest):
        return True
    if level and head.text != "自治区":
        return bool(_ORDINAL.match(rest)) or rest in body_words().organs or rest in body_words().units
    if head.tag == "ORG":
        return len(last_word) > 1 or last_word in body_words().units
    if rest == last_word and rest in body_endings("generic"):
        known = place_names().countries | place_names().deictic
        return head.text not in known and len(last_word) > 1 and last_word not in body_endings("placed")
    return len(last_word) > 1


def _goes_on(words: list[Word], at: int) -> bool:
    """Tell whether what looks like a center is the first half of a common noun: 中心|城市."""
    return at < len(words) and words[at].text.startswith(_CENTRAL)


def _takes_body(head: Word, last: Word, width: int) -> bool:
    """Tell whether a head and the body after it are one: 内蒙古|人民医院, not 北京|中共中央."""
    words = body_words()
    if head.text in _PARTY_HEADS:
        return True
    if last.text.startswith(body_words().national):
        return False
    if head.tag == "ORG" and _BRANCH.search(last.text):
        return True
    if head.tag == "LOC":
        return not (last.text in words.fixed and width == 2 and head.text not in place_names().countries)
    unit = last.text in words.units or words.ending(last.text) in words.units
    return unit or not any(last.text[:n] in place_names().short for n in range(2, 6))
