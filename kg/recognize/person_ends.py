"""Where people's names end before the word that a text goes on with: 拜登|通电话, 默克尔|敦促, 在会见苏林|时.

A foreign name is written with characters of its own; one that takes in another, with which a word of the
language goes on, ends before it. What a word was thought to begin with may be the name's last character as
well: 菲利普|通电话.
"""

import re

from kg.knowledge.dictionary import is_everyday, is_rare, is_word
from kg.knowledge.lexicon import rule_word, rule_words
from kg.knowledge.person_names import is_foreign, is_full_name
from kg.recognize.candidates import Draft, TagSpan, Word, cut

SOURCE = "names"

_CALLS = re.compile(rule_word("calls"))
_TELLS = re.compile(rf"语{rule_word('told')}")  # in papers of the Republic: 高廷栋|语记者
_SHOT = re.compile("摄(?=[\n）)】]|$)")
_WHEN = "时"
_THEN = re.compile("[说表强指]")
_MEETING = re.compile(rf"{rule_word('meets')}[^。！？\n]*$")
_LONGEST = 40  # characters between a meeting and the end of who was met
_SHORTEST = 2  # characters of a name
_NUMBER = re.compile(r"(?<=..)(?<!·)[0-9]")
_ENDED = re.compile("作[了的]|[、，。；：（(“/\\n]")
_NO_LAST = frozenset("".join(rule_words("after_person") | rule_words("after_name") | rule_words("no_last")))
_SURE = 0.97
_PHRASE = 3  # characters of a word that does not stand beside a name by chance


def end_people(draft: Draft) -> None:
    """End people's names where a word of the language begins, and no sooner."""
    words: list[Word] = []
    longer: list[TagSpan] = []
    titled = -1  # where the last title ends
    for word in draft.words:
        end = _find_end(draft.text, word) if word.tag == "PER" and not word.optional else word.end
        if end == word.end and word.start == titled and _lacks_last(draft.text, word):
            end += 1
        titled = word.end if word.tag == "TITLE" else titled
        if end < word.end:
            name = word.text[: end - word.start]
            words += [word.but(text=name), Word(word.text[len(name) :], "n", end)]
            continue
        if end > word.end:
            longer.append((word.start, end, "PER"))
        words.append(word)
    draft.words = cut(words, longer, SOURCE) if longer else words


def _find_end(text: str, word: Word) -> int:
    """Return where the person's name ends that a word holds the most of."""
    end, name = word.end, word.text
    if number := _NUMBER.search(name):
        return word.start + number.start()
    if len(name) > _SHORTEST and (_TELLS.match(text, end - 1) or _SHOT.match(text, end - 1)):
        return end - 1
    if len(name) > _SHORTEST and not is_full_name(name) and _CALLS.match(text, end - 1):
        return end - 1
    if len(name) < _SHORTEST or not is_foreign(name[:-1]):
        return end - 1 if _ends_a_meeting(text, word) and is_full_name(name[:-1]) else end
    if is_foreign(text[end - 1 : end + 1]) and _CALLS.match(text, end + 1):
        return end + 1
    if len(name) <= _SHORTEST:
        return end
    takes_in = _CALLS.match(text, end - 1) or _ends_a_meeting(text, word) or _begins_word(text, word)
    return end - 1 if takes_in else end


def _lacks_last(text: str, word: Word) -> bool:
    """Tell whether the character between a name after a title and a mark or 作了 is its last: 许安|标作了."""
    last = text[word.end : word.end + 1]
    if word.tag != "PER" or word.optional or last in _NO_LAST or not _ENDED.match(text, word.end + 1):
        return False
    whole = word.text + last
    if is_full_name(word.text):
        return len(word.text) == _SHORTEST and is_full_name(whole)
    return is_foreign(word.text) and is_foreign(whole)


def _ends_a_meeting(text: str, word: Word) -> bool:
    """Tell whether a name takes in 时 after somebody who was met: 会见苏林|时，."""
    if word.text[-1] != _WHEN or len(word.text) <= _SHORTEST:
        return False
    if _THEN.match(text, word.end):
        return True
    return text[word.end : word.end + 1] == "，" and bool(
        _MEETING.search(text[max(0, word.start - _LONGEST) : word.start])
    )


def _begins_word(text: str, word: Word) -> bool:
    """Tell whether the last character, with which no foreign name is written, begins a word of the text."""
    last = word.end - 1
    if is_foreign(text[last]):
        return False
    if is_word(text[last : last + _PHRASE]) and len(text) >= last + _PHRASE:
        return True
    if is_full_name(word.text) or "·" in word.text:
        return False
    pair = text[last : last + 2]
    return is_everyday(pair) or (word.score < _SURE and is_word(pair) and not is_rare(pair))
