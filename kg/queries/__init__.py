"""Questions to a finished build, answered from the tables in its folder: a module for each.

Each function returns frozen values; the command line prints them as tables or, with `--json`, as they are.
"""

MAX_STEPS = 6  # of a path, unless more are asked for
