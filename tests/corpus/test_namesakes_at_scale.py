"""Telling namesakes apart: the same as step by step, whatever the order, and at a cost that grows evenly."""

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.corpus.census import COMMON, take_census
from kg.corpus.clusters import Clusters
from kg.corpus.namesakes import Senses, find_namesakes
from kg.model import Context, NameKey, Occupation, Page, Reading
from kg.naming.ids import namesake
from kg.store.readings import open_readings
from tests.corpus.plain_namesakes import elsewhere, people_of

CountCalls = Callable[[Callable[[], object]], int]
WEI: NameKey = ("PER", "王伟")
_HELD = st.builds(
    Occupation,
    st.sampled_from(
        ["", "保定市政府", "保定市政府办公室", "绵阳市医院", "成都市医院", "国务院", "法国总统府"]
    ),
    st.sampled_from(["市长", "医生", "教授"]),
    st.sampled_from(["", "130600", "130000", "510700", "510100", "510000", "法国"]),
    st.sampled_from(["", "official", "hospital", "school"]),
    st.booleans(),
)
_DATES = ["", "2024", "1955-03-01", "1990-01-01", "2024-03-01", "2024-03-20", "2024-06-01"]


@st.composite
def _contexts(draw: st.DrawFn) -> dict[NameKey, list[Context]]:
    """Return what some articles say of two names."""
    found: dict[NameKey, list[Context]] = {}
    for key in (WEI, ("PER", "李娜")):
        count = draw(st.integers(1, 12))
        found[key] = [
            Context(
                name=key[1],
                date=draw(st.sampled_from(_DATES)),
                page=draw(st.sampled_from(["a", "b", "c"])) + str(number // 2),
                article=str(number),
                posts=tuple(sorted(draw(st.sets(_HELD, max_size=3)))),
                companions=frozenset(draw(st.sets(st.sampled_from(["甲", "乙", "丙（记者）"]), max_size=2))),
                forms=((key[1], 1 + number),),
            )
            for number in range(count)
        ]
    return found


def found_in(contexts: Mapping[NameKey, list[Context]]) -> Senses:
    """Return the namesakes among some articles, which are given in any order."""
    common = {key[1] for key, articles in contexts.items() if len(articles) > COMMON}
    ordered = ((key, sorted(contexts[key], key=_place)) for key in sorted(contexts))
    return find_namesakes(ordered, common)


def _place(context: Context) -> tuple[str, str, str]:
    return context.date, context.page, context.article


def rows(senses: Senses) -> tuple[object, ...]:
    """Return an answer in a form that can be compared."""
    return sorted(senses.keys.items()), senses.judgements, sorted(senses.moved.items())


@settings(max_examples=300, deadline=None)
@given(_contexts())
def test_the_answer_is_that_of_reading_all_again(contexts: dict[NameKey, list[Context]]) -> None:
    senses = found_in(contexts)
    for key in contexts:
        people, doubts = people_of(contexts, key)
        if sum(bool(context.posts) for context in contexts[key]) < 2:
            continue
        own = [{senses.keys.get((key, c.page, c.article), key) for c in p.contexts} for p in people]
        assert all(len(keys) == 1 for keys in own)
        names = [name for keys in own for _, name in keys]
        assert names[0] == key[1]
        assert len(set(names)) == len(people)
        told = [j for j in senses.judgements if j.judgement != "positive" and {j.a, j.b} <= set(names)]
        assert [(j.score, j.reason) for j in told] == [d for one in doubts for d in one]
        marks = [(namesake(key[1], post.body or post.title), names[n]) for n, post in elsewhere(people)]
        linked = [(j.a, j.b) for j in senses.judgements if j.judgement == "positive" and key[1] in j.a]
        assert sorted(linked) == sorted((other, name) for other, name in marks if other != name)


@settings(max_examples=100, deadline=None)
@given(_contexts(), st.randoms(use_true_random=False))
def test_the_order_of_the_articles_does_not_matter(contexts: dict[NameKey, list[Context]], random) -> None:  # type: ignore[no-untyped-def]
    readings = [_told(context) for known in contexts.values() for context in known]
    turned = random.sample(readings, len(readings))
    assert rows(_counted(turned)) == rows(_counted(readings)) == rows(found_in(contexts))


def _told(context: Context) -> Reading:
    """Return a reading that says nothing but what an article says of one person."""
    page = Page(context.page, "", "utf-8", "", context.date or None)
    return Reading(page, (), (), (), contexts=(context,))


def _counted(readings: list[Reading]) -> Senses:
    """Return the namesakes that the census of some readings comes to."""
    with open_readings(readings) as engine:
        census = take_census(engine)
        return find_namesakes(census.contexts, census.common)


def articles(count: int) -> list[Context]:
    """Return articles of consecutive days on one person whose bodies and companions are ever new ones."""
    return [
        Context(
            "王伟",
            f"{1990 + n // 336}-{1 + n // 28 % 12:02}-{1 + n % 28:02}",
            f"{n:05}.txt",
            "1",
            (Occupation(f"保定市第{n}医院", "院长", "130600", "hospital", n % 2 == 0),),
            frozenset({f"甲{n}"}),
            (("王伟", 1),),
        )
        for n in range(count)
    ]


@pytest.mark.parametrize("spread", [1, 40])
def test_twice_the_articles_of_a_name_are_twice_the_work(spread: int, count_calls: CountCalls) -> None:
    found_in({WEI: articles(spread)})  # reads the tables
    few, many = (count_calls(lambda n=n: found_in({WEI: articles(n)})) for n in (400, 800))
    assert many < 2.2 * few


Pair = tuple[str, str]
_KEYS = st.tuples(st.just("PER"), st.sampled_from("甲乙丙丁戊己"))
_PAIRS = st.lists(st.tuples(_KEYS, _KEYS), max_size=8)


@given(_PAIRS, _PAIRS, _PAIRS, _PAIRS)
def test_clusters_grow_as_if_every_pair_were_compared(
    parted: list[tuple[Pair, Pair]],
    joined: list[tuple[Pair, Pair]],
    later: list[tuple[Pair, Pair]],
    last: list[tuple[Pair, Pair]],
) -> None:
    clusters: Clusters[Pair] = Clusters()
    sets: dict[Pair, frozenset[Pair]] = {}
    apart: set[frozenset[Pair]] = set()
    for pairs, joins in ((parted, joined), (later, last)):
        clusters.part(pairs)
        apart |= {frozenset(pair) for pair in pairs}
        for a, b in joins:
            left, right = sets.get(a, frozenset({a})), sets.get(b, frozenset({b}))
            free = left == right or not any(frozenset((x, y)) in apart for x in left for y in right)
            assert clusters.join(a, b) == free
            sets |= dict.fromkeys(left | right, left | right) if free else {}
    for key, members in sets.items():
        assert (clusters.find(key), clusters.members(key)) == (min(members), sorted(members))


def test_a_cluster_of_many_is_joined_one_by_one_at_little_cost(count_calls: CountCalls) -> None:
    def join(count: int) -> None:
        clusters: Clusters[Pair] = Clusters()
        for number in range(count):
            clusters.join(("PER", f"{number:05}"), ("PER", f"{number + 1:05}"))

    assert count_calls(lambda: join(800)) < 2.2 * count_calls(lambda: join(400))
