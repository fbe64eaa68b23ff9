"""Learn the weights of kg/data/score_weights.tsv from annotated news, and say how well they do.

    python bench/weights.py ../shared/data [--write]

Logistic regression with a penalty on the squares of the weights (le Cessie and van Houwelingen 1992), fitted
by Newton's method. The figures are cross-validated: each tenth of the items is judged by weights of the rest.
"""

import argparse
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from real import Span, read_spans, read_texts

from kg.recognize import likelihood
from kg.recognize.pipeline import load_pipeline, propose

TABLE = Path(likelihood.__file__).parents[1] / "data" / "score_weights.tsv"
HEAD = """# How likely a name is right: weights of a logistic regression (kg/recognize/likelihood.py),
# learned from the news of tests/gold/real by bench/weights.py. Columns: feature, weight.
"""
FOLDS = 10
PENALTY = 1.0
STEPS = 40
BOUNDS = (0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)

Numbers = NDArray[np.float64]


class Name(NamedTuple):
    """A proposed name, and whether readers marked just that."""

    item: str
    features: dict[str, float]
    is_right: bool


def read_names(data: Path) -> Iterator[Name]:
    """Yield what the pipeline proposes in each annotated item, but for what lies in an optional name."""
    nlp, marked = load_pipeline(), read_spans()
    for item, text in read_texts(data):
        (chosen,) = propose([[text]], nlp)
        weighed = [c for names in chosen for c in names if likelihood.is_weighed(c)]
        right = {(s["start"], s["end"], s["label"]) for s in marked[item]}
        for name, features in zip(weighed, likelihood.features_of([text], chosen), strict=True):
            is_right = (name.start, name.end, name.label) in right
            if is_right or not _may_be_one(marked[item], name.start, name.end):
                yield Name(item, features, is_right)


def _may_be_one(spans: list[Span], start: int, end: int) -> bool:
    return any(s["optional"] and s["start"] <= start and end <= s["end"] for s in spans)


def fit(table: Numbers, right: Numbers) -> Numbers:
    """Return the weights of the columns of a table."""
    weights = np.zeros(table.shape[1])
    ridge = np.eye(table.shape[1]) * PENALTY
    for _ in range(STEPS):
        shares = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (shares - right) + ridge @ weights
        bend = (table * (shares * (1 - shares))[:, None]).T @ table + ridge
        weights -= np.linalg.solve(bend, slope)
    return weights


def main() -> None:
    """Fit, print how well names of each score do, and write the table where asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    names = list(read_names(args.data))
    columns = sorted({feature for name in names for feature in name.features})
    table = np.array([[name.features.get(column, 0.0) for column in columns] for name in names])
    right = np.array([float(name.is_right) for name in names])
    items = sorted({name.item for name in names})
    fold_of = {
        item: number % FOLDS for number, item in enumerate(np.random.default_rng(1).permutation(items))
    }
    folds = np.array([fold_of[name.item] for name in names])
    shares = np.zeros(len(names))
    for fold in range(FOLDS):
        weights = fit(table[folds != fold], right[folds != fold])
        shares[folds == fold] = 1 / (1 + np.exp(-table[folds == fold] @ weights))
    print(f"{len(names)} names of {len(items)} items, {100 * right.mean():.1f} % right")
    for low, high in pairwise(BOUNDS):
        inside = (shares >= low) & (shares < high)
        if inside.any():
            print(f"{low:.2f} to {high:.2f}  {inside.sum():5}  {100 * right[inside].mean():5.1f} % right")
    if args.write:
        rows = zip(columns, fit(table, right), strict=True)
        TABLE.write_text(HEAD + "".join(f"{column}\t{weight:.3f}\n" for column, weight in rows), "utf-8")


if __name__ == "__main__":
    main()
