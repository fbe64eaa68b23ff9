"""What resolution must know of the whole corpus: a table that pages, and other such tables, are added to.

The table of one page is its part. Parts can be put together in any order and grouping: the counts are
sums, the rest are sets.
"""

from collections import Counter
from dataclasses import dataclass, field

from kg.model import Context, Judgement, NameKey, Reading


@dataclass(slots=True)
class Census:
    """The table of the names of some pages, and of what was read."""

    read: Counter[str] = field(default_factory=Counter)  # pages, articles, posts, and mentions by label
    forms: Counter[tuple[NameKey, str]] = field(default_factory=Counter)  # (label, name), form
    posts: Counter[tuple[NameKey, str, str]] = field(default_factory=Counter)  # body, its form, title
    judgements: set[Judgement] = field(default_factory=set)
    given: dict[NameKey, set[NameKey]] = field(default_factory=dict)  # names that articles give to forms
    contexts: dict[NameKey, set[Context]] = field(default_factory=dict)  # what articles say of people

    def add(self, reading: Reading) -> None:
        """Count one page, of which the names are known."""
        self.read.update(pages=1, articles=len(reading.articles), posts=len(reading.posts))
        for mention in reading.mentions:
            self.read[mention.label] += 1
            if (key := mention.key) is not None:
                self.forms[key, mention.text] += 1
        for post in reading.posts:
            if post.kind == "post" and (body := post.body_key) is not None:
                self.posts[body, post.body_form, post.title.text] += 1
        self.judgements.update(reading.judgements)
        for label, form, name in reading.given:
            self.given.setdefault((label, form), set()).add((label, name))
        for context in reading.contexts:
            self.contexts.setdefault(("PER", context.name), set()).add(context)

    def merge(self, other: "Census") -> None:
        """Add all that another table has."""
        self.read.update(other.read)
        self.forms.update(other.forms)
        self.posts.update(other.posts)
        self.judgements |= other.judgements
        for key, names in other.given.items():
            self.given.setdefault(key, set()).update(names)
        for key, contexts in other.contexts.items():
            self.contexts.setdefault(key, set()).update(contexts)
