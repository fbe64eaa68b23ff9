"""Rules for what an article says of its names itself, before any other rule: （化名）, （以下简称“…”）."""

from kg.model import Judgement
from kg.naming.ids import pseudonym
from kg.naming.surfaces import PageNames, Surface, same

_SHORTEST_FOR_PAGE = 3  # characters of a short name that is the same body in the page's other articles


def by_pseudonym(surface: Surface, page: PageNames) -> Judgement | None:
    """小丽（化名）: a person of this article alone."""
    if surface.label != "PER" or (surface.article, surface.text) not in page.pseudonyms:
        return None
    name = pseudonym(surface.text, page.path, surface.article)
    return same(surface.text, name, "the article says that the name is not the real one", 1.0)


def by_definition(surface: Surface, page: PageNames) -> Judgement | None:
    """广东移动 after …（以下简称“广东移动”）: what the article, else another one of the page, says it is."""
    if full := page.defined.get((surface.article, surface.label, surface.text)):
        name = page.name(surface._replace(text=full))
        return (
            same(surface.text, name, "the article gives it as another name", 0.95)
            if name != surface.text
            else None
        )
    if len(surface.text) < _SHORTEST_FOR_PAGE or page.name(surface) != surface.text:
        return None
    found = page.explained(surface)
    if len(found) != 1:
        return None
    return same(surface.text, found.pop(), "another article of the page gives it as another name", 0.85)
