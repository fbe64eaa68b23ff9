"""`python -m kg` is the command `kg`."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Run the command line; where a package that it needs does not start, say which and how to mend it."""
    try:
        _open_standard_streams()
        from kg.cli import main as run  # noqa: PLC0415 (what it needs may be missing)

        run()
    except KeyboardInterrupt:  # before a command has begun
        sys.stderr.write("kg: interrupted\n")
        sys.exit(130)
    except ImportError as error:
        from kg.doctor import examine, report, works  # noqa: PLC0415 (only where something is missing)

        checks = examine(Path())
        if (error.name or "").startswith("kg") or works(checks):
            raise
        sys.stderr.write("\n".join([*report(checks), f"kg: error: {error}", ""]))
        sys.exit(1)


def _open_standard_streams() -> None:
    """Have something open where a standard stream is closed, or the next file would be taken for it."""
    for stream in range(3):
        try:
            os.fstat(stream)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


if __name__ == "__main__":
    main()
