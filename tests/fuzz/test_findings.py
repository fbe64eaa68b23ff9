"""What fuzzing has found in finished builds and questions to them, each as a plain test."""

import pytest

from kg.errors import ConfigError, InputError
from kg.queries.cards import cards
from kg.queries.search import search
from kg.store.finished import open_store
from tests.fuzz.builds import finished

HALF = "赵\udcff立群"  # as Python reads a byte of the command line that is no UTF-8


def test_half_a_character_in_a_question_is_a_mistake_of_the_user() -> None:
    with open_store(finished()) as store:
        assert search(HALF, store).total == 0
        with pytest.raises(InputError, match="no '赵"):
            cards(HALF, store)
        with pytest.raises(ConfigError, match="query: "):
            store.ask(HALF)
