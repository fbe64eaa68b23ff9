"""The four colors of the labels stay apart for readers who see fewer colors, on light and dark ground."""

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def rows(text: str) -> Floats:
    """Return a matrix written row by row."""
    return np.array([[float(number) for number in row.split()] for row in text.split(",")])


SEEN = {
    "all": np.eye(3),
    "protanopia": rows(
        "0.152286 1.052583 -0.204868, 0.114503 0.786281 0.099216, -0.003882 -0.048116 1.051998"
    ),
    "deuteranopia": rows(
        "0.367322 0.860646 -0.227968, 0.280085 0.672501 0.047413, -0.011820 0.042940 0.968881"
    ),
    "tritanopia": rows(
        "1.255528 -0.076749 -0.178779, -0.078411 0.930809 0.147602, 0.004733 0.691367 0.303900"
    ),
}  # Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB
TO_LMS = rows("0.412221 0.536333 0.051446, 0.211903 0.680700 0.107397, 0.088302 0.281719 0.629979")
TO_LAB = rows("0.210454 0.793618 -0.004072, 1.977998 -2.428592 0.450594, 0.025904 0.782772 -0.808676")
NEAREST = 0.12  # in OKLab, where black and white are 1 apart


def linear(color: str) -> Floats:
    values = np.array([int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def oklab(color: Floats) -> Floats:
    found: Floats = TO_LAB @ np.cbrt(TO_LMS @ np.clip(color, 0, 1))
    return found


def contrast(one: Floats, other: Floats) -> float:
    """Return the contrast of two colors as the WCAG define it."""
    low, high = sorted(float(np.array([0.2126, 0.7152, 0.0722]) @ color) for color in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(scope="module", params=["light", "dark"])
def theme(request: pytest.FixtureRequest, root: Path) -> dict[str, str]:
    """The colors of the style sheet in a theme."""
    style = (root / "kg/export/page/web/style.css").read_text("utf-8")
    block = re.search(rf"--scheme: {request.param};.*?\}}", style, re.DOTALL)
    assert block
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", block[0]))


@pytest.mark.parametrize("eyes", sorted(SEEN))
def test_labels_stay_apart(theme: dict[str, str], eyes: str) -> None:
    seen = {name: oklab(SEEN[eyes] @ linear(theme[name])) for name in ("per", "org", "loc", "title")}
    for one, other in combinations(seen, 2):
        assert np.linalg.norm(seen[one] - seen[other]) > NEAREST, (one, other)


@pytest.mark.parametrize("name", ["per", "org", "loc", "title"])
@pytest.mark.parametrize("ground", ["paper", "group", "panel"])
def test_labels_stand_out_from_their_ground(theme: dict[str, str], name: str, ground: str) -> None:
    assert contrast(linear(theme[name]), linear(theme[ground])) >= 3


@pytest.mark.parametrize("ground", ["paper", "panel", "group", "soft"])
@pytest.mark.parametrize("text", ["ink", "muted"])
def test_texts_are_readable(theme: dict[str, str], text: str, ground: str) -> None:
    assert contrast(linear(theme[text]), linear(theme[ground])) >= 4.5
