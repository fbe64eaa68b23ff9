"""Fuzz the readers of ZIP, Word and PDF files with atheris, which keeps what reaches new code.

    pip install atheris
    python tests/fuzz/coverage_guided.py zip|docx|pdf [-runs=100000] [-max_total_time=600] [-seed=1] [CORPUS]

What follows the kind goes to libFuzzer. The corpus begins with a good file. A crash is an exception that is
no KgError, or an input that takes more than ten seconds; libFuzzer writes it to a file crash-… or timeout-….
"""

import sys
import tempfile
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

with atheris.instrument_imports(include=["kg.pages", "docx", "zipfile", "pypdfium2"]):
    import docx  # noqa: F401 -- instrumented before kg loads it
    import pypdfium2  # noqa: F401

    from tests.fuzz.page_files import check_page_files

from tests.fuzz.files import good_files

HANG = 10  # seconds


def main() -> None:
    """Fuzz the reader of one kind of file until libFuzzer ends."""
    kind, *options = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="kg-fuzz-") as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        (corpus / f"good.{kind}").write_bytes(good_files()[kind])
        check = check_page_files(Path(folder) / f"page.{kind}")
        atheris.Setup([sys.argv[0], f"-timeout={HANG}", "-max_len=8192", *options, str(corpus)], check)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
