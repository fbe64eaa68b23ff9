"""What fuzzing has found in finished builds and questions to them, each as a plain test."""

import pytest

from kg.errors import ConfigError, InputError
from kg.queries.cards import cards
from kg.queries.search import search
from kg.store.finished import open_store
from tests.fuzz.builds import finished
from tests.fuzz.targets import TARGETS

HALF = "赵\udcff立群"  # as Python reads a byte of the command line that is no UTF-8


def test_half_a_character_in_a_question_is_a_mistake_of_the_user() -> None:
    with open_store(finished()) as store:
        assert search(HALF, store).total == 0
        with pytest.raises(InputError, match="no '赵"):
            cards(HALF, store)
        with pytest.raises(ConfigError, match="query: "):
            store.ask(HALF)


def test_a_name_may_be_printed_on_both_sides_of_a_headline() -> None:
    before = (
        "\u0000Dt\u000bw05sÒjavascript:alert(1)示\r\n谈座兰秀吴长镇同并"
        "]]>\n\n\\\"'`表示。\u3000\u3000该县去年种植苹果四千亩\u3000\u3000"
    )
    after = "\n\n全国各地\n\n\u20e3庄镇人民政府还同省农业科学院签订了合同。"
    TARGETS["rules"].check((before + "2018年12月8日 星期六\n" * 21 + after, None))
