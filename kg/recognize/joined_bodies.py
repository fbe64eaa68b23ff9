"""Two bodies joined by 和 同 与 及 暨 、: which stay one name, and which are two.

教育局和财政局 are two: each side is a body by itself. 国家发展和改革委员会 is one: what stands before 和 is
no body. 中国银行和保险业监督管理委员会 is left as one: the second side alone names no body.
省委省政府 are two without a conjunction.
"""

import re

from kg.knowledge.body_kinds import OTHER, body_kind
from kg.knowledge.body_words import body_words
from kg.knowledge.place_names import opens_with_place
from kg.recognize.candidates import Word

_JOINT = re.compile(r"以及|会同|[和同与及暨、]")
_LEVEL = re.compile(r"(?:自治区|[省市州县旗区盟镇乡])(?=[\u4e00-\u9fff]{2})")
_BESIDE = re.compile(
    r"(.*(?:自治区|[省市县区州旗盟])委|.{2,}党委)((?:自治区|[省市县区州旗盟])?(?:人民)?政府)"
)
_JUSTICE = frozenset({"court", "procuratorate", "state"})
_WHOLE_COUNTRY = "全国"
_BARE = len("政府")


def part_joined(words: list[Word]) -> list[Word]:
    """Return the words with each name that is two bodies and a conjunction cut into three."""
    return [piece for word in words for piece in (_part(word) if word.tag == "ORG" else (word,))]


def _part(word: Word) -> list[Word]:
    if word.text in body_words().known:
        return [word]
    beside = _BESIDE.fullmatch(word.text) if word.text.endswith("政府") else None
    if beside:
        second = word.but(text=beside[2], start=word.start + beside.start(2))
        bare = len(beside[2]) == _BARE
        return [word.but(text=beside[1]), second.but(tag="n", source="") if bare else second]
    if second_at := _second_national(word.text):
        return [
            word.but(text=word.text[:second_at]),
            *_part(word.but(text=word.text[second_at:], start=word.start + second_at)),
        ]
    for joint in _JOINT.finditer(word.text, 2):
        left, right = word.text[: joint.start()], word.text[joint.end() :]
        if are_two(left, right):
            second = word.but(text=right, start=word.start + joint.end())
            middle = Word(joint[0], "c", word.start + joint.start())
            return [*_part(word.but(text=left)), middle, *_part(second)]
    return [word]


def _second_national(text: str) -> int:
    """Return where the second of two central bodies begins that touch, else 0: 全国人大|全国政协."""
    words = body_words()
    known = (at for at in range(_BARE, len(text) - _BARE) if text.startswith(_WHOLE_COUNTRY, at))
    return next((at for at in known if text[:at] in words.fixed and text[at:] in words.fixed), 0)


def are_two(left: str, right: str) -> bool:
    """Tell whether the two sides of a conjunction are a body each.

    >>> are_two("市教育局", "财政局"), are_two("国家发展", "改革委员会"), are_two("市公安局", "平分局")
    (True, False, False)
    """
    words = body_words()
    ending = words.ending(left)
    if len(right) < 2 or not ending or left == ending == left[-1:]:
        return False
    if right in words.known or right in words.organs:
        return True
    second = words.ending(right)
    if not second:
        return False
    placed = opens_with_place(right) or _LEVEL.match(right) is not None
    return placed or (len(right) > len(second) + 1 and _are_alike(left, right))


def _are_alike(left: str, right: str) -> bool:
    """Tell whether two bodies are of one type: 医院 and 卫生院, 局 and 厅, 法院 and 检察院."""
    one, other = body_kind(left), body_kind(right)
    return one == other != OTHER or {one, other} <= _JUSTICE
