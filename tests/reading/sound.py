"""What holds of every reading, however odd its page."""

from itertools import pairwise

from kg.model import Article, Reading
from kg.reading.rows import pack_rows, rows_of, unpack_rows
from kg.text import sentences


def assert_articles_sound(raw: str, articles: list[Article]) -> None:
    """Articles lie on their page, none over another; every character of theirs leads back to it."""
    assert len({article.id for article in articles}) == len(articles)
    taken: list[tuple[int, int]] = []
    for article in articles:
        assert len(article.text.chars) == len(article.text.offsets)
        assert 0 <= article.headline_end <= len(article.text.chars)
        spans = [*article.headline_spans, *article.body_spans]
        assert all(0 <= start < end <= len(raw) for start, end in spans), spans
        taken += spans
        offsets = article.text.offsets
        assert not offsets or (min(offsets) >= 0 and max(offsets) < len(raw))
        before = 0
        for start, end in sentences(article.text.chars):
            assert before <= start < end
            before = end
    taken.sort()
    assert all(one[1] <= other[0] for one, other in pairwise(taken)), taken


def assert_sound(reading: Reading) -> None:
    """Every mention and post lies on the page and says what stands there; the reading can be kept."""
    articles = {article.id: article for article in reading.articles}
    size = len(reading.page.raw)
    before, taken = 0, []
    for mention in reading.mentions:
        text = articles[mention.article].text
        assert 0 <= mention.at[0] < mention.at[1] <= len(text.chars)
        assert (mention.start, mention.end) == text.raw_span(*mention.at)
        assert before <= mention.start < mention.end <= size
        assert 0 <= mention.score <= 1
        before = mention.start  # the end may lie behind other text, where lines are read in another order
        taken.append((mention.article, *mention.at))
    taken.sort()
    assert all(one[0] != other[0] or one[2] <= other[1] for one, other in pairwise(taken)), taken
    for post in reading.posts:
        assert 0 <= post.start < post.end <= size
        assert post.article in articles
    rows = rows_of(reading)
    assert all(0 <= start < end <= size for _, _, start, end, *_ in rows["text"])
    assert unpack_rows(pack_rows(rows)) == rows
