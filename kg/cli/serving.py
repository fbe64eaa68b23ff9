"""What `kg serve` does."""

from pathlib import Path

from kg.cli.lines import put
from kg.messages import language, say
from kg.serve.running import open_explorer
from kg.store.staging import recover


def serve(out: Path, port: int, browse: bool, review: Path | None) -> None:
    """Serve the explorer of a finished build until Ctrl-C."""
    recover(out)
    put(say("opening {out} …", out=out), err=True)
    served = open_explorer(out, port=port, language=language(), review=review)
    served.run(_say_ready, browse=browse)
    put(say("closed"), err=True)


def _say_ready(address: str) -> None:
    put(address)
    put(say("Ctrl-C closes it"), err=True)
