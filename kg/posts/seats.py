"""Chains of posts: 县委常委、组织部部长、编办主任 is three titles at two bodies."""

import re
from dataclasses import replace

from kg.knowledge.abbreviations import state_signs
from kg.knowledge.body_endings import ending
from kg.knowledge.countries import OURS, country_name, leading_country
from kg.knowledge.dictionary import is_word
from kg.knowledge.divisions import LEVELS
from kg.knowledge.post_words import post_verbs, verb, word, words
from kg.knowledge.titles import ends_as, is_calling, qualifier_of, title_end
from kg.model import Mention
from kg.posts.bodies import glossed, is_of_none, is_of_party, is_of_state, read_inner
from kg.posts.changes import SESSION, TERM
from kg.posts.clauses import Clause, Seat
from kg.posts.owners import (
    STATION,
    UNIT,
    UNNAMED,
    chaired_by,
    charge_of,
    department_of,
    employer_of,
    is_inner_place,
    is_of_no_state,
    is_side,
    owner_of,
    possessor_of,
    sender_of,
)
from kg.posts.titles import inherited_body, is_state_post
from kg.text import NUMERALS

_CLOSED = '[”"》」』\\s]*'
_OPENED = '[“"《「『\\s]*'
_QUALIFIER = rf"(?P<qualifier>{verb('chained')})"
_TOUCHING = re.compile(
    rf"(?:（[^（）]{{1,20}}）)?[”\"》」』）〕\s]*[的籍]?[“「]?(?:[一首][名位个任]|第[{NUMERALS}]+任|[现新首]任|{word('renown')})?"
)
_CHAINED = re.compile(rf"{_CLOSED}(?:、|兼任?|暨|/|·|、兼任?|){_QUALIFIER}?(?:中共|){_OPENED}")
_CHAINED_BY_WORDS = re.compile(  # of a body that is no mention: 秘书长、全民健身协会|会长
    rf"(?:、|兼任?|、兼任?)(?:(?!{word('no_specialty')})[\u4e00-\u9fff]){{1,12}}"
)
_CHAINED_BY_COMMA = re.compile(
    rf"(?:、|，|及|和|以及|兼任?|、兼任?|，兼任?|)\s*{_QUALIFIER}?(?:中共|){_OPENED}"
)
_HELD = re.compile(rf"新?{_QUALIFIER}的?")
_LEADING = re.compile(rf"(?:^|[^\w])?{_QUALIFIER}任?{_OPENED}$")
_NO_QUALIFIER = words("no_qualifier")
_NAMED_AFTER = words("named_after")
_BEFORE = min(words("formerly"))
_ASSEMBLIES = (*words("council"), *words("congress"))
_IN_ASSEMBLY = re.compile(rf"{word('councillor', 'deputy')}$")
_OF_ASSEMBLY = re.compile(rf"{word('councillor', 'deputy', 'assembly_post')}$")
_DELEGATE = re.compile(rf"(?!.*(?:驻|{word('envoy')}代表$)).*代表")
_STATES = frozenset(state_signs())
_COUNTRY = re.compile(rf"(?:^|[^\u4e00-\u9fff]|{word('before_place')})(?P<body>[{state_signs()}])$")
_ARMY = re.compile(rf"(?<![\u4e00-\u9fff])(?P<body>(?!中)[{state_signs()}]军)$")
_PARTY = re.compile(rf"[\u4e00-\u9fff]{{2,10}}{word('party_end')}")
_RENOWN = tuple(words("renown"))
_OFFICES = words("office")  # of some body that the clause does not name
_FORMER = post_verbs("of_chain")
_STOPS_AFTER = re.compile(rf"\s*(?:[。，；、）)”！？]|的?{word('said')}|兼|$)|\s*的$")
_NAME_NEXT = re.compile(r"(?:（[^（）]{1,8}）)?\s*[“\"]?")
_STATIONED, _SENDERS = tuple(words("stationed")), tuple(words("senders"))
_THEN_AT = re.compile(
    rf"{verb('then')}(?P<body>(?!第?[多两几历{NUMERALS}]+[届任])(?:(?![的了])[\u4e00-\u9fff\d]){{2,12}})$"
)
_COUNTED = re.compile(f"(?:{TERM}|(?:{SESSION}、)*{SESSION})$")
_SCHOOL_POST = re.compile(r"(?:副|常务副)?校长(?:助理)?|校?党委(?:常务)?(?:副书记|书记|常委)")
_OWN_SCHOOL = re.compile("我校")
_BARE = re.compile(rf"(?:^|[^\u4e00-\u9fff]|{word('bare', 'known')}){_CLOSED}$")
_NOUN = rf"(?:{ending('alone', 'common')}|[{NUMERALS}]{{2,3}}大)"
_DEICTICS = "我该本全"
_DEICTIC = re.compile(
    rf"(?P<body>[{_DEICTICS}](?:{_NOUN}|{word('own_body')})|{_NOUN}|"
    rf"(?:(?<![\u4e00-\u9fff])|(?<={word('before_place')})){word('own_place')})$"
)


def _told_between(clause: Clause, index: int) -> str | None:
    """Return the qualifier between a body and a title with a name after it: 甲国|新当选|总统|乙."""
    match = _HELD.fullmatch(clause.gap(index)) if clause.label(index - 1) in ("LOC", "ORG") else None
    return match["qualifier"] if match and _is_named_after(clause, index) else None


def seats_before(clause: Clause, last: int, above: Seat | None = None) -> list[Seat]:
    """Return the chain of seats that ends with the title at index `last`, in the order of the text.

    `above` is the seat whose body a chain without its own takes over (卫健委主任甲、副主任乙).
    """
    seats: list[Seat] = []
    index = last
    while True:
        seat, first = _read_seat(clause, index)
        seats.insert(0, seat)
        if clause.label(first - 1) != "TITLE" or not _links(clause, seat, first):
            break
        if _is_aide(clause, first):
            seats[0] = _of_owner(seat, *_read_seat(clause, first - 1), clause)
            break
        if _is_held_before(clause, first - 1):
            break
        index = first - 1
    if seats[0].body_form is None and (body := possessor_of(clause, seats[0].start)):
        seats[0] = replace(seats[0], body=body)
    return [_at_own_school(seat, clause) for seat in _share_bodies(seats, above)]


def _links(clause: Clause, seat: Seat, first: int) -> bool:
    """Tell whether the title before a seat belongs to the same person: 市公安局局长，市禁毒委副主任甲."""
    words = _words_before(clause, seat, first)
    if _CHAINED.fullmatch(words):
        return True
    if _CHAINED_BY_WORDS.fullmatch(words):
        return _read_seat(clause, first - 1)[0].body_form is not None
    return words == "，" and seat.body_form is not None and _opens_segment(clause, first - 1)


def _is_aide(clause: Clause, title: int) -> bool:
    """Tell whether a title stands directly after that of the one whom its holder serves: 前总统|安全助理."""
    return not clause.gap(title) and ends_as(clause.items[title].text, "aide")


def _of_owner(seat: Seat, owner: Seat, first: int, clause: Clause) -> Seat:
    """Return the seat of an aide at the body of the one served; 甲主席|特使 is of no body told before."""
    named = clause.label(first - 1) == "PER" and not clause.gap(first)
    qualifier = seat.qualifier or owner.qualifier  # 前总统|安全助理 is one no more
    bare = seat.bare and not named
    return replace(seat, body=owner.body, body_text=owner.body_text, bare=bare, qualifier=qualifier)


def _is_held_before(clause: Clause, title: int) -> bool:
    """Tell whether a title is that of the name right before it, in no chain: 甲总统、|欧盟委员会主席乙."""
    touching = clause.label(title - 1) == "PER" and not clause.gap(title)
    return touching and not ends_as(clause.items[title].text, "aide")


def _opens_segment(clause: Clause, last: int) -> bool:
    """Tell whether the titles up to `last` stand between commas and belong to nobody before them."""
    while True:
        seat, first = _read_seat(clause, last)
        if clause.label(first - 1) != "TITLE" or not _CHAINED.fullmatch(_words_before(clause, seat, first)):
            break
        last = first - 1
    before = _floor_to(clause, first, seat.start)
    return seat.body_form is not None and (
        not before.strip() or (before[-1] in "，；：" and clause.label(first - 1) != "PER")
    )


def seats_after(clause: Clause, first_title: int, above: Seat | None = None) -> tuple[list[Seat], int]:
    """Return the chain of seats that begins with a title, and the index behind it.

    `above` is the seat whose body a chain without its own takes over (甲为主任，乙为副主任).
    """
    seats = [_read_seat(clause, first_title)[0]]
    index = first_title + 1
    before_comma: tuple[int, int] | None = None  # the seats and the index where the last comma stands
    while index < len(clause):
        title = index
        while clause.label(title) in ("LOC", "ORG") and title - index < 2:
            title += 1
        if clause.label(title) != "TITLE":
            break
        seat, first = _read_seat(clause, title)
        words = _words_before(clause, seat, index)
        linked = _CHAINED_BY_COMMA.fullmatch(words)
        if first > index or not linked or linked["qualifier"] in _NAMED_AFTER:
            break  # 曾任县长，|现任市长
        before_comma = (len(seats), index) if words == "，" else before_comma
        if title == index and _is_aide(clause, title):
            served = seats.pop()  # 就任甲国总统|安全助理
            seat = replace(seat, body=served.body, body_text=served.body_text, start=served.start)
        seats.append(seat)
        index = title + 1
    another = clause.label(index) == "PER" and not clause.gap(index).strip()
    if before_comma and (another or not _STOPS_AFTER.match(clause.gap(index))):
        seats, index = (
            seats[: before_comma[0]],
            before_comma[1],
        )  # 甲当选市长，|市委书记乙; 甲是会长，|理事们到场
    return _share_bodies(seats, above), index


def _at_own_school(seat: Seat, clause: Clause) -> Seat:
    """Return the seat of a head of a school without a body as that of 我校, where the article says 我校."""
    own = seat.bare and seat.body_form is None and _SCHOOL_POST.fullmatch(seat.title.text)
    told = own and clause.words.hold(_OWN_SCHOOL, 0, len(clause.chars))
    return replace(seat, body_text=_OWN_SCHOOL.pattern) if told else seat


def _words_before(clause: Clause, seat: Seat, first: int) -> str:
    """Return the words between the item before a seat and the seat."""
    start = clause.items[first - 1].at[1] if first else clause.start
    return clause.chars[start : seat.start]


def _read_seat(clause: Clause, index: int) -> tuple[Seat, int]:
    """Return the seat of the title at `index` with its own body, and the index of its first item."""
    known = clause.seats.get(index)
    if known is None:
        known = clause.seats[index] = _seat_of(clause, index)
    return known


def _seat_of(clause: Clause, index: int) -> tuple[Seat, int]:
    title = clause.items[index]
    first, body, text, within, station = index, None, None, _told_between(clause, index), None
    side: str | None = None
    if (within or clause.joined(index, _TOUCHING)) and clause.label(index - 1) in ("LOC", "ORG"):
        first, body, text, inside, station = _named_body(clause, index)
        within = inside or within
        start = clause.items[first].at[0]
    elif (owner := owner_of(clause, index)) is not None:
        first, body = owner, clause.items[owner]
        start = body.at[0]
        station = charge_of(clause, owner, index)
    else:
        start, text = _worded_body(clause, index)
    if body is not None and text is None and is_side(body):
        if ends_as(title.text, "leads"):
            first, body, text, start = chaired_by(clause, first)
            station = side = clause.items[index - 1].text
        else:
            text, body = body.text, None  # 谈判委员会|哈方|代表: of that side, not of the country
    elif body is not None and text is None and is_of_no_state(body, title.text):
        body, start = None, title.at[0]
    # 办公厅主任, whose body the clause leaves out
    of_office = body is None and text is None and start < title.at[0]
    qualifier, start = _leading_qualifier(clause, first, start, index)
    if inner := read_inner(text or (body.text if body else "")):
        text, within = inner
    if counted := _COUNTED.search(_floor_to(clause, first, start)):
        start -= len(counted[0])  # 三任|总统甲、乙和丙
    lead = _floor_to(clause, first, start)
    own = is_calling(title.text) and lead.endswith(_RENOWN)  # 市政协委员、著名|作家甲: not of 政协
    bare = not of_office and not own and not side and _BARE.search(lead) is not None
    qualifier = qualifier or within
    return Seat(title, body, text, qualifier or qualifier_of(title.text), start, bare, station), first


def _named_body(clause: Clause, index: int) -> tuple[int, Mention | None, str | None, str | None, str | None]:
    """Return the body right before a title: its first item, itself, its words, a qualifier, a station."""
    body: Mention | None
    text: str | None
    within: str | None
    station: str | None
    first, body, text, within, station = index - 1, clause.items[index - 1], None, None, None
    if (told := employer_of(clause, index) or department_of(clause, index)) is not None:
        first, body, station = told
        return first, body, None, None, station
    if (outer := glossed(clause, index)) is not None:
        first, body = outer, clause.items[outer]
    if body.label == "ORG" and clause.label(first - 1) == "LOC" and clause.gap(first) == "":
        first -= 1
        text = clause.items[first].text + body.text
    elif is_of_party(clause, first):  # 某国人民党|中央委员会: of that party
        first -= 1
        body, text = clause.items[first], clause.items[first].text + body.text
    elif is_of_state(clause, first):  # 以色列新任|国家安全部: not ours
        first -= 1
        text = clause.items[first].text + body.text
        within, body = clause.gap(first + 1), None
    if is_inner_place(clause, first):
        first -= 1  # 中国驻美国|纽约总领事
    if body and (sent := STATION.search(clause.gap(first))):
        station = sent[0] + (text or body.text)
        if clause.label(first - 1) in ("LOC", "ORG") and clause.gap(first) in _STATIONED:
            first -= 1  # 中国驻巴西大使, 世卫组织驻巴西代表: of the one who sends them
            body, text = clause.items[first], None
        elif body.label == "LOC" or sender_of(clause.gap(first)):
            body, text = None, sender_of(clause.gap(first))  # 我驻巴西大使: of ours, not of Brazil
    return first, body, text, within, station


def _floor_to(clause: Clause, first: int, start: int) -> str:
    """Return the words between the item before `first` and a place."""
    return clause.chars[clause.items[first - 1].at[1] if first else clause.start : start]


def _worded_body(clause: Clause, index: int) -> tuple[int, str | None]:
    """Return where the seat starts and the body that stands before the title without a mention (我校)."""
    start = clause.items[index].at[0]
    words = clause.gap(index)
    if clause.items[index].text.startswith(_STATIONED) and words.endswith(_SENDERS):
        return start - 1, OURS
    if clause.label(index - 1) in ("LOC", "ORG") and UNIT.fullmatch(words):
        return clause.items[index - 1].at[0], clause.items[index - 1].text + words.removeprefix("的")
    if (
        clause.label(index - 1) == "LOC"
        and _PARTY.fullmatch(words)
        and country_name(clause.items[index - 1].text)
    ):
        return clause.items[index - 1].at[0], clause.items[index - 1].text + words  # 甲国|人民运动|主席
    if then := _THEN_AT.search(words):
        return start - len(then["body"]), then["body"]  # 时任|九连炮排|排长
    forms = (_DEICTIC.search(words), UNNAMED.search(words))
    if army := _ARMY.search(words):
        return start - len(army["body"]), army["body"]  # 以军|总参谋长
    if is_state_post(clause.items[index].text) and (country := _COUNTRY.search(words)):
        return start - 1, country["body"]  # 巴|总统
    bodies = [match["body"] for match in forms if match]
    if bodies:
        body = max(bodies, key=len)  # 该公司; 同心研究所, not 研究所
        if body == words and clause.label(index - 1) == "ORG" and body[0] not in _DEICTICS:
            return clause.items[index - 1].at[0], clause.items[index - 1].text + body  # 甲国政府|代表团
        return start - len(body), None if body in _OFFICES else body
    return start, None


def _leading_qualifier(clause: Clause, first: int, start: int, title: int) -> tuple[str | None, int]:
    """Return a qualifier that stands before the body (时任市委书记甲), and where the seat starts with it.

    Where no name follows the titles the word is the verb: 甲，1960年生，现任市长。
    """
    floor = clause.items[first - 1].at[1] if first else clause.start
    lead = _floor_to(clause, first, start)
    match = _LEADING.search(lead)
    told = lead[: match.end("qualifier")] if match else ""
    if match and _ends_in_word(told) and not told.endswith(_BEFORE):
        return None, start  # 目前|总统甲
    if match and match.start("qualifier") == 0 and clause.label(first - 1) == "PER":
        return None, start  # 甲时任市长: the word is the verb
    verb_like = match and (match["qualifier"] in _NAMED_AFTER or lead[match.end("qualifier") :][:1] == "任")
    if verb_like and not _is_named_after(clause, title):
        return None, start  # 原任市长的甲
    return (match["qualifier"], floor + match.start("qualifier")) if match else (None, start)


def _ends_in_word(lead: str) -> bool:
    """Tell whether a qualifier of one character ends a word that is another: 目前, 草原, 当代."""
    last = lead[-2:]
    return last not in post_verbs("chained") and (last in _NO_QUALIFIER or is_word(last))


def _is_named_after(clause: Clause, title: int) -> bool:
    """Tell whether a name follows the titles and bodies that a title stands among."""
    person = clause.next_person(title + 1)
    return person is not None and clause.joined(person, _NAME_NEXT)


def _share_bodies(seats: list[Seat], above: Seat | None) -> list[Seat]:
    """Return the seats with the bodies and qualifiers that they take over from the seat before them."""
    shared: list[Seat] = []
    for seat in seats:
        if _takes_over(seat, above, first=not shared) and above is not None:
            seat = _inherit(seat, above, same_chain=bool(shared))
        elif shared and shared[-1].qualifier in _FORMER and _goes_on(seat, shared[-1]):
            seat = replace(seat, qualifier=seat.qualifier or shared[-1].qualifier)
        shared.append(seat)
        if seat.body_form is not None:
            above = seat
    return shared


def _goes_on(seat: Seat, before: Seat) -> bool:
    """Tell whether what is said of a post is said of the next too: 原区委常委、|区纪委书记, of one place."""
    if seat.body_form is None:
        return seat.bare
    own, other = seat.body_form, before.body_form or ""
    return own[0] in LEVELS and other.startswith(own[0])


def _takes_over(seat: Seat, above: Seat | None, *, first: bool) -> bool:
    """Tell whether a seat without a body can have that of one above it: not 工会主席甲、|原厂长乙."""
    if not seat.bare or seat.body_form is not None or above is None or above.body_form is None:
        return False
    if _DELEGATE.fullmatch(seat.title.text):
        return False  # 作协主席甲，文艺家代表乙
    if is_of_none(seat.title.text, above, first=first):
        return False
    if _IN_ASSEMBLY.search(above.title.text) and above.body_form.endswith(_ASSEMBLIES):
        return _OF_ASSEMBLY.search(seat.title.text) is not None  # 全国人大代表、|航天员甲
    ends = title_end(seat.title.text).bodies
    return not (first and seat.qualifier in _FORMER and ends) or above.body_form.endswith(ends)


def _country_of(above: Seat, *, same_chain: bool) -> str | None:
    """Return the country that a body is; where one person holds both posts also that of 甲国人民党."""
    form = above.body_form or ""
    if form in _STATES or country_name(form):
        return form
    found = leading_country(form) if same_chain else None
    return form[: found[1]] if found and found[0] != OURS else None


def _inherit(seat: Seat, above: Seat, *, same_chain: bool) -> Seat:
    country = _country_of(above, same_chain=same_chain)
    form = inherited_body(above.body_form or "", seat.title.text, country=country)
    if form is None:
        return seat
    whole = form == above.body_form
    of_all = above.qualifier if same_chain and (whole or above.qualifier in _FORMER) else None
    qualifier = seat.qualifier or of_all
    if whole:
        return replace(seat, body=above.body, body_text=above.body_text, qualifier=qualifier)
    return replace(seat, body_text=form, qualifier=qualifier)
