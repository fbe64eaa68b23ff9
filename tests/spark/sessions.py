"""What a Spark of tests is told, at its start or about the sessions to come."""

from typing import Any

from kg.spark.session import FEWEST

SMALL: dict[str, object] = {
    "spark.sql.shuffle.partitions": 3,
    "spark.sql.codegen.wholeStage": "false",  # what is small is compiled in vain
    FEWEST: 0,  # few as they are, mentions are worked on by Spark
}


def tell(spark: Any, name: str, value: object) -> None:
    """Give a setting to the sessions that builds open from now on; each begins with those of Spark."""
    spark.sparkContext._jsc.sc().conf().set(name, str(value))
