"""What a Spark that runs already is told about the sessions to come."""

from typing import Any


def tell(spark: Any, name: str, value: object) -> None:
    """Give a setting to the sessions that builds open from now on; each begins with those of Spark."""
    spark.sparkContext._jsc.sc().conf().set(name, str(value))
