"""How often a process that is the program's own looks for objects that only point at each other.

Python looks after some hundred or thousand new objects, and from time to time at all there are. What is
loaded once (a model, lists, tables of names) stays, and what reading a page or answering a question makes is
mostly gone by itself.
"""

import gc

_NEW = 10_000  # objects before the youngest are looked at


def collect_seldom() -> None:
    """Have this process look for garbage seldom."""
    gc.set_threshold(_NEW, 20, 20)


def keep_loaded() -> None:
    """Have what is in memory now never looked at again, until this is called the next time."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
