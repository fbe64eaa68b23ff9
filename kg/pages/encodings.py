"""Which encoding a text file is in: UTF-8, GB18030 (with GBK and GB2312), Big5 or UTF-16.

A byte order mark decides; valid UTF-8 is UTF-8; else charset-normalizer chooses among the four. On
Chinese texts of 20 characters and more it finds the right one; below that, and where it finds none, the
encoding wins in which most characters are everyday ones (a text read in a wrong encoding has hardly any).
Where a few bytes fit no encoding, each of them costs itself and no more: it becomes U+FFFD.
The text is always exactly `content.decode(encoding, "replace")`: a byte order mark stays in it.
"""

import codecs
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kg.errors import InputError, Phrase
from kg.knowledge.tables import read_rows
from kg.text import HAN, LOST

_CANDIDATES = ["utf_8", "gb18030", "big5", "utf_16_le", "utf_16_be"]
_FAMILY = {"big5": ("big5", "cp950", "big5hkscs")}  # wider tables of the same encoding
_SAMPLE = 1 << 16  # bytes that are looked at to choose
_TELLING = 64  # bytes below which charset-normalizer errs
_LEAST_EVERYDAY = 0.2  # share of everyday characters below which longer bytes are no Chinese text
_MOST_LOST, _MOST_LOST_OF_SHORT, _SHORT = 0.02, 0.1, 400  # share of the characters; a text of so many
_LEAST_CHINESE = 0.5  # share of everyday characters of a text that is mended
_WIDE = 16  # bytes below which UTF-16 in the disguise of ASCII is not looked for
_HAN = re.compile(f"[{HAN}]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")  # characters that text files do not hold
_ODD = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\U000f0000-\U0010ffff]")
_SIGNS = re.compile(r"[!-/:-~]")
_MAX_CONTROLS = 0.1
BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_NOT_TEXT = {
    b"%PDF-": Phrase("a PDF file"),
    b"PK\x03\x04": Phrase("a ZIP or Office file"),
    b"\xd0\xcf\x11\xe0": Phrase("an old Office file"),
    b"\x89PNG": Phrase("a PNG picture"),
    b"\xff\xd8\xff": Phrase("a JPEG picture"),
    b"GIF8": Phrase("a GIF picture"),
    b"\x1f\x8b": Phrase("a gzip file"),
    b"Rar!": Phrase("a RAR file"),
    b"7z\xbc\xaf": Phrase("a 7-Zip file"),
}


@cache
def _everyday() -> "re.Pattern[str]":
    """Return a pattern of the characters that most texts are full of, and of ASCII."""
    chars = {char for _, chars in read_rows("everyday_characters.tsv", 2) for char in chars}
    return re.compile(rf"[\t\n\r\x20-\x7e{re.escape(''.join(sorted(chars)))}]+")


def decode(path: Path, content: bytes) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding; InputError when it is not text."""
    for magic, kind in _NOT_TEXT.items():
        if content.startswith(magic):
            raise InputError(
                "{path}: {kind} under the name of a text file; save its text as UTF-8", path=path, kind=kind
            )
    for encoding in _probable(content):
        for name in _FAMILY.get(encoding, (encoding,)):
            text = _strict(content, name)
            if text is not None and not _looks_binary(text):
                return text, name
    if mended := _mend(content):
        return mended
    raise InputError("{path}: {complaint}", path=path, complaint=_complaint(content))


def _mend(content: bytes) -> tuple[str, str] | None:
    """Return the text in the encoding in which fewest bytes are none, None where that is more than a few."""
    found: list[tuple[int, str, str]] = []
    for name in _CANDIDATES:
        text = content.decode(name, errors="replace")
        lost = text.count(LOST)
        chinese = _share_of_everyday(content, name) >= _LEAST_CHINESE
        few = lost <= len(text) * (_MOST_LOST if len(text) > _SHORT else _MOST_LOST_OF_SHORT)
        if few and chinese and not _looks_binary(text):
            found.append((lost, text, name.replace("_", "-")))
    if not found:
        return None
    _, text, name = min(found, key=lambda each: each[0])
    return text, name


def _probable(content: bytes) -> Iterator[str]:
    """Yield the encodings to try, the most probable first; what must be guessed comes last."""
    for mark, name in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            yield name
            return
    yield from _wide_in_disguise(content)
    yield "utf-8"
    yield from _guess(content)


def _wide_in_disguise(content: bytes) -> list[str]:
    """Return UTF-16 encodings that read as Chinese although the bytes are also valid ASCII."""
    sample = content[:_SAMPLE]
    if len(content) % 2 or len(content) < _WIDE or not content.isascii():
        return []
    return [name for name in ("utf-16-le", "utf-16-be") if _share_of_han(sample, name) > 0.7]


def _share_of_han(content: bytes, encoding: str) -> float:
    """Return how much of the text is Chinese characters when it is read in an encoding."""
    text = content.decode(encoding, errors="replace")
    return sum(map(len, _HAN.findall(text))) / len(text) if text else 0.0


def _guess(content: bytes) -> list[str]:
    """Return what the bytes may be, the most probable first."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  (slow to import; valid UTF-8 needs no guess)

    sample = content[:_SAMPLE]
    found: list[str] = []
    if len(content) >= _TELLING:
        found = [match.encoding for match in from_bytes(sample, cp_isolation=_CANDIDATES)]
    shares = {name: _share_of_everyday(sample, name) for name in _CANDIDATES}
    likely = [name for name in _CANDIDATES if shares[name] >= _LEAST_EVERYDAY or len(content) < _TELLING]
    likely.sort(key=lambda name: -shares[name])
    names = dict.fromkeys(name.replace("_", "-") for name in (*found, *likely))
    return [name for name in names if name != "utf-8"]


def _share_of_everyday(content: bytes, encoding: str) -> float:
    """Return how much of the text is everyday Chinese or ASCII when it is read in an encoding.

    What no text holds, control characters and those of private use, counts against it, and letters and signs
    of ASCII, of which bytes of other encodings are full, count half.
    """
    text = content.decode(encoding, errors="replace")
    everyday = sum(map(len, _everyday().findall(text)))
    return (everyday - len(_ODD.findall(text)) - len(_SIGNS.findall(text)) / 2) / len(text) if text else 0.0


def _strict(content: bytes, encoding: str) -> str | None:
    """Return the decoded text, or None when a byte does not fit."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _looks_binary(text: str) -> bool:
    """Tell whether a text holds more control characters than any text does."""
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) > _MAX_CONTROLS * len(sample)


def _complaint(content: bytes) -> Phrase:
    """Return what is wrong with the bytes and what the user can do."""
    if b"\x00" in content[:_SAMPLE]:
        return Phrase("a binary file, not text; take it out of the folder or save its text as UTF-8 .txt")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return Phrase(
            "not text in UTF-8, GB18030, Big5 or UTF-16 (as UTF-8, byte {at} is wrong: 0x{byte:02x}); "
            "open it in an editor and save it as UTF-8",
            at=error.start,
            byte=content[error.start],
        )
    return Phrase(
        "more control characters than text; take it out of the folder or save its text as UTF-8 .txt"
    )
