"""First stage: files and folders become pages (`kg.model.Page`), one at a time.

`find_pages` lists what there is to read, cheaply; `read_page` reads one; `read_pages` does both and
skips, with a warning, what can't be read. A format is one entry of `kg.pages.formats.FORMATS`.
"""

from kg.pages.files import PageFile, find_pages
from kg.pages.read import read_page, read_pages
from kg.pages.sheet import Warn

__all__ = ["PageFile", "Warn", "find_pages", "read_page", "read_pages"]
