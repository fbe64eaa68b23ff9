"""Precision, recall and F1 of a build's files against annotated pages.

The rules are those of the project's acceptance: strict span and label, whitespace dropped before
comparing; what touches optional spans only is ignored; posts count once a page and a body matches when
one form ends with the other; aliases are pairs of surfaces; articles are pairs of lines.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, combinations
from pathlib import Path

from kg.errors import InputError, OutputError
from kg.gold import read_gold, read_gold_table, read_objects
from kg.model import LABELS
from kg.schema import Row
from kg.text import Span, squeeze

Mistake = tuple[str, str, str]  # (missed or wrong, kind, shown text)
NO_BODY = "-"


@dataclass(slots=True)
class Count:
    """Right, wrong and missed answers."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __iadd__(self, other: "Count") -> "Count":
        """Add another count to this one."""
        self.tp, self.fp, self.fn = self.tp + other.tp, self.fp + other.fp, self.fn + other.fn
        return self

    @property
    def precision(self) -> float:
        """The share of answers that are right, 0 to 1."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """The share of gold that was answered, 0 to 1."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Score:
    """Counts by label, and those of posts, aliases and articles where gold has them."""

    labels: dict[str, Count] = field(default_factory=lambda: {label: Count() for label in LABELS})
    posts: Count | None = None
    aliases: Count | None = None
    articles: Count | None = None
    headlines_found: int = 0
    headlines: int = 0
    faults: dict[str, list[Mistake]] = field(default_factory=dict)  # by page

    def names(self) -> Count:
        """Return the counts of PER, LOC and ORG together."""
        return _sum(self.labels[label] for label in LABELS[:3])

    def all_labels(self) -> Count:
        """Return the counts of all four labels together."""
        return _sum(self.labels.values())


def score_build(out: Path, gold: Path, pages: Path, only: Sequence[str] = ()) -> Score:
    """Return the score of the build in `out` on the annotated pages of `gold`.

    `gold` holds STEM.jsonl and, where annotated, STEM.posts, STEM.aliases, STEM.articles; `pages` the
    raw STEM.txt. `only` names some stems. Raises InputError or OutputError where files are missing.
    """
    stems = list(only) or sorted(path.stem for path in gold.glob("*.jsonl"))
    if not stems:
        raise InputError(
            "{gold}: no annotated page (STEM.jsonl) in it; give a folder of gold files", gold=gold
        )
    build = {name: _by_page(out / f"{name}.jsonl") for name in ("mentions", "posts", "articles")}
    score = Score()
    for stem in stems:
        score_page(
            score,
            stem,
            gold,
            _read_raw(pages / f"{stem}.txt"),
            {name: rows[stem] for name, rows in build.items()},
        )
    return score


def score_page(score: Score, stem: str, gold: Path, raw: str, build: Mapping[str, Sequence[Row]]) -> None:
    """Add the counts of one annotated page to a score; `build` has its mentions, posts and articles."""
    faults = score.faults[stem] = []
    _check_built(stem, len(raw), build)
    for label, count in score_mentions(
        read_gold(gold / f"{stem}.jsonl", len(raw)), build["mentions"], raw, faults
    ).items():
        score.labels[label] += count
    if (rows := read_gold_table(gold / f"{stem}.posts")) is not None:
        score.posts = _sum([score.posts or Count(), score_posts(rows, build["posts"], faults)])
    if (rows := read_gold_table(gold / f"{stem}.aliases")) is not None:
        score.aliases = _sum([score.aliases or Count(), score_aliases(rows, build["mentions"], faults)])
    if (rows := read_gold_table(gold / f"{stem}.articles")) is not None:
        pairs, found, total = score_articles(rows, build["articles"], raw, faults)
        score.articles = _sum([score.articles or Count(), pairs])
        score.headlines_found += found
        score.headlines += total
    faults.sort()


def score_mentions(
    gold: Sequence[Row], predicted: Sequence[Row], raw: str, faults: list[Mistake]
) -> dict[str, Count]:
    """Return the counts by label; faults are appended with the text around them."""
    at, flat = _squeezed_offsets(raw), squeeze(raw)
    required = {(at[g["start"]], at[g["end"]], g["label"]) for g in gold if not g.get("optional")}
    optional = [(at[g["start"]], at[g["end"]]) for g in gold if g.get("optional")]
    found = {(at[m["start"]], at[m["end"]], m["label"]) for m in predicted if m["label"] in LABELS}
    counts: dict[str, Count] = defaultdict(Count)

    def note(kind: str, start: int, end: int, label: str) -> None:
        faults.append(
            (kind, label, f"{flat[max(0, start - 8) : start]}[{flat[start:end]}]{flat[end : end + 8]}")
        )

    for start, end, label in sorted(found):
        if (start, end, label) in required:
            counts[label].tp += 1
        elif _touches((start, end), ((s, e) for s, e, _ in required)) or not _touches((start, end), optional):
            counts[label].fp += 1
            note("wrong", start, end, label)
    for start, end, label in sorted(required - found):
        counts[label].fn += 1
        note("missed", start, end, label)
    return counts


def score_posts(gold: Sequence[Sequence[str]], predicted: Sequence[Row], faults: list[Mistake]) -> Count:
    """Return the counts of (person, title, body), once a page; rows marked ? are neither asked nor wrong."""
    optional = {_triple(row) for row in gold if row[3:] == ["?"]}
    wanted = {_triple(row) for row in gold if row[3:] != ["?"]}
    said = {_triple([p["person"], p["title"], p.get("body") or NO_BODY]) for p in predicted}
    hit = {g for g in wanted if any(_same_post(g, p) for p in said)}
    wrong = {p for p in said if not any(_same_post(g, p) for g in wanted | optional)}
    faults += [("missed", "post", "|".join(g)) for g in wanted - hit] + [
        ("wrong", "post", "|".join(p)) for p in wrong
    ]
    return Count(len(hit), len(wrong), len(wanted - hit))


def score_aliases(gold: Sequence[Sequence[str]], mentions: Sequence[Row], faults: list[Mistake]) -> Count:
    """Return the counts of pairs of different surfaces that are one entity; only surfaces of gold count."""
    entities: dict[tuple[str, str], Counter[str | None]] = defaultdict(Counter)
    for m in mentions:
        entities[m["label"], squeeze(m["text"])][m.get("entity")] += 1
    surfaces: dict[str, set[str]] = defaultdict(set)
    truth: set[tuple[str, str, str]] = set()
    for label, canonical, aliases in (row[:3] for row in gold):
        forms = {squeeze(alias) for alias in aliases.split("|")}
        if (label, squeeze(canonical)) in entities:
            forms.add(squeeze(canonical))
        surfaces[label] |= forms
        truth |= {(label, a, b) for a, b in combinations(sorted(forms), 2)}
    usual = {key: counts.most_common(1)[0][0] for key, counts in entities.items()}
    said = {
        (label, a, b)
        for label, forms in surfaces.items()
        for a, b in combinations(sorted(forms), 2)
        if usual.get((label, a)) is not None and usual.get((label, a)) == usual.get((label, b))
    }
    faults += [("missed", "alias", " = ".join(pair)) for pair in truth - said]
    faults += [("wrong", "alias", " = ".join(pair)) for pair in said - truth]
    return Count(len(truth & said), len(said - truth), len(truth - said))


def score_articles(
    gold: Sequence[Sequence[str]], predicted: Sequence[Row], raw: str, faults: list[Mistake]
) -> tuple[Count, int, int]:
    """Return the counts of line pairs of one article, the headlines found and the headlines of gold."""
    lines = _line_spans(raw)
    want = [(row[0], _line_numbers(row[2], lines, raw), _line_numbers(row[3], lines, raw)) for row in gold]
    have = [
        (_covered(a["headline_spans"], lines, raw), _covered(a["body_spans"], lines, raw)) for a in predicted
    ]
    truth = {pair for _, head, body in want for pair in combinations(sorted(head | body), 2)}
    said = {pair for head, body in have for pair in combinations(sorted(head | body), 2)}
    heads = [(key, head) for key, head, _ in want if head]
    good = [key for key, head in heads if any(head == other for other, _ in have)]
    faults += [("missed", "headline", key) for key, _ in heads if key not in good]
    return Count(len(truth & said), len(said - truth), len(truth - said)), len(good), len(heads)


def format_score(score: Score) -> list[str]:
    """Return the table of a score, one line a row."""
    rows: list[tuple[str, Count]] = [(label, score.labels[label]) for label in LABELS]
    rows += [("PER+LOC+ORG", score.names()), ("all four", score.all_labels())]
    rows += [
        (n, c)
        for n, c in (("posts", score.posts), ("aliases", score.aliases), ("articles", score.articles))
        if c
    ]
    table = [f"{name:11}  {_format_count(count)}" for name, count in rows]
    if score.articles:
        table.append(f"headlines    {score.headlines_found} of {score.headlines}")
    return table


def _format_count(count: Count) -> str:
    shares = (("P", count.precision), ("R", count.recall), ("F1", count.f1))
    return (
        "  ".join(f"{name} {share * 100:5.1f}" for name, share in shares) + f"   gold {count.tp + count.fn}"
    )


def _sum(counts: Iterable[Count]) -> Count:
    total = Count()
    for count in counts:
        total += count
    return total


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _triple(row: Sequence[str]) -> tuple[str, str, str]:
    return squeeze(row[0]), squeeze(row[1]), squeeze(row[2])


def _same_post(gold: tuple[str, str, str], said: tuple[str, str, str]) -> bool:
    if gold[:2] != said[:2]:
        return False
    if gold[2] == NO_BODY:
        return True
    return said[2] != NO_BODY and (gold[2].endswith(said[2]) or said[2].endswith(gold[2]))


def _squeezed_offsets(raw: str) -> list[int]:
    """Return, for each raw offset and for the end, how many squeezed characters stand before it."""
    return list(accumulate((bool(squeeze(c)) for c in raw), initial=0))


def _line_spans(raw: str) -> list[Span]:
    ends = [i for i, c in enumerate(raw) if c == "\n"] + [len(raw)]
    return list(zip([0] + [end + 1 for end in ends[:-1]], ends, strict=True))


def _line_numbers(ranges: str, lines: Sequence[Span], raw: str) -> set[int]:
    """Return the numbers (from 1) of the non-blank lines of ranges such as '3,13-15'."""
    numbers: set[int] = set()
    for part in ranges.split(","):
        if part.strip() not in ("", "-"):
            first, _, last = part.strip().partition("-")
            numbers |= set(range(max(1, int(first)), min(int(last or first), len(lines)) + 1))
    return {n for n in numbers if squeeze(raw[slice(*lines[n - 1])])}


def _covered(spans: Sequence[Sequence[int]], lines: Sequence[Span], raw: str) -> set[int]:
    """Return the numbers of the non-blank lines of which the spans cover more than half."""
    return {
        n
        for n, (start, end) in enumerate(lines, 1)
        if squeeze(raw[start:end])
        and 2 * sum(max(0, min(end, e) - max(start, s)) for s, e in spans) > end - start
    }


def _by_page(path: Path) -> dict[str, list[Row]]:
    if not path.is_file():
        raise OutputError(
            "{path}: missing; build first with `kg build PAGES -o {out}`", path=path, out=path.parent
        )
    pages: dict[str, list[Row]] = defaultdict(list)
    for row in read_objects(path):
        pages[Path(str(row.get("page"))).name.removesuffix(".txt")].append(row)
    return pages


def _check_built(stem: str, size: int, build: Mapping[str, Sequence[Row]]) -> None:
    """Raise OutputError where rows of a build lack what is scored, or are of another page than this one."""
    try:
        ends = [row["end"] for row in build["mentions"] if row["label"] and row["start"] >= 0]
        spans = [span for row in build["articles"] for span in (*row["headline_spans"], *row["body_spans"])]
        fits = max(ends, default=0) <= size and all(len(span) == 2 for span in spans)
        fits = fits and all(row["person"] and row["title"] for row in build["posts"])
    except (KeyError, TypeError, ValueError):
        fits = False
    if not fits:
        raise OutputError(
            "{stem}.txt: not the page that was built, or tables of an earlier kg; build it again", stem=stem
        )


def _read_raw(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "{path}: can't be read as UTF-8 ({cause}); PAGES must hold the annotated pages",
            path=path,
            cause=str(error),
        ) from None
