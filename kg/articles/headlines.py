"""Which headline belongs to which story, whether it stands above, below or far from it."""

import heapq
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from kg.articles.cohesion import Cohesion
from kg.articles.parts import Headline, Parts, Story

_NEAR = 0.35  # what standing next to a story is worth, beside cohesion (0 to 1)
_USUAL_SIDE = 0.3  # what standing on the side where the page's headlines stand is worth
_UNRELATED = 0.4  # the share of that which is left where headline and story share no words
_RELATED = 0.25  # the cohesion from which on it counts in full
_TIE = 0.05  # what that side is worth in any case
_FAR = 0.2  # what is lost when the story stands elsewhere
_TAKEN = 0.1  # and when it has its headline already
_GROUPED = 0.8  # and when the headline stands among others: it is theirs
_FEW = 2  # headlines that stand together beside a story and may all be its own
_SLIGHT = 0.1  # cohesion that tells nothing
_WINDOW = 60  # stories on each side of a headline that are considered


def match_headlines(parts: Parts, cohesion: Cohesion) -> None:
    """Give each headline to the story it fits best; the surest pairs are made first.

    A headline fits a story whose beginning says it again (cohesion), next to which it stands, and on the
    side on which headlines stand on this page. A story with a headline takes another from nearby only.
    """
    stories = parts.stories
    if len(stories) == 1:
        stories[0].headlines += [part for part in parts.order if isinstance(part, Headline)]
        _sort(stories)
        return
    pairs = _pairs(parts, cohesion)
    below = sum(pair.cohesion * pair.side for pair in pairs) > 0
    queue = [(-pair.fit(below, taken=False), order, False) for order, pair in enumerate(pairs)]
    heapq.heapify(queue)
    matched: set[Headline] = set()
    left: list[_Pair] = []
    while queue:
        _, order, taken = heapq.heappop(queue)
        pair = pairs[order]
        if pair.headline in matched:
            continue
        if taken != bool(pair.story.headlines):
            heapq.heappush(queue, (-pair.fit(below, taken=not taken), order, not taken))
            continue
        matched.add(pair.headline)
        if taken and pair.group > _FEW and pair.cohesion < _SLIGHT:
            left.append(pair)
        else:
            pair.story.headlines.append(pair.headline)
    _place_left(left, parts)
    _sort(stories)


def part_last(stories: Sequence[Story], large: Collection[int]) -> list[Story]:
    """Return the stories, large print at the end of a page that has its headlines as one of its own.

    `large` says where lines of headlines in large print begin. What stands there below all articles, each of
    which has such a headline above it, is a box that calls out something, mostly an advertisement.
    """
    end = max((story.paragraphs[-1].lines[-1].number for story in stories), default=0)
    loud: list[Headline] = []
    for story in stories:
        above = any(one.start < story.start and one.offset in large for one in story.headlines)
        last = [one for one in story.headlines if one.start > end and one.offset in large]
        if above and last:
            story.headlines = [one for one in story.headlines if one not in last]
            loud += last
    return [*stories, *(Story(list(one.paragraphs)) for one in loud)]


def _sort(stories: Sequence[Story]) -> None:
    """Put the headlines of each story in the order of the page; one printed twice counts once."""
    for story in stories:
        once: dict[str, Headline] = {}
        for headline in sorted(story.headlines, key=lambda headline: headline.start):
            once.setdefault(headline.text, headline)
        story.headlines = list(once.values())


def _place_left(left: "list[_Pair]", parts: Parts) -> None:
    """Give the headline of a crowd that no story says again to the one story that has none, if so it is."""
    bare = [story for story in parts.stories if not story.headlines]
    for pair in left:
        story = bare[0] if len(left) == len(bare) == 1 else pair.story
        story.headlines.append(pair.headline)


@dataclass(frozen=True)
class _Pair:
    """A headline and a story that may belong together."""

    headline: Headline
    story: Story
    cohesion: float
    side: int  # 1 where the headline stands right below the story, -1 right above, 0 elsewhere
    group: int  # how many headlines stand together there
    in_row: bool  # whether the story is one of a row of stories right above or below that group

    def fit(self, below: bool, *, taken: bool) -> float:
        """Return how well the two fit, on a page where headlines stand below (or above) their stories."""
        share = min(1.0, _FEW / self.group)  # in a crowd, standing near tells little
        if not self.side and (taken or not self.in_row):
            return self.cohesion - _FAR * share - taken * (_TAKEN + _GROUPED * (self.group > 1))
        usual = self.side != 0 and (self.side > 0) == below
        near = (_NEAR + _USUAL_SIDE * (usual and not taken)) * share
        unrelated = _UNRELATED if self.side and not taken else 0.0
        return (
            self.cohesion
            + _TIE * usual
            + near * (unrelated + (1 - unrelated) * min(1.0, self.cohesion / _RELATED))
        )


def _pairs(parts: Parts, cohesion: Cohesion) -> list[_Pair]:
    """Return every headline with the stories around it."""
    stories = parts.stories
    before = list(accumulate((isinstance(part, Story) for part in parts.order), initial=0))
    rows, groups = _rows(parts), _group_sizes(parts)
    beginnings = [cohesion.beginning(story.opening) for story in stories]
    pairs = []
    for index, part in enumerate(parts.order):
        if not isinstance(part, Headline):
            continue
        following = before[index]  # the number of the story after it
        group = groups[index]
        near_rows = {
            rows[place] for place in (following - 1, following) if 0 <= place < len(rows) and group > 1
        }
        for place in range(max(0, following - _WINDOW), min(len(stories), following + _WINDOW)):
            common = cohesion.of_beginning(part.text, beginnings[place])
            side = 1 if place == following - 1 else -1 if place == following else 0
            pairs.append(_Pair(part, stories[place], common, side, group, rows[place] in near_rows))
    return pairs


def _group_sizes(parts: Parts) -> list[int]:
    """Return for each part how many headlines stand together there, for a story 1 each."""
    sizes: list[int] = []
    for is_story, group in groupby(parts.order, lambda part: isinstance(part, Story)):
        count = len(list(group))
        sizes += [1 if is_story else count] * count
    return sizes


def _rows(parts: Parts) -> list[int]:
    """Return for each story the number of its row: stories with no headline between them."""
    rows: list[int] = []
    row = 0
    for part in parts.order:
        if isinstance(part, Story):
            rows.append(row)
        else:
            row += 1
    return rows
