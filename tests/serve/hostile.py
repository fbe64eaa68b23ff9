"""A finished build whose names, aliases, pages, headlines, sentences and doubts are hostile texts."""

from pathlib import Path

from tests.stored import write_build

HOSTILE = {
    "script": "</script><script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "braces": "{{ 7 * 7 }}{% raw %}",
    "quotes": "\"双\" '单' `反` onmouseover=alert(1)",
    "url": "javascript:alert(1)",
    "right-to-left": "\u202e反向\u200f",
    "separators": "甲\u2028乙",
    "formula": "=1+1",
    "prototype": "__proto__",
    "long": "长" * 3000,
}


def write_hostile(out: Path) -> Path:
    """Write that build and return its folder."""
    entities, text, mentions, edges, judged, tenures = [], [], [], [], [], []
    for number, name in enumerate(HOSTILE.values()):
        page, start = f"{name[:60]}.txt", 0
        entities.append(
            {"id": f"per-{number}", "label": "PER", "name": name, "aliases": [name + "别名"], "mentions": 1}
        )
        told = f"{name}在清河县。"
        text.append({"page": page, "article": "a1", "start": start, "end": len(told), "text": told})
        mentions.append(
            {
                "page": page,
                "text": name,
                "entity": f"per-{number}",
                "label": "PER",
                "start": 0,
                "end": len(name),
                "sentence": number,
            }
        )
        edges.append(
            {
                "source": "loc-1",
                "target": f"per-{number}",
                "kind": "sentence",
                "count": 1,
                "weight": 0.5,
                "first_date": None,
                "last_date": None,
                "evidence": [(page, start, len(told))],
            }
        )
        judged.append(
            {
                "a": name[:200],
                "b": "清河县",
                "judgement": "unsure",
                "reason": name[:200],
                "score": 0.5,
                "label": "PER",
            }
        )
        tenures.append(
            {
                "person": f"per-{number}",
                "post": "title-1",
                "body": "loc-1",
                "name": name,
                "title": name[:80],
                "at": "清河县",
                "first_seen": "2021-03-01",
                "last_seen": "2021-03-02",
                "former_since": None,
                "count": 1,
                "sources": [],
            }
        )
    entities += [
        {
            "id": "loc-1",
            "label": "LOC",
            "name": "清河县",
            "aliases": [],
            "mentions": 9,
            "code": "130534",
            "level": 3,
            "latitude": 37.04,
            "longitude": 115.67,
        },
        {"id": "title-1", "label": "TITLE", "name": "清河县县长", "aliases": [], "mentions": 1},
    ]
    articles = [
        {"page": row["page"], "id": "a1", "headline": name, "headline_spans": [], "body_spans": []}
        for row, name in zip(text, HOSTILE.values(), strict=True)
    ]
    tables = {
        "entities": entities,
        "text": text,
        "mentions": mentions,
        "edges": edges,
        "judgements": judged,
        "tenures": tenures,
        "articles": articles,
    }
    return write_build(out, tables)
