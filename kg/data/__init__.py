"""Word lists: see README.md for the source and licence of each."""
