"""The reasons of judgements in a language of the user; what is not listed here is said in English."""

import re
from functools import cache

from kg.messages import language, say_in, template

REASONS = (
    template("a body of one of several countries"),
    template("a body, a companion, the page or an article in common"),
    template("a byname of several cities"),
    template("a character for several places"),
    template("a committee of the assembly named before it"),
    template("a division of its own until {year}, though its land lies there"),
    template("a division that is no more"),
    template("a form of one place"),
    template("a lesser post than one held before"),
    template("a list names both"),
    template("a reporter in bylines, and a person in the news"),
    template("a short form of its official name"),
    template("a short form of one division at home"),
    template("a word as well as the name of a division"),
    template("and called so elsewhere"),
    template("and articles name both"),
    template("and the same companions"),
    template("and the same country and companions"),
    template("and the same country"),
    template("and much the same post"),
    template("and the same post"),
    template("and the same title"),
    template("another article gives it as another name"),
    template("another one of the family"),
    template("but in articles on other places"),
    template("another article of the page gives it as another name"),
    template("another place of this name"),
    template("another spelling of the name"),
    template("a name of many people, and nobody in common"),
    template("articles of other times"),
    template("articles of the same weeks on the same countries"),
    template("articles on other countries"),
    template("but many years apart"),
    template("but no post or country or companion in common"),
    template("but pages call that one by another part"),
    template("but pages know that one only after the time of the short name"),
    template("but posts of different countries"),
    template("called by what many are, and who leads a body"),
    template("characters of the longer name in their order"),
    template("in articles on the same countries"),
    template("nearest before it"),
    template("one place and the same words after it"),
    template("other letters, digits, dots or blanks"),
    template("other places and other fields of work"),
    template("other places, and no leaders who are moved"),
    template("a county by its short name in an article on {province}"),
    template("a name of many people, in other places and other years"),
    template("other places, but a body, a companion, the page or an article in common"),
    template("part of several names of the page"),
    template("part of several names"),
    template("part of the name"),
    template("part of the one such name of the page"),
    template("points at a place that the page does not name"),
    template("posts in other places within a month"),
    template("posts of different countries"),
    template("renamed in {year}"),
    template("ruled in the review file"),
    template("several divisions fit the short form"),
    template("several fuller names on the page"),
    template("several people are called {surname}"),
    template("the article gives it as another name"),
    template("the article names what it lies in"),
    template("the article names what it lies in nearest before it"),
    template("the article says that the name is not the real one"),
    template("the capital of the province that most of the page lies in"),
    template("the city near by that has this byname"),
    template("the city that has this byname"),
    template("the country named before it in the article"),
    template("the country's body under its full name"),
    template("the full name of the division in front"),
    template("the longer name adds a part"),
    template("the longer name adds a word such as 人民"),
    template("the longer name adds the form of a company"),
    template("the longer name adds the place"),
    template("the longer name adds what it is"),
    template("the longer name adds what it lies in"),
    template("the longer name adds who leads it"),
    template("the same name, written out"),
    template("the longer name ends with the shorter"),
    template("the longer name ends with the shorter, 委 for 委员会"),
    template("the official name of the form"),
    template("the one country that the article names"),
    template("the one country of the article that begins so"),
    template("the one fuller name of the page"),
    template("the one {surname} holds other posts"),
    template("the one {surname} it can be addressed to"),
    template("the one {surname} of the article"),
    template("the one {surname} of the article that it can be addressed to"),
    template("the one {surname} of the article who holds such a post"),
    template("the only one of the page"),
    template("the page is at home where it lies"),
    template("the paper whose page it is"),
    template("the place of the post before it"),
    template("the place that the character stands for"),
    template("the one of the surname who holds that post of the state"),
    template("the same name with a dot between its parts"),
    template("the same name with a dot for the hyphen"),
    template("the {kind} named last in the article"),
    template("the {kind} of the paper"),
    template("the {kind} that most of the page lies in"),
    template("{count} divisions have this name"),
    template("traditional or variant characters"),
    template("{count} divisions that are no more had this name"),
)
_FIELD = re.compile(r"\\\{(\w+)\\\}")


def say_reason(reason: str, spoken: str | None = None) -> str:
    """Return the reason of a judgement in the user's language, or the one given, part by part."""
    spoken = spoken or language()
    for pattern, text in _patterns():
        if match := pattern.fullmatch(reason):
            return say_in(spoken, text, match.groupdict())
    first, comma, second = reason.rpartition(", ")
    parts = {"first": say_reason(first, spoken), "second": say_reason(second, spoken)} if comma else {}
    return say_in(spoken, "{first}, {second}", parts) if comma else reason


@cache
def _patterns() -> tuple[tuple["re.Pattern[str]", str], ...]:
    return tuple((re.compile(_FIELD.sub(r"(?P<\1>[^ ]+)", re.escape(text))), text) for text in REASONS)
