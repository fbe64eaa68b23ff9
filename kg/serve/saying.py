"""How the pages of the explorer say what is known of an entity."""

from collections.abc import Sequence

from markupsafe import Markup

from kg.queries.companions import Companion
from kg.queries.profile import Profile
from kg.serve.finding import province
from kg.serve.words import word

_UNSAID = ("other", "pseudonym", "historic")  # kinds that tell nothing, or stand beside the name
_METER = 56  # pixels


def sort_of(known: Profile, language: str) -> str:
    """Return what sort of person, body, place or post an entity is, in words."""
    entity = known.entity
    said = [word(language, f"one_{entity.label}")]
    if entity.kind and entity.kind not in _UNSAID:
        said.append(word(language, f"kind_{entity.kind}"))
    if known.level:
        said.append(word(language, f"level_{known.level}"))
    if known.rank:
        rank, comma, _ = known.rank.partition(", ")
        said.append(word(language, f"rank_{rank}") + (word(language, "deputy") if comma else ""))
    return " · ".join(said)


def facet_word(name: str, value: str, language: str) -> str:
    """Return a value of a facet in words."""
    if name == "label":
        return word(language, value)
    if name == "kind":
        return word(language, f"kind_{value}")
    return province(value) if name == "place" and value.isdecimal() else value


def coordinates(known: Profile) -> str:
    """Return where a place lies, in degrees."""
    if known.latitude is None or known.longitude is None:
        return ""
    north, east = known.latitude, known.longitude
    return f"{abs(north):.3f}°{'S' if north < 0 else 'N'} {abs(east):.3f}°{'W' if east < 0 else 'E'}"


def meter(count: int, companions: Sequence[Companion]) -> Markup:
    """Return a small bar: a count beside the greatest of some companions."""
    wide = round(_METER * count / max(each.count for each in companions), 1)
    box = f'<svg class="amount" viewBox="0 0 {_METER} 4" width="{_METER}" height="4" aria-hidden="true">'
    whole, full = (
        f'<rect {told} height="4" rx="2"/>' for told in (f'width="{_METER}"', f'class="full" width="{wide}"')
    )
    return Markup(f"{box}{whole}{full}</svg>")
