"""Strategies for files: good ones that are cut, flipped, spliced and stuffed, and texts in any encoding."""

import io
import zipfile
from collections.abc import Mapping
from functools import cache

from hypothesis import strategies as st

from tests.fuzz.texts import HOSTILE, MARKS, dates, names, pages

Bytes = st.SearchStrategy[bytes]

_ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "big5", "utf-16", "utf-16-le", "utf-16-be", "latin-1")
_NUMBERS = (
    b"\x00",
    b"\xff",
    b"\x7f",
    b"\x80",
    b"\xff\xff\xff\xff",
    b"\x00\x00\x00\x00",
    b"\xff\xff\xff\x7f",
    b"",
)


@cache
def good_files() -> dict[str, bytes]:
    """Return a small good file of each kind that is more than text."""
    return {"zip": _zip(), "docx": pack_word(WORD_PARTS), "pdf": _pdf()}


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("2018-12-08/一.txt", "清河县县长赵立群到会。", zipfile.ZIP_DEFLATED)
        archive.writestr(
            "b.html", "<html><body><p>清河县县长赵立群到会。</p></body></html>", zipfile.ZIP_STORED
        )
        archive.writestr("c.txt", "会议召开。" * 50, zipfile.ZIP_BZIP2)
        archive.writestr("d.txt", "会议召开。" * 50, zipfile.ZIP_LZMA)
    return file.getvalue()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
WORD_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/'
        f'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType='
        f'"{_XML_TYPE}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType='
        f'"{_XML_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
    "word/_rels/document.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "word/styles.xml": (
        f'<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="h" w:default="1"><w:name '
        f'w:val="Heading 1"/></w:style></w:styles>'
    ),
    "word/document.xml": (
        f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:pPr><w:pStyle w:val="h"/></w:pPr><w:r><w:t>县长到会'
        f"</w:t></w:r></w:p><w:p><w:r><w:t>清河县</w:t><w:br/><w:tab/></w:r></w:p><w:tbl><w:tblGrid><w:gridCol/>"
        f'<w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/>'
        f'<w:vMerge w:val="restart"/></w:tcPr>'
        f"<w:p><w:r><w:t>赵立群</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
        f"<w:tc><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>"
    ),
}


def pack_word(parts: Mapping[str, str | bytes]) -> bytes:
    """Return the Word file that has some parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def _pdf() -> bytes:
    """Return a PDF file of two pages, written by hand."""
    text = b"BT /F1 12 Tf 72 700 Td <0001000200030004> Tj 0 -14 Td (county 2018) Tj ET 10 10 m 200 10 l S"
    names = b" ".join(b"<%04x> <%s>" % (n, f"{ord(c):04x}".encode()) for n, c in enumerate("县长到会", 1))
    unicode_map = b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 4 beginbfchar " + names
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 800]/Contents 5 0 R/Resources 9 0 R>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 800]/Contents 5 0 R/Resources 9 0 R/Rotate 90>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[7 0 R]"
        b"/ToUnicode 8 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo"
        b"<</Registry(A)/Ordering(I)/Supplement 0>>>>",
        b"<</Length %d>>stream\n%s endbfchar endcmap\nendstream" % (len(unicode_map) + 18, unicode_map),
        b"<</Font<</F1 6 0 R>>>>",
    )
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj%sendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>" % (
        len(places) + 1,
        table,
        len(places) + 1,
    )
    return content + head + b"\nstartxref\n%d\n%%%%EOF" % len(content)


@st.composite
def mutated(draw: st.DrawFn, content: bytes) -> bytes:
    """Draw what accidents and enemies make of a file."""
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(content) - 1)))
        match draw(st.sampled_from(("flip", "number", "cut", "drop", "repeat", "stuff", "end"))):
            case "flip":
                content = content[:at] + bytes([draw(st.integers(0, 255))]) + content[at + 1 :]
            case "number":
                number = draw(st.sampled_from(_NUMBERS))
                content = content[:at] + number + content[at + len(number) :]
            case "cut":
                content = content[:at]
            case "drop":
                content = content[:at] + content[at + draw(st.integers(1, 200)) :]
            case "repeat":
                content = content[:at] + content[at : at + draw(st.integers(1, 200))] * 3 + content[at:]
            case "stuff":
                content = content[:at] + draw(st.binary(max_size=20)) + content[at:]
            case "end":
                tail = draw(st.integers(1, 80))
                content = content[:-tail] + draw(st.binary(max_size=8))
    return content


def damaged(kind: str) -> Bytes:
    """Return a strategy for damaged files of a kind."""
    return st.one_of(mutated(good_files()[kind]), st.binary(max_size=200))


@st.composite
def word_files(draw: st.DrawFn) -> bytes:
    """Draw a Word file in which one part is damaged, or left out, before it was packed."""
    name = draw(st.sampled_from(tuple(WORD_PARTS)))
    others = {other: part for other, part in WORD_PARTS.items() if other != name}
    return pack_word(
        others | ({name: draw(mutated(WORD_PARTS[name].encode()))} if draw(st.booleans()) else {})
    )


@st.composite
def texts(draw: st.DrawFn) -> bytes:
    """Draw the bytes of a text file in some encoding, perhaps damaged."""
    encoding = draw(st.sampled_from(_ENCODINGS))
    content = draw(pages()).encode(encoding, draw(st.sampled_from(("replace", "ignore"))))
    return draw(mutated(content)) if draw(st.booleans()) else content


def _cells() -> st.SearchStrategy[str]:
    marks = ('"', ",", "\t", "|", *MARKS)
    actions = ("same", "different", "split", "rename", "none", "relabel", "unsure", "?")
    known = ("PER", "LOC", "ORG", "TITLE", "per", "2018-12-08", "1", "a.txt")
    words = (st.sampled_from(each) for each in (HOSTILE, marks, actions, known))
    return st.one_of(names(), dates(), pages(2), *words)


@st.composite
def tables(draw: st.DrawFn, heads: tuple[str, ...], separator: str = ",") -> bytes:
    """Draw a table of separated cells; its head is one of those given, or another."""
    head = draw(st.one_of(st.sampled_from(heads), st.sampled_from(heads), _cells()))
    rows = draw(st.lists(st.lists(_cells(), max_size=7), max_size=6))
    quote = draw(st.booleans())
    lines = [head, *(separator.join(_quoted(cell) if quote else cell for cell in row) for row in rows)]
    text = draw(st.sampled_from(("\n", "\r\n", "\r"))).join(lines)
    content = text.encode(draw(st.sampled_from(_ENCODINGS[:4])), draw(st.sampled_from(("replace", "ignore"))))
    return draw(mutated(content)) if draw(st.integers(0, 3)) == 0 else content


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'
