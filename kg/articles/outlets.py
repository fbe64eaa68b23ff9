"""For whom an article was written: the agency or paper that its dateline or byline names."""

import re
from collections.abc import Sequence

from kg.articles.openers import AGENCY, HAN, OWN, PAPER_ENDS, RANK, has_dateline
from kg.articles.paragraphs import Paragraph
from kg.knowledge.press_words import press

_WRITER = rf"(?:{RANK}|驻)*{press('writer')}"
_NAMED = rf"《?(?P<paper>[{HAN}]{{1,7}}?{PAPER_ENDS})(?![{HAN}]{{0,2}}》)》?"
_OUTLET = rf"(?:(?P<agency>{AGENCY})|(?P<own>{OWN})|{_NAMED})"
_AT_START = re.compile(rf"^[【\[〔（]?[据據]?{_OUTLET}")
_SENT = re.compile(rf"^{AGENCY}{press('reporter')}[{HAN}\d]{{2,20}}{press('short_sent')}")
_OF_WRITER = re.compile(rf"(?:^|[（〔【□■◎○◇◆●▲△☆★▪\s、]){_OUTLET}(?={_WRITER})")
_LOOKED_AT = 120  # characters of the first text


def read_outlet(paragraphs: Sequence[Paragraph], page_paper: str | None) -> tuple[str | None, str | None]:
    """Return the agency and the paper that an article names; 本报 is the page's paper, where known."""
    for paragraph in paragraphs:
        match = _match(paragraph)
        if match is not None:
            paper = (page_paper or match["own"]) if match["own"] else match["paper"]
            return match["agency"], paper
    return None, None


def _match(paragraph: Paragraph) -> "re.Match[str] | None":
    """Return where a paragraph names an outlet: in its dateline, or before a reporter's name."""
    text = paragraph.text[:_LOOKED_AT]
    opened = has_dateline(text) or bool(_SENT.match(text))
    if paragraph.kind == "prose" and opened and (match := _AT_START.match(text)):
        return match
    if paragraph.kind in ("byline", "credit", "signature") or opened:
        return _OF_WRITER.search(text)
    return None
