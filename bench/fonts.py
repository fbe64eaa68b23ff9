"""Fonts of a PDF file spoiled as they are found: they say nothing of their characters, or others."""

import re
import zlib


def without_unicode(pdf: bytes) -> bytes:
    """Return a PDF file whose fonts do not say which characters they draw."""
    return pdf.replace(b"/ToUnicode", b"/NoUnicode")


def wrong_unicode(pdf: bytes) -> bytes:
    """Return a PDF file whose fonts say that they draw characters some thousands of places on."""
    spoiled = re.sub(rb"(<<[^<>]*>>\s*)stream\r?\n(.*?)\r?\nendstream", _spoil, pdf, flags=re.S)
    return spoiled.replace(b"startxref", b"startxxxx")  # its table is rebuilt


def _spoil(stream: re.Match[bytes]) -> bytes:
    try:
        content = zlib.decompress(stream[2])
    except zlib.error:
        return stream[0]
    if b"beginbf" not in content:
        return stream[0]
    content = re.sub(rb"((?:<[0-9A-F]{2,4}> ){0,2})<([4-9][0-9A-F]{3})>", _moved, content)
    head = re.sub(rb"/Filter\s*/FlateDecode", b"", stream[1])
    head = re.sub(rb"/Length \d+", b"/Length %d" % len(content), head)
    return head + b"stream\n" + content + b"\nendstream"


def _moved(match: re.Match[bytes]) -> bytes:
    return match[1] + b"<%04X>" % (0x4E00 + (int(match[2], 16) * 7 + 331) % 0x5000)
