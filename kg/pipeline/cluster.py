"""What a build asks of a cluster: other machines that read its pages, and put all of them together."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from kg.config import Config
from kg.pages import Warn
from kg.pipeline.summary import Listener, Summary
from kg.store.batches import Batches
from kg.store.engine import Engine
from kg.store.steps import Steps


class Cluster(Protocol):
    """Machines that share the folder of a build."""

    def find_given(self, config: Config, warn: Warn) -> None:
        """Look for what `kg.pipeline.given.find_given` finds, for `read_all`.

        Raises InputError at once for what is not there.
        """

    def start(self, config: Config, staging: Path) -> None:
        """See that the machines are there and fit for the build; else raise ConfigError or OutputError.

        What is noted for it lies in `staging`.
        """

    def read_all(
        self,
        config: Config,
        batches: Batches,
        staging: Path,
        summary: Summary,
        listener: Listener,
    ) -> list[str]:
        """Do what `kg.pipeline.read.read_all` does with the pages that have been found.

        What lasts as long as the build may lie in `staging`. Raises InputError also where there is no page.
        """

    def open_steps(self, engine: Engine, staging: Path) -> AbstractContextManager[Steps]:
        """Yield an engine without tables, which keeps its steps in `staging`.

        Where the readings are so few that it is sooner done here, that is `engine`, which has them.
        """
