"""`python -m kg` is the command `kg`."""

import sys
from pathlib import Path


def main() -> None:
    """Run the command line; where a package that it needs does not start, say which and how to mend it."""
    try:
        from kg.cli import main as run  # noqa: PLC0415 (what it needs may be missing)

        run()
    except ImportError as error:
        from kg.doctor import examine, report, works  # noqa: PLC0415 (only where something is missing)

        checks = examine(Path())
        if (error.name or "").startswith("kg") or works(checks):
            raise
        sys.stderr.write("\n".join([*report(checks), f"kg: error: {error}", ""]))
        sys.exit(1)


if __name__ == "__main__":
    main()
