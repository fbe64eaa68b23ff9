"""What resolution must know of the whole corpus, counted page by page."""

from collections import Counter
from dataclasses import dataclass, field

from kg.model import Reading

Key = tuple[str, str]  # label, form


@dataclass(slots=True)
class Census:
    """The table of forms of a corpus. It can be pickled, and two of them can be merged."""

    forms: Counter[Key] = field(default_factory=Counter)
    posts: Counter[tuple[str, str]] = field(default_factory=Counter)  # body, title

    def add(self, reading: Reading) -> None:
        """Count the forms of one page."""
        for mention in reading.mentions:
            self.forms[mention.label, mention.text] += mention.label != "TITLE"
        for post in reading.posts:
            if post.kind == "post" and post.body:
                self.posts[post.body.text, post.title.text] += 1

    def merge(self, other: "Census") -> None:
        """Add the counts of another census."""
        self.forms.update(other.forms)
        self.posts.update(other.posts)
