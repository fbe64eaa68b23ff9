"""HTML pages: the main text, without menus, advertisements and comments."""

import copy
import re
from collections.abc import Sequence
from pathlib import Path

from kg.errors import InputError
from kg.pages.encodings import BYTE_ORDER_MARKS, decode
from kg.pages.sheet import Read, Sheet, Warn

_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_XML_HEAD = re.compile(r"\s*<\?xml[^>]*\?>")  # lxml refuses text that declares its encoding
_LOOKED_AT = 4096  # bytes
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
_SHORTEST = "40"  # characters from which on a Chinese text counts as one


class Html:
    """An HTML file is one sheet."""

    def name_sheets(self, path: Path, read: Read, warn: Warn) -> Sequence[str]:
        """Return [""]: an HTML file is one sheet, and the file is not even opened."""
        return [""]

    def read_sheet(self, path: Path, content: bytes, number: int, *, ocr: bool = False) -> Sheet:
        """Return the title and the paragraphs of the main text, each on a line."""
        source, encoding = _decode(path, content)
        text = _main_text(path, source)
        if not text:
            raise InputError("{path}: no main text found; save the article's text as .txt", path=path)
        return Sheet(text, f"html, {encoding}")


def _decode(path: Path, content: bytes) -> tuple[str, str]:
    """Return the source in the encoding that it declares, else in the one that it is found to be in."""
    declared = _DECLARED.search(content[:_LOOKED_AT])
    if declared and not content.startswith(tuple(BYTE_ORDER_MARKS)):
        name = declared[1].decode("ascii", errors="ignore").lower()
        try:
            return content.decode(_WIDER.get(name, name)), _WIDER.get(name, name)
        except (LookupError, UnicodeDecodeError):
            pass  # it declares what it is not
    return decode(path, content)


def _main_text(path: Path, source: str) -> str:
    """Return the title, where the text does not begin with it, and the text; empty when there is none."""
    try:
        from trafilatura import bare_extraction  # noqa: PLC0415 (an optional extra)
        from trafilatura.settings import DEFAULT_CONFIG, Document  # noqa: PLC0415
    except ImportError:
        raise InputError(
            "{path}: reading HTML needs an extra: pip install 'kg[formats]'", path=path
        ) from None
    config = copy.deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = _SHORTEST
    source = source.lstrip("\ufeff")
    if head := _XML_HEAD.match(source):
        source = source[head.end() :]
    found = bare_extraction(source, include_comments=False, with_metadata=True, config=config)
    if not isinstance(found, Document) or not (found.text or "").strip():
        return ""
    return _with_title((found.title or "").strip(), (found.text or "").strip())


def _with_title(title: str, text: str) -> str:
    """Return a text that begins with its title, on a line of its own."""
    begins = re.sub(r"\s", "", text).startswith(re.sub(r"\s", "", title))
    return (text if begins else f"{title}\n\n{text}") + "\n"
