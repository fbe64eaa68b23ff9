"""First stage: files, folders and tables become pages (`kg.model.Page`), one at a time.

`find_pages` and `find_rows` yield what there is to read, cheaply and while they look; `read_page` reads one;
`read_pages` does both and skips, with a warning, what can't be read. A format is one entry of
`kg.pages.formats.FORMATS`.
"""

from kg.pages.counts import count_pages
from kg.pages.files import find_pages
from kg.pages.page_file import PageFile
from kg.pages.read import digest_page, read_page, read_pages
from kg.pages.sheet import Warn
from kg.pages.tables import find_rows

__all__ = [
    "PageFile",
    "Warn",
    "count_pages",
    "digest_page",
    "find_pages",
    "find_rows",
    "read_page",
    "read_pages",
]
