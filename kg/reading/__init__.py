"""One page read: the pure unit of work of a build."""
