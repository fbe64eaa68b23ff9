"""An unsure place or body that ends with a name of which its page is sure: 诉诸|国际法院, 领地|格陵兰岛."""

from collections.abc import Sequence

from kg.knowledge.abbreviations import is_abbreviated
from kg.knowledge.body_words import body_words
from kg.knowledge.divisions import LEVELS
from kg.knowledge.lexicon import rule_words
from kg.knowledge.place_names import ends_with_place, place_names
from kg.model import Label
from kg.recognize.candidates import Candidate

SOURCE = "consistency"

_UNSURE, _SURE = 0.55, 0.85  # scores of what is cut, and of the name that it ends with
_SHORTEST = 2  # characters of a name
_OPEN = f"{LEVELS}乡镇村届次-·"  # what a name may go on after: 太和镇|永丰村, 第十届|中央委员会
_PARTS, _STATIONED = rule_words("parts_of_places"), "驻"  # 北|顿涅茨克, 驻日|美军基地

_Sure = dict[tuple[Label, str], float]


def cut_to_sure(
    texts: Sequence[str], found: Sequence[list[Candidate]], weighed: Sequence[list[Candidate]]
) -> list[list[Candidate]] | None:
    """Return the candidates of each text of a page, unsure ones from where a sure name begins.

    `weighed` are the same with their scores. None where nothing is cut.
    """
    sure: _Sure = {}
    for text, names in zip(texts, weighed, strict=True):
        for c in names:
            if c.score >= _SURE and _may_be(c):
                sure[c.label, text[c.start : c.end]] = c.score
    if not sure:
        return None
    out = [list(own) for own in found]
    cut = False
    for text, names, scored in zip(texts, out, weighed, strict=True):
        for number, c in enumerate(scored):
            unsure = c.score < _UNSURE and _may_be(c)
            if unsure and (lead := _lead(text[c.start : c.end], c.label, sure)):
                names[number] = c._replace(start=c.start + lead, source=SOURCE, score=1.0)
                cut = True
    return out if cut else None


def _may_be(name: Candidate) -> bool:
    return name.label in ("LOC", "ORG") and not name.optional and name.source != "gazetteer"


def _lead(surface: str, label: Label, sure: _Sure) -> int:
    """Return how much stands before the sure name that a name ends with and is no name itself, else 0."""
    if (label, surface) in sure:
        return 0
    ends = range(1, len(surface) - _SHORTEST + 1)
    lead = next((at for at in ends if (label, surface[at:]) in sure), 0)
    if not lead or (label == "ORG" and not body_words().has_name(surface[lead:])):
        return 0
    return 0 if _is_name(surface[:lead]) else lead


def _is_name(lead: str) -> bool:
    """Tell whether what stands before a name is one as well, or a part of one."""
    if lead in place_names().sure or ends_with_place(lead) or lead[-1] in _OPEN:
        return True
    if (len(lead) == 1 and is_abbreviated(lead)) or lead in _PARTS or lead[0] == _STATIONED:
        return True
    return lead in body_words().known or bool(body_words().ending(lead))
