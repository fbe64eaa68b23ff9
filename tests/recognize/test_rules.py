"""The parts of the rules: lists, matching, words, shapes of names, overlaps, composition."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.knowledge.matcher import Matcher
from kg.knowledge.spelling import to_plain
from kg.knowledge.tables import read_rows
from kg.recognize.candidates import Candidate, Draft, WordIndex, cut, overlay, read_words
from kg.recognize.compose import compose
from kg.recognize.consistency import spread
from kg.recognize.overlap import rank, resolve_overlaps

CANDIDATES = [
    Candidate(0, 4, "ORG", "bodies"),
    Candidate(0, 2, "LOC", "places"),
    Candidate(2, 6, "LOC", "places"),
    Candidate(5, 7, "PER", "gazetteer"),
    Candidate(2, 6, "ORG", "lac", weight=0.4),
]


@pytest.mark.parametrize(
    ("text", "spans"),
    [("原副主任委员、委员", [(1, 6), (7, 9)]), ("主任", [(0, 2)]), ("副主", []), ("", [])],
)
def test_the_longest_word_is_matched(text: str, spans: list[tuple[int, int]]) -> None:
    assert Matcher(["副主任", "副主任委员", "委员", "主任"]).spans(text) == spans


@given(
    st.lists(st.text(alphabet="甲乙丙", min_size=2, max_size=4), max_size=6),
    st.text(alphabet="甲乙丙", max_size=20),
)
def test_matches_are_words_of_the_list(words: list[str], text: str) -> None:
    spans = Matcher(words).spans(text)
    assert all(text[a:b] in words for a, b in spans)
    assert bool(spans) == any(word in text for word in words)


@pytest.mark.parametrize("order", list(permutations(CANDIDATES))[::7])
def test_overlaps_are_resolved_in_one_order(order: tuple[Candidate, ...]) -> None:
    assert resolve_overlaps(order) == [CANDIDATES[0], CANDIDATES[3]]


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5), st.sampled_from(["PER", "LOC"])), max_size=12)
)
def test_what_is_chosen_is_disjoint(spans: list[tuple[int, int, str]]) -> None:
    chosen = resolve_overlaps(Candidate(s, s + n, label, "lac") for s, n, label in spans)  # type: ignore[arg-type]
    assert all(a.end <= b.start for a, b in pairwise(chosen))


@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(1, 5), st.sampled_from([0.5, 1.0])), max_size=9),
)
def test_a_candidate_is_chosen_unless_it_overlaps_one_that_comes_before_it(
    spans: list[tuple[int, int, float]],
) -> None:
    candidates = {Candidate(s, s + n, "PER", "lac", weight=weight) for s, n, weight in spans}
    chosen: list[Candidate] = []
    for one in sorted(candidates, key=rank):
        if all(one.end <= other.start or other.end <= one.start for other in chosen):
            chosen.append(one)
    assert resolve_overlaps(candidates) == sorted(chosen)


@pytest.mark.parametrize(
    ("spans", "cut_words"),
    [
        ([(1, 3, "ORG")], [("甲", "n"), ("乙丙", "ORG"), ("丁", "v")]),
        ([(0, 2, "PER"), (2, 4, "LOC")], [("甲乙", "PER"), ("丙丁", "LOC")]),
        ([(0, 1, "PER"), (1, 2, "LOC")], [("甲", "PER"), ("乙", "LOC"), ("丙丁", "v")]),
        ([(1, 2, "PER"), (3, 4, "LOC")], [("甲", "n"), ("乙", "PER"), ("丙", "v"), ("丁", "LOC")]),
        ([], [("甲乙", "n"), ("丙丁", "v")]),
    ],
)
def test_spans_cut_words(spans: list[tuple[int, int, str]], cut_words: list[tuple[str, str]]) -> None:
    words = cut(read_words([("甲乙", "n"), ("丙丁", "v")], "lac"), spans, "test")
    assert [(w.text, w.tag) for w in words] == cut_words
    assert [w.start for w in words] == [sum(len(x.text) for x in words[:i]) for i in range(len(words))]


@pytest.mark.parametrize(
    ("offset", "edge", "starting", "ending", "around"),
    [
        (0, True, "甲乙", None, None),
        (1, False, None, None, "甲乙"),
        (2, True, "丙丁戊", "甲乙", None),
        (4, False, None, None, "丙丁戊"),
        (5, True, None, None, None),
    ],
)
def test_words_are_found_by_their_offsets(
    offset: int, edge: bool, starting: str | None, ending: str | None, around: str | None
) -> None:
    index = WordIndex(read_words([("甲乙", "n"), ("丙丁戊", "v")], ""))
    found = [index.starting(offset), index.ending(offset), index.around(offset)]
    assert [word and word.text for word in found] == [starting, ending, around]
    assert index.has_edge(offset) is edge


def test_a_taggers_names_are_laid_over_the_words() -> None:
    words = overlay(read_words([("北京", "LOC"), ("市长", "n")], ""), [Candidate(0, 4, "TITLE", "model")])
    assert [(w.text, w.tag, w.source) for w in words] == [("北京市长", "TITLE", "model")]


def test_composition_needs_no_pipeline() -> None:
    words = [
        ("省", "n"),
        ("公安厅", "n"),
        ("副", "a"),
        ("厅长", "n"),
        ("游开", "PER"),
        ("讲话", "v"),
        ("。", "w"),
    ]
    found = compose("省公安厅副厅长游开讲话。", words)
    assert [(c.start, c.end, c.label) for c in found] == [(0, 4, "ORG"), (4, 7, "TITLE"), (7, 9, "PER")]


def test_composition_takes_any_taggers_candidates() -> None:
    words = [("新城", "n"), ("晚报", "n"), ("记者", "n"), ("阿", "n"), ("甲", "n"), ("报道", "v")]
    found = compose("新城晚报记者阿甲报道", words, [Candidate(6, 8, "PER", "model")])
    assert ("PER", "model") in {(c.label, c.source) for c in found}
    assert next(c for c in found if c.label == "TITLE").optional is False


@pytest.mark.parametrize(
    ("name", "label"),
    [("陈一中", "PER"), ("俄军", "ORG"), ("欧军", "PER")],
)
def test_what_a_tagger_takes_for_a_person_may_be_a_body(name: str, label: str) -> None:
    found = compose(name + "说", [(name, "PER"), ("说", "v")])
    assert [(c.end, c.label) for c in found] == [(len(name), label)]


def test_consistency_spreads_a_certain_name_and_keeps_longer_ones() -> None:
    texts = ["罗布桑次仁出席。", "随后罗布桑次仁讲话。", "罗布桑次仁中学开学。"]
    drafts = [Draft(t, read_words([(c, "n") for c in t], "")) for t in texts]
    found = [
        [Candidate(0, 5, "PER", "lac"), ],
        [],
        [Candidate(0, 7, "ORG", "lac")],
    ]  # fmt: skip
    out = spread(drafts, found)  # type: ignore[arg-type]
    assert [[(c.start, c.end, c.label) for c in chosen] for chosen in out] == [
        [(0, 5, "PER")],
        [(2, 7, "PER")],
        [(0, 7, "ORG")],
    ]


@pytest.mark.parametrize(
    ("below", "names"),
    [("高平、江一鸣到会。", ["高平", "江一鸣"]), ("何文到会。", ["高平江", "一鸣"])],
)
def test_people_without_a_mark_between_them_are_parted_as_below(below: str, names: list[str]) -> None:
    texts = ["高平江一鸣到会", below]
    drafts = [Draft(t, read_words([(c, "n") for c in t], "")) for t in texts]
    told = [Candidate(at, at + len(n), "PER", "lac") for n in names if (at := below.find(n)) >= 0]
    found = [[Candidate(0, 3, "PER", "lac"), Candidate(3, 5, "PER", "lac")], told]
    out = spread(drafts, found)  # type: ignore[arg-type]
    assert [texts[0][c.start : c.end] for c in out[0]] == names


@pytest.mark.parametrize("text", ["臺灣", "｡､", "北京", "𠮷野家"])
def test_plain_text_keeps_its_length(text: str) -> None:
    assert len(to_plain(text)) == len(text)


@given(st.text("臺灣民眾｡､•A𠮷省", max_size=6))
def test_what_is_plain_stays_as_it_is(text: str) -> None:
    assert to_plain(to_plain(text)) == to_plain(text)


def test_no_character_has_a_plain_shape_that_has_one_itself() -> None:
    shapes = "".join(row[1] for row in read_rows("spellings.tsv", 3) if "text" in row[2].split())
    assert to_plain(shapes) == shapes


def test_the_steps_of_composing_grow_with_the_text_alone(
    count_calls: Callable[[Callable[[], object]], int],
) -> None:
    sentence = ("省", "公安厅", "副", "厅长", "游开", "在", "北京", "讲话", "。")
    texts = [("".join(sentence) * times, [(word, "n") for word in sentence] * times) for times in (20, 80)]
    compose(*texts[0])  # the lists are read
    few, many = (count_calls(partial(compose, text, words)) for text, words in texts)
    assert few > len(texts[0][0])
    assert many <= 4 * few


@pytest.mark.parametrize(
    ("words", "people"),
    [
        # a surname before a title, and the end of a word before one
        ([("给", "p"), ("任", "nr"), ("校长", "n"), ("写信", "v")], ["任校长"]),
        ([("年底", "TIME"), ("就", "d"), ("任", "n"), ("村书记", "n")], []),
        ([("轨道", "n"), ("车", "n"), ("司机", "n"), ("说", "v")], []),
        # the parts of a foreign name with hyphens, two people of ours
        (
            [("国王", "n"), ("吉格梅", "PER"), ("-", "w"), ("凯萨尔", "PER"), ("-", "w"), ("旺楚克", "PER")],
            ["吉格梅-凯萨尔-旺楚克"],
        ),
        ([("林小丹", "PER"), ("-", "w"), ("王大伟", "PER"), ("夺冠", "v")], ["林小丹", "王大伟"]),
    ],
)
def test_where_a_person_begins_and_ends(words: list[tuple[str, str]], people: list[str]) -> None:
    text = "".join(word for word, _ in words)
    found = [c for c in compose(text, words) if c.label == "PER"]
    assert [text[c.start : c.end] for c in found] == people
