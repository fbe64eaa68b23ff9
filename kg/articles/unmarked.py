"""Articles that follow each other without any mark, found by the headlines that stand together elsewhere."""

from kg.articles.cohesion import Cohesion
from kg.articles.paragraphs import Paragraph
from kg.articles.parts import Body, Headline, Parts

_SAYS_AGAIN = 0.5  # cohesion of a headline with the paragraph that its article begins with
_BETTER = 0.2  # and how much more that must be than its cohesion with anything before it, or elsewhere


def split_unmarked(parts: Parts, cohesion: Cohesion) -> None:
    """Split bodies in which an article begins that only its headline, set elsewhere, tells of.

    Looked for where more headlines stand together than bodies stand in the row beside them.
    """
    for headlines, bodies in _crowds(parts):
        for headline in headlines:
            _split_at_lead(parts, headline, bodies, cohesion)


def _crowds(parts: Parts) -> list[tuple[list[Headline], list[Body]]]:
    """Return groups of headlines with the row of bodies above them, where those are fewer."""
    crowds = []
    bodies: list[Body] = []
    headlines: list[Headline] = []
    for part in [*parts.order, None]:
        if isinstance(part, Headline):
            headlines.append(part)
            continue
        if headlines and len(bodies) < len(headlines) > 1:
            crowds.append((headlines, bodies))
        if headlines:
            headlines, bodies = [], []
        if part is not None:
            bodies.append(part)
    return crowds


def _split_at_lead(parts: Parts, headline: Headline, bodies: list[Body], cohesion: Cohesion) -> None:
    """Split a body before the paragraph that says a headline again, if there is a clear one."""
    places = [(body, at) for body in bodies for at in range(1, len(body.paragraphs)) if _may_begin(body, at)]
    if not places:
        return
    scores = [cohesion.of_headline(headline.text, body.paragraphs[at].text) for body, at in places]
    best = max(scores)
    body, at = places[scores.index(best)]
    others = [other.opening for other in parts.bodies if other is not body]
    before = "".join(paragraph.text for paragraph in body.paragraphs[:at])
    known = max(cohesion.of_headline(headline.text, text) for text in (before, *others))
    if best < _SAYS_AGAIN or best < known + _BETTER:
        return
    rest = Body(body.paragraphs[at:])
    body.paragraphs = body.paragraphs[:at]
    parts.order.insert(parts.order.index(body) + 1, rest)
    bodies.insert(bodies.index(body) + 1, rest)


def _may_begin(body: Body, at: int) -> bool:
    """Tell whether an article may begin with a paragraph inside a body."""
    before: Paragraph = body.paragraphs[at - 1]
    return body.paragraphs[at].kind == "prose" and before.finished and before.kind != "byline"
