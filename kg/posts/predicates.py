"""Posts that a verb states: 甲当选市长, 任命乙为局长, 免去丙的主任职务, 以丁为团长的代表团."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.knowledge.body_endings import ends_with
from kg.knowledge.post_words import post_verbs, verb, word, words
from kg.model import Mention
from kg.posts.changes import wish_before
from kg.posts.clauses import Clause, Holding, Seat, opens_headline
from kg.posts.seats import seats_after
from kg.posts.title_first import find_led, find_named, find_serving, find_taken_on
from kg.text import NUMERALS

Holder = tuple[Mention, str | None]  # person, qualifier

_OF_SUBJECT = re.compile(
    rf"(?P<verb>被?免去[其他她]?|{verb('leads')}|任命(?=[他她]为)|(?<!{word('no_verb')})任(?!命))"
    rf"[过了着]?(?P<between>(?:第[{NUMERALS}、至]{{1,9}}届)?[^，。；！？、]{{0,6}}?)[“\"《]?$"
)
_OF_OBJECT = re.compile(rf"{word('courtesy')}?(?:（[^（）]{{1,10}}）)?{verb('object')}$")
_COPULA = re.compile(
    rf"(?:同志|)(?:（[^（）]{{1,10}}）)?，?(?:(?:{word('yet', 'earlier')}?是|系|现为|现任|时任)"
    r"|是[^，。；！？、]{1,16}的(?:一[名位])?)$"
)
_WAS, _ONCE = re.compile(word("earlier")), min(words("ever"))
_IS = re.compile(r"(?:同时|也|还)?(?:是|系|现为)")  # 甲教授是县医院院长
_OF_SPEAKER = re.compile(  # 祝贺我当选总统: not the person named last
    rf"{word('speaker')}(?:{word('again')}|第[{NUMERALS}]次|[^，。；！？“”]{{0,6}})$"
)
_REMOVED = re.compile(rf"(?:同志|){verb('serves')}?的?(?:第[{NUMERALS}]+任)?$")
_PASSIVE = "被"
_APPOINTED = re.compile(verb("given"))
_LIST = re.compile(r"(?:同志)?\s*(?:、|和|与|及|，)\s*")
_REMOVAL = "免去"
_SHORT = 30  # characters
_NEAR = 30  # people before a verb, of whom one is its subject, and after one who leaves
_TAKES_OVER = re.compile(rf"{verb('succeeds')}(?:其|他|她|这一|该)?(?:职务|职位|一职)?[，。；、]")
_REPLACED = re.compile(rf"{verb('replaces')}\s*$")
_SERVES = re.compile(rf"{verb('serves')}[过了着上]?")
_AT = re.compile(r"[在到于去]$")
_SAYS_OF_POST = re.compile(verb("removes", "decides"))
_DATED = re.compile(r"[\s·]*(?:19|20)\d\d[年.\-—–－~至 ]")
_DASH = re.compile(r"，|[—－-]{1,2}|：")
_PRONOUN = re.compile(r"[他她][^，。；]{0,8}$")
_STOP = re.compile(r"[，。；、）]|$")
_SETS = re.compile(rf"{word('courtesy')}?为")
_ENDS_POST = re.compile(rf"[^\u4e00-\u9fff]|{word('after_post')}|$")
_VITA = re.compile(
    rf"(?:同志)?(?:，|\s)*(?:{word('vita')}|[\u4e00-\u9fff]{{1,5}}族，|\d{{4}}年[^，。]{{0,8}}生|生于)"
)
_OBITUARY = re.compile(
    rf"{word('courtesy', 'scholar')}?[^。；的]{{0,30}}?{verb('passes_away')}(?!后|前|[^。]{{0,6}}周年)"
)
_RELATIVE = re.compile(rf"的{word('relative')}?")
_SOON = re.compile(rf"(?P<ever>{verb('soon')})$")
_ONCE_IN = re.compile(rf"(?P<ever>{word('ever')}){word('ever_at')}[^，。；：、\n]+\Z")  # 曾在甲时期|出任
_EVER = re.compile(
    rf"(?P<ever>{word('ever')})(?=(?:[{NUMERALS}两]{{1,2}}{word('times')}|{word('at_times')})?$)"
)
_OF_ANOTHER = re.compile(rf"{verb('backs')}(?![他她其])")  # 甲祝贺|someone not recognized|当选
_OF_HIM = re.compile(rf"{verb('backs')}[他她其]")  # 致电|someone not recognized|，祝贺他连任
_ADDRESSED = re.compile(rf"{word('addressed')}$")
_CONGRATULATES = re.compile(rf"{verb('congratulates')}[^，。；]{{0,6}}$")
_AGAIN = re.compile(rf"[，；]?{word('also')}{verb('again')}为?")
_OPENS = re.compile(rf"(?:\d{{4}}年)?{word('life')}?，?{verb('tells_life')}")


@dataclass(frozen=True, slots=True)
class Background:
    """Who a sentence without a name can be about."""

    vita: Mention | None = None  # the person whose curriculum vitae the text is
    last: Mention | None = None  # the one person whom the sentence before names

    def after(self, clause: Clause) -> "Background":
        """Return the background of the sentence that follows."""
        people = [clause.items[index] for index in clause.people]
        alone = people[0] if len({person.text for person in people}) == 1 else None
        return Background(find_vita(clause) or self.vita, alone if people else self.last)


def find_stated(clause: Clause, background: Background) -> Iterator[Holding]:
    """Yield the posts that a verb of the sentence states.

    The person of a curriculum vitae holds what a line that begins with a year names; 他 is the one
    person of the sentence before.
    """
    yield from find_led(clause)
    yield from find_taken_on(clause)
    yield from find_named(clause)
    yield from find_serving(clause)
    index, above = 0, None
    before: list[Holder] = []  # of the chain before
    while index < len(clause):
        if served := _served(clause, index, background):
            yield served
            index += 2
            continue
        first = _first_of_chain(clause, index)
        if first is None:
            index += 1
            continue
        seats, behind = seats_after(clause, first, above)
        holders = _holders(clause, index, seats, behind, background)
        yield from ((person, seat, qualifier) for person, qualifier in holders for seat in seats)
        if not holders and _AGAIN.fullmatch(clause.gap(index)):
            holders = before
            yield from ((person, seat, None) for person, _ in holders for seat in seats)
        if any(qualifier in post_verbs("left") for _, qualifier in holders):
            yield from _successors(clause, seats, behind)
        above, before = (seats[-1] if holders else None), holders
        index = behind


def find_vita(clause: Clause) -> Mention | None:
    """Return the person whose life the text tells from this sentence on: 甲，男，… or 甲简历 or 甲逝世."""
    for index in clause.people:
        item = clause.items[index]
        begins = item.at[0] <= clause.start + 4 and _VITA.match(clause.gap(index + 1))
        if begins or _OBITUARY.match(clause.chars, item.at[1], clause.end):
            return item
    return None


def _first_of_chain(clause: Clause, index: int) -> int | None:
    """Return the index of the title of the seat that begins at `index`, None where none begins."""
    title = index
    while clause.label(title) in ("LOC", "ORG") and title - index < 8:
        title += 1
    if clause.label(title) != "TITLE":
        return None
    inner = [clause.gap(i) for i in range(index + 1, title + 1)]
    if any(_SERVES.fullmatch(words) for words in inner):
        return None
    return title if all(re.fullmatch(r"[、\w”“》《]{0,5}", words) for words in inner) else None


def _holders(
    clause: Clause, index: int, seats: list[Seat], behind: int, background: Background
) -> list[Holder]:
    """Return who holds the seats that begin at `index`, with the qualifier that the verb gives."""
    begin = min(seats[0].start, clause.items[index].at[0])
    words = clause.gap(index)[: max(0, begin - _gap_start(clause, index))]
    if (
        clause.label(behind) == "PER"
        and not clause.gap(behind).strip()
        and not opens_headline(clause, behind)
    ):
        return []
    named = _named_before(clause, index, words, behind) if clause.label(index - 1) == "PER" else None
    if named is not None:
        return named
    if clause.label(index - 1) == "TITLE" and clause.label(index - 2) == "PER" and not clause.gap(index - 1):
        return [(clause.items[index - 2], None)] if _IS.fullmatch(words) else []
    if (found := _OF_SUBJECT.search(words)) and not _OF_SPEAKER.search(words[: found.start()]):
        return _of_verb(clause, index, found, behind, background)
    if background.vita and not clause.people and _DATED.match(clause.chars, clause.start, clause.end):
        return [(background.vita, None)]
    return []


def _named_before(clause: Clause, index: int, words: str, behind: int) -> list[Holder] | None:
    """Return the people directly before the words that lead to a seat: 任命甲、乙为, 甲，是, 免去甲的.

    None where the words say nothing of them, nobody where others only wish it: 支持甲担任.
    """
    people = _list_ending(clause, index - 1)
    lead = clause.gap(index - len(people))
    replaced = _REPLACED.search(lead) is not None
    if _SETS.fullmatch(words) and not _ENDS_POST.match(clause.gap(behind)):
        return None  # 甲为乙国总统|举行仪式
    if (appointee := _appointee(clause, index - len(people), words)) is not None:
        return appointee
    if not replaced and (_OF_OBJECT.fullmatch(words) or _COPULA.fullmatch(words)):
        wish = wish_before(lead)
        if wish and wish not in post_verbs("coming"):
            return []
        told = wish or _told_by(words) or _congratulated(lead, words)
        return [(person, told) for person in people]
    if _REMOVED.fullmatch(words) and _is_removal(clause, index - 1):
        return [(person, _REMOVAL) for person in people]
    if _DASH.fullmatch(words) and _STOP.match(clause.gap(behind)):
        return [(clause.items[index - 1], None)]
    return None


def _told_by(said: str) -> str | None:
    """Return how the words between a person and a post say that it is held, None where they do not tell."""
    if said.endswith("时任"):
        return "时任"
    return _ONCE if _WAS.match(said) else None


def _appointee(clause: Clause, appointer: int, words: str) -> list[Holder] | None:
    """Return who gets a post from the person at an index: 甲|被总统|乙|任命为, None where nobody does."""
    if not _APPOINTED.fullmatch(words):
        return None
    begin = max(clause.chars.rfind(mark, clause.start, clause.items[appointer].at[0]) for mark in "，；：")
    passive = clause.chars.rfind(_PASSIVE, max(begin, clause.start), clause.items[appointer].at[0])
    if passive < 0:
        return None
    before = clause.people[: bisect_left(clause.people, appointer)]
    named = [clause.items[each] for each in before if clause.items[each].at[1] <= passive]
    return [(named[-1], None)] if named else []


def _congratulated(words: str, said: str) -> str | None:
    """Return the verb that words end with where others congratulate: 祝贺|甲|当选, days later."""
    elected = next((each for each in post_verbs("coming") & post_verbs("enters") if each in said), None)
    return elected if elected and _CONGRATULATES.search(words) else None


def _of_verb(
    clause: Clause, index: int, found: "re.Match[str]", behind: int, background: Background
) -> list[Holder]:
    """Return the subject of a verb such as 担任, or the person whom the relative clause describes."""
    said = found["verb"]
    removed = _REMOVAL if _REMOVAL in said else None
    if said in post_verbs("removes") and _RELATIVE.match(found["between"][-1:]):
        return []  # 免去|somebody not recognized|的局长职务
    before = clause.gap(index)[: found.start()]
    at = _gap_start(clause, index) + found.start()
    mark = (
        _SOON.search(before)
        or _EVER.search(before)
        or _ONCE_IN.search(clause.chars, max(clause.start, at - _SHORT), at)
    )
    told = mark["ever"] if mark else removed or _congratulated(before, said)
    qualifier = said if said in post_verbs("former") | post_verbs("left") else told
    if clause.label(behind) == "PER" and _RELATIVE.fullmatch(clause.gap(behind)):
        return [(clause.items[behind], qualifier)]
    subject = _subject(clause, index)
    if subject and _backs_another(clause, subject, index):
        return []
    if subject is None:
        meant = _PRONOUN.search(clause.gap(index)[: found.start()])
        opens = _OPENS.match(clause.chars, clause.start, clause.end) and _STOP.match(clause.gap(behind))
        subject = background.last if meant else background.vita or (background.last if opens else None)
    return [(subject, qualifier)] if subject else []


def _backs_another(clause: Clause, subject: Mention, index: int) -> bool:
    """Tell whether a person backs or congratulates somebody else in the words up to an item."""
    end = clause.items[index].at[0]
    if clause.words.hold(_OF_ANOTHER, subject.at[1], end):
        return True
    alone = subject is clause.items[clause.people[0]]
    told = _ADDRESSED.search(clause.chars, clause.start, subject.at[0])
    return alone and told is None and clause.words.hold(_OF_HIM, subject.at[1], end)


def _gap_start(clause: Clause, index: int) -> int:
    return clause.items[index - 1].at[1] if index else clause.start


def _subject(clause: Clause, index: int) -> Mention | None:
    """Return the nearest person before `index` who is not the one replaced."""
    last = bisect_left(clause.people, index)
    for before in reversed(clause.people[max(0, last - _NEAR) : last]):
        if not _REPLACED.search(clause.gap(before)):
            return clause.items[before]
    return None


def _list_ending(clause: Clause, last: int) -> list[Mention]:
    """Return the people of the list that ends at index `last`."""
    people = [clause.items[last]]
    while clause.label(last - 1) == "PER" and clause.joined(last, _LIST):
        last -= 1
        people.insert(0, clause.items[last])
    return people


def _is_removal(clause: Clause, person: int) -> bool:
    """Tell whether the list of people that ends at `person` is the object of 免去."""
    first = person - len(_list_ending(clause, person)) + 1
    words = clause.gap(first)
    if words.removesuffix("：").endswith(tuple(post_verbs("removes"))):
        return True
    if not words.endswith("；"):
        return False
    return clause.words.last(_SAYS_OF_POST, clause.start, clause.items[first].at[0]) in post_verbs("removes")


def _served(clause: Clause, index: int, background: Background) -> Holding | None:
    """Return 甲在县医院当医生 and 在县医院当医生的甲, where such words begin with the body at `index`."""
    body, title = clause.items[index], index + 1
    if (
        clause.label(title) != "TITLE"
        or not clause.joined(title, _SERVES)
        or not _AT.search(clause.gap(index))
    ):
        return None
    if body.label != "ORG" and not (body.label == "LOC" and ends_with("workplace").search(body.text)):
        return None
    if clause.label(title + 1) == "PER" and clause.gap(title + 1) == "的":
        person: Mention | None = clause.items[title + 1]
    else:
        person = _subject(clause, index) or background.vita
    seat = seats_after(clause, title)[0][0]
    return (person, replace(seat, body=body, body_text=None), None) if person else None


def _successors(clause: Clause, seats: list[Seat], first: int) -> Iterator[Holding]:
    """Yield the nearest 由乙接任 after somebody has given up the seats: 甲辞去市长职务，由乙接任."""
    for index in clause.people[bisect_left(clause.people, first) :][:_NEAR]:
        if clause.gap(index).endswith("由") and _TAKES_OVER.match(clause.gap(index + 1)):
            yield from ((clause.items[index], seat, None) for seat in seats)
            return
