"""Posts: a person holds a title at a body, as one clause of an article states it."""
