"""Posts: a person holds a title at a body, as one clause states it."""

from collections.abc import Sequence

from kg.model import Article, Mention, Post


def find_posts(article: Article, mentions: Sequence[Mention]) -> list[Post]:
    """Return the posts that an article states, sorted by place and person.

    `mentions` are those of this article, sorted by start. A title directly before a name is that
    person's; the body is the one directly before the title.
    """
    posts = []
    for index in range(1, len(mentions)):
        title, person = mentions[index - 1 : index + 1]
        if title.label == "TITLE" and person.label == "PER" and title.at[1] == person.at[0]:
            body = _body_before(mentions, index - 1)
            start, end = (body or title).at[0], person.at[1]
            posts.append(
                Post(
                    article.page,
                    article.id,
                    *article.text.raw_span(start, end),
                    person=person,
                    title=title,
                    body=body,
                    date=article.date,
                )
            )
    return posts


def _body_before(mentions: Sequence[Mention], index: int) -> Mention | None:
    before = mentions[index - 1] if index else None
    near = before and before.label in ("ORG", "LOC") and before.at[1] == mentions[index].at[0]
    return before if near else None
