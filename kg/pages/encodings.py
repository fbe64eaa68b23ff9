"""Which encoding a text file is in: UTF-8, GB18030 (with GBK and GB2312), Big5 or UTF-16.

A byte order mark decides; valid UTF-8 is UTF-8; else charset-normalizer chooses among the four. On
Chinese texts of 20 characters and more it finds the right one; below that, and where it finds none, the
encoding wins in which most characters are everyday ones (a text read in a wrong encoding has hardly any).
The text is always exactly `content.decode(encoding)`: a byte order mark stays in it.
"""

import codecs
from pathlib import Path

from charset_normalizer import from_bytes

from kg.errors import InputError, Phrase
from kg.text import is_han

_CANDIDATES = ["utf_8", "gb18030", "big5", "utf_16_le", "utf_16_be"]
_FAMILY = {"big5": ("big5", "cp950", "big5hkscs")}  # wider tables of the same encoding
_SAMPLE = 1 << 16  # bytes that are looked at to choose
_TELLING = 64  # bytes below which charset-normalizer errs
_LEAST_EVERYDAY = 0.2  # share of everyday characters below which longer bytes are no Chinese text
_WIDE = 16  # bytes below which UTF-16 in the disguise of ASCII is not looked for
_EVERYDAY = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日于起还发成事只作当"
    "想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话者向情部正名定女问"
    "力机给等几业最间新打便位因重被走电四第门相次东政海口使教西再平真世气信北少关并内加化由代军产入先山五太水万市体别处总才场师书比住员九性通目华"
    "报立马命张活难神数件安表原车应路期常提感金更反合放做系计或司利受光王界及今京务制解各任至清物台记边共风战干接许八特望直服林题建南度统交认论百"
    "义科元社术结六功指思流每青管资队带条院变联权展该领传近治决周保达办运武半七必城强步完革深区即求品士转量众技程告江语英基派满式李识党未持取设始"
    "版双历商千改议委早房首单据导影网香专校志观争究包组造视济讯县乡镇村省昨获悉访书记局厅镇，。、：；“”（）《》"
    "這來國個時說們為會過學對後麼發當無開經頭動兩長樣現將與進實點種聲話問機給幾業間東氣關電門報縣鄉區議員記導臺灣警處務總場書體產軍萬達運論議訊"
    "強變聯權領傳應該據親師華馬張難數車計劃歲歷統聽設預計億紀選舉辦陳黃劉楊「」"
)
_TEXT_CONTROLS = "\t\n\r\f\v\x1a\x85"  # control characters that text files hold
_MAX_CONTROLS = 0.1
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
    raise InputError("{path}: {complaint}", path=path, complaint=_complaint(content))


def _probable(content: bytes) -> list[str]:
    """Return the encodings to try, the most probable first."""
    if content.startswith(codecs.BOM_UTF8):
        return ["utf-8"]
    if content.startswith(codecs.BOM_UTF16_LE):
        return ["utf-16-le"]
    if content.startswith(codecs.BOM_UTF16_BE):
        return ["utf-16-be"]
    return [*_wide_in_disguise(content), "utf-8", *_guess(content)]


def _wide_in_disguise(content: bytes) -> list[str]:
    """Return UTF-16 encodings that read as Chinese although the bytes are also valid ASCII."""
    sample = content[:_SAMPLE]
    if len(content) % 2 or len(content) < _WIDE or not sample.isascii():
        return []
    return [name for name in ("utf-16-le", "utf-16-be") if _share_of_han(sample, name) > 0.7]


def _share_of_han(content: bytes, encoding: str) -> float:
    """Return how much of the text is Chinese characters when it is read in an encoding."""
    text = content.decode(encoding, errors="replace")
    return sum(map(is_han, text)) / len(text) if text else 0.0


def _guess(content: bytes) -> list[str]:
    """Return what the bytes may be, the most probable first."""
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
    """Return how much of the text is everyday Chinese or ASCII when it is read in an encoding."""
    text = content.decode(encoding, errors="replace")
    return sum(char in _EVERYDAY or char < "\x7f" for char in text) / len(text) if text else 0.0


def _strict(content: bytes, encoding: str) -> str | None:
    """Return the decoded text, or None when a byte does not fit."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _looks_binary(text: str) -> bool:
    """Tell whether a text holds more control characters than any text does."""
    sample = text[:_SAMPLE]
    controls = sum(char < " " and char not in _TEXT_CONTROLS for char in sample)
    return controls > _MAX_CONTROLS * len(sample)


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
