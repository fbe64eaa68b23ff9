"""`kg build --engine spark`: a build whose pages and tables are worked on by a cluster."""

from pathlib import Path

from kg.config import Config
from kg.pipeline.build import build
from kg.pipeline.summary import Listener, Summary
from kg.spark.session import open_session


def build_on_spark(config: Config, listener: Listener | None = None) -> Summary:
    """Build on the cluster of the configured master and return what was done, as `kg.pipeline.build` does.

    Relative paths are taken from the working folder of this process: executors have others.
    """
    with open_session(config.master) as session:
        from kg.spark.cluster import SparkCluster  # noqa: PLC0415 -- loads PySpark

        return build(_at_home(config), listener, cluster=SparkCluster(session))


def _at_home(config: Config) -> Config:
    """Return a configuration whose paths mean the same in every folder."""
    paths: dict[str, object] = {
        name: tuple(Path(path).absolute() for path in getattr(config, name))
        for name in ("pages", "tables", "gazetteers")
    }
    if Path(config.model).is_dir():
        paths["model"] = str(Path(config.model).absolute())
    return config.model_copy(update=paths | {"out": config.out.absolute()})
