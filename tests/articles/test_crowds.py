"""Headlines that stand together, and articles that end in print: each item finds its own."""

import pytest

from kg.articles import split_page
from kg.articles.cohesion import Cohesion
from kg.articles.lines import read_lines
from kg.articles.paragraphs import read_paragraphs
from kg.articles.parts import Headline, Parts, Story
from kg.articles.stacks import split_stacks
from kg.model import Page

BRIDGE = (
    "本报讯（记者 周文）跨江大桥昨日合龙，主桥长一千二百米，明年建成通车。大桥合龙后，两岸往来只需十分钟。"
)
SCHOOL = "本报讯（记者 李敏）新学期起，城东小学为学生提供免费午餐。午餐每周更换菜谱，家长可以到校陪餐。"
HARVEST = "本报讯（记者 何伟）今年早稻开镰，青石镇三万亩早稻迎来丰收。收割机手日夜作业，亩产超过九百斤。"
HEADS = {"跨江大桥合龙": BRIDGE, "城东小学供应免费午餐": SCHOOL, "青石镇早稻丰收": HARVEST}


def _split(raw: str) -> dict[str, str]:
    """Return the stories of a page's articles by their headlines."""
    articles = split_page(Page("p", raw, "utf-8", ""))
    return {article.headline: article.text.chars[article.headline_end :].strip() for article in articles}


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
@pytest.mark.parametrize("above", [False, True])
def test_headlines_set_together_find_their_articles(
    between: str, order: tuple[int, int, int], above: bool
) -> None:
    heads = list(HEADS)
    crowd = between.join(heads[number] for number in order)
    stories = "\n\n".join(HEADS.values())
    raw = f"{crowd}\n\n{stories}\n" if above else f"{stories}\n\n{crowd}\n"
    assert _split(raw) == HEADS


def test_the_last_headline_of_a_crowd_goes_to_the_last_article_without_one() -> None:
    raw = "\n\n".join((*HEADS.values(), "青石镇早稻丰收", "好消息", "跨江大桥合龙"))
    assert _split(raw) == {"跨江大桥合龙": BRIDGE, "好消息": SCHOOL, "青石镇早稻丰收": HARVEST}


@pytest.mark.parametrize(
    ("first", "articles"),
    [
        ("本报讯（记者 宋扬）植树节前夕，全县植树两千株。（下转第2版）", 2),
        ("植树节前夕，全县植树两千株，成活率高。\n（宋扬 何伟）", 2),
        ("本报讯（记者 宋扬）植树节前夕，全县植树两千株。", 1),
    ],
)
def test_what_ends_in_print_is_not_gone_on_with(first: str, articles: int) -> None:
    raw = f"{first}\n\n为做好森林防火工作，进入林区的人员一律登记，禁止携带火种。\n"
    assert len(split_page(Page("p", raw, "utf-8", ""))) == articles


@pytest.mark.parametrize(
    ("lines", "stacks"),
    [
        (["跨江大桥合龙", "城东小学供应免费午餐"], ["跨江大桥合龙", "城东小学供应免费午餐"]),
        (["跨江大桥合龙", "两岸往来十分钟"], ["跨江大桥合龙两岸往来十分钟"]),
        (["跨江大桥合龙", "可喜可贺"], ["跨江大桥合龙可喜可贺"]),
        (["可喜可贺", "跨江大桥合龙", "青石镇早稻丰收"], ["可喜可贺跨江大桥合龙", "青石镇早稻丰收"]),
    ],
)
def test_a_stack_is_parted_where_it_speaks_of_another_article(lines: list[str], stacks: list[str]) -> None:
    stories = [
        Story([paragraph]) for text in HEADS.values() for paragraph in read_paragraphs(read_lines(text))
    ]
    heads = [paragraph for line in lines for paragraph in read_paragraphs(read_lines(line))]
    parts = Parts([*stories, Headline(heads)])
    split_stacks(parts, Cohesion(HEADS.values()))
    assert [part.text for part in parts.order if isinstance(part, Headline)] == stacks
