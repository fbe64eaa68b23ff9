"""The files of a trained network in its folder, and the sums by which they are known to be whole."""

import hashlib
from pathlib import Path

from kg.errors import ModelError

FILES = ("network.onnx", "settings.json", "characters.json", "places.json")
SUMS = "SHA256SUMS"
"""The file that tells the SHA-256 of each, in the form of the command `sha256sum`."""


def read_files(folder: Path) -> dict[str, bytes]:
    """Return the files of a network by name; ModelError where one is missing or is not what was written."""
    try:
        lines = (folder / SUMS).read_text("ascii").splitlines()
        sums = {name: digest for digest, name in map(str.split, lines)}
        files = {name: (folder / name).read_bytes() for name in FILES}
    except (OSError, ValueError) as error:
        raise ModelError(
            "{folder}: no usable model ({cause}); reinstall kg or retrain", folder=folder, cause=str(error)
        ) from None
    for name, content in files.items():
        if sums.get(name) != hashlib.sha256(content).hexdigest():
            raise ModelError(
                "{path}: damaged: not the file of which {sums} tells; reinstall kg or retrain",
                path=folder / name,
                sums=SUMS,
            )
    return files


def seal_files(folder: Path) -> None:
    """Write the sums of the files of a network beside them."""
    digests = ((name, hashlib.sha256((folder / name).read_bytes()).hexdigest()) for name in FILES)
    text = "".join(f"{digest}  {name}\n" for name, digest in digests)
    (folder / SUMS).write_text(text, "ascii", newline="\n")
