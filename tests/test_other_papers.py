"""Faults that papers of all kinds brought out, each kind with texts of our own, read as a build reads them.

What a page says: DATED its day, ARTICLES how many, of an article HEADLINE, PLACE, TOLD its day, names by
their label, NAME what one is called, SAME and DIFF of two, POST person|title|body, HELD how, POSTED when,
POSTNODE which node a person has, POSTS that there is any.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg

Row = dict[str, Any]
TEXTS = [
    (kind, text.replace("\\n", "\n"), checks.split("; "))
    for kind, text, checks in (
        line.split("\t")
        for line in Path(__file__).with_name("other_papers.tsv").read_text("utf-8").splitlines()
        if not line.startswith("# ")
    )
]


class Build:
    """A build of all texts, a page each."""

    def __init__(self, folder: Path) -> None:
        """Build it."""
        (folder / "pages").mkdir()
        for number, (_, text, _) in enumerate(TEXTS):
            indented = text if "\n" in text else f"　　{text}"
            (folder / "pages" / f"{number}.txt").write_text(f"{indented}\n", "utf-8")
        kg.build(folder / "pages", out=folder / "out", jobs=1)
        self._tables = {path.stem: self._read(path) for path in (folder / "out").glob("*.jsonl")}
        self._names = {row["id"]: row["name"] for row in self._tables["entities"]}

    @staticmethod
    def _read(path: Path) -> list[Row]:
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()]

    def rows(self, table: str, number: int) -> list[Row]:
        """Return the rows of a table that are of a page."""
        return [row for row in self._tables[table] if row.get("page", row.get("path")) == f"{number}.txt"]

    def said(self, number: int) -> Iterator[str]:
        """Yield all that can be checked of a page."""
        (page,) = self.rows("pages", number)
        yield f"DATED {page.get('date') or '-'}"
        articles = self.rows("articles", number)
        yield f"ARTICLES {len(articles)}"
        for article in articles:
            yield f"HEADLINE {article.get('headline')}"
            yield f"PLACE {article.get('place')}"
            yield f"TOLD {article.get('date')}"
        mentions = self.rows("mentions", number)
        for one in mentions:
            yield f"{one['label']} {one['text']}"
            yield f"NAME {one['text']}={self._names.get(one.get('entity'))}"
            for other in mentions:
                same = one["entity"] == other["entity"]
                yield f"{'SAME' if same else 'DIFF'} {one['text']}|{other['text']}"
        for post in self.rows("posts", number):
            yield "POSTS"
            yield f"POST {post['person']}|{post['title']}|{post.get('body') or '-'}"
            yield f"HELD {post['person']} {post.get('qualifier') or '-'}"
            yield f"POSTED {post['person']} {post.get('date') or '-'}"
            yield f"POSTNODE {post['person']} {self._names.get(post.get('post_entity', ''))}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return Build(tmp_path_factory.mktemp("papers"))


@pytest.mark.parametrize(
    "number", range(len(TEXTS)), ids=[f"{kind} {n}" for n, (kind, *_) in enumerate(TEXTS)]
)
def test_texts_of_other_papers(built: Build, number: int) -> None:
    said, checks = set(built.said(number)), TEXTS[number][2]
    wrong = [check for check in checks if (check.removeprefix("-") in said) is check.startswith("-")]
    assert not wrong, sorted(said)


def test_each_kind_has_three_texts() -> None:
    assert set(Counter(kind for kind, *_ in TEXTS).values()) <= {3, 4}
