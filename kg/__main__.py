"""`python -m kg` is the command `kg`."""

import sys
from pathlib import Path

from kg.doctor import examine, report


def main() -> None:
    """Run the command line; where a package that it needs does not start, say which and how to mend it."""
    try:
        from kg.cli import main as run  # noqa: PLC0415 (what it needs may be missing)
    except ImportError as error:
        if (error.name or "").startswith("kg"):
            raise
        sys.stderr.write("\n".join([*report(examine(Path())), f"kg: error: {error}", ""]))
        sys.exit(1)
    run()


if __name__ == "__main__":
    main()
