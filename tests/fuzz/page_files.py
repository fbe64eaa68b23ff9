"""The check of a page file: whatever its bytes are, its pages are read, or a KgError says why not."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kg.articles import split_page
from kg.errors import KgError
from kg.pages import find_pages, read_page
from kg.text import read_date
from tests.reading.sound import assert_articles_sound


def check_page_files(path: Path) -> Callable[[bytes], None]:
    """Return the check of what is written to a path."""

    def check(content: bytes) -> None:
        path.write_bytes(content)
        with suppress(KgError):
            for file in find_pages([path], lambda _: None):
                with suppress(KgError):
                    page = read_page(file)
                    assert page.date is None or read_date(page.date)
                    assert_articles_sound(page.raw, split_page(page))

    return check
