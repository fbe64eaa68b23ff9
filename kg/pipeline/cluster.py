"""What a build asks of a cluster: other machines that read its pages, and put all of them together."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from kg.config import Config
from kg.pages import PageFile, Warn
from kg.pipeline.summary import Listener, Summary
from kg.store.batches import Batches
from kg.store.engine import Engine
from kg.store.steps import Steps


class Cluster(Protocol):
    """Machines that share the folder of a build."""

    def find_given(self, config: Config, warn: Warn) -> Iterator[PageFile]:
        """Do what `kg.pipeline.given.find_given` does; a file of several pages may come as one."""

    def start(self, config: Config, staging: Path) -> None:
        """See that the machines are there and fit for the build; else raise ConfigError or OutputError.

        What is noted for it lies in `staging`.
        """

    def read_all(
        self,
        files: Iterable[PageFile],
        config: Config,
        batches: Batches,
        staging: Path,
        summary: Summary,
        listener: Listener,
    ) -> list[str]:
        """Do what `kg.pipeline.read.read_all` does; what lasts as long as the build may lie in `staging`."""

    def open_steps(self, engine: Engine, staging: Path) -> AbstractContextManager[Steps]:
        """Yield an engine without tables, which keeps its steps in `staging`.

        Where the readings are so few that it is sooner done here, that is `engine`, which has them.
        """
