"""Questions to a finished build, answered from the tables in its folder.

Each function returns frozen values; the command line prints them as tables or, with `--json`, as they are.
"""

from kg.queries.cards import cards as cards
from kg.queries.explain import explain as explain
from kg.queries.names import AmbiguousNameError as AmbiguousNameError
from kg.queries.neighbors import neighbors as neighbors
from kg.queries.paths import path as path
from kg.queries.search import search as search
from kg.queries.stats import stats as stats
from kg.queries.tenures import tenures as tenures
