"""Ids of entities: they depend on label and canonical name alone, so that they last."""

import hashlib
import re

from kg.model import Label
from kg.text import squeeze

REPORTER = "（记者）"  # follows the name of a person whom a page knows from bylines only
_PSEUDONYM = "化名:"
_MARK = re.compile(r"(?:（记者）|〔[^〕]*〕)+$")


def entity_id(label: Label, name: str) -> str:
    """Return the id of an entity: a hash of its label and canonical name.

    >>> entity_id("LOC", "内蒙古自治区")
    'loc-1b8de60acbb4186e'
    """
    digest = hashlib.sha256(f"{label} {name}".encode(errors="surrogatepass")).hexdigest()
    return f"{label.lower()}-{digest[:16]}"


def namesake(name: str, mark: str) -> str:
    """Return the canonical name of another person of a name.

    >>> namesake("王磊", "清河县人民医院")
    '王磊〔清河县人民医院〕'
    """
    return f"{name}〔{squeeze(mark)}〕"


def plain_name(name: str) -> str:
    """Return a canonical name without the mark that tells a person from a namesake.

    >>> plain_name("张文（记者）"), plain_name("王磊〔清河县人民医院〕"), plain_name("张文")
    ('张文', '王磊', '张文')
    """
    return _MARK.sub("", name)


def pseudonym(name: str, page: str, article: str) -> str:
    """Return the canonical name of somebody whom one article calls by a name that is not the real one.

    >>> pseudonym("小丽", "a.txt", "2")
    '小丽〔化名:a.txt#2〕'
    """
    return namesake(name, f"{_PSEUDONYM}{page}#{article}")


def is_pseudonym(name: str) -> bool:
    """Tell whether a canonical name is one that an article says is not real.

    >>> is_pseudonym("小丽〔化名:a.txt#2〕"), is_pseudonym("小丽")
    (True, False)
    """
    return f"〔{_PSEUDONYM}" in name
